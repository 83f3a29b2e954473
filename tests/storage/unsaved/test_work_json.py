"""The format of unsaved work: every text to the letter, and nothing but what the program wrote."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.storage.unsaved.work_json import Origin, read_work, written_work
from perfeval_desktop.store import FormId
from perfeval_desktop.unsaved_work import RefusedCommit, UnsavedText, UnsavedWork
from small_forms import PROJECT, clean_form

AT = datetime(2024, 5, 6, 10, 32, 5).astimezone()
ORIGIN = Origin("/单位/自评.perfeval", "0192-abcdef012345")
WORK = UnsavedWork(
    form_id=FormId("a"),
    project="甲项目",
    year=2023,
    texts=(UnsavedText(PROJECT, "项目名称", "甲项目", "改名"),),
    at=AT,
)
REFUSED = RefusedCommit(
    "改", difference(clean_form(), clean_form().with_text(PROJECT, "改名").with_year(2031))
)

# Also the halves of rare characters, in any order, which an editor may hold.
anything = st.text(st.characters(categories=None))
texts = st.builds(
    UnsavedText,
    place=st.builds(Place, anything, anything.map(RowId), anything),
    label=anything,
    before=anything,
    text=anything,
)


def test_work_is_read_as_it_was_written() -> None:
    work, origin = read_work(written_work(WORK, ORIGIN))
    assert (work, work.at, origin) == (WORK, AT, ORIGIN)


def test_a_refused_commit_is_read_as_it_was_written() -> None:
    work = replace(WORK, refused=REFUSED)
    assert read_work(written_work(work, ORIGIN)) == (work, ORIGIN)


@given(st.lists(texts, max_size=3), anything, anything)
def test_every_text_comes_back_to_the_letter(found: list[UnsavedText], project: str, path: str) -> None:
    work = replace(WORK, texts=tuple(found), project=project)
    assert read_work(written_work(work, Origin(path, ""))) == (work, Origin(path, ""))


@pytest.mark.parametrize("text", ["\0", "\ud83d\ude00", "𠮷", "\r\n\v\u2028", "长" * 3_000_000], ids=range(5))
def test_odd_and_huge_texts_come_back(text: str) -> None:
    work = replace(WORK, texts=(UnsavedText(PROJECT, "项目名称", "", text),))
    assert read_work(written_work(work, ORIGIN))[0] == work


def spoiled(change: dict[str, Any]) -> bytes:
    return json.dumps({**json.loads(written_work(replace(WORK, refused=REFUSED), ORIGIN)), **change}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"[" * 100_000,
        written_work(WORK, ORIGIN)[:-1],
        spoiled({"format": 2}),
        spoiled({"at": "gestern"}),
        spoiled({"at": "2024-05-06T10:32:05"}),
        spoiled({"store": {"path": 1, "lineage": ""}}),
        spoiled({"form": {"id": "a", "project": "", "year": "2023"}}),
        spoiled({"texts": [{"place": ["a", "b"], "label": "", "before": "", "text": ""}]}),
        spoiled({"texts": 5}),
        spoiled({"refused": {"label": "改", "patch": {"x": 1}}}),
    ],
    ids=range(14),
)
def test_what_the_program_never_wrote_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no unsaved work"):
        read_work(content)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_else(content: bytes) -> None:
    with pytest.raises(ValueError, match="no unsaved work"):
        read_work(content)

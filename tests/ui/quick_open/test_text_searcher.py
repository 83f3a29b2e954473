"""Texts are looked for while nobody types."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.quick_open import text_searcher
from perfeval_ui.quick_open.text_searcher import TextSearcher


@pytest.fixture
def searcher(session: EditingSession) -> Iterator[TextSearcher]:
    made = TextSearcher(session)
    yield made
    made.stop()


@pytest.fixture
def found(searcher: TextSearcher) -> list[FormId]:
    """Return the forms that were found, as they come."""
    forms: list[FormId] = []
    searcher.found.connect(lambda hits: forms.extend(hit.form_id for hit in hits))
    return forms


@pytest.fixture
def eleven(session: EditingSession, sample_forms: tuple[Form, ...]) -> tuple[FormId, ...]:
    return session.create([sample_forms[0]] * 11, "新建")


def look_for(searcher: TextSearcher, typed: str, form_ids: tuple[FormId, ...]) -> None:
    """Look for ``typed`` until all forms were looked through."""
    loop = QEventLoop()
    searcher.ended.connect(loop.quit)
    searcher.search(typed, lambda: form_ids)
    loop.exec()


def test_forms_are_found_by_their_texts_in_their_order(
    searcher: TextSearcher, found: list[FormId], form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(searcher.ended):
        searcher.search("系统", lambda: form_ids)
        assert searcher.is_searching
    assert len(found) > 2
    assert found == [form_id for form_id in form_ids if form_id in found]
    assert not searcher.is_searching


def test_many_hits_come_in_parts_and_none_is_lost(
    searcher: TextSearcher,
    found: list[FormId],
    eleven: tuple[FormId, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_searcher, "FORMS_AT_ONCE", 4)
    look_for(searcher, "指标", eleven)
    assert found == [*eleven]


def test_enough_is_enough(
    searcher: TextSearcher,
    found: list[FormId],
    eleven: tuple[FormId, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_searcher, "MOST_TEXTS", 5)
    look_for(searcher, "指标", eleven)
    assert found == [*eleven[:5]]


@pytest.mark.parametrize("typed", ["", " ", "标"])
def test_too_little_is_not_looked_for(searcher: TextSearcher, typed: str) -> None:
    searcher.search(typed, tuple)
    assert not searcher.is_searching


def test_what_is_typed_next_takes_the_place_of_what_was_typed_before(
    searcher: TextSearcher, found: list[FormId], form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    searcher.search("系统", lambda: form_ids)
    with qtbot.waitSignal(searcher.ended):
        searcher.search("没有这样的文字", lambda: form_ids)
    assert found == []


def test_a_store_that_cannot_be_read_ends_it(
    searcher: TextSearcher,
    found: list[FormId],
    form_ids: tuple[FormId, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_form_ids: object) -> None:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。")

    monkeypatch.setattr(searcher._session, "texts_of", fail)
    look_for(searcher, "系统", form_ids)
    assert found == []
    assert not searcher.is_searching

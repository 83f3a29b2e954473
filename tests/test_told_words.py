"""What the user has said of labels is kept in one file; a broken one is told, and never written over."""

import json
from pathlib import Path

import pytest

from perfeval_desktop import told_words
from perfeval_desktop.domain.blocks import FiguresBlock, IndicatorsBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.words import ToldWord, WordPart
from perfeval_desktop.errors import OutputError
from perfeval_desktop.told_words import Told, is_legal, part_of, read_told, remember

PROJECT = ToldWord(WordPart.FIELDS, "经费名目", Role.PROJECT)
PLAIN = ToldWord(WordPart.INDICATORS, "打分人", None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "own" / "told.json"


def test_what_was_said_is_kept_and_the_last_word_counts(file: Path) -> None:
    assert read_told(file) == Told()
    remember(file, [PROJECT, PLAIN])
    remember(file, [PROJECT._replace(label="经费 名目：", role=Role.PROJECT_CODE)])
    assert read_told(file) == Told((PROJECT._replace(label="经费 名目：", role=Role.PROJECT_CODE), PLAIN))
    assert "经费" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"words": 1}',
        '{"words": [1]}',
        "{}",
        '{"words": [{"part": "fields", "label": "甲"}]}',
        '{"words": [{"part": "heads", "label": "甲", "role": null}]}',
        '{"words": [{"part": "fields", "label": "甲", "role": "level1"}]}',
        '{"words": [{"part": "fields", "label": " ", "role": null}]}',
        "[" * 5000,
    ],
)
def test_a_broken_file_is_told_ignored_and_kept(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    told = read_told(file)
    assert told.words == ()
    assert told.trouble.startswith("记住的栏名没有采用：“")
    with pytest.raises(OutputError, match="记住的栏名没有采用"):
        remember(file, [PROJECT])
    assert file.read_text(encoding="utf-8") == text


def test_a_folder_that_cannot_be_made_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(folder: Path, *, with_parents: bool) -> None:
        raise OSError(28, "No space left on device", str(folder), with_parents)

    monkeypatch.setattr(told_words, "make_folder", no_room)
    with pytest.raises(OutputError, match=r"记住的栏名没有保存到“.*”：No space left on device"):
        remember(file, [PROJECT])


def test_only_what_a_label_can_mean_is_legal() -> None:
    assert is_legal(PROJECT)
    assert is_legal(PLAIN)
    assert not is_legal(PROJECT._replace(role=Role.LEVEL1))
    assert not is_legal(PROJECT._replace(label=""))


def test_single_cells_of_all_kinds_are_called_by_the_words_of_fields() -> None:
    assert part_of(IndicatorsBlock(key="a")) is WordPart.INDICATORS
    assert part_of(FiguresBlock(key="a", grid="b")) is WordPart.FIELDS


def test_the_file_is_plain_to_read(file: Path) -> None:
    remember(file, [PLAIN])
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "words": [{"part": "indicators", "label": "打分人", "role": None}]
    }

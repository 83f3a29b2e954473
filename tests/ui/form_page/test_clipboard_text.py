"""Texts on the clipboard: exact within the program, freed of what other programs put around theirs."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard

from perfeval_ui.form_page.clipboard_text import clipboard_data, exact, on_clipboard, own_cells, text_of
from strategies import texts

CELLS = "application/x-perfeval-cells"

# What gets lost on the way through Qt, the clipboard of Windows, or a text of tabs and lines.
AWKWARD = [
    "\ufeff甲",
    "\ufeff\ufeff甲",
    "\ufffe甲",
    "甲\0乙",
    "\0",
    "\ufeff",
    "一\xa0二",
    "一\n二",
    "\t",
    "𠮷\ufeff",
]


def of_others(text: str) -> QMimeData:
    data = QMimeData()
    # As bytes, which reach Qt as they are.
    data.setData("text/plain", text.encode())
    return data


@given(st.lists(st.lists(texts(), min_size=2, max_size=2), min_size=1, max_size=3))
def test_cells_of_this_program_come_back_to_the_letter(cells: list[list[str]]) -> None:
    assert own_cells(clipboard_data(cells, "for others")) == tuple(map(tuple, cells))


@pytest.mark.parametrize("text", AWKWARD)
def test_a_single_text_does_too(text: str) -> None:
    assert text_of(clipboard_data([[text]], text)) == text


@pytest.mark.parametrize("text", AWKWARD)
def test_other_programs_get_the_whole_text(text: str) -> None:
    assert clipboard_data([[text]], text).text() == text.replace("\0", "")


def test_several_cells_are_one_text_where_one_is_wanted() -> None:
    assert text_of(clipboard_data([["一", "二"]], "一\t二")) == "一\t二"


@pytest.mark.parametrize(
    ("text", "taken"), [("\ufeff2023\0", "2023"), ("甲\ufeff乙", "甲\ufeff乙"), ("", "")]
)
def test_marks_and_ends_that_others_put_around_a_text_are_not_of_it(text: str, taken: str) -> None:
    assert text_of(of_others(text)) == taken


@pytest.mark.parametrize(
    "cells",
    [b"", b"\xff", b"{", b"[" * 100_000, b"1", b"[]", b"[[]]", b"[[1]]", b'[["a"], 1]', b'[["a"], {}]'],
)
def test_what_only_pretends_to_be_of_this_program_is_taken_as_text(cells: bytes) -> None:
    data = of_others("甲")
    data.setData(CELLS, cells)
    assert own_cells(data) is None
    assert text_of(data) == "甲"


def test_what_is_no_text_in_cells_of_another_version_becomes_one() -> None:
    data = of_others("甲")
    data.setData(CELLS, json.dumps([["a", 1]]).encode())
    assert own_cells(data) == (("a", "1"),)


def test_what_is_on_the_clipboard_at_the_end_of_the_program_does_no_harm() -> None:
    code = """
from PySide6.QtGui import QGuiApplication
from perfeval_ui.form_page.clipboard_text import clipboard_data
app = QGuiApplication([])
QGuiApplication.clipboard().setMimeData(clipboard_data([["a"]], "a"))
"""
    ended = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603  # this very interpreter
    assert ended.returncode == 0


@pytest.mark.parametrize("text", ["", "甲", "甲\ufeff"])
def test_other_texts_are_handed_to_qt_as_they_are(text: str) -> None:
    assert exact(text) == text


def test_an_empty_clipboard_holds_no_text_and_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QClipboard, "mimeData", lambda *_: None)
    assert (text_of(on_clipboard()), own_cells(on_clipboard())) == ("", None)

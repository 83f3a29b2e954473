"""The editors over cells: any text can be typed into them, by keyboard or input method."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.editors import (
    TextEditor,
)
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.keyboard import compose, focus, press, type_text
from ui.page_driver import (
    EXECUTION_SCORE,
    Page,
    budget,
    current,
    level1,
    level3,
    reason,
    saved,
    score,
    select,
    shown,
    suggested,
    target,
    text_in_editor,
    weight,
    written,
)

STRANGE = "<b>&amp;粗</b>\n\t制表\x07铃𠮷🧑‍🌾\u3000完"


# -- texts of several lines ------------------------------------------------------------------------------


def test_alt_enter_makes_a_new_line_that_stays_in_sight(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, reason(0))
    type_text("1\n2\n3\n4\n5\n6\n7\n8\n9")
    editor = focus()
    assert isinstance(editor, TextEditor)
    assert editor.viewport().rect().contains(editor.cursorRect())
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == "1\n2\n3\n4\n5\n6\n7\n8\n9"


def test_a_no_break_space_survives_its_editor(grid: IndicatorGrid, session: EditingSession) -> None:
    text = "目标\u00a090%\u3000完成"
    grid.writer.commit(reason(0), text)
    label = session.undo_label
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == text
    assert session.undo_label == label
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    type_text("！")
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == f"{text}！"


def test_tab_leaves_the_editor_and_writes_no_tab(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, target(0))
    type_text("甲")
    press(Qt.Key.Key_Tab)
    assert saved(session, target(0)) == "甲"


# -- input methods ---------------------------------------------------------------------------------------


def test_the_first_letter_of_an_input_method_is_kept_in_a_text(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, level3(0))
    compose("xitong", "系统")
    assert text_in_editor() == "系统"
    compose("wei", "维")
    press(Qt.Key.Key_Return)
    assert saved(session, level3(0)) == "系统维"


def test_the_first_letter_of_an_input_method_is_kept_in_a_line(
    page: Page, grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, level1(0))
    compose("manyi", "满意")
    assert text_in_editor() == "满意"
    assert suggested(page) == ["满意度指标"]
    press(Qt.Key.Key_Return)
    assert saved(session, level1(0)) == "满意"


def test_a_composition_is_previewed_when_its_characters_are_chosen(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, level3(0))
    type_text("a")
    compose("xi", "系")
    assert session.shown is not None
    assert written(session.shown.form, level3(0)) == "a系"
    assert saved(session, level3(0)) == "完成系统运行维护"


# -- nothing is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (budget(), "abc"),
        (budget(), "1e999"),
        (budget(), "NaN"),
        (budget(), "-3"),
        (budget(), "1,23,4"),
        (budget(), ",,,"),
        (budget(), "9" * 16),
        (EXECUTION_SCORE, "11"),
        (weight(0), "200"),
        (weight(0), "abc"),
        (weight(0), "1.234"),
        (score(0), "10.01"),
        (score(0), "-1"),
    ],
)
def test_what_cannot_be_right_is_kept_as_typed_and_is_an_error_at_its_cell(
    page: Page, session: EditingSession, cell: Place, text: str
) -> None:
    grid = page.funding if cell.block == "funding" else page.indicators
    select(grid, cell)
    type_text(text)
    press(Qt.Key.Key_Tab)
    assert focus() is not grid or current(grid) != cell
    assert saved(session, cell) == text
    assert session.shown is not None
    found = [one for one in session.shown.findings if one.place == cell]
    assert Severity.ERROR in {one.severity for one in found}
    at = grid.cells.index_of(cell)
    assert at is not None
    tip = str(grid.cells.index(*at).data(Qt.ItemDataRole.ToolTipRole))
    assert found[0].message.replace("<", "&lt;") in tip


@pytest.mark.parametrize("typed", ["３４８．５", "1,234.50", "—", " 7 "])
def test_amounts_are_kept_as_they_are_written(
    funding: FundingGrid, session: EditingSession, typed: str
) -> None:
    select(funding, budget())
    type_text(typed)
    press(Qt.Key.Key_Return)
    assert saved(session, budget()) == typed


def test_strange_texts_are_kept_to_the_letter(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    editor = focus()
    assert isinstance(editor, QPlainTextEdit)
    editor.insertPlainText(STRANGE)
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == STRANGE
    assert shown(grid, reason(0)) == STRANGE
    assert grid.grab().width() > 0


def test_forty_thousand_characters_fit_into_a_cell(grid: IndicatorGrid, session: EditingSession) -> None:
    text = "偏差原因分析：" * 6000
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    editor = focus()
    assert isinstance(editor, QPlainTextEdit)
    editor.insertPlainText(text)
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == text
    assert grid.rowHeight(0) > 1000
    assert grid.grab().width() > 0
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    assert text_in_editor() == text

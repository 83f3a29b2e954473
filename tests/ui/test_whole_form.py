"""A user fills in a whole form with the keyboard alone and exports it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form, Rows
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.window.main_window import MainWindow
from printing.pdf_text import holds, page_texts
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    AMOUNTS,
    DEPARTMENT,
    GOAL,
    OUTCOME,
    PROJECT,
    SOURCES,
    UNIT,
    amount,
    current,
    grid_of,
    indicator,
    level1,
    level2,
    written,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def paper() -> Form:
    """Return a published form, as it is to be filled in."""
    sample = next(one for one in samples() if one.name == "minhang_science_2023_3")
    return sample.form(TemplateCatalogue())


def test_a_whole_form_can_be_filled_in_and_exported_by_keyboard_alone(
    window: MainWindow, paper: Form, tmp_path: Path, qtbot: QtBot
) -> None:
    create_project(window, paper, qtbot)
    fill_in_funding(paper)
    fill_in_goals(paper)
    shape_rows(window)
    fill_in_indicators(window, paper)

    assert window.scores.total.text() == "99.97"
    assert window.scores.grade.text() == "优"

    pdf = tmp_path / "自评表.pdf"
    press(Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    press(Qt.Key.Key_A, CTRL)
    type_text(str(pdf))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(pdf.exists)
    pages = page_texts(pdf.read_bytes())
    for block in ("head", "goals", "indicators"):
        for row in paper.rows(block):
            for column, text in row.cells.items():
                assert holds(pages, text), (row.id, column)
    for figure in ("99.97", "9.97", "100.00", "优", "8.98"):
        assert holds(pages, figure)


def create_project(window: MainWindow, paper: Form, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    # The cursor waits in the name; template and year stand before it.
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Home)
    while "闵行区 2023" not in str(focus().currentIndex().data()):  # type: ignore[attr-defined]
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_A, CTRL)
    type_text("2023")
    for field in (PROJECT, DEPARTMENT, UNIT):
        press(Qt.Key.Key_Tab)
        type_text(written(paper, field))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    # What a window manager does when a dialog goes; there is none offscreen.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def fill_in_funding(paper: Form) -> None:
    for source in SOURCES:
        for field in AMOUNTS:
            type_text(written(paper, amount(source, field)))
            press(Qt.Key.Key_Tab)


def fill_in_goals(paper: Form) -> None:
    # Past the note on the execution of the budget.
    press(Qt.Key.Key_Tab)
    for field in (GOAL, OUTCOME):
        type_text(written(paper, field))
        press(Qt.Key.Key_Tab)


def shape_rows(window: MainWindow) -> None:
    """From the eight rows of the template to the ten of the form."""
    grid = window.editor.indicators
    assert focus() is grid
    names = [row.text("level2") for row in rows_of(window)]
    assert names == [
        "数量指标",
        "质量指标",
        "时效指标",
        "经济效益指标",
        "社会效益指标",
        "生态效益指标",
        "可持续影响指标",
        "服务对象满意度指标",
    ]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_I, CTRL)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_I, CTRL)
    # A row for the cost, without level 2.
    press(Qt.Key.Key_I, CTRL)
    press(Qt.Key.Key_Home)
    type_text("成本指标")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Minus, CTRL)
    press(Qt.Key.Key_I, CTRL)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Minus, CTRL)


def rows_of(window: MainWindow) -> Rows:
    assert window.editor.indicators is not None
    return window.editor.indicators.session.base.rows("indicators")


def fill_in_indicators(window: MainWindow, paper: Form) -> None:
    levels = [(row.text("level1"), row.text("level2")) for row in rows_of(window)]
    count = len(paper.rows("indicators"))
    assert levels == [(written(paper, level1(row)), written(paper, level2(row))) for row in range(count)]
    press(Qt.Key.Key_Home, CTRL)
    press(Qt.Key.Key_Tab)
    grid = grid_of(window.editor)
    where = {one.id: row for row, one in enumerate(rows_of(window))}
    while True:
        place = current(grid)
        assert place is not None
        # Tab has passed over the levels, which have their names, and over scores that the rule knows.
        if place.column not in ("level1", "level2"):
            type_text(written(paper, indicator(where[place.row], place.column)))
        if (where[place.row], place.column) == (count - 1, "reason"):
            break
        press(Qt.Key.Key_Tab)

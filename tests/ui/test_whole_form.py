"""A clerk fills in a whole form with the keyboard alone and exports it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place
from perfeval_desktop.samples import Sample, samples
from perfeval_ui.main_window import MainWindow
from report.pdf_text import holds, page_texts
from ui.form_page import (
    AMOUNTS,
    COLUMNS,
    DEPARTMENT,
    GOAL,
    OUTCOME,
    PROJECT,
    SOURCES,
    UNIT,
    amount,
    indicator,
    level1,
    level2,
)
from ui.keyboard import focus, press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sample() -> Sample:
    return next(one for one in samples() if one.name == "minhang_science_2023_3")


def test_a_whole_form_can_be_filled_in_and_exported_by_keyboard_alone(
    window: MainWindow, sample: Sample, tmp_path: Path, qtbot: QtBot
) -> None:
    texts = dict(sample.entries)
    create_project(window, texts, qtbot)
    fill_in_funding(texts)
    fill_in_goals(texts)
    shape_rows(window)
    fill_in_indicators(window, sample, texts)

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
    for cell, text in texts.items():
        if not isinstance(cell, AmountCell):
            assert holds(pages, text), cell
    for figure in ("99.97", "9.97", "100.00", "优", "8.98"):
        assert holds(pages, figure)


def create_project(window: MainWindow, texts: dict[Place, str], qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    # The cursor waits in the name; template and year stand before it.
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Home)
    while "2023" not in str(focus().currentIndex().data()):  # type: ignore[attr-defined]
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_A, CTRL)
    type_text("2023")
    for field in (PROJECT, DEPARTMENT, UNIT):
        press(Qt.Key.Key_Tab)
        type_text(texts[TextCell(field)])
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    # What a window manager does when a dialog goes; there is none offscreen.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def fill_in_funding(texts: dict[Place, str]) -> None:
    for source in SOURCES:
        for field in AMOUNTS:
            type_text(texts[amount(source, field)])
            press(Qt.Key.Key_Tab)
        if source == "total":
            # The score of the execution rate is left to the rule.
            press(Qt.Key.Key_Tab)


def fill_in_goals(texts: dict[Place, str]) -> None:
    # Past the note on the execution of the budget.
    press(Qt.Key.Key_Tab)
    for field in (GOAL, OUTCOME):
        type_text(texts[TextCell(field)])
        press(Qt.Key.Key_Tab)


def shape_rows(window: MainWindow) -> None:
    """From the eight rows of the template to the ten of the form."""
    grid = window.editor.indicators
    assert focus() is grid
    names = [indicator.level2 for indicator in window.editor.indicators.cells.session.base.indicators]
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
    type_text("成本指标")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Minus, CTRL)
    press(Qt.Key.Key_I, CTRL)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Minus, CTRL)


def fill_in_indicators(window: MainWindow, sample: Sample, texts: dict[Place, str]) -> None:
    levels = [(one.level1, one.level2) for one in window.editor.indicators.cells.session.base.indicators]
    assert levels == [(texts[level1(row)], texts[level2(row)]) for row in range(sample.rows)]
    press(Qt.Key.Key_Home, CTRL)
    for row in range(sample.rows):
        for field in COLUMNS:
            if field not in ("level1", "level2"):
                type_text(texts[indicator(row, field)])
            if (row, field) != (sample.rows - 1, "reason"):
                press(Qt.Key.Key_Tab)

"""A part of the page folds to one line that sums it up."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.form_page import section as section_module
from perfeval_ui.form_page.section import FoldingSection
from perfeval_ui.theme import Tint, palette_for, tint


def made(qtbot: QtBot) -> tuple[FoldingSection, QLabel, list[bool]]:
    """Return a section with one label in it, and what it tells of being folded."""
    section = FoldingSection("项目资金")
    qtbot.addWidget(section)
    inside = QLabel("6.80", section)
    section.lines.addWidget(inside)
    told: list[bool] = []
    section.toggled.connect(told.append)
    section.show()
    return section, inside, told


def arrow(section: FoldingSection) -> QToolButton:
    found = section.findChild(QToolButton)
    assert isinstance(found, QToolButton)
    return found


def test_the_arrow_folds_it_and_unfolds_it(qtbot: QtBot) -> None:
    section, inside, told = made(qtbot)
    section.sum_up("全年 6.80")
    assert inside.isVisible()
    assert not section.summary.isVisible()
    assert arrow(section).accessibleName() == "收起项目资金"
    arrow(section).click()
    assert not inside.isVisible()
    assert section.summary.isVisible()
    assert section.summary.text() == "项目资金    全年 6.80"
    assert arrow(section).accessibleName() == "展开项目资金"
    arrow(section).click()
    assert inside.isVisible()
    assert told == [True, False]


def test_a_click_on_the_line_unfolds_it(qtbot: QtBot) -> None:
    section, inside, told = made(qtbot)
    section.fold(is_folded=True)
    QTest.mouseClick(section.summary, Qt.MouseButton.RightButton)
    assert section.is_folded
    QTest.mouseClick(section.summary, Qt.MouseButton.LeftButton)
    assert inside.isVisible()
    assert told == [False]


def test_without_a_summary_it_has_its_name(qtbot: QtBot) -> None:
    section, _, _ = made(qtbot)
    section.sum_up("")
    assert section.summary.text() == "项目资金"


def test_its_line_can_be_read_after_the_window_has_turned_dark(qtbot: QtBot) -> None:
    section, _, _ = made(qtbot)
    section.sum_up("全年 6.80")
    section.fold(is_folded=True)
    dark = palette_for(Qt.ColorScheme.Dark)
    section.setPalette(dark)
    QApplication.sendPostedEvents(None, QEvent.Type.PaletteChange)
    assert section.summary.palette().color(QPalette.ColorRole.WindowText) == tint(dark, Tint.QUIET)


def test_it_knows_what_is_in_it(qtbot: QtBot) -> None:
    section, inside, _ = made(qtbot)
    assert section.holds(inside)
    assert not section.holds(QWidget(section))
    assert not section.holds(None)


def test_folding_by_the_program_is_not_told(qtbot: QtBot) -> None:
    section, _, told = made(qtbot)
    section.fold(is_folded=True)
    assert told == []


def test_folding_is_told_to_those_who_do_not_see_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(section_module, "announce", lambda _widget, text: heard.append(text))
    section, _, _ = made(qtbot)
    section.fold(is_folded=False)
    arrow(section).click()
    arrow(section).click()
    assert heard == ["已收起项目资金", "已展开项目资金"]

"""A field of running text is as tall as its text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.suggestion_list import SuggestionList
from ui.keyboard import focus, press, type_text
from ui.page_driver import GOAL, NOTE, Page, suggested


def test_a_paragraph_grows_with_its_text_up_to_a_bound(page: Page) -> None:
    heights = []
    for lines in (1, 4, 6, 10, 14, 40):
        page.goal.setPlainText("\n".join("行" * lines))
        QApplication.processEvents()
        heights.append(page.goal.height())
        bar_is_off = page.goal.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        assert bar_is_off is (lines <= 14)
        assert page.outcome.height() == page.goal.height()
    assert heights[0] <= heights[1] < heights[2] < heights[3] < heights[4] == heights[5]


def test_the_note_is_one_line_and_grows_too(page: Page) -> None:
    before = page.note.height()
    page.go_to(NOTE)
    type_text("1\n2\n3".replace("\n", " "))
    assert page.note.height() == before
    page.note.insertPlainText("\n二\n三")
    QApplication.processEvents()
    assert page.note.height() > before


def test_goal_and_outcome_keep_one_height(page: Page) -> None:
    page.outcome.setPlainText("\n".join("行" * 12))
    QApplication.processEvents()
    assert page.goal.height() == page.outcome.height()
    page.outcome.setPlainText("一行")
    QApplication.processEvents()
    assert page.goal.height() == page.outcome.height()


def test_a_narrow_paragraph_is_taller(page: Page) -> None:
    page.goal.setPlainText("依照计划有序推进系统运维" * 20)
    QApplication.processEvents()
    wide = page.goal.height()
    page.resize(700, 800)
    QApplication.processEvents()
    assert page.goal.height() > wide


def test_a_larger_font_makes_a_taller_paragraph(page: Page) -> None:
    before = page.goal.sizeHint().height()
    font = page.goal.font()
    font.setPointSize(font.pointSize() * 2)
    page.goal.setFont(font)
    assert page.goal.sizeHint().height() > before
    assert page.goal.minimumSizeHint().height() == page.goal.sizeHint().height()


# 13 paragraphs in 21 lines: between those two numbers lies the most a goal may be tall.
CELLS = "项目完成情况良好。" * 12 + "\n甲乙丙丁\t戊己庚\t辛" * 12


def test_a_text_of_fewer_paragraphs_than_lines_settles_in_every_width(page: Page) -> None:
    for width in range(420, 900, 20):
        page.resize(width, 800)
        for text in ("", CELLS):
            page.goal.setPlainText(text)
            QApplication.processEvents()
        assert page.goal.verticalScrollBar().isVisible() is (page.goal.verticalScrollBar().maximum() > 0)


@pytest.fixture
def earlier(page: Page, session: EditingSession) -> Page:
    """Return the page, with another form in the store that has a goal to be offered."""
    session.create([session.base.with_year(2020).with_text(GOAL, "保障系统稳定\n运行一年")], "新建")
    return page


def test_goals_of_earlier_forms_are_offered_while_one_types(earlier: Page, qtbot: QtBot) -> None:
    earlier.go_to(GOAL)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("保障系统稳")
    qtbot.waitUntil(lambda: suggested(earlier) == ["保障系统稳定 运行一年"])
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert earlier.goal.written() == "保障系统稳定\n运行一年"
    assert focus() is earlier.goal
    assert suggested(earlier) == []


def test_tab_takes_a_chosen_text_and_goes_on(earlier: Page, session: EditingSession, qtbot: QtBot) -> None:
    earlier.go_to(GOAL)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("保障系统稳")
    qtbot.waitUntil(lambda: bool(suggested(earlier)))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    assert session.base.text(*GOAL) == "保障系统稳定\n运行一年"
    assert focus() is earlier.outcome


def test_enter_and_leaving_take_what_was_typed_where_nothing_was_chosen(
    earlier: Page, session: EditingSession, qtbot: QtBot
) -> None:
    earlier.go_to(GOAL)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("保障")
    qtbot.waitUntil(lambda: bool(suggested(earlier)))
    press(Qt.Key.Key_Return)
    assert earlier.goal.written() == "保障\n"
    press(Qt.Key.Key_Backspace)
    assert suggested(earlier)
    press(Qt.Key.Key_Escape)
    assert suggested(earlier) == []
    press(Qt.Key.Key_Tab)
    assert session.base.text(*GOAL) == "保障"
    assert suggested(earlier) == []


def test_a_click_at_an_offered_text_puts_it_into_the_field(earlier: Page, qtbot: QtBot) -> None:
    earlier.go_to(GOAL)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("保障系统稳")
    qtbot.waitUntil(lambda: bool(suggested(earlier)))
    (found,) = (one for one in earlier.findChildren(SuggestionList) if one.isVisible())
    place = found.visualRect(found.model().index(0, 0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert earlier.goal.written() == "保障系统稳定\n运行一年"


def test_another_form_on_the_same_page_gathers_anew(
    earlier: Page, session: EditingSession, qtbot: QtBot
) -> None:
    test_goals_of_earlier_forms_are_offered_while_one_types(earlier, qtbot)
    assert earlier.commit_open_editor()
    (other,) = session.create([session.base.with_year(2021).with_text(GOAL, "")], "新建")
    session.open(other)
    earlier.go_to(GOAL)
    type_text("保障系统")
    qtbot.waitUntil(lambda: suggested(earlier) == ["保障系统稳定 运行一年"])


def test_a_note_is_nobodys_to_offer(earlier: Page) -> None:
    earlier.go_to(NOTE)
    type_text("保障")
    QApplication.processEvents()
    assert suggested(earlier) == []

"""Texts of earlier forms are offered below the editor of a cell of several lines."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.form_page.suggestion_list import SuggestionList
from ui.keyboard import compose, focus, press, type_text
from ui.page_driver import Page, current, indicator, saved, select, suggested, text_in_editor

REASON, NAME, TARGET = (indicator(0, column) for column in ("reason", "level3", "target"))
LONG = "因设备到货推迟，" * 20


@pytest.fixture
def grid(grid: IndicatorGrid, session: EditingSession, qtbot: QtBot) -> IndicatorGrid:
    """Return the grid of a form beside which another one gives reasons, all of which have been gathered."""
    own = session.base
    reasons = ("因题目偏难", "因场地维修\n少办两场", LONG)
    for number, reason in enumerate(reasons):
        form = own.with_text(REASON._replace(row=own.rows("indicators")[number].id), reason)
        session.create([form.with_year(2020 + number)], "新建")
    while session.earlier_texts.gather():
        pass
    del qtbot
    return grid


def shown_list(page: Page) -> SuggestionList:
    (found,) = (one for one in page.findChildren(SuggestionList) if one.isVisible())
    return found


def test_what_is_typed_narrows_the_texts_of_earlier_forms(page: Page, grid: IndicatorGrid) -> None:
    select(grid, REASON)
    type_text("因")
    assert set(suggested(page)) == {"因题目偏难", "因场地维修 少办两场", LONG}
    type_text("题")
    assert suggested(page) == ["因题目偏难"]
    type_text("x")
    assert suggested(page) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_enter_and_tab_take_what_was_typed_unless_a_text_was_chosen(
    page: Page, grid: IndicatorGrid, session: EditingSession, key: Qt.Key
) -> None:
    select(grid, REASON)
    type_text("因")
    assert suggested(page)
    press(key)
    assert saved(session, REASON) == "因"
    assert current(grid) != REASON


def test_the_arrow_keys_choose_and_enter_takes_the_whole_text(
    page: Page, grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, REASON)
    type_text("因场")
    press(Qt.Key.Key_Down)
    assert text_in_editor() == "因场"
    press(Qt.Key.Key_Return)
    assert saved(session, REASON) == "因场地维修\n少办两场"
    assert suggested(page) == []


def test_a_click_takes_a_text(page: Page, grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, REASON)
    type_text("因题")
    found = shown_list(page)
    place = found.visualRect(found.model().index(0, 0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert saved(session, REASON) == "因题目偏难"
    assert current(grid) == REASON


def test_escape_closes_the_list_first(page: Page, grid: IndicatorGrid, session: EditingSession) -> None:
    before = saved(session, REASON)
    select(grid, REASON)
    type_text("因")
    press(Qt.Key.Key_Escape)
    assert suggested(page) == []
    assert text_in_editor() == "因"
    press(Qt.Key.Key_Escape)
    assert focus() is grid
    assert saved(session, REASON) == before


def test_while_an_input_method_composes_there_is_no_list(page: Page, grid: IndicatorGrid) -> None:
    select(grid, REASON)
    type_text("因")
    assert suggested(page)
    compose("ti", "")
    assert suggested(page) == []
    compose("ti", "题")
    assert suggested(page) == ["因题目偏难"]
    assert text_in_editor() == "因题"


def test_a_long_text_makes_no_wide_list(page: Page, grid: IndicatorGrid) -> None:
    select(grid, REASON)
    type_text("因设备")
    assert shown_list(page).width() <= page.width()


def test_going_on_in_an_empty_cell_suggests_what_may_be_wanted(
    page: Page, grid: IndicatorGrid, session: EditingSession
) -> None:
    grid.writer.commit(REASON, "")
    select(grid, REASON)
    press(Qt.Key.Key_F2)
    assert set(suggested(page)) >= {"因题目偏难"}
    press(Qt.Key.Key_Return)
    assert saved(session, REASON) == ""


def test_a_target_is_suggested_for_the_same_indicator_alone(
    page: Page, grid: IndicatorGrid, session: EditingSession
) -> None:
    other = Place(TARGET.block, TARGET.row, "level3")
    was = saved(session, TARGET)
    select(grid, TARGET)
    type_text(was[0])
    assert was in suggested(page)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    grid.writer.commit(other, "从来没有的指标")
    select(grid, TARGET)
    type_text(was[0])
    assert suggested(page) == []


def test_switched_off_nothing_is_suggested(page: Page, grid: IndicatorGrid, session: EditingSession) -> None:
    session.earlier_texts.is_on = False
    select(grid, REASON)
    type_text("因")
    assert suggested(page) == []


def test_what_is_gathered_too_late_is_suggested_once_it_is_there(
    page: Page, grid: IndicatorGrid, session: EditingSession, qtbot: QtBot
) -> None:
    session.earlier_texts.is_on = False
    session.earlier_texts.gather()
    session.earlier_texts.is_on = True
    select(grid, REASON)
    type_text("因")
    qtbot.waitUntil(lambda: bool(suggested(page)))
    assert "因题目偏难" in suggested(page)


def test_nothing_is_gathered_once_the_editor_is_closed(
    grid: IndicatorGrid, session: EditingSession, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def gather() -> int:
        asked.append("")
        return 1

    monkeypatch.setattr(session.earlier_texts, "gather", gather)
    select(grid, NAME)
    type_text("x")
    qtbot.waitUntil(lambda: bool(asked))
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    asked.clear()
    for _ in range(5):
        QApplication.processEvents()
    assert asked == []

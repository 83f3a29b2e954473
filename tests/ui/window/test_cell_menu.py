"""The context menu of a grid offers what can be done about a cell, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState, Place
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import press
from ui.page_driver import ALT, budget, current, grid_of, level3, select, target, weight
from ui.window_driver import bar


@pytest.fixture
def filled(full_window: MainWindow) -> MainWindow:
    """Return the window with a form whose first score is above its weight."""
    own = full_window._session
    own.commit(own.base.with_text(weight(0), "3"), "改分值")
    return full_window


def menu_of(window: MainWindow) -> QMenu:
    return window.commands.cell_menu.menu


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator() or action.text()]


def ask(grid: CellGrid, place: Place, reason: QContextMenuEvent.Reason) -> None:
    """Ask for the menu at a cell."""
    found = grid.cells.index_of(place)
    assert found is not None
    at = grid.visualRect(grid.cells.index(*found)).center()
    event = QContextMenuEvent(reason, at, grid.viewport().mapToGlobal(at))
    QApplication.sendEvent(grid.viewport(), event)


def chosen(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_the_menu_of_an_indicator_has_all_that_can_be_done(filled: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(filled.editor)
    ask(grid, level3(2), QContextMenuEvent.Reason.Mouse)
    qtbot.waitUntil(menu_of(filled).isVisible)
    assert current(grid) == level3(2)
    actions = filled.actions_
    shown = menu_of(filled).actions()
    wanted = [actions.cut, actions.copy, actions.paste, *actions.cell_actions, *actions.row_actions]
    assert [one for one in shown if one in wanted] == wanted
    assert actions.direction_menu.menuAction() in shown
    menu_of(filled).close()


def test_each_letter_chooses_one_command_of_it(filled: MainWindow, qtbot: QtBot) -> None:
    ask(grid_of(filled.editor), level3(2), QContextMenuEvent.Reason.Mouse)
    qtbot.waitUntil(menu_of(filled).isVisible)
    texts = [one.text().replace("&&", "") for one in menu_of(filled).actions() if not one.isSeparator()]
    letters = [text.partition("&")[2][:1] for text in texts if "&" in text]
    assert len(letters) > 12
    assert len(letters) == len(set(letters))
    menu_of(filled).close()


def test_the_menu_of_the_money_has_no_rows_to_insert(filled: MainWindow, qtbot: QtBot) -> None:
    grid = filled.editor.funding
    assert grid is not None
    ask(grid, budget(), QContextMenuEvent.Reason.Mouse)
    qtbot.waitUntil(menu_of(filled).isVisible)
    assert filled.actions_.insert_above not in menu_of(filled).actions()
    menu_of(filled).close()


def test_a_selection_that_is_clicked_on_stays(filled: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(filled.editor)
    select(grid, target(1), target(2))
    ask(grid, target(2), QContextMenuEvent.Reason.Mouse)
    qtbot.waitUntil(menu_of(filled).isVisible)
    assert len(grid.selectedIndexes()) == 2
    menu_of(filled).close()


def test_the_key_of_the_menu_opens_it_at_the_cursor(filled: MainWindow, qtbot: QtBot) -> None:
    grid = grid_of(filled.editor)
    select(grid, weight(0))
    ask(grid, target(5), QContextMenuEvent.Reason.Keyboard)
    qtbot.waitUntil(menu_of(filled).isVisible)
    assert current(grid) == weight(0)
    assert "不用改，写明理由…" in words(menu_of(filled))
    menu_of(filled).close()


def test_below_the_rows_there_is_no_menu(filled: MainWindow) -> None:
    grid = grid_of(filled.editor)
    at = QPoint(-5, -5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, grid.viewport().mapToGlobal(at))
    QApplication.sendEvent(grid.viewport(), event)
    assert not menu_of(filled).isVisible()


def test_alt_enter_offers_the_remedies_at_the_cell(filled: MainWindow, qtbot: QtBot) -> None:
    session = filled._session
    grid = grid_of(filled.editor)
    assert session.shown is not None
    found = next(
        one for one in session.shown.findings if session.remedies(one) and one.place.block == "indicators"
    )
    select(grid, found.place)
    press(Qt.Key.Key_Return, ALT)
    qtbot.waitUntil(menu_of(filled).isVisible)
    label = session.remedies(found)[0].label
    assert label in words(menu_of(filled))
    assert "不用改，写明理由…" in words(menu_of(filled))
    assert filled.actions_.cut not in menu_of(filled).actions()
    chosen(menu_of(filled), label).trigger()
    assert bar(filled) == f"已按提示修改：{label}。"
    menu_of(filled).close()


def test_one_remedy_for_all_of_a_kind_is_offered(filled: MainWindow, qtbot: QtBot) -> None:
    session = filled._session
    session.commit(session.base.with_text(weight(1), "2"), "改分值")
    found = [one for one in session.shown.findings if one.message.startswith("第 1 行")]  # type: ignore[union-attr]
    grid = grid_of(filled.editor)
    kinds = [one for one in found if session.remedy_for_kind(one) is not None]
    assert kinds
    select(grid, kinds[0].place)
    press(Qt.Key.Key_Return, ALT)
    qtbot.waitUntil(menu_of(filled).isVisible)
    for_all = session.remedy_for_kind(kinds[0])
    assert for_all is not None
    chosen(menu_of(filled), for_all.label).trigger()
    assert session.undo_label == for_all.label
    menu_of(filled).close()


def test_where_nothing_was_found_alt_enter_says_so(filled: MainWindow) -> None:
    session = filled._session
    grid = grid_of(filled.editor)
    assert session.shown is not None
    bad = {one for finding in session.shown.findings for one in finding.places}
    clean = next(one for one in (level3(row) for row in range(8)) if one not in bad)
    select(grid, clean)
    press(Qt.Key.Key_Return, ALT)
    assert bar(filled) == "这一格没有查出问题。"


def test_a_final_form_has_no_remedies_in_its_menu(filled: MainWindow) -> None:
    session = filled._session
    filled.commands.projects.set_state([session.shown.form_id], FormState.FINAL, despite_errors=True)  # type: ignore[union-attr]
    filled.commands.cell_menu.open_remedies(weight(0), QPoint(0, 0))
    assert menu_of(filled).isEmpty()


def test_the_past_of_a_cell_is_shown(filled: MainWindow, qtbot: QtBot) -> None:
    session = filled._session
    session.commit(session.base.with_text(target(2), "以前的"), "修改")
    session.commit(session.base.with_text(target(2), "现在的"), "修改")
    grid = grid_of(filled.editor)
    ask(grid, target(2), QContextMenuEvent.Reason.Mouse)
    qtbot.waitUntil(menu_of(filled).isVisible)
    chosen(menu_of(filled), "这一格的历史(&H)").trigger()
    assert filled.tabs.currentWidget() is filled.history
    menu_of(filled).close()

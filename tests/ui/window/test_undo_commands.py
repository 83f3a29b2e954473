"""Undo and redo select what they have changed, scroll to it and name it."""

import pytest
from PySide6.QtCore import Qt

from perfeval_desktop.domain.form import Place
from perfeval_ui.window.main_window import MainWindow
from ui.cursor_watch import cursors_during, shown_cursor
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    CTRL,
    GOAL,
    NOTE,
    PROJECT,
    SHIFT,
    YEAR,
    current,
    grid_of,
    indicator,
    line_of,
    reason,
    select,
    target,
)


def bar(window: MainWindow) -> str:
    return "" if window.message_bar.isHidden() else window.message_bar.text.text()


def chosen(window: MainWindow) -> set[Place | None]:
    grid = grid_of(window.editor)
    return {grid.cells.place_at(index.row(), index.column()) for index in grid.selectedIndexes()}


def test_the_cells_are_selected_and_in_sight_again_and_named(full_window: MainWindow) -> None:
    session = full_window._session
    grid = grid_of(full_window.editor)
    rows = len(session.base.rows("indicators"))
    select(grid, reason(rows - 2), reason(rows - 1))
    type_text("同")
    press(Qt.Key.Key_Return, CTRL)
    full_window.go_to(PROJECT)
    full_window.editor.verticalScrollBar().setValue(0)
    press(Qt.Key.Key_Z, CTRL)
    assert chosen(full_window) == {reason(rows - 2), reason(rows - 1)}
    assert current(grid) == reason(rows - 2)
    assert full_window.editor.verticalScrollBar().value() > 0
    assert bar(full_window) == "已撤销：填入 2 个单元格。"
    select(grid, target(0))
    press(Qt.Key.Key_Z, CTRL, SHIFT)
    assert chosen(full_window) == {reason(rows - 2), reason(rows - 1)}
    assert bar(full_window) == "已重做：填入 2 个单元格。"


def test_a_block_that_was_cleared_is_selected_in_few_pieces(full_window: MainWindow) -> None:
    grid = grid_of(full_window.editor)
    last = len(full_window._session.base.rows("indicators")) - 1
    select(grid, target(0), reason(last))
    chosen_before = chosen(full_window)
    press(Qt.Key.Key_Delete)
    select(grid, target(0))
    press(Qt.Key.Key_Z, CTRL)
    # A piece for each cell kept Qt busy for minutes where there were thousands.
    assert grid.selectionModel().selection().size() <= grid.cells.columnCount()
    assert chosen(full_window) <= chosen_before


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_what_takes_a_while_shows_the_cursor_of_waiting(
    full_window: MainWindow, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = full_window._session
    session.edit_many([one.form_id for one in session.summaries()], lambda one: one.with_year(2025), "甲")
    cursors = cursors_during(monkeypatch, session, verb)
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Y, CTRL)
    assert cursors == [Qt.CursorShape.WaitCursor]
    assert shown_cursor() is None


def test_the_button_beside_it_leads_back(full_window: MainWindow) -> None:
    session = full_window._session
    select(grid_of(full_window.editor), reason(0))
    type_text("一")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Z, CTRL)
    assert full_window.message_bar.buttons[0].text() == "重做"
    full_window.message_bar.buttons[0].click()
    assert session.base.text(*reason(0)) == "一"
    assert full_window.message_bar.buttons[0].text() == "撤销"


@pytest.mark.parametrize("place", [PROJECT, NOTE, GOAL])
def test_a_field_gets_the_keyboard(full_window: MainWindow, place: Place) -> None:
    session = full_window._session
    session.commit(session.base.with_text(place, "别的"), "修改")
    press(Qt.Key.Key_Z, CTRL)
    select(grid_of(full_window.editor), target(0))
    press(Qt.Key.Key_Y, CTRL)
    assert focus() is full_window.editor.field(place)


def test_a_field_in_which_nothing_is_typed_leaves_the_keys_to_the_form(full_window: MainWindow) -> None:
    session = full_window._session
    select(grid_of(full_window.editor), reason(0))
    type_text("一")
    press(Qt.Key.Key_Return)
    for place in (PROJECT, GOAL):
        full_window.go_to(place)
        press(Qt.Key.Key_Z, CTRL)
        assert session.base.text(*reason(0)) == ""
        full_window.go_to(place)
        press(Qt.Key.Key_Y, CTRL)
        assert session.base.text(*reason(0)) == "一"


def test_what_is_half_typed_is_undone_in_its_field_first(full_window: MainWindow) -> None:
    session = full_window._session
    before = session.undo_label
    full_window.go_to(PROJECT)
    type_text("a")
    press(Qt.Key.Key_Z, CTRL)
    assert line_of(full_window.editor, PROJECT).text() == session.base.text(*PROJECT)
    assert session.undo_label == before


def test_a_new_row_a_removed_row_and_the_year_are_shown(full_window: MainWindow) -> None:
    session = full_window._session
    grid = grid_of(full_window.editor)
    select(grid, target(1))
    full_window.actions_.remove_rows.trigger()
    select(grid, target(3))
    press(Qt.Key.Key_Z, CTRL)
    assert current(grid) == indicator(1, "level1")
    press(Qt.Key.Key_Y, CTRL)
    assert grid.currentIndex().row() == 1
    session.commit(session.base.with_year(2024), "修改年度")
    press(Qt.Key.Key_Z, CTRL)
    assert focus() is full_window.editor.field(YEAR)


def test_the_keyboard_stays_in_the_tree(full_window: MainWindow) -> None:
    session = full_window._session
    session.commit(session.base.with_text(reason(0), "一"), "修改原因")
    full_window.tree.view.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert focus() is full_window.tree.view
    assert chosen(full_window) == {reason(0)}


def test_the_preview_stays_in_sight(full_window: MainWindow) -> None:
    session = full_window._session
    session.commit(session.base.with_text(reason(0), "一"), "修改原因")
    full_window.actions_.show_preview.trigger()
    full_window.actions_.undo.trigger()
    assert full_window.tabs.currentWidget() is full_window.preview
    assert session.base.text(*reason(0)) == ""


def test_a_change_of_the_tree_is_named_and_leaves_the_cursor(full_window: MainWindow) -> None:
    full_window.actions_.duplicate.trigger()
    select(grid_of(full_window.editor), target(2))
    full_window.actions_.undo.trigger()
    assert bar(full_window).startswith("已撤销：")


def test_nothing_to_undo_says_nothing(full_window: MainWindow) -> None:
    full_window.commands.undoing.undo()
    assert bar(full_window) == ""

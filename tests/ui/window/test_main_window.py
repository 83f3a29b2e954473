"""The main window as a clerk works with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.blank import blank_form
from perfeval_desktop.domain.form import (
    Form,
    FormState,
)
from perfeval_desktop.domain.next_year import for_next_year
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.errors import StorageError, StorageTrouble
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backup import backups
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.about import AboutDialog
from perfeval_ui.dialogs.backups import BackupsDialog
from perfeval_ui.dialogs.new_project import NewProjectDialog
from perfeval_ui.dialogs.recycle_bin import RecycleBinDialog
from perfeval_ui.form_page.editor import FormEditor
from perfeval_ui.form_page.header import FormHeader
from perfeval_ui.paper.print_preview_dialog import PrintPreviewDialog
from perfeval_ui.theme import palette_for
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.office import Disk, OpenWindow, dialog_of, press_button
from ui.page_driver import (
    GOAL,
    NOTE,
    PROJECT,
    YEAR,
    actual,
    amount,
    executed,
    grid_of,
    level1,
    level3,
    line_of,
    named,
    project_of,
    target,
    weight,
    written,
)

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NAME = "闵行区企业政策管理系统(2023 运维)"
LEVEL3 = level3(0)
WEIGHT = weight(0)


def shown(window: MainWindow) -> Form:
    """Return the form that is open."""
    form = window.commands._session.shown
    assert form is not None
    return form.form


def opened(window: MainWindow) -> FormId | None:
    form = window.commands._session.shown
    return form.form_id if form else None


def projects(store: Store) -> list[str]:
    return [one.project for one in store.summaries()]


def bar(window: MainWindow) -> str:
    """Return what the message bar says."""
    return window.message_bar.text.text() if window.message_bar.isVisible() else ""


def page(window: MainWindow) -> QWidget | None:
    return window.pages.currentWidget()


# -- starting ----------------------------------------------------------------------------------------------


def test_an_empty_store_is_greeted_with_three_ways_to_begin(window: MainWindow) -> None:
    assert page(window) is window.welcome
    assert [button.text() for button in window.welcome.buttons] == ["新建项目", "打开示例", "恢复备份"]
    assert focus() is window.welcome.buttons[0]
    assert window.windowTitle() == "绩效自评"
    press(Qt.Key.Key_Return)
    assert dialog_of(NewProjectDialog).isVisible()


def test_the_samples_fill_the_tree_and_the_first_one_opens(window: MainWindow, store: Store) -> None:
    press_button(window.welcome, "打开示例")
    assert store.count() == 7
    assert len(window.tree.model) == 7
    assert page(window) is window.tabs
    assert bar(window) == "已打开 7 份示例"
    assert opened(window) == window.tree.first_form()
    assert window.tree.selected_forms() == (opened(window),)
    assert window.windowTitle() == f"{project_of(shown(window))} - 绩效自评"


def test_backups_can_be_restored_from_the_first_page(window: MainWindow) -> None:
    press_button(window.welcome, "恢复备份")
    assert dialog_of(BackupsDialog).isVisible()


def test_at_first_the_topmost_form_opens(full_window: MainWindow, form_ids: tuple[FormId, ...]) -> None:
    assert opened(full_window) == form_ids[0]
    assert focus() is full_window.tree.view
    assert full_window.tree.selected_forms() == form_ids[:1]


def test_later_the_form_that_was_open_last_opens(
    full_window: MainWindow, open_window: OpenWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.open_form(form_ids[5])
    assert full_window.close()
    window = open_window()
    assert opened(window) == form_ids[5]
    assert window.tree.selected_forms() == (form_ids[5],)


def test_a_last_form_that_is_gone_is_no_trouble(
    full_window: MainWindow, open_window: OpenWindow, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    full_window.open_form(form_ids[5])
    assert full_window.close()
    session.delete(form_ids[5:6], "删除")
    window = open_window()
    assert opened(window) == form_ids[0]
    assert bar(window) == ""


def test_size_panels_grouping_and_colours_come_back(
    full_window: MainWindow, open_window: OpenWindow, own_looks: QApplication
) -> None:
    full_window.resize(700, 500)
    full_window.tree_dock.toggleViewAction().trigger()
    full_window.actions_.group_by_unit.trigger()
    full_window.actions_.schemes[Qt.ColorScheme.Dark].trigger()
    assert own_looks.palette() == palette_for(Qt.ColorScheme.Dark)
    assert full_window.close()
    own_looks.setPalette(palette_for(Qt.ColorScheme.Light))
    window = open_window()
    assert (window.width(), window.height()) == (700, 500)
    assert not window.tree_dock.isVisible()
    assert window.results_dock.isVisible()
    assert window.tree.grouping.name == "BY_DEPARTMENT"
    assert window.actions_.group_by_unit.isChecked()
    assert window.actions_.schemes[Qt.ColorScheme.Dark].isChecked()
    assert own_looks.palette() == palette_for(Qt.ColorScheme.Dark)
    window.actions_.group_by_unit.trigger()
    assert window.tree.grouping.name == "BY_YEAR"
    window.actions_.schemes[Qt.ColorScheme.Light].trigger()
    assert own_looks.palette() == palette_for(Qt.ColorScheme.Light)


def test_a_store_that_cannot_be_read_is_told(
    full_window: MainWindow, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> object:
        raise StorageError(StorageTrouble.CORRUPT, "数据文件已损坏。请改用备份。")

    monkeypatch.setattr(store, "summaries", broken)
    full_window.start()
    assert bar(full_window) == "数据文件已损坏。请改用备份。"


# -- projects ----------------------------------------------------------------------------------------------


def test_a_new_project_opens_with_the_cursor_in_the_money(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, CTRL)
    type_text("信息化运维")
    press(Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    with qtbot.waitActive(window):
        window.activateWindow()
    assert project_of(shown(window)) == "信息化运维"
    assert page(window) is window.tabs
    assert focus() is window.editor.funding
    assert bar(window) == "已新建“信息化运维”"
    press_button(window.message_bar, "撤销")
    assert page(window) is window.welcome


def test_a_project_is_duplicated(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_D, CTRL)
    assert project_of(shown(full_window)) == f"{NAME}（副本）"
    assert store.count() == 8
    press(Qt.Key.Key_Z, CTRL)
    assert store.count() == 7
    press(Qt.Key.Key_Y, CTRL)
    assert store.count() == 8


def test_a_project_is_copied_to_the_next_year(full_window: MainWindow) -> None:
    before = shown(full_window)
    press(Qt.Key.Key_Y, CTRL, SHIFT)
    after = shown(full_window)
    assert after == for_next_year(full_window._session.template_of(before), before)
    assert after.year == 2024
    count = len(before.rows("indicators"))
    assert {written(after, target(row)) for row in range(count)} == {
        written(before, target(row)) for row in range(count)
    }
    assert {written(after, actual(row)) for row in range(count)} == {""}
    assert written(after, executed()) == ""


def test_a_project_is_renamed_in_the_tree(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CTRL)
    type_text("新名称")
    press(Qt.Key.Key_Return)
    assert projects(store)[0] == "新名称"
    assert full_window.windowTitle() == "新名称 - 绩效自评"
    assert line_of(full_window.editor, PROJECT).text() == "新名称"
    assert focus() is full_window.tree.view
    press(Qt.Key.Key_Z, CTRL)
    assert projects(store)[0] == NAME
    press(Qt.Key.Key_Y, CTRL)
    assert projects(store)[0] == "新名称"


def test_f2_in_the_name_that_is_being_typed_changes_nothing(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_F2)
    editor = focus()
    press(Qt.Key.Key_F2)
    assert focus() is editor
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)
    assert projects(store)[0] == NAME
    assert bar(full_window) == ""


def test_renaming_from_the_menu_brings_a_hidden_tree_back(full_window: MainWindow) -> None:
    full_window.tree_dock.hide()
    full_window.actions_.rename.trigger()
    assert full_window.tree_dock.isVisible()
    assert full_window.tree.view.isAncestorOf(focus())
    press(Qt.Key.Key_Escape)


def test_renaming_a_group_of_one_means_its_project(full_window: MainWindow, store: Store) -> None:
    full_window.tree.filter_box.setText("企业政策管理")
    press(Qt.Key.Key_Up)
    assert full_window.tree.current_form() is None
    full_window.actions_.rename.trigger()
    press(Qt.Key.Key_A, CTRL)
    type_text("新名称")
    press(Qt.Key.Key_Return)
    assert "新名称" in projects(store)


def test_the_state_of_a_project_is_set(full_window: MainWindow) -> None:
    full_window.actions_.states[FormState.IN_REVIEW].trigger()
    assert shown(full_window).state is FormState.IN_REVIEW
    press(Qt.Key.Key_Z, CTRL)
    assert shown(full_window).state is FormState.DRAFT
    press(Qt.Key.Key_Y, CTRL)
    assert shown(full_window).state is FormState.IN_REVIEW


def test_the_state_of_many_is_set_and_taken_back_at_once(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    full_window.actions_.states[FormState.FINAL].trigger()
    assert bar(full_window) == "已把 3 个项目改为“已定稿”"
    states = [one.state for one in store.summaries()]
    assert states.count(FormState.FINAL) == 3
    press_button(full_window.message_bar, "撤销")
    assert {one.state for one in store.summaries()} == {FormState.DRAFT}
    press(Qt.Key.Key_Y, CTRL)
    assert [one.state for one in store.summaries()] == states


def test_a_deleted_project_comes_back_and_is_open_again(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Delete)
    assert store.count() == 6
    assert bar(full_window) == f"已删除“{NAME}”，可在回收站找到"
    assert page(full_window) is full_window.nothing_open
    assert full_window.windowTitle() == "绩效自评"
    assert full_window.tree.bin_button.isVisible()
    press_button(full_window.message_bar, "撤销")
    assert store.count() == 7
    qtbot.waitUntil(lambda: opened(full_window) == form_ids[0])
    assert page(full_window) is full_window.tabs
    assert full_window.tree.selected_forms() == form_ids[:1]
    assert not full_window.tree.bin_button.isVisible()


def test_another_form_that_was_opened_meanwhile_stays_open(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    press(Qt.Key.Key_Delete)
    full_window.open_form(form_ids[4])
    full_window.actions_.undo.trigger()
    QApplication.processEvents()
    assert opened(full_window) == form_ids[4]


def test_the_way_back_is_no_longer_offered_once_something_else_is_done(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...]
) -> None:
    press(Qt.Key.Key_Delete)
    full_window.open_form(form_ids[4])
    assert bar(full_window)
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert bar(full_window) == ""
    press(Qt.Key.Key_Z, CTRL)
    assert store.count() == 6
    press(Qt.Key.Key_Z, CTRL)
    assert store.count() == 7


def test_when_the_last_project_is_deleted_the_first_page_is_back(
    full_window: MainWindow, store: Store
) -> None:
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    assert bar(full_window) == "已删除 7 个项目，可在回收站找到"
    assert store.count() == 0
    assert page(full_window) is full_window.welcome


def test_the_recycle_bin_opens_from_tree_and_menu_and_gives_back(
    full_window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Delete)
    full_window.tree.bin_button.click()
    dialog = dialog_of(RecycleBinDialog)
    dialog.view.selectAll()
    dialog.restore_button.click()
    assert store.count() == 7
    qtbot.waitUntil(lambda: opened(full_window) is not None)
    dialog.close()
    full_window.actions_.bin.trigger()
    assert dialog_of(RecycleBinDialog) is not dialog


def test_a_restored_backup_is_what_the_window_then_shows(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...]
) -> None:
    full_window.open_form(form_ids[2])
    full_window.backups.make()
    full_window.commands.delete(form_ids[:1])
    full_window.commands.rename(form_ids[2], "改坏的名称")
    full_window.actions_.backups.trigger()
    dialog = dialog_of(BackupsDialog)
    dialog.view.setCurrentIndex(dialog.table.index(0, 0))
    dialog.restore_button.click()
    dialog.close()
    assert store.count() == 7
    assert len(full_window.tree.model) == 7
    assert opened(full_window) == form_ids[2]
    assert project_of(shown(full_window)) != "改坏的名称"
    # What was done to the old content cannot be undone in the new one.
    assert not full_window.actions_.undo.isEnabled()


def test_pending_trouble_does_not_survive_the_restoring_of_a_backup(
    full_window: MainWindow, disk: Disk, store: Store
) -> None:
    full_window.backups.make()
    disk.fill()
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    full_window.actions_.backups.trigger()
    dialog = dialog_of(BackupsDialog)
    dialog.view.setCurrentIndex(dialog.table.index(0, 0))
    dialog.restore_button.click()
    dialog.close()
    assert row_texts(full_window, "level3")[0] == "运维报告"
    assert store.count() == 7
    assert "已经保存好了" not in bar(full_window)


# -- keys --------------------------------------------------------------------------------------------------


def test_f2_and_delete_in_the_grid_mean_the_cell(full_window: MainWindow, store: Store) -> None:
    full_window.go_to(LEVEL3)
    press(Qt.Key.Key_F2)
    assert grid_of(full_window.editor).isAncestorOf(focus())
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Delete)
    assert row_texts(full_window, "level3")[0] == ""
    assert store.count() == 7


@pytest.mark.parametrize("held", [NONE, SHIFT, CTRL, CTRL | SHIFT])
@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_R, Qt.Key.Key_Y, Qt.Key.Key_Delete, Qt.Key.Key_F2])
def test_no_key_makes_deletes_or_renames_a_project_while_the_form_has_the_keyboard(
    full_window: MainWindow, store: Store, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    editor = full_window.editor
    before = projects(store)
    for part in parts(editor):
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        press(key, held)
        assert projects(store) == before
        assert QApplication.activeModalWidget() is None
        assert not full_window.tree.isAncestorOf(focus())
        press(Qt.Key.Key_Escape)
    line_of(editor, PROJECT).setFocus()
    press(key, held)
    assert store.count() == 7


def parts(editor: FormEditor) -> Iterator[QWidget]:
    """Yield a part of the page of each kind but a line of text."""
    head = editor.findChildren(FormHeader)[-1]
    for part in (editor.funding, editor.indicators, editor.field(GOAL), head.state, editor.field(NOTE)):
        assert part is not None
        yield part


def row_texts(window: MainWindow, column: str) -> list[str]:
    """Return what stands in a column of the indicators of the open form."""
    return [row.text(column) for row in shown(window).rows("indicators")]


def test_ctrl_d_in_the_grid_fills_down_and_is_undone_at_once(full_window: MainWindow, store: Store) -> None:
    before = shown(full_window)
    full_window.go_to(LEVEL3)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_D, CTRL)
    assert store.count() == 7
    assert row_texts(full_window, "level3")[:2] == [written(before, level3(0))] * 2
    press(Qt.Key.Key_Z, CTRL)
    assert shown(full_window) == before


def test_ctrl_tab_in_a_grid_turns_the_tabs(full_window: MainWindow) -> None:
    full_window.go_to(LEVEL3)
    press(Qt.Key.Key_Tab, CTRL)
    assert full_window.tabs.currentWidget() is full_window.preview


def test_delete_and_f2_in_the_filter_mean_its_text(full_window: MainWindow, store: Store) -> None:
    press(Qt.Key.Key_K, CTRL)
    type_text("运维")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_F2)
    assert full_window.tree.filter_box.text() == "维"
    assert focus() is full_window.tree.filter_box
    assert store.count() == 7


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_K])
def test_the_filter_is_found_by_key_even_where_the_tree_is_hidden(
    full_window: MainWindow, key: Qt.Key
) -> None:
    full_window.tree_dock.hide()
    full_window.go_to(LEVEL3)
    press(key, CTRL)
    assert focus() is full_window.tree.filter_box


def test_tabs_are_turned_by_key(full_window: MainWindow) -> None:
    panels: list[QWidget] = []
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1):
        press(key, CTRL)
        panels.append(full_window.tabs.currentWidget())
    assert panels == [full_window.preview, full_window.history, full_window.editor]


def test_rows_are_inserted_by_key_with_what_is_typed_saved(full_window: MainWindow) -> None:
    rows = len(row_texts(full_window, "level3"))
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_I, CTRL)
    assert len(row_texts(full_window, "level3")) == rows + 1
    assert row_texts(full_window, "level3")[0] == "abc"
    assert row_texts(full_window, "level3")[1] == ""


def test_the_keys_of_rows_do_nothing_outside_the_grid(full_window: MainWindow) -> None:
    rows = len(row_texts(full_window, "level3"))
    full_window.tree.setFocus()
    press(Qt.Key.Key_I, CTRL)
    press(Qt.Key.Key_Minus, CTRL)
    assert len(row_texts(full_window, "level3")) == rows


# -- findings ----------------------------------------------------------------------------------------------


def test_f7_goes_to_the_first_finding_and_enter_to_its_cell(full_window: MainWindow) -> None:
    full_window.results_dock.hide()
    press(Qt.Key.Key_F7)
    assert focus() is full_window.checks.list
    assert full_window.checks.list.currentIndex().row() == 0
    press(Qt.Key.Key_Return)
    assert focus() is full_window.editor.field(GOAL)


def test_f7_praises_a_form_without_findings(full_window: MainWindow, form_ids: tuple[FormId, ...]) -> None:
    for form_id in form_ids:
        full_window.open_form(form_id)
        if not full_window.checks.model.findings:
            break
    press(Qt.Key.Key_F7)
    assert bar(full_window) == "全部检查通过"


def test_a_clicked_finding_leads_to_its_cell_from_any_tab(full_window: MainWindow) -> None:
    press(Qt.Key.Key_2, CTRL)
    findings = full_window.checks.list
    row = next(row for row, one in enumerate(full_window.checks.model.findings) if one.place == weight(0))
    place = findings.visualRect(findings.model().index(row, 0)).center()
    QTest.mouseClick(findings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert full_window.tabs.currentWidget() is full_window.editor
    grid = grid_of(full_window.editor)
    assert focus() is grid
    assert grid.cells.entry_place(grid.currentIndex().row(), grid.currentIndex().column()) == WEIGHT


def test_a_cell_of_the_funding_can_be_gone_to(full_window: MainWindow) -> None:
    full_window.go_to(amount("total", "executed"))
    assert focus() is full_window.editor.funding


# -- typing that cannot be saved ---------------------------------------------------------------------------


def test_a_refused_change_stays_and_can_be_tried_again(
    full_window: MainWindow, disk: Disk, store: Store, form_ids: tuple[FormId, ...]
) -> None:
    disk.fill()
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert bar(full_window) == "改动还没有保存：磁盘已满。请清理磁盘空间后再试。"
    assert row_texts(full_window, "level3")[0] == "abc"
    assert full_window.actions_.undo.isEnabled()
    assert full_window.status_bar.saved.text() == "未保存"
    press_button(full_window.message_bar, "重试")
    assert bar(full_window).startswith("改动还没有保存")
    disk.free()
    press_button(full_window.message_bar, "重试")
    assert bar(full_window) == "已经保存好了。"
    assert written(store.load(form_ids[0]).form, level3(0)) == "abc"


def test_a_form_with_something_unsaved_is_not_left(
    full_window: MainWindow, disk: Disk, form_ids: tuple[FormId, ...]
) -> None:
    disk.fill()
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    full_window.tree.setFocus()
    press(Qt.Key.Key_Down)
    assert opened(full_window) == form_ids[0]
    assert full_window.tree.selected_forms() == form_ids[:1]
    # Whatever else is refused meanwhile, it can still be tried again.
    assert full_window.message_bar.buttons[0].text() == "重试"
    disk.free()
    full_window.tree.select(form_ids[1])
    full_window.open_form(form_ids[1])
    assert opened(full_window) == form_ids[1]
    assert bar(full_window) == "已经保存好了。"


def test_a_store_is_not_called_empty_because_the_filter_lets_nothing_through(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.open_form(form_ids[1])
    full_window.tree.focus_filter()
    type_text("zzz")
    full_window.commands.delete([form_ids[1]])
    assert full_window.pages.currentWidget() is full_window.nothing_open


def test_a_change_that_cannot_be_saved_can_be_given_up(
    full_window: MainWindow, store: Store, disk: Disk, form_ids: tuple[FormId, ...]
) -> None:
    before = store.load(form_ids[0]).form
    disk.fill()
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert full_window.message_bar.buttons[1].text() == "放弃这一改动"
    full_window.message_bar.buttons[1].click()
    shown = full_window._session.shown
    assert shown is not None
    assert (shown.form, shown.trouble) == (before, None)
    assert bar(full_window) == "已放弃没有保存的改动，恢复为上次保存的内容。"
    assert not full_window.message_bar.buttons[1].isVisible()
    full_window.open_form(form_ids[1])
    assert opened(full_window) == form_ids[1]


def test_a_form_with_a_year_that_is_none_is_not_left(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.go_to(YEAR)
    type_text("abc")
    full_window.tabs.setCurrentWidget(full_window.preview)
    full_window.tree.form_activated.emit(form_ids[1])
    assert opened(full_window) == form_ids[0]
    assert full_window.tree.selected_forms() == form_ids[:1]
    assert full_window.tabs.currentWidget() is full_window.editor
    full_window.actions_.delete.trigger()
    assert opened(full_window) == form_ids[0]


def test_a_form_that_cannot_be_opened_leaves_the_other_one_open(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_form_id: FormId) -> object:
        raise StorageError(StorageTrouble.MISSING, "找不到这张自评表。请刷新列表后再试。")

    monkeypatch.setattr(store, "load", gone)
    full_window.open_form(form_ids[3])
    assert bar(full_window) == "找不到这张自评表。请刷新列表后再试。"
    assert not full_window.message_bar.buttons[0].isVisible()
    assert opened(full_window) == form_ids[0]
    assert full_window.tree.selected_forms() == form_ids[:1]


def test_a_form_whose_template_is_missing_opens_from_the_text_that_is_kept(
    store: Store, session: EditingSession, open_window: OpenWindow
) -> None:
    own = session.templates["minhang-2023"].text.replace('id = "minhang-2023"', 'id = "retired-2019"')
    template = read_template(own, source="retired-2019.toml")
    other = EditingSession(store, {template.id: template})
    (form_id,) = other.create([named(blank_form(template, 2019), project="旧表")], "旧版本")
    window = open_window()
    window.open_form(form_id)
    assert opened(window) == form_id
    assert project_of(shown(window)) == "旧表"


def test_an_undo_the_store_refuses_is_told(full_window: MainWindow, disk: Disk) -> None:
    full_window.actions_.states[FormState.IN_REVIEW].trigger()
    disk.fill()
    full_window.actions_.undo.trigger()
    assert bar(full_window) == "磁盘已满。请清理磁盘空间后再试。"
    assert shown(full_window).state is FormState.IN_REVIEW


def test_what_of_a_paste_finds_no_cell_is_told(full_window: MainWindow) -> None:
    full_window.go_to(WEIGHT)
    QApplication.clipboard().setText("1\t2\t3\t4")
    press(Qt.Key.Key_V, CTRL)
    assert "1 个单元格没有地方放" in bar(full_window)


def test_renaming_one_row_of_a_group_offers_the_others(full_window: MainWindow) -> None:
    full_window.go_to(level1(0))
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert row_texts(full_window, "level1").count("abc") == 1
    assert bar(full_window) == "只改了这一行；同组还有 2 行是原来的名称。"
    press_button(full_window.message_bar, "也改为“abc”")
    assert row_texts(full_window, "level1").count("abc") == 3


def test_rows_that_have_moved_since_are_not_offered_any_more(full_window: MainWindow) -> None:
    full_window.go_to(level1(0))
    type_text("abc")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_I, CTRL)
    assert bar(full_window) == ""


# -- messages about a form ---------------------------------------------------------------------------------


def test_that_a_final_form_cannot_be_typed_into_is_said_until_another_form_is_opened(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    full_window.go_to(LEVEL3)
    type_text("a")
    assert bar(full_window).startswith("这张表已定稿")
    full_window.open_form(form_ids[1])
    assert bar(full_window) == ""


def test_that_a_final_form_cannot_be_typed_into_is_said_until_no_form_is_open(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.set_state(form_ids[:1], FormState.FINAL, despite_errors=True)
    full_window.go_to(LEVEL3)
    type_text("a")
    full_window._session.delete(form_ids[:1], "删除")
    assert bar(full_window) == ""


def test_rows_of_a_group_are_not_offered_any_more_once_another_form_is_opened(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.go_to(level1(0))
    type_text("abc")
    press(Qt.Key.Key_Tab)
    assert bar(full_window)
    full_window.open_form(form_ids[1])
    assert bar(full_window) == ""


def test_undoing_a_change_of_template_is_not_offered_any_more_once_another_form_is_opened(
    full_window: MainWindow, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    full_window.templates.change(session.templates["minhang-2021"])
    assert bar(full_window).startswith("已更换模板")
    full_window.open_form(form_ids[1])
    assert bar(full_window) == ""


def test_a_message_about_the_store_stays_when_another_form_is_opened(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.show_error("自动备份没有成功：磁盘已满。")
    full_window.open_form(form_ids[1])
    assert bar(full_window) == "自动备份没有成功：磁盘已满。"


# -- other commands ----------------------------------------------------------------------------------------


def test_all_that_is_typed_is_exported(full_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_E, CTRL)
    press(Qt.Key.Key_A, CTRL)
    type_text(str(tmp_path / "a.pdf"))
    with qtbot.waitSignal(full_window.exporter.finished):
        press(Qt.Key.Key_Return)
    assert bar(full_window) == "已导出“a.pdf”。尚未定稿，印有“草稿”字样。"
    assert full_window.message_bar.buttons[0].text() == "打开所在文件夹"
    assert row_texts(full_window, "level3")[0] == "abc"


def test_the_print_preview_opens(full_window: MainWindow) -> None:
    full_window.actions_.print_preview.trigger()
    assert dialog_of(PrintPreviewDialog).isVisible()


def test_about_opens_and_names_the_folder_of_the_data(full_window: MainWindow) -> None:
    full_window.actions_.about.trigger()
    assert dialog_of(AboutDialog).isVisible()


def test_the_folder_of_the_data_opens_in_the_file_manager(
    full_window: MainWindow, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown_urls.append)
    full_window.actions_.open_folder.trigger()
    assert [Path(url.toLocalFile()) for url in shown_urls] == [store.path.parent]


def test_what_is_selected_is_described_in_the_status_bar(full_window: MainWindow) -> None:
    full_window.go_to(WEIGHT)
    press(Qt.Key.Key_Down, SHIFT)
    assert full_window.status_bar.selection.text() == "选中 2 格，合计 25"


def test_a_form_without_a_name_has_a_title_all_the_same(full_window: MainWindow) -> None:
    full_window.go_to(PROJECT)
    press(Qt.Key.Key_Delete)
    assert full_window.windowTitle() == "未命名项目 - 绩效自评"


# -- closing -----------------------------------------------------------------------------------------------


def test_what_has_changed_is_backed_up_on_closing_and_only_that(
    full_window: MainWindow, open_window: OpenWindow
) -> None:
    folder = full_window.backups.folder
    full_window.actions_.states[FormState.FINAL].trigger()
    assert full_window.close()
    assert len(backups(folder)) == 1
    window = open_window()
    assert window.close()
    assert len(backups(folder)) == 1


def test_trouble_with_the_backup_is_told_and_the_window_closes(
    full_window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "绩效自评 备份").write_bytes(b"in the way")
    full_window.backups.make()
    assert bar(full_window).startswith("自动备份没有成功：")
    assert full_window.close()


def test_quitting_closes_the_window(full_window: MainWindow) -> None:
    full_window.actions_.quit.trigger()
    assert not full_window.isVisible()


def test_a_window_that_was_closed_with_nothing_open_starts_with_the_first_form(
    full_window: MainWindow, open_window: OpenWindow, settings: QSettings, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.delete(form_ids[:1])
    assert full_window.close()
    assert settings.value("form") == ""
    assert opened(open_window()) == form_ids[1]

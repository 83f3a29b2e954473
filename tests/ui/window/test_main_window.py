"""The main window from its start to its end, and while forms are deleted, restored and replaced."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.backups import BackupsDialog
from perfeval_ui.dialogs.new_project import NewProjectDialog
from perfeval_ui.dialogs.restore_question import RestoreQuestion
from perfeval_ui.dialogs.unit_progress import UnitProgressDialog
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.theme import Scheme, palette_for
from perfeval_ui.window import main_window
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.office import Disk, OpenWindow, dialog_of, press_button
from ui.page_driver import YEAR, level3, project_of, written
from ui.window_driver import bar, opened, page, row_texts, shown

CTRL = Qt.KeyboardModifier.ControlModifier
NAME = "闵行区企业政策管理系统(2023 运维)"
LEVEL3 = level3(0)


# -- starting --------------------------------------------------------------------------------------------


def test_an_empty_store_is_greeted_with_ways_to_begin(window: MainWindow) -> None:
    assert page(window) is window.welcome
    assert [button.text() for button in window.welcome.buttons] == [
        "新建项目",
        "导入",
        "打开示例",
        "恢复备份",
    ]
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
    full_window: MainWindow, open_window: OpenWindow, restored_app: QApplication
) -> None:
    full_window.results_dock.show()
    full_window.resize(700, 500)
    full_window.tree_dock.toggleViewAction().trigger()
    full_window.actions_.group_by_unit.trigger()
    full_window.actions_.offer_texts.trigger()
    full_window.actions_.schemes[Scheme.DARK].trigger()
    assert restored_app.palette() == palette_for(Qt.ColorScheme.Dark)
    assert full_window.close()
    restored_app.setPalette(palette_for(Qt.ColorScheme.Light))
    window = open_window()
    assert (window.width(), window.height()) == (700, 500)
    assert not window.tree_dock.isVisible()
    assert window.results_dock.isVisible()
    assert window.tree.grouping.name == "BY_DEPARTMENT"
    assert window.actions_.group_by_unit.isChecked()
    assert not window.actions_.offer_texts.isChecked()
    assert not window._session.earlier_texts.is_on
    assert window.actions_.schemes[Scheme.DARK].isChecked()
    assert restored_app.palette() == palette_for(Qt.ColorScheme.Dark)
    window.actions_.group_by_unit.trigger()
    assert window.tree.grouping.name == "BY_YEAR"
    window.actions_.schemes[Scheme.LIGHT].trigger()
    assert restored_app.palette() == palette_for(Qt.ColorScheme.Light)


def test_a_store_that_cannot_be_read_is_told(
    full_window: MainWindow, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> object:
        raise StorageError(StorageErrorKind.CORRUPT, "数据文件已损坏。请改用备份。")

    monkeypatch.setattr(store, "summaries", broken)
    full_window.start()
    assert bar(full_window) == "数据文件已损坏。请改用备份。"


# -- following the session -------------------------------------------------------------------------------


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


def test_a_restored_backup_is_what_the_window_then_shows(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...]
) -> None:
    full_window.open_form(form_ids[2])
    full_window.automatic_backup.make()
    full_window.commands.projects.delete(form_ids[:1])
    full_window.commands.projects.rename(form_ids[2], "改坏的名称")
    full_window.actions_.backups.trigger()
    dialog = dialog_of(BackupsDialog)
    dialog.view.setCurrentIndex(dialog.table.index(0, 0))
    dialog.restore_button.click()
    dialog_of(RestoreQuestion).restore_button.click()
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
    full_window.automatic_backup.make()
    disk.fill()
    full_window.go_to(LEVEL3)
    type_text("abc")
    press(Qt.Key.Key_Tab)
    full_window.actions_.backups.trigger()
    dialog = dialog_of(BackupsDialog)
    dialog.view.setCurrentIndex(dialog.table.index(0, 0))
    dialog.restore_button.click()
    dialog_of(RestoreQuestion).restore_button.click()
    dialog.close()
    assert row_texts(full_window, "level3")[0] == "运维报告"
    assert store.count() == 7
    assert "已经保存好了" not in bar(full_window)


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


# -- closing ---------------------------------------------------------------------------------------------


def test_what_has_changed_is_backed_up_on_closing_and_only_that(
    full_window: MainWindow, open_window: OpenWindow, store: Store
) -> None:
    folder = backups_of(store).folder
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
    full_window.automatic_backup.make()
    assert bar(full_window).startswith("自动备份没有成功：")
    assert full_window.close()


def test_the_window_is_closed_once_the_last_backup_is_in_its_second_place(
    full_window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "U盘").mkdir()
    full_window.commands.stores.copier.choose(tmp_path / "U盘")
    full_window.actions_.states[FormState.FINAL].trigger()
    assert full_window.close()
    assert len(backups(tmp_path / "U盘")) == 1


def test_a_window_that_is_being_closed_is_not_closed_again(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[bool] = []
    monkeypatch.setattr(
        main_window, "wait_for_copy", lambda _copier, window: answers.append(window.prepare_to_close())
    )
    assert full_window.prepare_to_close()
    assert answers == [False]


def test_a_newer_backup_is_told_and_offered_and_no_reminder_takes_its_place(
    full_window: MainWindow, store: Store
) -> None:
    before = store.path.read_bytes()
    full_window.actions_.states[FormState.FINAL].trigger()
    full_window.automatic_backup.make()
    store.path.write_bytes(before)
    # As if it had been there before the store was opened.
    store.database.content.note()
    full_window.automatic_backup.make()
    assert bar(full_window).startswith("数据文件可能被换成了以前的一份")
    full_window.commands.stores.copier.missed.emit("备份已有 8 天没有另存到第二处。")
    assert bar(full_window).startswith("数据文件可能被换成了以前的一份")
    press_button(full_window.message_bar, "备份与恢复")
    dialog_of(BackupsDialog).close()
    full_window.commands.stores.copier.missed.emit("备份已有 8 天没有另存到第二处。")
    assert bar(full_window) == "备份已有 8 天没有另存到第二处。"


def test_quitting_closes_the_window(full_window: MainWindow) -> None:
    full_window.actions_.quit.trigger()
    assert not full_window.isVisible()


def test_a_window_that_was_closed_with_nothing_open_starts_with_the_first_form(
    full_window: MainWindow, open_window: OpenWindow, settings: QSettings, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.projects.delete(form_ids[:1])
    assert full_window.close()
    assert settings.value("form") == ""
    assert opened(open_window()) == form_ids[1]


def test_a_restored_backup_is_told_and_undone_with_the_form_that_was_open(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...]
) -> None:
    stores = full_window.commands.stores
    backup = stores.backups.take()
    full_window.go_to_form(form_ids[2])
    full_window._session.delete(form_ids[3:5], "删除")
    full_window._session.create([full_window._session.load(form_ids[0])], "新建")
    made = store.summaries()
    (new,) = {one.form_id for one in made} - set(form_ids)
    full_window.go_to_form(new)
    stores.restored.emit("已恢复为那份备份。", stores.backups.restore(backup.path))
    assert bar(full_window) == "已恢复为那份备份。"
    assert store.count() == 7
    assert opened(full_window) == form_ids[0]
    press_button(full_window.message_bar, "撤销恢复")
    assert bar(full_window) == "已撤销恢复，现有 6 份自评表，和恢复以前一样。"
    assert store.summaries() == made
    assert opened(full_window) == new


def test_restoring_is_not_undone_over_an_entry_that_cannot_stand(
    full_window: MainWindow, store: Store
) -> None:
    stores = full_window.commands.stores
    backup = stores.backups.take()
    stores.restored.emit("已恢复为那份备份。", stores.backups.restore(backup.path))
    kept = len(stores.backups.all())
    full_window.go_to(YEAR)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("20x3")
    full_window.message_bar.buttons[0].click()
    assert len(stores.backups.all()) == kept
    assert focus().property("text") == "20x3"
    assert store.count() == 7


def test_the_list_of_units_follows_when_a_backup_is_restored(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    stores = full_window.commands.stores
    backup = stores.backups.take()
    full_window._session.delete(form_ids[3:5], "删除")
    full_window.actions_.progress.trigger()
    (dialog,) = full_window.findChildren(UnitProgressDialog)
    assert sum(len(one.form_ids) for one in dialog.table.rows) == 5
    stores.restored.emit("已恢复为那份备份。", stores.backups.restore(backup.path))
    assert sum(len(one.form_ids) for one in dialog.table.rows) == 7


def test_where_restoring_cannot_be_undone_that_is_said(full_window: MainWindow, store: Store) -> None:
    stores = full_window.commands.stores
    before = stores.backups.take()
    before.path.unlink()
    stores.undo_restoring(before)
    assert bar(full_window).startswith("没有撤销恢复：")
    assert store.count() == 7


def test_after_undoing_a_deletion_the_tree_is_as_it_was(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    tree = full_window.tree
    full_window._session.open(form_ids[1])
    full_window._session.commit(replace(full_window._session.base, year=2019), "改年度")
    tree.view.expandAll()
    folded = tree.view.model().index(tree.view.model().rowCount() - 1, 0)
    tree.view.collapse(folded)
    shown_ones = [one for one in form_ids if tree.view.is_in_sight(tree.model.index_of(one))]
    gone = [form_ids[1], next(one for one in shown_ones if one != form_ids[1])]
    rows = [tree.model.index_of(one) for one in gone]
    tree.view.select_rows(rows, rows[0])
    selected, unfolded = tree.selected_forms(), tree.view.unfolded()
    scrolled = tree.view.verticalScrollBar().value()
    full_window.actions_.delete.trigger()
    assert opened(full_window) is None
    press_button(full_window.message_bar, "撤销")
    qtbot.waitUntil(lambda: opened(full_window) == form_ids[1])
    assert tree.selected_forms() == selected
    assert tree.view.unfolded() == unfolded
    assert tree.view.verticalScrollBar().value() == scrolled
    assert store.count() == 7
    # So is the form's own history.
    assert full_window._session.undo_label == "改年度"

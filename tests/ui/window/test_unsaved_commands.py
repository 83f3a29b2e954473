"""Work that a crash has left: offered, put back, looked at, and never in the way."""

from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.store import FormId
from perfeval_desktop.unsaved_work import UnsavedText, UnsavedWork
from perfeval_ui.dialogs.unsaved_work import UnsavedWorkDialog
from perfeval_ui.window import unsaved_commands
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import type_text
from ui.office import Disk, OpenWindow, dialog_of, press_button
from ui.page_driver import actual, current, grid_of, line_of, row_at, written
from ui.window_driver import bar, opened, shown

AT = datetime(2024, 5, 6, 10, 32, 5).astimezone()
LAST = -1


def left_by_a_crash(
    store: Store, folder: Path, form_id: FormId, text: str, place: Place | None = None
) -> None:
    """Leave a text that was typed into a form, as a crash does."""
    form = store.load(form_id).form
    place = place or Place("indicators", form.rows("indicators")[1].id, "actual")
    work = UnsavedWork(form_id, "某项目", 2023, (UnsavedText(place, "第 2 行", form.text(*place), text),), AT)
    folder_of = UnsavedFolder(store, folder)
    folder_of.keep(work)
    folder_of.close()


def offered(window: MainWindow) -> list[str]:
    """Offer what there is; return the buttons beside the message."""
    window.commands.unsaved.offer()
    return [one.text() for one in window.message_bar.buttons if not one.isHidden()]


def left(folder: Path) -> int:
    return len(list(folder.glob("*.json")))


def test_soon_after_the_start_what_was_left_is_offered(
    *,
    form_ids: tuple[FormId, ...],
    store: Store,
    unsaved_folder: Path,
    open_window: OpenWindow,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    left_by_a_crash(store, unsaved_folder, form_ids[0], "15场")
    monkeypatch.setattr(unsaved_commands, "_DELAY_MS", 0)
    window = open_window()
    qtbot.waitUntil(lambda: "“15场”（某项目，第 2 行，" in bar(window))


def test_where_nothing_was_left_nothing_is_said(full_window: MainWindow) -> None:
    full_window.commands.unsaved.stop()
    full_window.commands.unsaved.offer()
    assert bar(full_window) == ""
    assert not full_window.commands.unsaved._timer.isActive()


def test_it_waits_until_nothing_else_is_being_said(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], unsaved_folder: Path
) -> None:
    left_by_a_crash(store, unsaved_folder, form_ids[0], "15场")
    full_window.message_bar.show_error("出了别的事。")
    full_window.commands.unsaved.offer()
    assert bar(full_window) == "出了别的事。"
    assert full_window.commands.unsaved._timer.isActive()
    full_window.message_bar.hide()
    assert offered(full_window) == ["放回", "查看…"]


def test_put_back_it_is_in_its_cell_and_can_be_undone(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], unsaved_folder: Path
) -> None:
    left_by_a_crash(store, unsaved_folder, form_ids[LAST], "15场")
    before = store.load(form_ids[LAST]).form
    offered(full_window)
    press_button(full_window.message_bar, "放回")
    assert opened(full_window) == form_ids[LAST] == full_window.tree.selected_forms()[0]
    place = row_at(grid_of(full_window.editor), 1, "actual")
    assert current(grid_of(full_window.editor)) == place
    assert written(shown(full_window), place) == "15场"
    assert bar(full_window) == "已放回没来得及保存的内容。"
    assert left(unsaved_folder) == 0
    press_button(full_window.message_bar, "撤销")
    assert store.load(form_ids[LAST]).form == before


def test_what_is_being_typed_is_saved_before_it_is_put_back(
    full_window: MainWindow, session: EditingSession, form_ids: tuple[FormId, ...], unsaved_folder: Path
) -> None:
    left_by_a_crash(session._store, unsaved_folder, form_ids[LAST], "15场")  # type: ignore[arg-type]
    offered(full_window)
    first = opened(full_window)
    grid_of(full_window.editor).go_to(actual(0))
    grid_of(full_window.editor).setFocus()
    type_text("7场")
    press_button(full_window.message_bar, "放回")
    assert first is not None
    assert written(session.load(first), actual(0)) == "7场"
    assert opened(full_window) == form_ids[LAST]


def test_what_the_disk_refuses_is_pending_and_stays_to_be_offered(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], unsaved_folder: Path, disk: Disk
) -> None:
    left_by_a_crash(store, unsaved_folder, form_ids[0], "15场")
    offered(full_window)
    disk.fill()
    press_button(full_window.message_bar, "放回")
    assert "改动还没有保存" in bar(full_window)
    assert left(unsaved_folder) == 1


def test_what_was_typed_in_its_cell_after_the_offer_is_looked_at_before_it_is_replaced(
    full_window: MainWindow, session: EditingSession, form_ids: tuple[FormId, ...], unsaved_folder: Path
) -> None:
    form_id = form_ids[LAST]
    left_by_a_crash(session._store, unsaved_folder, form_id, "15场")  # type: ignore[arg-type]
    offered(full_window)
    full_window.open_form(form_id)
    place = row_at(grid_of(full_window.editor), 1, "actual")
    grid_of(full_window.editor).go_to(place)
    grid_of(full_window.editor).setFocus()
    type_text("7场")
    press_button(full_window.message_bar, "放回")
    assert written(session.load(form_id), place) == "7场"
    dialog = dialog_of(UnsavedWorkDialog)
    assert (dialog.unsaved.toPlainText(), dialog.saved.toPlainText()) == ("15场", "7场")
    assert left(unsaved_folder) == 1


def test_into_a_form_that_was_deleted_after_the_offer_nothing_is_put_back(
    full_window: MainWindow, session: EditingSession, form_ids: tuple[FormId, ...], unsaved_folder: Path
) -> None:
    left_by_a_crash(session._store, unsaved_folder, form_ids[LAST], "15场")  # type: ignore[arg-type]
    offered(full_window)
    session.delete([form_ids[LAST]], "删除")
    press_button(full_window.message_bar, "放回")
    assert opened(full_window) != form_ids[LAST]
    assert not session.has_unsaved
    assert not dialog_of(UnsavedWorkDialog).put_back_button.isEnabled()
    assert left(unsaved_folder) == 1


def test_what_cannot_be_put_back_is_offered_to_be_looked_at(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], unsaved_folder: Path
) -> None:
    left_by_a_crash(store, unsaved_folder, form_ids[LAST], "15场")
    full_window._session.delete([form_ids[LAST]], "删除")
    assert offered(full_window) == ["查看…"]
    assert "在回收站里" in bar(full_window)


def test_what_would_replace_something_else_is_looked_at_first(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], unsaved_folder: Path
) -> None:
    left_by_a_crash(store, unsaved_folder, form_ids[0], "15场")
    grid = grid_of(full_window.editor)
    place = row_at(grid, 1, "actual")
    full_window._session.commit(full_window._session.base.with_text(place, "16场"), "改")
    assert offered(full_window) == ["查看…"]
    press_button(full_window.message_bar, "查看…")
    dialog = dialog_of(UnsavedWorkDialog)
    assert (dialog.unsaved.toPlainText(), dialog.saved.toPlainText()) == ("15场", "16场")


def test_several_are_listed_in_a_dialog_from_which_they_are_put_back(
    full_window: MainWindow, store: Store, form_ids: tuple[FormId, ...], unsaved_folder: Path
) -> None:
    for form_id in form_ids[1:3]:
        left_by_a_crash(store, unsaved_folder, form_id, "15场")
    assert offered(full_window) == ["查看…"]
    assert "有 2 处内容" in bar(full_window)
    press_button(full_window.message_bar, "查看…")
    dialog = dialog_of(UnsavedWorkDialog)
    wanted = dialog.selected[0].left.work.form_id
    press_button(dialog, "放回(&P)")
    assert opened(full_window) == wanted
    assert left(unsaved_folder) == 1


def test_they_are_also_found_in_the_menu(full_window: MainWindow) -> None:
    full_window.actions_.unsaved.trigger()
    assert "没有这样的内容" in dialog_of(UnsavedWorkDialog).placeholder_text


def test_a_text_that_cannot_stand_is_to_be_mended_first(full_window: MainWindow) -> None:
    line_of(full_window.editor, YEAR).setFocus()
    type_text("x")
    full_window.actions_.unsaved.trigger()
    assert full_window.findChild(UnsavedWorkDialog) is None
    full_window.editor.drop_open_editor()

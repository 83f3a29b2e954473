"""Ctrl+S, with real keys: what it saves and what it answers."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.history.state_changes import state_changes
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.office import Disk
from ui.page_driver import YEAR, level3, project_of
from ui.window_driver import bar, opened, row_texts, shown

CTRL = Qt.KeyboardModifier.ControlModifier


def save(window: MainWindow) -> str:
    """Press Ctrl+S; return the answer."""
    press(Qt.Key.Key_S, CTRL)
    return bar(window)


def test_what_is_being_typed_is_saved_and_the_answer_names_the_time(full_window: MainWindow) -> None:
    full_window.go_to(level3(0))
    type_text("正在输入")
    answer = save(full_window)
    assert re.fullmatch(r"已全部保存（\d\d:\d\d:\d\d）。", answer)
    assert row_texts(full_window, "level3")[0] == "正在输入"


def test_without_a_form_all_is_saved_as_well(window: MainWindow) -> None:
    assert save(window).startswith("已全部保存")


def test_a_name_that_is_being_typed_in_the_tree_is_saved(full_window: MainWindow) -> None:
    full_window.tree.setFocus()
    press(Qt.Key.Key_F2)
    typed_in = focus()
    assert isinstance(typed_in, QLineEdit)
    typed_in.setText("改过的名称")
    assert save(full_window).startswith("已全部保存")
    assert project_of(shown(full_window)) == "改过的名称"


def test_what_the_disk_refuses_is_told_until_it_is_saved(full_window: MainWindow, disk: Disk) -> None:
    disk.fill()
    full_window.go_to(level3(0))
    type_text("abc")
    assert save(full_window) == "改动还没有保存：磁盘已满。请清理磁盘空间后再试。"
    assert save(full_window) == "改动还没有保存：磁盘已满。请清理磁盘空间后再试。"
    disk.free()
    assert save(full_window).startswith("已全部保存")


def test_an_entry_that_cannot_stand_is_told(full_window: MainWindow) -> None:
    full_window.message_bar.show_message("别的")
    full_window.editor.go_to(YEAR)
    press(Qt.Key.Key_A, CTRL)
    type_text("20x3")
    assert save(full_window).startswith("正在输入的这一格还没有保存")


def test_a_store_that_is_only_looked_at_has_nothing_to_save(read_only_window: MainWindow) -> None:
    read_only_window.actions_.save.trigger()
    assert bar(read_only_window).startswith("这份数据只能查看")


def test_a_remark_on_a_state_is_saved_as_well(full_window: MainWindow) -> None:
    form_id = opened(full_window)
    assert form_id is not None
    full_window.editor.state_chosen.emit(FormState.RETURNED)
    type_text("abc")
    assert save(full_window).startswith("已全部保存")
    changes = state_changes(full_window._session._store.revisions(form_id))
    assert [one.remark for one in changes] == ["abc"]


def test_a_remark_that_the_disk_refuses_is_not_said_to_be_saved(full_window: MainWindow, disk: Disk) -> None:
    full_window.editor.state_chosen.emit(FormState.RETURNED)
    type_text("abc")
    disk.fill()
    assert save(full_window).startswith("磁盘已满")
    assert full_window.commands.states.box.line.text() == "abc"
    disk.free()
    assert save(full_window).startswith("已全部保存")


def test_a_name_that_the_disk_refuses_is_not_said_to_be_saved(full_window: MainWindow, disk: Disk) -> None:
    full_window.tree.setFocus()
    press(Qt.Key.Key_F2)
    type_text("abc")
    disk.fill()
    assert save(full_window).startswith("磁盘已满")
    disk.free()
    assert save(full_window).startswith("已全部保存")

"""Whatever is disabled says why."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.store import FormId
from perfeval_ui.window.main_window import MainWindow
from perfeval_ui.window.unavailable import why_not
from ui.keyboard import press

SHIFT = Qt.KeyboardModifier.ShiftModifier


def reason(window: MainWindow, action: QAction) -> str:
    return why_not(action, window.actions_, window._session, window.commands.chosen)


def test_what_can_be_done_needs_no_reason(full_window: MainWindow) -> None:
    assert reason(full_window, full_window.actions_.export) == ""


def test_without_a_project_one_is_to_be_chosen(window: MainWindow) -> None:
    for action in (window.actions_.export, window.actions_.check, window.actions_.insert_above):
        assert reason(window, action) == "先在左边点选一个项目"


def test_with_none_open_one_is_to_be_opened(full_window: MainWindow, form_ids: tuple[FormId, ...]) -> None:
    full_window.tree.select(form_ids[1])
    full_window._session.open(None)
    full_window.commands.enable()
    assert reason(full_window, full_window.actions_.check) == "先打开一个项目"


def test_a_final_form_is_to_be_taken_up_first(full_window: MainWindow) -> None:
    full_window.actions_.states[FormState.FINAL].trigger()
    for action in (full_window.actions_.rename, full_window.actions_.remove_rows):
        assert reason(full_window, action) == "已定稿的表不能改，先改状态"


def test_each_of_few_has_its_own_reason(full_window: MainWindow) -> None:
    actions = full_window.actions_
    assert reason(full_window, actions.redo) == "没有可以重做的操作"
    assert reason(full_window, actions.check_in) == "还没有签出"
    assert reason(full_window, actions.make_monitoring) == "只用于绩效目标表"


def test_several_names_cannot_be_changed_at_once(full_window: MainWindow) -> None:
    full_window.tree.setFocus()
    press(Qt.Key.Key_Down, SHIFT)
    assert reason(full_window, full_window.actions_.rename) == "一次只能改一个项目的名称"


def test_what_is_only_looked_at_cannot_be_changed(read_only_window: MainWindow) -> None:
    assert reason(read_only_window, read_only_window.actions_.new) == "这份数据只能查看"


def test_a_form_behind_a_lock_line_says_so(full_window: MainWindow) -> None:
    full_window.commands.locking.set_lines([LockLine(date(2001, 1, 1))])
    actions = full_window.actions_
    for action in (actions.rename, actions.insert_above, actions.clear, actions.change_template):
        assert reason(full_window, action) == "截止日已过，先点“仍要修改”"

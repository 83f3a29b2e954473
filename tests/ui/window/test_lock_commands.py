from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QAbstractButton

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.lock_line import LockLineDialog
from perfeval_ui.dialogs.unlock_question import UnlockQuestion
from perfeval_ui.form_page.banners import FormBanners
from perfeval_ui.widgets.message_box import MessageBox
from perfeval_ui.window.main_window import MainWindow
from ui.office import dialog_of
from ui.window_driver import bar

PASSED = LockLine(date(2001, 1, 1), None, "按通知")


def banners(window: MainWindow) -> FormBanners:
    found = window.editor.findChild(FormBanners)
    assert isinstance(found, FormBanners)
    return found


def click(window: MainWindow, words: str) -> None:
    banners(window).unlock.click()
    question = dialog_of(UnlockQuestion)
    # With our own icon, as all questions have.
    assert isinstance(question, MessageBox)
    button = next(one for one in question.findChildren(QAbstractButton) if one.text() == words)
    button.click()


def test_a_line_that_is_set_is_shown_and_locks_the_open_form(full_window: MainWindow) -> None:
    full_window.actions_.lock_line.trigger()
    dialog = dialog_of(LockLineDialog)
    dialog.is_set.click()
    dialog.day.setDate(QDate(2001, 1, 1))
    dialog.accept()
    assert full_window.status_bar.lock.text() == "已过截止日 2001-01-01"
    assert banners(full_window).locked.isVisibleTo(full_window.editor)
    actions = full_window.actions_
    locked = (actions.insert_above, actions.clear, actions.change_template, actions.rename)
    assert [one.isEnabled() for one in locked] == [False] * 4
    assert actions.undo.isEnabled() is False
    assert all(one.isEnabled() for one in actions.states.values())


def test_one_may_change_it_all_the_same(full_window: MainWindow) -> None:
    full_window.commands.locking.set_lines([PASSED])
    assert "截止日 2001-01-01（按通知） 已过" in banners(full_window).locked.text.text()
    click(full_window, "取消")
    assert full_window._session.locking.line == PASSED
    click(full_window, "仍要修改")
    assert full_window._session.takes_changes
    assert full_window.actions_.insert_above.isEnabled()
    assert banners(full_window).locked.isHidden()
    # There is nothing to ask any more.
    full_window.commands.locking.ask_to_unlock()
    assert full_window._session.locking.line is None


def test_nothing_is_done_to_a_locked_form_by_its_template(full_window: MainWindow) -> None:
    full_window.commands.locking.set_lines([PASSED])
    full_window.commands.templates.ask_change()
    assert bar(full_window).endswith("要修改，请点“仍要修改”。")


def test_what_is_typed_into_a_locked_form_is_answered(full_window: MainWindow) -> None:
    full_window.commands.locking.set_lines([PASSED])
    body = full_window.editor._body
    assert body is not None
    assert body.header.year.isReadOnly()
    assert body.header.year.writer.objection.endswith("要修改，请点“仍要修改”。")
    full_window.commands.locking.set_lines([])
    assert not body.header.year.isReadOnly()


def test_the_line_shown_is_that_of_the_open_forms_year(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    session = full_window._session
    years = {one.form_id: one.year for one in session.summaries()}
    first, other = form_ids[0], next(one for one in form_ids if years[one] != years[form_ids[0]])
    full_window.open_form(first)
    full_window.commands.locking.set_lines([LockLine(date(2098, 1, 1), years[first])])
    assert full_window.status_bar.lock.text() == "截止日 2098-01-01"
    assert full_window.status_bar.lock.toolTip().startswith(f"锁定线：{years[first]} 年度，2098-01-01")
    full_window.open_form(other)
    assert full_window.status_bar.lock.isHidden()


def test_the_remark_on_a_line_is_no_markup(full_window: MainWindow) -> None:
    full_window.commands.locking.set_lines([LockLine(date(2098, 1, 1), None, "<b>按通知</b>")])
    assert "&lt;b&gt;按通知" in full_window.status_bar.lock.toolTip()


def test_a_store_that_cannot_be_read_shows_no_line(
    full_window: MainWindow, form_ids: tuple[FormId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise StorageError(StorageErrorKind.BUSY, "正在被别的程序使用。")

    full_window.commands.locking.set_lines([PASSED])
    monkeypatch.setattr(full_window._session.locking, "lines", fail)
    full_window.commands.locking._show_line()
    assert full_window.status_bar.lock.isHidden()
    full_window.actions_.lock_line.trigger()
    assert bar(full_window) == "正在被别的程序使用。"
    assert form_ids

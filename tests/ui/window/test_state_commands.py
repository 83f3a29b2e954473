import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.history.state_changes import state_changes
from perfeval_desktop.store import FormId
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import compose_on, press, type_text
from ui.office import Asked, Disk, log_off
from ui.window_driver import bar, opened, shown


def remarks(window: MainWindow, form_id: FormId) -> list[str]:
    return [one.remark for one in state_changes(window._session._store.revisions(form_id))]


def test_after_a_state_was_set_a_remark_may_be_written(full_window: MainWindow) -> None:
    form_id = opened(full_window)
    assert form_id is not None
    full_window.editor.state_chosen.emit(FormState.RETURNED)
    assert shown(full_window).state is FormState.RETURNED
    box = full_window.commands.states.box
    assert box.isVisible()
    assert box.told.text() == "已改为“被退回”。备注（可以不写）："
    box.line.setText("请核对第3行")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert remarks(full_window, form_id) == ["请核对第3行"]


def test_the_box_is_in_sight_even_where_the_state_is_scrolled_away(full_window: MainWindow) -> None:
    page = full_window.editor.verticalScrollBar()
    page.setValue(page.maximum())
    full_window.actions_.states[FormState.IN_REVIEW].trigger()
    box = full_window.commands.states.box
    assert box.line.hasFocus()
    assert box.visibleRegion().boundingRect() == box.rect()
    assert box.y() > full_window.tool_bar.y()


def test_a_remark_on_several_forms_is_kept_with_each(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.projects.set_state(form_ids[:2], FormState.IN_REVIEW)
    box = full_window.commands.states.box
    assert box.told.text() == "已把 2 张表改为“待审核”。备注（可以不写）："
    box.given.emit("请审")
    assert [remarks(full_window, form_id) for form_id in form_ids[:2]] == [["请审"], ["请审"]]


def test_a_state_that_the_forms_had_already_asks_nothing(full_window: MainWindow) -> None:
    full_window.editor.state_chosen.emit(FormState.DRAFT)
    assert full_window.commands.states.box.isHidden()


def test_nothing_more_is_asked_once_the_state_is_taken_back(full_window: MainWindow) -> None:
    full_window.actions_.states[FormState.IN_REVIEW].trigger()
    box = full_window.commands.states.box
    box.line.setText("请审")
    full_window.actions_.undo.trigger()
    assert box.isHidden()
    form_id = opened(full_window)
    assert form_id is not None
    assert remarks(full_window, form_id) == ["", ""]


def test_a_remark_that_cannot_be_kept_is_told(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageError(StorageErrorKind.FULL, "磁盘已满。")

    full_window.editor.state_chosen.emit(FormState.RETURNED)
    monkeypatch.setattr(full_window._session, "name_versions", fail)
    full_window.commands.states.box.given.emit("请核对")
    assert bar(full_window) == "磁盘已满。"


def test_without_an_open_form_no_state_is_set(full_window: MainWindow) -> None:
    full_window._session.open(None)
    full_window.commands.states.set_of_shown(FormState.FINAL)
    assert full_window.commands.states.box.isHidden()


def test_a_remark_that_is_being_written_is_kept_when_the_window_is_closed(full_window: MainWindow) -> None:
    form_id = opened(full_window)
    assert form_id is not None
    full_window.editor.state_chosen.emit(FormState.RETURNED)
    type_text("abc ")
    compose_on("qing")
    assert full_window.close()
    assert remarks(full_window, form_id) == ["abc qing"]


def test_it_is_kept_when_the_user_logs_off(full_window: MainWindow, qapp: QApplication) -> None:
    form_id = opened(full_window)
    assert form_id is not None
    full_window.editor.state_chosen.emit(FormState.RETURNED)
    type_text("abc")
    log_off(qapp)
    assert remarks(full_window, form_id) == ["abc"]


def test_one_that_cannot_be_kept_stays_and_is_asked_about_on_closing(
    full_window: MainWindow, disk: Disk, asked: Asked
) -> None:
    form_id = opened(full_window)
    assert form_id is not None
    full_window.editor.state_chosen.emit(FormState.RETURNED)
    type_text("abc")
    disk.fill()
    press(Qt.Key.Key_Return)
    box = full_window.commands.states.box
    assert (box.isVisible(), box.line.text()) == (True, "abc")
    assert bar(full_window).startswith("磁盘已满")
    asked.answers = ["返回修改", "放弃备注"]
    assert not full_window.close()
    assert asked.questions == ["正在写的备注不能保存。"]
    disk.free()
    full_window.open_form(full_window._session.summaries()[1].form_id)
    full_window.editor.state_chosen.emit(FormState.IN_REVIEW)
    assert remarks(full_window, form_id) == ["abc"]
    assert box.line.text() == ""
    type_text("def")
    disk.fill()
    assert full_window.close()
    disk.free()

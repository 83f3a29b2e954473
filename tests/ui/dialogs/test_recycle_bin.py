from unittest.mock import Mock

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs.recycle_bin import RecycleBinDialog
from perfeval_ui.session_signals import SessionSignals


@pytest.fixture
def deleted(session: EditingSession, form_ids: tuple[FormId, ...]) -> tuple[FormId, ...]:
    """Delete three of the seven samples."""
    session.delete(form_ids[:3], "删除")
    return form_ids[:3]


@pytest.fixture
def dialog(signals: SessionSignals, deleted: tuple[FormId, ...], qtbot: QtBot) -> RecycleBinDialog:
    assert deleted
    return opened(signals, qtbot)


def opened(signals: SessionSignals, qtbot: QtBot) -> RecycleBinDialog:
    dialog = RecycleBinDialog(signals)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def select(dialog: RecycleBinDialog, *rows: int) -> list[FormId]:
    """Select rows as with the mouse; return their forms."""
    flag = QItemSelectionModel.SelectionFlag
    dialog.view.clearSelection()
    for row in rows:
        dialog.view.selectionModel().select(dialog.table.index(row, 0), flag.Select | flag.Rows)
    return [dialog.table.rows[row].form_id for row in rows]


def answer(dialog: RecycleBinDialog, words: str, qtbot: QtBot) -> None:
    """Press the button of the question that is open."""
    qtbot.waitUntil(dialog.question.isVisible)
    (button,) = (one for one in dialog.question.buttons() if one.text() == words)
    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.question.isHidden)


def binned(session: EditingSession) -> list[FormId]:
    return [one.form_id for one in session.bin()]


def test_it_lists_what_was_deleted(dialog: RecycleBinDialog, deleted: tuple[FormId, ...]) -> None:
    assert sorted(one.form_id for one in dialog.table.rows) == sorted(deleted)
    assert dialog.view.isVisible()
    assert dialog.placeholder_text == ""
    assert dialog.isModal()


def test_what_needs_a_selection_waits_for_one(dialog: RecycleBinDialog) -> None:
    assert not dialog.restore_button.isEnabled()
    assert not dialog.purge_button.isEnabled()
    assert dialog.empty_button.isEnabled()
    select(dialog, 1)
    assert dialog.restore_button.isEnabled()
    assert dialog.purge_button.isEnabled()


def test_restored_forms_are_back_and_can_be_deleted_again_by_undo(
    dialog: RecycleBinDialog, session: EditingSession
) -> None:
    chosen = select(dialog, 2, 0)
    dialog.restore_button.click()
    assert dialog.table.rowCount() == 1
    assert set(chosen) <= {one.form_id for one in session.summaries()}
    assert dialog.message.text == "已恢复 2 个项目。"
    assert not dialog.restore_button.isEnabled()
    assert session.undo_label == "恢复 2 个项目"
    session.undo()
    assert dialog.table.rowCount() == 3


def test_a_single_form_is_named(dialog: RecycleBinDialog) -> None:
    select(dialog, 0)
    name = dialog.table.rows[0].project
    dialog.restore_button.click()
    assert dialog.message.text == f"已恢复“{name[:24]}{'…' if len(name) > 24 else ''}”。"


def test_what_cannot_be_undone_is_asked_once(
    dialog: RecycleBinDialog, session: EditingSession, qtbot: QtBot
) -> None:
    (chosen,) = select(dialog, 1)
    dialog.purge_button.click()
    assert dialog.question.text().startswith("永久删除“")
    assert "不能撤销" in dialog.question.informativeText()
    assert dialog.question.defaultButton().text() == "取消"
    assert len(session.bin()) == 3
    answer(dialog, "永久删除", qtbot)
    assert dialog.table.rowCount() == 2
    assert chosen not in binned(session)
    assert dialog.message.text.startswith("已永久删除“")


def test_a_question_answered_with_no_leaves_everything(
    dialog: RecycleBinDialog, session: EditingSession, qtbot: QtBot
) -> None:
    select(dialog, 0, 1)
    dialog.purge_button.click()
    assert dialog.question.text() == "永久删除 2 个项目？"
    answer(dialog, "取消", qtbot)
    dialog.purge_button.click()
    qtbot.waitUntil(dialog.question.isVisible)
    QTest.keyClick(dialog.question, Qt.Key.Key_Escape)
    qtbot.waitUntil(dialog.question.isHidden)
    assert len(session.bin()) == 3
    assert dialog.message.text == ""


def test_the_whole_bin_can_be_emptied(
    dialog: RecycleBinDialog, session: EditingSession, qtbot: QtBot
) -> None:
    dialog.empty_button.click()
    assert dialog.question.text() == "清空回收站，永久删除其中的 3 个项目？"
    answer(dialog, "永久删除", qtbot)
    assert session.bin() == []
    assert dialog.placeholder_text == "回收站是空的。删除的项目会先放在这里，随时可以恢复。"
    assert not dialog.view.isVisible()
    assert not dialog.empty_button.isEnabled()


FULL = StorageError(StorageErrorKind.FULL, "磁盘已满，请腾出空间后再试。")


def test_a_form_that_cannot_be_restored_stays(
    dialog: RecycleBinDialog, session: EditingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "restore", Mock(side_effect=FULL))
    select(dialog, 0)
    dialog.restore_button.click()
    assert dialog.message.text == f"没有恢复：{FULL}"
    assert dialog.table.rowCount() == 3


def test_a_form_that_cannot_be_removed_stays(
    dialog: RecycleBinDialog, session: EditingSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "purge", Mock(side_effect=FULL))
    select(dialog, 0)
    dialog.purge_button.click()
    answer(dialog, "永久删除", qtbot)
    assert dialog.message.text == f"没有删除：{FULL}"
    assert dialog.table.rowCount() == 3


def test_a_bin_that_cannot_be_read_is_said_so(
    session: EditingSession, signals: SessionSignals, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = StorageError(StorageErrorKind.BUSY, "数据正被另一个程序使用。")
    monkeypatch.setattr(session, "bin", Mock(side_effect=trouble))
    dialog = opened(signals, qtbot)
    assert dialog.message.text == "数据正被另一个程序使用。"


def test_in_a_store_that_is_only_read_nothing_can_be_changed(
    store: Store, deleted: tuple[FormId, ...], qtbot: QtBot
) -> None:
    with Store.open(store.path, read_only=True) as reader:
        signals = SessionSignals(EditingSession(reader, TemplateCatalogue()))
        dialog = opened(signals, qtbot)
        select(dialog, 0)
        assert dialog.table.rowCount() == len(deleted)
        buttons = (dialog.restore_button, dialog.purge_button, dialog.empty_button)
        assert not any(button.isEnabled() for button in buttons)
        signals.close()


def test_typing_in_the_open_form_does_not_read_the_bin_again(
    dialog: RecycleBinDialog,
    session: EditingSession,
    form_ids: tuple[FormId, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = Mock(wraps=session.bin)
    monkeypatch.setattr(session, "bin", reading)
    session.open(form_ids[5])
    session.preview(session.present)
    reading.assert_not_called()
    assert dialog.table.rowCount() == 3


def test_the_question_is_a_warning(dialog: RecycleBinDialog) -> None:
    assert dialog.question.icon() is QMessageBox.Icon.Warning

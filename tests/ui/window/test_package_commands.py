from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.check_code import CheckCodeDialog
from perfeval_ui.dialogs.package_import import PackageImportDialog
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.package_commands import PackageCommands
from small_forms import CATALOGUE
from ui.cursor_watch import cursors_during
from ui.packages import BUDGET, form_named, handed_in_again


@pytest.fixture
def commands(signals: SessionSignals, store: Store, parent: QWidget) -> PackageCommands:
    return PackageCommands(signals, store, parent)


@pytest.fixture
def told(commands: PackageCommands) -> list[str]:
    """Return what the commands say."""
    said: list[str] = []
    for signal in (commands.done, commands.written, commands.failed):
        signal.connect(said.append)
    return said


def file_dialog(parent: QWidget) -> QFileDialog:
    (dialog,) = parent.findChildren(QFileDialog)
    return dialog


def choose(parent: QWidget, file: Path) -> None:
    """Choose a file in the dialog that is open; what is queued behind that is done."""
    dialog = file_dialog(parent)
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    QApplication.processEvents()


def test_the_chosen_forms_are_exported_where_one_says(
    commands: PackageCommands, told: list[str], form_ids: tuple[FormId, ...], parent: QWidget, tmp_path: Path
) -> None:
    commands.ask_export(form_ids[:2])
    assert file_dialog(parent).windowTitle() == "导出交换包（2 张表）"
    assert file_dialog(parent).selectedFiles()[0].endswith(".perfevalx")
    file = tmp_path / "上报.perfevalx"
    choose(parent, file)
    assert {one.form_id for one in read_package(file).forms} == set(form_ids[:2])
    assert told == [f"已把 2 张表连同修改记录导出到交换包：{file}"]


def test_a_package_that_cannot_be_written_is_told(
    commands: PackageCommands, told: list[str], form_ids: tuple[FormId, ...], parent: QWidget, tmp_path: Path
) -> None:
    commands.ask_export(form_ids)
    choose(parent, tmp_path / "没有" / "上报.perfevalx")
    assert "不存在或已断开" in told[0]


def test_a_package_is_taken_in_as_it_was_decided(
    store: Store,
    qtbot: QtBot,
    parent: QWidget,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = handed_in_again(tmp_path, store)
    signals = SessionSignals(EditingSession(store, CATALOGUE), parent)
    cursors = cursors_during(monkeypatch, signals.session, "take_in")
    commands = PackageCommands(signals, store, parent)
    commands.ask_import()
    choose(parent, file)
    (dialog,) = parent.findChildren(PackageImportDialog)
    dialog.choice.setCurrentIndex(dialog.choice.findText("采用对方"))
    dialog.choice.activated.emit(dialog.choice.currentIndex())
    with qtbot.waitSignal(commands.done) as done:
        dialog.ok_button.click()
    assert done.args == ["已导入交换包“第二次”：加入 1 张表，更新 1 张表"]
    assert cursors == [Qt.CursorShape.WaitCursor]
    assert form_named(store, "甲项目").text(*BUDGET) == "120"
    signals.session.undo()
    assert form_named(store, "甲项目").text(*BUDGET) == "130"
    assert store.count() == 1
    signals.close()


def test_where_the_store_refuses_the_dialog_stays_and_says_why(
    commands: PackageCommands,
    store: Store,
    parent: QWidget,
    tmp_path: Path,
) -> None:
    commands.look_into(str(handed_in_again(tmp_path, store)))
    (dialog,) = parent.findChildren(PackageImportDialog)
    store.database.is_read_only = True
    dialog.ok_button.click()
    assert dialog.isVisible()
    assert dialog.message.text.startswith("没有导入：")


def test_a_package_that_cannot_be_read_is_told(
    commands: PackageCommands, told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "坏.perfevalx").write_bytes(b"PK")
    commands.look_into(str(tmp_path / "坏.perfevalx"))
    assert "“坏.perfevalx”不是交换包" in told[0]


def test_a_code_is_asked_for_about_the_open_form(
    commands: PackageCommands, session: EditingSession, form_ids: tuple[FormId, ...], parent: QWidget
) -> None:
    commands.ask_code()
    session.open(form_ids[0])
    commands.ask_code()
    assert len(parent.findChildren(CheckCodeDialog)) == 2

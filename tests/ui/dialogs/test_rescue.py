from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from perfeval_ui.dialogs.rescue import Offer, RescueDialog, WayOut
from ui.keyboard import press

OFFERS = [
    Offer(WayOut.RESTORE, "恢复最近的备份(&R)", "2024年5月6日 10:32 备份的 12 份自评表。"),
    Offer(WayOut.OTHER, "另选数据文件(&O)…"),
    Offer(WayOut.NEW, "新建空白数据文件(&N)…", "另起一份。"),
]


@pytest.fixture
def dialog(tmp_path: Path, qtbot: QtBot) -> RescueDialog:
    """Return the dialog about a store in a folder that is not there any more."""
    made = RescueDialog(
        tmp_path / "U盘" / "自评.perfeval",
        matter="数据文件“自评.perfeval”不见了。",
        comfort="不用担心。",
        offers=OFFERS,
        quit_text="退出",
    )
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def files(dialog: RescueDialog) -> QFileDialog:
    (asked,) = dialog.findChildren(QFileDialog)
    return asked


def test_enter_takes_the_first_way_out(dialog: RescueDialog) -> None:
    press(Qt.Key.Key_Return)
    assert dialog.way is WayOut.RESTORE
    assert dialog.result() == RescueDialog.DialogCode.Accepted


def test_the_keyboard_reaches_every_way_out(dialog: RescueDialog) -> None:
    for button in dialog.buttons[1:]:
        press(Qt.Key.Key_Down)
        assert button.hasFocus()
    press(Qt.Key.Key_Tab)
    assert dialog.quit_button.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, None])
def test_giving_up_changes_nothing(dialog: RescueDialog, key: Qt.Key | None) -> None:
    if key is None:
        dialog.quit_button.click()
    else:
        press(key)
    assert dialog.way is WayOut.QUIT
    assert not dialog.isVisible()


def test_another_file_is_asked_for_and_taking_none_leads_back(dialog: RescueDialog, tmp_path: Path) -> None:
    dialog.buttons[1].click()
    asked = files(dialog)
    # The nearest folder that is there.
    assert asked.directory().absolutePath() == str(tmp_path)
    asked.reject()
    assert dialog.isVisible()
    asked.fileSelected.emit(str(tmp_path / "另一份.perfeval"))
    assert (dialog.way, dialog.chosen) == (WayOut.OTHER, tmp_path / "另一份.perfeval")


def test_a_new_file_is_called_otherwise(dialog: RescueDialog, tmp_path: Path) -> None:
    dialog.buttons[2].click()
    asked = files(dialog)
    assert [Path(one).name for one in asked.selectedFiles()] == ["自评-新.perfeval"]
    asked.fileSelected.emit(str(tmp_path / "自评-新.perfeval"))
    QCoreApplication.processEvents()
    assert (dialog.way, dialog.chosen) == (WayOut.NEW, tmp_path / "自评-新.perfeval")

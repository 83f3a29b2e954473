from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from perfeval_ui.dialogs.rescue_result import RescueResultDialog
from ui.keyboard import press


def test_it_tells_what_came_of_it_and_lists_the_forms(qtbot: QtBot) -> None:
    dialog = RescueResultDialog(
        ["已恢复。", "原来的文件还在。"], ["2023 年度  甲 —— 原文件", "2023 年度  乙 —— 备份"]
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.message.text == "已恢复。\n原来的文件还在。"
    assert dialog.list.toPlainText().count("\n") == 1
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_without_forms_there_is_no_list(qtbot: QtBot) -> None:
    dialog = RescueResultDialog(["已恢复。"], [])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.list.isVisible()

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.paper.fill_result_dialog import FillResultDialog


def test_what_was_left_can_be_copied(parent: QWidget) -> None:
    dialog = FillResultDialog(
        "填入 80 格，1 处没有填进去。", ["没有填入：等级：优"], is_whole=False, parent=parent
    )
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "填入 80 格，1 处没有填进去。\n没有填入：等级：优"


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_folder_is_offered(parent: QWidget, qtbot: QtBot, *, is_whole: bool) -> None:
    dialog = FillResultDialog("填入 81 格。", [], is_whole=is_whole, parent=parent)
    assert dialog.lines.isHidden()
    with qtbot.waitSignal(dialog.folder_wanted):
        dialog.folder_button.click()

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.paper.result_dialog import ResultDialog


def opened(parent: QWidget, *lines: str, is_whole: bool = True) -> ResultDialog:
    dialog = ResultDialog("导出", "写出 7 份。", lines, is_whole=is_whole and not lines, parent=parent)
    dialog.open()
    return dialog


def test_where_all_is_well_there_is_one_sentence(parent: QWidget) -> None:
    dialog = opened(parent)
    assert (dialog.windowTitle(), dialog.message.text) == ("导出", "写出 7 份。")
    assert not dialog.list.isVisible()


def test_lines_about_single_forms_are_listed(parent: QWidget) -> None:
    dialog = opened(parent, "“甲”：磁盘已满。", "“乙”：磁盘已满。")
    model = dialog.list.model()
    assert dialog.list.isVisible()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "“甲”：磁盘已满。",
        "“乙”：磁盘已满。",
    ]


def test_what_is_said_can_be_copied(parent: QWidget) -> None:
    opened(parent, "没有填入：等级：优", "没有填入：附件").copy_button.click()
    assert QGuiApplication.clipboard().text() == "写出 7 份。\n没有填入：等级：优\n没有填入：附件"


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_folder_can_be_asked_for(parent: QWidget, qtbot: QtBot, *, is_whole: bool) -> None:
    dialog = opened(parent, is_whole=is_whole)
    with qtbot.waitSignal(dialog.folder_wanted):
        dialog.folder_button.click()
    assert dialog.isVisible()

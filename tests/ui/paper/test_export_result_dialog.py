from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.paper.export_result_dialog import ExportResultDialog


def opened(parent: QWidget, *remarks: str) -> ExportResultDialog:
    dialog = ExportResultDialog("写出 7 份。", remarks, is_whole=not remarks, parent=parent)
    dialog.open()
    return dialog


def test_where_all_is_well_there_is_one_sentence(parent: QWidget) -> None:
    dialog = opened(parent)
    assert dialog.message.text == "写出 7 份。"
    assert not dialog.remarks.isVisible()


def test_remarks_are_listed(parent: QWidget) -> None:
    dialog = opened(parent, "“甲”：磁盘已满。", "“乙”：磁盘已满。")
    model = dialog.remarks.model()
    assert dialog.remarks.isVisible()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "“甲”：磁盘已满。",
        "“乙”：磁盘已满。",
    ]


def test_the_folder_can_be_asked_for(parent: QWidget, qtbot: QtBot) -> None:
    dialog = opened(parent)
    with qtbot.waitSignal(dialog.folder_wanted):
        dialog.folder_button.click()
    assert dialog.isVisible()

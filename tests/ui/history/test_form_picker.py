from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from form_summaries import listed
from perfeval_ui.history.form_picker import FormPickerDialog

FORMS = [
    listed(1, project="教师培训", unit="进修学院", year=2023),
    listed(2, project="校舍维修（一期）", unit="后勤中心", year=2024),
]
OK = QDialogButtonBox.StandardButton.Ok


def opened(qtbot: QtBot) -> FormPickerDialog:
    dialog = FormPickerDialog(FORMS)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_forms_are_narrowed_by_words_and_one_is_picked_by_keys(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert len(dialog.table.rows) == 2
    QTest.keyClicks(dialog.filter, "2024")
    dialog.filter.setText("2024 维修(一期)")
    assert [*dialog.table.rows] == [FORMS[1]]
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.picked) as picked:
        dialog.buttons.button(OK).click()
    assert picked.args == [FORMS[1]]


def test_where_nothing_is_left_nothing_can_be_picked(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    dialog.filter.setText("没有这样的")
    assert not dialog.table.rows
    assert not dialog.buttons.button(OK).isEnabled()
    with qtbot.assertNotEmitted(dialog.picked):
        dialog.accept()
    assert dialog.isVisible()

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from perfeval_ui.history.restore_dialog import RestoreDialog
from ui.history.test_difference_table import CELL, FILLED


def test_what_would_change_is_seen_and_confirmed_by_enter(qtbot: QtBot) -> None:
    dialog = RestoreDialog("恢复到“初稿”的样子", [CELL, FILLED])
    qtbot.addWidget(dialog)
    dialog.open()
    assert "2 处" in dialog.findChildren(QLabel)[0].text()
    assert dialog.view.table.differences == (CELL, FILLED)
    with qtbot.waitSignal(dialog.confirmed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_who_changes_their_mind_confirms_nothing(qtbot: QtBot) -> None:
    dialog = RestoreDialog("恢复", [CELL])
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.assertNotEmitted(dialog.confirmed):
        dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()

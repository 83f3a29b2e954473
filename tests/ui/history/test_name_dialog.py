from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from perfeval_desktop.version_name import VersionName
from perfeval_ui.history.name_dialog import NameVersionDialog


def opened(qtbot: QtBot, before: VersionName | None = None) -> NameVersionDialog:
    dialog = NameVersionDialog("命名版本", ("送审稿", "定稿"), before)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_names_are_offered_and_another_one_may_be_typed(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert [dialog.name.itemText(one) for one in range(dialog.name.count())] == ["送审稿", "定稿"]
    assert dialog.name.currentText() == ""
    assert not ok.isEnabled()
    dialog.name.setCurrentText("  ")
    assert not ok.isEnabled()
    dialog.name.setCurrentText(" 报局里的 \t一版 ")
    dialog.remark.setPlainText("按意见改\n")
    with qtbot.waitSignal(dialog.named) as named:
        ok.click()
    assert named.args == [VersionName("报局里的 一版", "按意见改")]


def test_it_can_be_filled_in_by_keys_alone(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    field = dialog.name.lineEdit()
    assert field is not None
    QTest.keyClicks(field, "v2")
    with qtbot.waitSignal(dialog.named) as named:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert named.args == [VersionName("v2")]


def test_a_name_that_is_changed_stands_there_as_it_was(qtbot: QtBot) -> None:
    dialog = opened(qtbot, VersionName("初稿", "旧话"))
    assert (dialog.name.currentText(), dialog.remark.toPlainText()) == ("初稿", "旧话")
    assert dialog.findChildren(QLabel)[0].isHidden()
    with qtbot.assertNotEmitted(dialog.named):
        dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).click()

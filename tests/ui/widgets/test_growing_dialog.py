import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QStyle, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog


@pytest.fixture
def dialog(parent: QWidget, qtbot: QtBot) -> GrowingDialog:
    made = GrowingDialog("对话框", parent)
    made.column.addWidget(made.close_button_box())
    with qtbot.waitExposed(made):
        made.open()
    return made


def test_the_dialog_grows_with_its_text_and_does_not_shrink(dialog: GrowingDialog, qtbot: QtBot) -> None:
    label = QLabel("一句话", dialog)
    label.setWordWrap(True)
    dialog.column.insertWidget(0, label)
    qtbot.waitUntil(label.isVisible)
    before = dialog.height()
    label.setText("很长的一段话。" * 40)
    qtbot.waitUntil(lambda: dialog.height() > before)
    grown = dialog.height()
    label.setText("一句话")
    dialog.column.activate()
    assert dialog.height() == grown


def test_the_close_button_speaks_chinese_and_closes(dialog: GrowingDialog, qtbot: QtBot) -> None:
    (box,) = dialog.findChildren(QDialogButtonBox)
    (button,) = box.buttons()
    assert button.text() == "关闭"
    with qtbot.waitSignal(dialog.rejected):
        button.click()


def test_buttons_show_no_icons_of_qt_but_our_own(parent: QWidget, qtbot: QtBot) -> None:
    made = GrowingDialog("对话框", parent)
    box = made.close_button_box()
    own = box.addButton("打印", QDialogButtonBox.ButtonRole.ActionRole)
    own.setIcon(icon("print"))
    close = box.button(QDialogButtonBox.StandardButton.Close)
    # As on desktops that want icons in boxes of buttons.
    close.setIcon(made.style().standardIcon(QStyle.StandardPixmap.SP_DialogCloseButton))
    made.column.addWidget(box)
    with qtbot.waitExposed(made):
        made.open()
    assert close.icon().isNull()
    assert not own.icon().isNull()


def test_it_is_no_larger_than_the_screen_has_room_for(dialog: GrowingDialog) -> None:
    room = dialog.screen().availableSize()
    dialog.take_room(20, 30)
    assert (dialog.width(), dialog.height()) == (20 * RHYTHM, 30 * RHYTHM)
    dialog.take_room(1000, 1000)
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()


def test_a_title_above_the_screen_comes_into_sight(qtbot: QtBot) -> None:
    dialog = GrowingDialog("使用手册")
    qtbot.addWidget(dialog)
    dialog.resize(300, 200)
    with qtbot.waitExposed(dialog):
        dialog.show()
    top = dialog.screen().availableGeometry().top()
    dialog.move(40, top - 20)
    assert dialog.frameGeometry().top() < top
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.WindowActivate))
    assert (dialog.x(), dialog.frameGeometry().top()) == (40, top)
    dialog.move(40, top + 30)
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.WindowActivate))
    assert (dialog.x(), dialog.frameGeometry().top()) == (40, top + 30)

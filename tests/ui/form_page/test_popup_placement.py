"""What belongs to an editor stands where there is room in sight for it."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.form_page.entry_error_bubble import EntryErrorBubble


def test_where_there_is_no_room_below_a_bubble_stands_above(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    editor = QLineEdit(window)
    editor.setGeometry(250, 170, 60, 25)
    with qtbot.waitExposed(window):
        window.show()
    bubble = EntryErrorBubble(editor)
    bubble.say("这里只能填年度。")
    assert bubble.geometry().bottom() < editor.y()
    assert bubble.geometry().right() <= window.width()
    bubble.say(None)
    assert bubble.isHidden()


def test_room_is_what_is_in_sight_of_a_page_that_scrolls(qtbot: QtBot) -> None:
    area, tall = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    area.resize(300, 200)
    tall.resize(280, 1000)
    area.setWidget(tall)
    editor = QPlainTextEdit(tall)
    editor.setGeometry(10, 120, 200, 70)
    with qtbot.waitExposed(area):
        area.show()
    bubble = EntryErrorBubble(editor)
    bubble.say("太长。")
    assert bubble.geometry().bottom() < editor.y()
    area.verticalScrollBar().setValue(100)
    bubble.say("太长。")
    assert bubble.y() > editor.geometry().bottom()

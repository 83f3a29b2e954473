"""The bubble that says why a text cannot stand in its field."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.form_page.entry_error_bubble import EntryErrorBubble
from ui.keyboard import focus, type_text
from ui.page_driver import (
    YEAR,
    Page,
    refusal,
    sweep,
)


def test_a_bubble_stands_below_its_editor_and_moves_with_the_page(page: Page) -> None:
    page.resize(1100, 300)
    page.go_to(YEAR)
    type_text("x")
    (bubble,) = (one for one in page.findChildren(EntryErrorBubble) if one.isVisible())
    editor = focus()
    assert bubble.mapTo(page, QPoint(0, 0)).y() > editor.mapTo(page, QPoint(0, 0)).y() + editor.height()
    before = bubble.mapTo(page, QPoint(0, 0))
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + 40)
    assert bubble.mapTo(page, QPoint(0, 0)) == before - QPoint(0, 40)


def test_a_bubble_goes_out_of_sight_with_its_page(page: Page) -> None:
    page.go_to(YEAR)
    type_text("x")
    assert refusal(page) is not None
    # As another tab in front does.
    page.setVisible(False)
    assert refusal(page) is None


def test_a_bubble_goes_with_its_editor(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor = QLineEdit(window)
    EntryErrorBubble(editor).say("这里只能填年度。")
    editor.deleteLater()
    sweep()
    assert window.findChildren(EntryErrorBubble) == []

"""The keyboard of a monkey: what keys have is typed by keys, all else comes as from an input method."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


def type_text(where: Callable[[], QWidget], typed: str) -> None:
    """Type into ``where``, asked for each character: what is typed may call for another widget."""
    for character in typed:
        if character.isascii() and character.isprintable():
            QTest.keyClicks(where(), character)
        else:
            _commit(where(), character)


def type_over(line: QLineEdit, typed: str) -> None:
    """Type in the place of what stands in a line."""
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    type_text(lambda: line, typed)


def _commit(widget: QWidget, character: str) -> None:
    """Type a character that no key has, as an input method does; it is not there for what is read-only."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        event = QInputMethodEvent()
        event.setCommitString(character)
        QApplication.sendEvent(widget, event)

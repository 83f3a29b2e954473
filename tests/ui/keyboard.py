"""Typing like a user: every key goes to the widget that has the focus."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def focus() -> QWidget:
    """Return the widget that hears the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press and release one key with modifiers."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(focus(), key, held)
    QApplication.processEvents()


def type_text(text: str) -> None:
    """Type ``text``; characters without a key of their own as an input method sends them."""
    for character in text:
        if character == "\n":
            press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        elif character.isascii():
            QTest.keyClicks(focus(), character)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QCoreApplication.sendEvent(focus(), event)


def compose(preedit: str, committed: str) -> None:
    """Write through an input method: letters under composition, then the characters chosen."""
    for length in range(1, len(preedit) + 1):
        QCoreApplication.sendEvent(focus(), QInputMethodEvent(preedit[:length], []))
        QApplication.processEvents()
    done = QInputMethodEvent("", [])
    done.setCommitString(committed)
    QCoreApplication.sendEvent(focus(), done)
    QApplication.processEvents()

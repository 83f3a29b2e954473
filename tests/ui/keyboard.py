"""Typing as the user does: every key goes to whatever has the focus."""

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


def compose_on(preedit: str) -> None:
    """Write letters through an input method that are under composition still."""
    for length in range(1, len(preedit) + 1):
        QCoreApplication.sendEvent(focus(), QInputMethodEvent(preedit[:length], []))
        QApplication.processEvents()


def finish(committed: str) -> None:
    """Choose the characters for what is under composition."""
    done = QInputMethodEvent("", [])
    done.setCommitString(committed)
    QCoreApplication.sendEvent(focus(), done)
    QApplication.processEvents()


def compose(preedit: str, committed: str) -> None:
    """Write through an input method: letters under composition, then the characters chosen."""
    compose_on(preedit)
    finish(committed)

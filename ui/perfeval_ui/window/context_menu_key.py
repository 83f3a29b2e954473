"""Shift+F10 opens the context menu on every system; the menu key does so by itself."""

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class ContextMenuKey(QObject):
    """Asks what has the keyboard in ``window`` for its context menu when Shift+F10 is pressed.

    Windows does that by itself; on Linux Qt knows of the menu key alone, which many keyboards lack.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        QShortcut(QKeySequence("Shift+F10"), window, self._ask)

    def _ask(self) -> None:
        # The window passes it on to what has the keyboard, and says where that is written into.
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QCoreApplication.sendEvent(self._window.windowHandle(), event)

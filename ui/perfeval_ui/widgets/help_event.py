"""F1 in a dialog: asks the window it stands over for help."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

_TYPE = QEvent.Type(QEvent.registerEventType())


class HelpWantedEvent(QEvent):
    """Tells a window that help is wanted about ``widget``, which stands in a dialog over it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(_TYPE)
        self.widget = widget


def ask_for_help(dialog: QWidget) -> None:
    """Ask the window that ``dialog`` and its parents stand over for help about what has the keyboard."""
    window = dialog
    while (around := window.parentWidget()) is not None:
        window = around
    focus = QApplication.focusWidget()
    is_inside = focus is not None and dialog.isAncestorOf(focus)
    QCoreApplication.sendEvent(window, HelpWantedEvent(focus if focus is not None and is_inside else dialog))

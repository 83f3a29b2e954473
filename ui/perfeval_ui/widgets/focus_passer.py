"""A widget of several parts that passes the keyboard on to the first of them."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class FocusPasser(QWidget):
    """Gives the keyboard to ``focus_part``, one of its parts, whenever it is given it.

    Not by Qt's focus proxy: Tab takes a widget whose proxy is inside it for a single control, comes to none
    of its other parts, and from these never leads out of it.
    """

    focus_part: QWidget | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.focus_part is not None:
            self.focus_part.setFocus(event.reason())

"""A label of one line whose end gives way where there is no room for it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel


class ElidedLabel(QLabel):
    """Shows as much of its text as there is room for, then "…"; the tooltip may have it whole.

    ``clicked`` is emitted by the left button of the mouse.
    """

    clicked = Signal()

    def minimumSizeHint(self) -> QSize:
        """Return the height of a line; it takes any width."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text as far as it fits."""
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(
            QPainter(self), self.rect(), Qt.AlignmentFlag.AlignVCenter, self.palette(), self.isEnabled(), text
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

"""The dialog that the others are made from: it grows when a sentence in it needs more room."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from perfeval_ui.theme import RHYTHM


class GrowingDialog(QDialog):
    """A dialog with one column of contents, at home on the 8-pixel rhythm; it goes when it is closed.

    Qt itself does not make a window higher when a text in it comes to need more lines.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * RHYTHM, 2 * RHYTHM, 2 * RHYTHM, 2 * RHYTHM)
        self.column.setSpacing(2 * RHYTHM)

    def event(self, event: QEvent) -> bool:
        """Make room after the contents have changed."""
        is_handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            needed = self.column.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return is_handled

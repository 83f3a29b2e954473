"""A message inside a dialog or a page, with an icon: it takes no room while there is nothing to say."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyle, QWidget

from perfeval_ui.theme import RHYTHM, Tint, icon


class InlineMessage(QWidget):
    """Shows one message at a time, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(RHYTHM)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.clear()

    @property
    def text(self) -> str:
        """The message shown; empty where there is none."""
        return self._text.text()

    def show_error(self, text: str) -> None:
        """Show what went wrong and what can be done about it."""
        self._show("error", Tint.ERROR, text)

    def show_warning(self, text: str) -> None:
        """Show what deserves a look, though nothing is wrong."""
        self._show("warning", Tint.WARNING, text)

    def show_success(self, text: str) -> None:
        """Show what was done."""
        self._show("ok", Tint.GOOD, text)

    def clear(self) -> None:
        """Show no message."""
        self._text.clear()
        self.hide()

    def _show(self, icon_name: str, which: Tint, text: str) -> None:
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self._icon.setPixmap(icon(icon_name, which).pixmap(QSize(side, side), self.devicePixelRatioF()))
        self._text.setText(text)
        self.show()

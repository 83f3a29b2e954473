"""A sentence where it is needed: what went wrong or what came of it, with its icon; no room while silent."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyle, QWidget

from perfeval_ui.theme import RHYTHM, Tint, icon


class InlineMessage(QWidget):
    """One sentence at a time, or none."""

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
        """The sentence shown; empty where there is none."""
        return self._text.text()

    def say_error(self, sentence: str) -> None:
        """Say what went wrong and what can be done."""
        self._say("error", Tint.ERROR, sentence)

    def say_warning(self, sentence: str) -> None:
        """Say what to look at; nothing is refused."""
        self._say("warning", Tint.WARNING, sentence)

    def say_done(self, sentence: str) -> None:
        """Say what was done."""
        self._say("ok", Tint.GOOD, sentence)

    def clear(self) -> None:
        """Say nothing."""
        self._text.clear()
        self.hide()

    def _say(self, icon_name: str, which: Tint, sentence: str) -> None:
        side = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self._icon.setPixmap(icon(icon_name, which).pixmap(QSize(side, side), self.devicePixelRatioF()))
        self._text.setText(sentence)
        self.show()

"""Pages shown in place of contents where there are none: they say why, and what to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from perfeval_desktop.domain.numerals import shortened
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.quiet_label import QuietLabel


class EmptyPage(QWidget):
    """A page with a text in the middle."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QuietLabel(text, self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * RHYTHM, 2 * RHYTHM, 2 * RHYTHM, 2 * RHYTHM)
        self.column.setSpacing(2 * RHYTHM)
        self.column.addStretch(2)
        self.column.addWidget(self.label)
        self.column.addStretch(3)


class NoHitPage(EmptyPage):
    """Says that a filter has no hits; ``cleared`` is emitted when the user wants to clear it."""

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.button = QPushButton("清除筛选", self)
        self.button.clicked.connect(self._clear)
        self.column.insertWidget(2, self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_sought(self, typed: str) -> None:
        """Say what was looked for."""
        self.label.setText(f"没有找到“{shortened(typed)}”")

    def _clear(self) -> None:
        self.cleared.emit()

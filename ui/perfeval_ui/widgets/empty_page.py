"""What stands in the place of the tree when there is nothing to show: why, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from perfeval_desktop.domain.numerals import shortened
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.quiet_label import QuietLabel


class EmptyPage(QWidget):
    """A quiet sentence in the middle; below it, where there is something to press, a button."""

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
    """Says that the filter lets nothing through; ``cleared`` is emitted when it is to be emptied."""

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.button = QPushButton("清除筛选", self)
        self.button.clicked.connect(self._clear)
        self.column.insertWidget(2, self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_sought(self, typed: str) -> None:
        """Name what was looked for."""
        self.label.setText(f"没有找到“{shortened(typed)}”")

    def _clear(self) -> None:
        self.cleared.emit()

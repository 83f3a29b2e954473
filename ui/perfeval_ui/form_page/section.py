"""A part of the page that folds to one line."""

from enum import StrEnum, auto

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from perfeval_ui.theme import RHYTHM, Tint, icon, tint
from perfeval_ui.widgets.announcing import announce
from perfeval_ui.widgets.elided_label import ElidedLabel

# The margin of the page, in which the arrows stand.
GUTTER = 2 * RHYTHM


class SectionKind(StrEnum):
    """The parts of the page that fold: money and goals, which stand above the indicators."""

    FUNDING = auto()
    GOALS = auto()


class FoldingSection(QWidget):
    """Holds what is put into ``lines`` below each other, with an arrow beside it that folds it to one line.

    ``toggled`` carries whether the user has folded or unfolded it.
    """

    toggled = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._arrow = QToolButton(self)
        self._arrow.setAutoRaise(True)
        self._arrow.setIconSize(QSize(GUTTER - 4, GUTTER - 4))
        self._arrow.setFixedSize(GUTTER, 3 * RHYTHM)
        # Typing goes on from cell to cell; the menu has the keys.
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrow.clicked.connect(self._toggle)
        self.summary = ElidedLabel(self)
        self.summary.setMinimumHeight(3 * RHYTHM)
        self.summary.setCursor(Qt.CursorShape.PointingHandCursor)
        self.summary.clicked.connect(self._toggle)
        self._body = QWidget(self)
        self.lines = QVBoxLayout(self._body)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(RHYTHM)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.summary, 1)
        self.fold(is_folded=False)
        self._set_colour()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns light or dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._set_colour()

    @property
    def is_folded(self) -> bool:
        """Whether only the line that sums it up is shown."""
        return self._body.isHidden()

    def fold(self, *, is_folded: bool) -> None:
        """Fold the section to one line, or unfold it."""
        is_turned = self.isVisible() and is_folded is not self.is_folded
        self._body.setVisible(not is_folded)
        self.summary.setVisible(is_folded)
        self._arrow.setIcon(icon("collapsed" if is_folded else "arrow-down"))
        words = f"{'展开' if is_folded else '收起'}{self.name}"
        self._arrow.setToolTip(words)
        self._arrow.setAccessibleName(words)
        if is_turned:
            announce(self, f"已{'收起' if is_folded else '展开'}{self.name}")

    def sum_up(self, text: str) -> None:
        """Say in one line what is in the section."""
        self.summary.setText(f"{self.name}    {text}" if text else self.name)

    def holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is in the section."""
        return widget is not None and self._body.isAncestorOf(widget)

    def _set_colour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tint(palette, Tint.QUIET))
        self.summary.setPalette(palette)

    def _toggle(self) -> None:
        is_folded = not self.is_folded
        self.fold(is_folded=is_folded)
        self.toggled.emit(is_folded)

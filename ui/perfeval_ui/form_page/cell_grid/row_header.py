"""The numbers before the rows of a grid: a click selects a row, a selected row can be drawn elsewhere."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

_PADDING = 8


class RowHeader(QHeaderView):
    """Numbers the rows as findings name them, the first ``movable`` of which can be moved.

    ``rows_chosen`` carries the row where selecting began and the row to which it goes. ``rows_dropped``
    carries the row before which the selected rows are dropped, or how many movable rows there are.
    """

    rows_chosen = Signal(int, int)
    rows_dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.movable = 0
        self.whole_rows: frozenset[int] = frozenset()
        self._anchor: int | None = None
        self._pressed: QPoint | None = None
        self._drop: int | None = None
        self.setSectionsClickable(False)
        self.setHighlightSections(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self._fit()
        self.setToolTip("点一下选中整行；拖动选中的行可以移动")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Be as wide whatever the number of rows, so that the columns do not move."""
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("000") + _PADDING)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.logicalIndexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or row < 0:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._anchor is not None:
            self.rows_chosen.emit(self._anchor, row)
            return
        self._pressed = event.position().toPoint()
        if row not in self.whole_rows or row >= self.movable:
            self._anchor, self._pressed = row, None
            self.rows_chosen.emit(row, row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        if self._pressed is not None:
            self._drop = self._row_edge(at)
            self.viewport().update()
        elif self._anchor is not None:
            row = self.logicalIndexAt(at)
            if row >= 0:
                self.rows_chosen.emit(self._anchor, row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drop, pressed = self._drop, self._pressed
        self._drop = self._pressed = None
        self.viewport().update()
        if drop is not None:
            self.rows_dropped.emit(drop)
        elif pressed is not None:
            # Only a click: the row alone.
            self._anchor = self.logicalIndexAt(event.position().toPoint())
            self.rows_chosen.emit(self._anchor, self._anchor)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3))
            at = min(self._edge_position(self._drop), self.viewport().height() - 2)
            painter.drawLine(0, at, self.viewport().width(), at)
            painter.end()

    def _row_edge(self, at: QPoint) -> int:
        """Return before which row something is dropped at a point."""
        row = self.logicalIndexAt(at)
        if row < 0:
            return self.movable if at.y() > 0 else 0
        is_below = at.y() > self.sectionViewportPosition(row) + self.sectionSize(row) // 2
        return min(self.movable, row + is_below)

    def _edge_position(self, row: int) -> int:
        if row < self.count():
            return self.sectionViewportPosition(row)
        return self.length()

"""The square in the corner of the selected block: dragging it fills the cells beside the block."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QRubberBand

from perfeval_ui.form_page.cell_grid.cell_range import CellBlock
from perfeval_ui.form_page.cell_grid.filling import SelectionFiller
from perfeval_ui.form_page.cell_grid.selection import SelectionTable

_SIZE = 7


class FillHandle(QObject):
    """Draws the handle of ``table`` and follows the mouse that has taken hold of it.

    It is there while the table has the keyboard, one block is selected, and ``filler`` can fill it in.
    """

    def __init__(self, table: SelectionTable, filler: SelectionFiller) -> None:
        super().__init__(table)
        self._table, self._filler = table, filler
        self._from: CellBlock | None = None
        self._to: CellBlock | None = None
        self._drawn = QRect()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, table.viewport())
        table.viewport().setMouseTracking(True)
        table.viewport().installEventFilter(self)

    def rect(self) -> QRect:
        """Return where the handle is in the viewport, an empty one where there is none."""
        block = self._table.selected_block() if self._table.hasFocus() else None
        if block is None or not self._filler.can_fill():
            return QRect()
        corner = self._table.block_rect(block).bottomRight()
        return QRect(corner.x() - _SIZE, corner.y() - _SIZE, _SIZE, _SIZE)

    def paint(self) -> None:
        """Draw the handle over the cells."""
        rect = self.rect()
        self._drawn = rect.adjusted(-1, -1, 0, 0)
        if not rect.isEmpty():
            painter = QPainter(self._table.viewport())
            palette = self._table.palette()
            painter.fillRect(self._drawn, palette.color(QPalette.ColorRole.Base))
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
            painter.end()

    def leave(self) -> None:
        """Have the cell repainted in which the handle was: the selection is another one."""
        self._table.viewport().update(self._drawn)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the mouse from press to release where it has taken hold of the handle."""
        del watched
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                return self._press(at)
            case QEvent.Type.MouseButtonDblClick if self._is_at_handle(at):
                self._fill_down_beside()
                return True
            case QEvent.Type.MouseMove if self._from is not None:
                self._stretch(at)
                return True
            case QEvent.Type.MouseMove:
                self._show_cursor(at)
            case QEvent.Type.MouseButtonRelease if self._from is not None:
                self._release()
                return True
        return False

    def _is_at_handle(self, at: QPoint) -> bool:
        return self.rect().adjusted(-2, -2, 2, 2).contains(at)

    def _show_cursor(self, at: QPoint) -> None:
        if self._is_at_handle(at):
            self._table.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self._table.viewport().unsetCursor()

    def _press(self, at: QPoint) -> bool:
        if not self._is_at_handle(at):
            return False
        self._from = self._to = self._table.selected_block()
        return True

    def _stretch(self, at: QPoint) -> None:
        """Stretch the block to the cell under the mouse, downwards or sideways, whichever is farther."""
        assert self._from is not None  # noqa: S101  # only then is it called
        cell = self._table.nearest_cell(at)
        around = self._table.block_rect(self._from)
        beyond_y = max(around.top() - at.y(), at.y() - around.bottom())
        beyond_x = max(around.left() - at.x(), at.x() - around.right())
        self._to = self._from
        if max(beyond_x, beyond_y) > 0:
            by_rows = beyond_y >= beyond_x
            self._to = self._from.with_row(cell[0]) if by_rows else self._from.with_column(cell[1])
        self._band.setGeometry(self._table.block_rect(self._to))
        self._band.show()

    def _release(self) -> None:
        source, target = self._from, self._to
        self._from = self._to = None
        self._band.hide()
        if source is not None and target is not None and source != target:
            self._fill(source, target)

    def _fill_down_beside(self) -> None:
        """Fill down as far as the column beside the block is filled in."""
        block = self._table.selected_block()
        if block is not None:
            self._fill(block, block.with_row(self._table.last_filled_beside(block)))

    def _fill(self, source: CellBlock, target: CellBlock) -> None:
        first = target.rows[0], target.columns[0]
        self._table.select_block(first, len(target.columns), len(target.rows))
        self._filler.fill_from_block(source)

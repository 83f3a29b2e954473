"""A table whose cursor is always on a selected cell; the keys that move and select, as in a spreadsheet."""

from dataclasses import replace

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from perfeval_ui.form_page.cell_grid.cell_range import CellBlock, CellRange, GridCell, data_edge
from perfeval_ui.form_page.cell_grid.cells import AnyIndex

_Flag = QItemSelectionModel.SelectionFlag
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
_HELD = SHIFT | CTRL | ALT | Qt.KeyboardModifier.MetaModifier
_STEPS: dict[int, GridCell] = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_PAGES: dict[int, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_MOVES = (*_STEPS, *_PAGES, Qt.Key.Key_Home, Qt.Key.Key_End)


def held_modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Return which of Shift, Ctrl, Alt and Meta are held down, wherever on the keyboard the key is."""
    return event.modifiers() & _HELD


class SelectionTable(QTableView):
    """Moves cursor and selection together: the next command is about the cell that is framed.

    Qt moves the one without the other where Ctrl is held down. Of several selected cells the frame is on the
    one where selecting began: it is what one types into. ``cursor_moved`` carries where in the viewport a key
    or the mouse has led.
    """

    cursor_moved = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._range = CellRange((0, 0), (0, 0))

    # -- the cursor --------------------------------------------------------------------------------------

    def put_cursor(self, row: int, column: int) -> None:
        """Move the cursor to a cell and select it alone, whatever keys are held down meanwhile."""
        self._range = CellRange((row, column), (row, column))
        index = self._visible_index(row, column)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        # It may be the current cell already, out of sight.
        self.cursor_moved.emit(self.visualRect(index))

    def current_cell(self) -> GridCell:
        """Return the row and column of the framed cell."""
        return self.currentIndex().row(), self.currentIndex().column()

    def move_frame(self, row: int, column: int) -> None:
        """Frame another of the selected cells; the selection stays."""
        self.selectionModel().setCurrentIndex(self._visible_index(row, column), _Flag.NoUpdate)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.cursor_moved.emit(self.visualRect(current))

    def selectAll(self) -> None:
        """Select every cell; the cursor stays where it is."""
        if self.model().rowCount():
            self._join_cursor_and_selection()
            self._select_whole(rows=True, columns=True)

    def select_block(self, first: GridCell, columns: int, rows: int) -> None:
        """Select so many columns and rows from a cell on, as far as there are any; it is framed."""
        last_row, last_column = self.model().rowCount() - 1, self.model().columnCount() - 1
        row, column = first
        self.put_cursor(row, column)
        if columns > 1 or rows > 1:
            self._extend_to(min(row + rows - 1, last_row), min(column + columns - 1, last_column))

    def selected_cells(self) -> list[GridCell]:
        """Return the selected cells, row by row."""
        ranges = self._selected_ranges()
        # Qt would ask of each cell whether it can be selected; all can.
        cells = [
            (row, column)
            for one in ranges
            for row in range(one.top(), one.bottom() + 1)
            for column in range(one.left(), one.right() + 1)
        ]
        return cells if len(ranges) == 1 else sorted(set(cells))

    def selected_count(self) -> int:
        """Return how many cells are selected."""
        ranges = self._selected_ranges()
        if len(ranges) == 1:
            return ranges[0].width() * ranges[0].height()
        return len(self.selected_cells())

    def is_any_selected(self, rows: range, column: int) -> bool:
        """Whether any of ``rows``, which follow each other, is selected in a column."""
        return any(
            one.left() <= column <= one.right() and one.top() <= rows[-1] and one.bottom() >= rows[0]
            for one in self._selected_ranges()
        )

    def _selected_ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.size())]

    def selected_block(self) -> CellBlock | None:
        """Return the selected cells where they are one block, else ``None``."""
        ranges = self._selected_ranges()
        if not ranges:
            return None
        block = CellBlock(
            range(min(one.top() for one in ranges), max(one.bottom() for one in ranges) + 1),
            range(min(one.left() for one in ranges), max(one.right() for one in ranges) + 1),
        )
        count = sum(one.width() * one.height() for one in ranges)
        return block if len(block.rows) * len(block.columns) == count else None

    def block_rect(self, block: CellBlock) -> QRect:
        """Return where a block is in the viewport."""
        model = self.model()
        first = self.visualRect(model.index(block.rows[0], block.columns[0]))
        return first.united(self.visualRect(model.index(block.rows[-1], block.columns[-1])))

    def nearest_cell(self, at: QPoint) -> GridCell:
        """Return the cell at a point of the viewport, or the one that is nearest to it."""
        row, column = self.rowAt(max(0, at.y())), self.columnAt(max(0, at.x()))
        return (
            row if row >= 0 else self.model().rowCount() - 1,
            column if column >= 0 else self.model().columnCount() - 1,
        )

    def last_filled_beside(self, block: CellBlock) -> int:
        """Return the row to which the column at the left of a block, else at its right, is filled in."""
        beside = block.columns[0] - 1 if block.columns[0] else block.columns[-1] + 1
        row = block.rows[-1]
        while row + 1 < self.model().rowCount() and self._is_filled(row + 1, beside):
            row += 1
        return row

    def selected_rows(self) -> list[int]:
        """Return the rows with a selected cell, in order."""
        ranges = self._selected_ranges()
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def _join_cursor_and_selection(self) -> None:
        """Put the cursor back on a selected cell where a click, or Qt, has left it elsewhere."""
        current = self.currentIndex()
        if not current.isValid():
            current = self.model().index(0, 0)
        elif self.selectionModel().isSelected(current):
            return
        selected = self.selected_cells()
        if selected:
            # Selected anew: else the next key with Shift would take up what a click has just let go of.
            self.selectionModel().setCurrentIndex(self.model().index(*selected[0]), _Flag.Select)
        elif current.isValid():
            self.put_cursor(current.row(), current.column())

    def _current_range(self) -> CellRange:
        """Return the range selected last; it begins anew where something else has moved the frame."""
        current = self.currentIndex()
        if self._visible_index(*self._range.anchor) != current:
            cell = (current.row(), current.column())
            self._range = CellRange(cell, cell)
        return self._range

    def _extend_to(self, row: int, column: int) -> None:
        """Select all between a cell and where the selection began, which stays framed."""
        self._range = self._current_range().extended_to((row, column))
        self.selectionModel().select(self._range_selection(), _Flag.ClearAndSelect)
        self.cursor_moved.emit(self.visualRect(self._visible_index(row, column)))

    def _select_whole(self, *, rows: bool = False, columns: bool = False) -> None:
        """Select the rows or the columns of what is selected, from end to end."""
        now = self._current_range()
        self._range = replace(
            now, whole_rows=rows or now.whole_rows, whole_columns=columns or now.whole_columns
        )
        self.selectionModel().select(self._range_selection(), _Flag.ClearAndSelect)

    def _range_selection(self) -> QItemSelection:
        """Return the range as Qt selects it.

        Qt would widen it in all rows to the columns of every cell on its way that spans several.
        """
        model, now = self.model(), self._range
        rows, columns = now.rows(model.rowCount()), now.columns(model.columnCount())
        cells = QItemSelection(model.index(rows[0], columns[0]), model.index(rows[-1], columns[-1]))
        for corner in (now.anchor, now.cursor):
            seen = self._visible_index(*corner)
            if not cells.contains(seen):
                cells.merge(QItemSelection(seen, seen), _Flag.Select)
        return cells

    def _visible_index(self, row: int, column: int) -> QModelIndex:
        """Return the cell that is seen at a row and column; it may span columns, none here spans rows."""
        model = self.model()
        seen = self.visualRect(model.index(row, column))
        while column > 0 and self.visualRect(model.index(row, column - 1)) == seen:
            column -= 1
        return model.index(row, column)

    # -- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), held_modifiers(event)
        if not self.currentIndex().isValid():
            self._join_cursor_and_selection()
        elif key in _MOVES:
            self._move_cursor(event)
        elif key == Qt.Key.Key_Space and modifiers in (SHIFT, CTRL, SHIFT | CTRL):
            self._select_whole(rows=bool(modifiers & SHIFT), columns=bool(modifiers & CTRL))
        elif key == Qt.Key.Key_Backspace and modifiers == SHIFT:
            self.put_cursor(*self._current_range().anchor)
        elif key == Qt.Key.Key_Backspace and modifiers == CTRL:
            self.cursor_moved.emit(self.visualRect(self.currentIndex()))
        elif key == Qt.Key.Key_A and modifiers == CTRL:
            self.selectAll()
        elif modifiers & ~SHIFT:
            # For somebody else, or for nobody: with some keys Qt would open a cell and write a blank into it.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _move_cursor(self, event: QKeyEvent) -> None:
        modifiers = held_modifiers(event)
        now = self._current_range()
        start = now.cursor if modifiers & SHIFT else now.anchor
        is_far = bool(modifiers & CTRL)
        target = None if modifiers & ~(SHIFT | CTRL) else self._target(event.key(), start, is_far=is_far)
        is_alone = target == start and self.selected_count() == 1
        if target is None or (is_alone and not modifiers & SHIFT):
            # The page around may scroll.
            event.ignore()
        elif modifiers & SHIFT:
            self._extend_to(*target)
        else:
            self.put_cursor(*target)

    def step(self, key: Qt.Key) -> None:
        """Move the cursor by one cell, as an arrow key does."""
        cell = self._current_range().anchor
        self.put_cursor(*(self._target(key, cell, is_far=False) or cell))

    def _target(self, key: int, start: GridCell, *, is_far: bool) -> GridCell | None:
        """Return the cell a key leads to from ``start``; with Ctrl it leads far."""
        row, column = start
        last_row, last_column = self.model().rowCount() - 1, self.model().columnCount() - 1
        match key:
            case Qt.Key.Key_Home:
                return (0 if is_far else row), 0
            case Qt.Key.Key_End:
                return (last_row if is_far else row), last_column
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                return None if is_far else (self._row_a_page_on(row, _PAGES[key]), column)
        down, right = _STEPS[key]
        if is_far and down:
            return data_edge([self._is_filled(one, column) for one in range(last_row + 1)], row, down), column
        if is_far:
            filled = [self._is_filled(row, one) for one in range(last_column + 1)]
            return row, data_edge(filled, column, right)
        if down:
            return max(0, min(row + down, last_row)), column
        return row, self._column_beside(row, column, right)

    def _is_filled(self, row: int, column: int) -> bool:
        return bool(self.model().index(row, column).data())

    def _column_beside(self, row: int, column: int, step: int) -> int:
        """Return the next column that does not belong to the cell seen at a place, else its own."""
        first = self._visible_index(row, column).column()
        beside = first + self.columnSpan(row, column) if step > 0 else first - 1
        return beside if 0 <= beside < self.model().columnCount() else column

    def _row_a_page_on(self, row: int, step: int) -> int:
        """Return the row that is as far away as one can see, at least the next one."""
        last_row = self.model().rowCount() - 1
        height = self.viewport().visibleRegion().boundingRect().height()
        middle = self.rowViewportPosition(row) + self.rowHeight(row) // 2
        found = self.rowAt(middle + step * height)
        if found < 0:
            return last_row if step > 0 else 0
        return found if found != row else max(0, min(row + step, last_row))

    # -- the mouse ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        now = self._current_range()
        at = event.position().toPoint()
        cell = self.rowAt(at.y()), self.columnAt(at.x())
        if min(cell) >= 0 and not event.modifiers() & SHIFT:
            now = CellRange(cell, cell)
        self._range = now
        super().mousePressEvent(event)
        self._frame_anchor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._frame_anchor()

    def _frame_anchor(self) -> None:
        """Put the frame back to where selecting began: Qt lets it follow the mouse."""
        anchor = self._visible_index(*self._range.anchor)
        if self.currentIndex() != anchor and self.selectionModel().isSelected(anchor):
            self.selectionModel().setCurrentIndex(anchor, _Flag.NoUpdate)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        # Ctrl and a click may have taken the current cell out of the selection.
        self._join_cursor_and_selection()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select by mouse: from where the selection began, by mouse or key, to the far corner of ``rect``."""
        cell = self.rowAt(rect.bottom()), self.columnAt(rect.right())
        if min(cell) >= 0:
            self._range = self._range.extended_to(cell)
            self.selectionModel().select(self._range_selection(), command)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # The first time, Qt frames a cell without selecting it.
        self._join_cursor_and_selection()

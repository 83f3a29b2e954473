"""The cursor and the selection of a grid, as tests look at them and move them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from perfeval_ui.form_page.cell_grid.cell_range import GridCell
from perfeval_ui.form_page.cell_grid.view import CellGrid

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
JUMPS = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def frame(grid: CellGrid) -> GridCell:
    """Return the cell that is framed."""
    return grid.currentIndex().row(), grid.currentIndex().column()


def chosen(grid: CellGrid) -> set[GridCell]:
    """Return the cells that are selected."""
    return {(index.row(), index.column()) for index in grid.selectedIndexes()}


def block(rows: range, columns: range) -> set[GridCell]:
    return {(row, column) for row in rows for column in columns}


def put(grid: CellGrid, cell: GridCell) -> None:
    """Put the cursor on a cell by mouse."""
    grid.setFocus()
    where = grid.visualRect(grid.model().index(*cell)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert frame(grid) == cell


def all_places(grid: CellGrid) -> set[GridCell]:
    """Return all cells there are to see; one that spans columns is where it begins."""
    cells = block(range(grid.cells.rowCount()), range(grid.cells.columnCount()))
    return {cell for cell in cells if not grid.isIndexHidden(grid.cells.index(*cell))}

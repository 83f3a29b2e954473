"""A sheet as rows that can be walked: which cells begin in a row, which cover it, what stands at a place."""

from collections import defaultdict
from collections.abc import Sequence

from perfeval_desktop.domain.transcripts.words import KNOWN, Words
from perfeval_desktop.exchange.sheet import Cell, Sheet


class Grid:
    """The cells of a sheet by row; ``rows`` are the numbers of those that begin any, from the top.

    ``words`` are those that the sheet is read by.
    """

    def __init__(self, sheet: Sheet, words: Words = KNOWN) -> None:
        self.sheet, self.words = sheet, words
        self._beginning: defaultdict[int, list[Cell]] = defaultdict(list)
        self._covering: defaultdict[int, list[Cell]] = defaultdict(list)
        for cell in sorted(sheet.cells, key=lambda one: (one.row, one.column)):
            self._beginning[cell.row].append(cell)
            for row in range(cell.row, cell.row + cell.rows):
                self._covering[row].append(cell)
        for cells in self._covering.values():
            cells.sort(key=lambda one: one.column)
        self.rows = sorted(self._beginning)
        # Text that was copied out of a table has lost which cells were merged.
        self.has_spans = any(
            (cell.columns > 1 or cell.rows > 1) and not cell.is_paragraph for cell in sheet.cells
        )

    def filled(self, row: int) -> list[Cell]:
        """Return the cells that begin in a row and hold any text, from the left."""
        return [cell for cell in self._beginning.get(row, ()) if cell.text.strip()]

    def covering(self, row: int) -> Sequence[Cell]:
        """Return all cells of a row, those that reach down to it among them, from the left."""
        return self._covering.get(row, ())

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a place, ``None`` where there is none."""
        return next(
            (cell for cell in self.covering(row) if cell.column <= column < cell.column + cell.columns), None
        )

    def between(self, start: int, end: int | None = None) -> "Grid":
        """Return the cells that begin in a column from ``start`` on, before ``end``."""
        cells = (one for one in self.sheet.cells if start <= one.column and (end is None or one.column < end))
        return Grid(Sheet(self.sheet.name, tuple(cells)), self.words)

    def has_room(self, cell: Cell) -> bool:
        """Whether there is room for a value right of a cell, and nothing in it."""
        beside = self.at(cell.row, cell.column + cell.columns)
        return beside is not None and not beside.text.strip()


def overlap(one: Cell, other: Cell) -> bool:
    """Whether two cells have a column in common."""
    return one.column < other.column + other.columns and other.column < one.column + one.columns


def covers(one: Cell, other: Cell) -> bool:
    """Whether a cell goes over all columns of another one."""
    return one.column <= other.column and other.column + other.columns <= one.column + one.columns

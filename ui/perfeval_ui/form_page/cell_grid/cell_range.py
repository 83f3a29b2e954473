"""Ranges of cells between two corners, and where Ctrl with an arrow leads along a row or column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

# Row and column, from 0.
GridCell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CellRange:
    """The cells from ``anchor``, where selecting began, to ``cursor``; maybe all of their rows or columns."""

    anchor: GridCell
    cursor: GridCell
    whole_rows: bool = False
    whole_columns: bool = False

    def extended_to(self, cursor: GridCell) -> "CellRange":
        """Return the range from the same anchor to another cell."""
        return replace(self, cursor=cursor)

    def rows(self, count: int) -> range:
        """Return the rows of the range in a grid with ``count`` rows."""
        return range(count) if self.whole_columns else _between(self.anchor[0], self.cursor[0])

    def columns(self, count: int) -> range:
        """Return the columns of the range in a grid with ``count`` columns."""
        return range(count) if self.whole_rows else _between(self.anchor[1], self.cursor[1])


@dataclass(frozen=True, slots=True)
class CellBlock:
    """The cells of some rows and columns that follow each other; there is one at least."""

    rows: range
    columns: range

    def with_row(self, row: int) -> "CellBlock":
        """Return the block with all rows up to another one."""
        return CellBlock(_with(self.rows, row), self.columns)

    def with_column(self, column: int) -> "CellBlock":
        """Return the block with all columns up to another one."""
        return CellBlock(self.rows, _with(self.columns, column))

    def repeated_at(self, cell: GridCell) -> GridCell:
        """Return which cell of the block stands at ``cell`` where the block is repeated in all directions."""
        row, column = cell
        return (
            self.rows[(row - self.rows[0]) % len(self.rows)],
            self.columns[(column - self.columns[0]) % len(self.columns)],
        )


def data_edge(filled: Sequence[bool], at: int, step: int) -> int:
    """Return where Ctrl and an arrow lead from ``at`` along a row or column, as in a spreadsheet.

    ``filled`` says which of its cells hold a text; ``step`` is 1 or -1. The end of the filled cells that
    follow each other comes first, else the next filled cell, else the last cell.
    """
    last = len(filled) - 1 if step > 0 else 0
    if at == last:
        return at
    here = at + step
    if filled[at] and filled[here]:
        while here != last and filled[here + step]:
            here += step
    else:
        while here != last and not filled[here]:
            here += step
    return here


def blocks_of(cells: Iterable[GridCell]) -> list[CellBlock]:
    """Return few blocks that hold each of ``cells`` once and no other cell.

    Cells of a row that follow each other stand in one, as do equal columns of rows that follow each other.
    """
    rows: dict[int, list[int]] = {}
    for row, column in sorted(set(cells)):
        rows.setdefault(row, []).append(column)
    ended: list[CellBlock] = []
    # Those that reach down to the row above.
    growing: dict[range, CellBlock] = {}
    for row, columns in rows.items():
        together = stretches(columns)
        grown = {
            one: block.with_row(row)
            for one, block in growing.items()
            if one in together and block.rows[-1] == row - 1
        }
        ended += [block for one, block in growing.items() if one not in grown]
        growing = {one: grown.get(one, CellBlock(range(row, row + 1), one)) for one in together}
    return [*ended, *growing.values()]


def stretches(numbers: Iterable[int]) -> list[range]:
    """Return the stretches of rows or columns, given in order, that follow each other."""
    found: list[range] = []
    for number in numbers:
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def _with(stretch: range, at: int) -> range:
    return range(min(stretch[0], at), max(stretch[-1], at) + 1)


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)

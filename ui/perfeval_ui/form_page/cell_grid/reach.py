"""What moving keys select in a grid: from where the selection began to where the cursor is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

GridCell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """A block of cells between two corners, of which the cursor is on ``end``; rows and columns may be whole.

    Places are row and column.
    """

    start: GridCell
    end: GridCell
    whole_rows: bool = False
    whole_columns: bool = False

    def to(self, end: GridCell) -> "Reach":
        """Return the block that reaches to another place from where this one began."""
        return replace(self, end=end)

    def rows(self, count: int) -> range:
        """Return the rows, of ``count`` in the grid."""
        return range(count) if self.whole_columns else _between(self.start[0], self.end[0])

    def columns(self, count: int) -> range:
        """Return the columns, of ``count`` in the grid."""
        return range(count) if self.whole_rows else _between(self.start[1], self.end[1])


def jump(filled: Sequence[bool], at: int, step: int) -> int:
    """Return where Ctrl and an arrow lead from ``at`` along cells of a row or column, as in a spreadsheet.

    That is the end of the filled cells that follow each other, else the next filled cell, else the last one.
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


def _between(one: int, other: int) -> range:
    return range(min(one, other), max(one, other) + 1)

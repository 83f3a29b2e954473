"""A row of a table that the end of a page cuts in two: its second half belongs to the first."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from perfeval_desktop.exchange.ruled_tables import RuledCell

# Edges that are nearer are the same; what reaches an edge has no room for another line there.
_NEAR: Final = 2.5
_ROOM: Final = 1.3
# A figure is not cut in two: it is of a row of its own.
_FIGURE: Final = re.compile(r"[-+—–/0-9.,%]+")


class DrawnCell(NamedTuple):
    """A cell with its text, how high a line of it is, and the room above the first and below the last one.

    ``doubt`` is why the text may not be what was meant, ``""`` for nothing.
    """

    cell: RuledCell
    text: str
    size: float
    above: float
    below: float
    doubt: str = ""


def joined_tables(
    above: Sequence[DrawnCell], below: Sequence[DrawnCell]
) -> tuple[list[DrawnCell], list[DrawnCell]]:
    """Return two tables of pages that follow each other, a row that was cut as one in the first of them.

    A heading may be repeated above its second half. It is certain where texts reach the end of the one page
    and the beginning of the other, and where other texts of the row are not cut.
    """
    end = max(one.cell.row + one.cell.rows for one in above)
    last = [one for one in above if one.cell.row + one.cell.rows == end]
    begin = _begin(above, below)
    first = [one for one in below if one.cell.row <= begin < one.cell.row + one.cell.rows]
    pairs = [(one, other) for one in last for other in first if _are_aligned(one.cell, other.cell)]
    # A name that stands beside several rows may be repeated on each page.
    cut = [(one, other) for one, other in pairs if other.text not in {"", one.text}]
    is_certain = (
        len(pairs) == len(last) == len(first)
        and any(one.text and not other.text for one, other in pairs)
        and all(_goes_on(one, other) for one, other in cut if other.cell.rows == 1)
        and any(other.cell.rows == 1 for _, other in cut)
    )
    if not is_certain:
        return list(above), list(below)
    whole = {one.cell: one._replace(text=one.text + other.text) for one, other in cut}
    # What stands beside several rows is cut with the row, and goes on beside those below.
    rest = {other.cell: whole[one.cell].text if other.cell.rows > 1 else "" for one, other in cut}
    return (
        [whole.get(one.cell, one) for one in above],
        [one._replace(text=rest.get(one.cell, one.text)) for one in below],
    )


def _begin(above: Sequence[DrawnCell], below: Sequence[DrawnCell]) -> int:
    """Return the first row of a table that is not repeated from the one above, 0 where all are."""
    known = _rows(above).values()
    return next((row for row, texts in _rows(below).items() if texts not in known), 0)


def _rows(cells: Sequence[DrawnCell]) -> dict[int, list[str]]:
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for one in cells:
        rows[one.cell.row].append(one.text)
    return rows


def _are_aligned(one: RuledCell, other: RuledCell) -> bool:
    return abs(one.box.left - other.box.left) <= _NEAR and abs(one.box.right - other.box.right) <= _NEAR


def _goes_on(one: DrawnCell, other: DrawnCell) -> bool:
    return (
        bool(one.text)
        and one.below <= _ROOM * one.size
        and other.above <= _ROOM * other.size
        and _FIGURE.fullmatch(other.text) is None
    )

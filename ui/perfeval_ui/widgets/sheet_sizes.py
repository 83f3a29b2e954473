"""How wide the columns and how high the rows of a sheet are drawn: estimated from its texts.

Documents seldom tell it, and measuring each text of a ledger of 5,000 rows would take seconds.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from perfeval_desktop.exchange.sheet import Cell, Sheet

# Around a text, at each side.
PADDING = 5
# Characters as wide as they are high that a column has room for, at the least and before its texts wrap.
_LEAST_WIDTH = 3
_MOST_WIDTH = 14
# In a sheet that is wider than the view, no column gets narrower than this.
_NARROWEST = 4
# No row is higher than so many lines; a text that needs more is cut, its tooltip has the rest.
_MOST_LINES = 12
_NARROW = 0.55


class Type(NamedTuple):
    """The type that texts are drawn in: how wide a Chinese character is and how high a line, in pixels."""

    character: int
    line: int


def column_widths(sheet: Sheet, type_: Type, available: int) -> list[int]:
    """Return the width of each column in pixels; they fill ``available``, or are wider if they have to."""
    widths = [_LEAST_WIDTH * type_.character] * sheet.width
    for cell in sorted(sheet.cells, key=lambda one: one.columns):
        if cell.is_paragraph:
            continue
        longest = max(map(_characters, cell.text.split("\n")))
        needed = ceil(min(longest, _MOST_WIDTH) * type_.character) + 2 * PADDING + 1
        missing = needed - sum(widths[cell.column : cell.column + cell.columns])
        if missing > 0:
            for column in range(cell.column, cell.column + cell.columns):
                widths[column] += ceil(missing / cell.columns)
    total = sum(widths)
    if total <= available:
        return [width * available // total for width in widths]
    least = [min(width, _NARROWEST * type_.character) for width in widths]
    # Of what is above the least each gives the same share.
    spare = total - sum(least)
    share = max(0, available - sum(least)) / max(1, spare)
    return [low + int((width - low) * share) for low, width in zip(least, widths, strict=True)]


def row_heights(
    sheet: Sheet, type_: Type, widths: Sequence[int], captions: Iterable[tuple[int, int]] = ()
) -> list[int]:
    """Return the height of each row in pixels, where columns are so wide.

    The cells that begin at ``captions`` (row, column) have one more line, below their text.
    """
    captioned = frozenset(captions)
    heights = [type_.line + 2 * PADDING] * sheet.height
    for cell in sorted(sheet.cells, key=lambda one: one.rows):
        room = sum(widths[cell.column : cell.column + cell.columns]) - 2 * PADDING - 1
        lines = _lines(cell, room // type_.character) + ((cell.row, cell.column) in captioned)
        needed = lines * type_.line + 2 * PADDING
        missing = needed - sum(heights[cell.row : cell.row + cell.rows])
        if missing > 0:
            heights[cell.row + cell.rows - 1] += missing
    return heights


def _lines(cell: Cell, room: int) -> int:
    """Return how many lines a text takes where each has room for so many characters."""
    lines = sum(max(1, ceil(_characters(line) / max(1, room))) for line in cell.text.split("\n"))
    return min(lines, _MOST_LINES)


def _characters(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow * (1 - _NARROW)

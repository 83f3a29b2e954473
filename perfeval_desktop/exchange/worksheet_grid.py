"""From the cells of a worksheet to a sheet: what is hidden is left out, and the grid closes over it."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.limits import BOUNDS, MAX_COLUMNS, is_too_large
from perfeval_desktop.exchange.sheet import Cell, Sheet


class Position(NamedTuple):
    """A row and a column of the file, from 0."""

    row: int
    column: int


class Merge(NamedTuple):
    """Rows and columns that are one cell, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Content:
    """What is displayed at a position; ``exact`` is the number of the file where that is rounded."""

    text: str
    is_formula: bool = False
    exact: str = ""


_NOTHING: Final = Content("")


def column_letters(column: int) -> str:
    """Return the letters of a column that is counted from 0: A, Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def worksheet(
    name: str,
    contents: Mapping[Position, Content],
    merges: Iterable[Merge] = (),
    *,
    hidden_rows: Collection[int] = (),
    hidden_columns: Collection[int] = (),
) -> Sheet:
    """Return a worksheet as it is seen, as far as there is text: each position is one cell, or part of one.

    Raises :class:`ImportFileError` if text stands where no form reaches.
    """
    shown = {
        at: content
        for at, content in contents.items()
        if content.text.strip() and at.row not in hidden_rows and at.column not in hidden_columns
    }
    # A merged cell stands where it begins to be seen, and holds what its first position holds.
    spans: dict[Position, Merge] = {}
    for one in merges:
        row = _first_seen(one.top, one.bottom, hidden_rows)
        column = _first_seen(one.left, one.right, hidden_columns)
        if row is not None and column is not None:
            start = Position(row, column)
            spans[start] = one
            content = contents.get(Position(one.top, one.left), _NOTHING)
            if content.text.strip():
                shown[start] = content
    height = max((at.row for at in shown), default=-1) + 1
    width = max((at.column for at in shown), default=-1) + 1
    _check(name, shown, height - _below(hidden_rows, height), width - _below(hidden_columns, width))
    rows = [row for row in range(height) if row not in hidden_rows]
    columns = [column for column in range(width) if column not in hidden_columns]
    before, letters = f"工作表“{name}”的 ", [column_letters(column) for column in columns]
    covered: set[Position] = set()
    cells = []
    for down, row in enumerate(rows):
        for across, column in enumerate(columns):
            at = Position(row, column)
            if at in covered:
                continue
            high = wide = 1
            if span := spans.get(at):
                high = bisect_right(rows, span.bottom) - down
                wide = bisect_right(columns, span.right) - across
                covered.update(
                    Position(*one)
                    for one in product(rows[down : down + high], columns[across : across + wide])
                )
            content = shown.get(at, _NOTHING)
            place = f"{before}{letters[across]}{row + 1}"
            is_formula, exact = content.is_formula, content.exact
            cells.append(
                Cell(content.text, down, across, high, wide, place, is_formula=is_formula, exact=exact)
            )
    return Sheet(name, tuple(cells), (range(len(rows)),) if rows else ())


def _first_seen(first: int, last: int, hidden: Collection[int]) -> int | None:
    return next((number for number in range(first, last + 1) if number not in hidden), None)


def _below(hidden: Collection[int], end: int) -> int:
    return sum(number < end for number in hidden)


def _check(name: str, shown: Iterable[Position], height: int, width: int) -> None:
    """Raise :class:`ImportFileError` for a worksheet that reaches farther than any form."""
    if is_too_large(height, width):
        farthest = max(shown, key=lambda at: at.column if width > MAX_COLUMNS else at.row)
        raise ImportFileError(
            f"工作表“{name}”在 {column_letters(farthest.column)}{farthest.row + 1} 还有内容，"
            f"超出了可导入的范围（{BOUNDS}）。请删去那里的内容，或把需要的部分复制到新工作表后再导入。"
        )

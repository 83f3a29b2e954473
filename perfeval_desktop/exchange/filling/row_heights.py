"""Rows of a worksheet that are too low for what was written in them: Excel makes no merged cell higher."""

import math
import unicodedata
from typing import Final

from perfeval_desktop.exchange.readers.names import child
from perfeval_desktop.exchange.readers.xlsx import numbered_rows
from perfeval_desktop.exchange.readers.xml_parts import Element
from perfeval_desktop.exchange.worksheet_grid import Merge

# In points, and in widths of a digit: what Excel takes where a file says nothing.
_USUAL_HEIGHT: Final = 15.0
_USUAL_WIDTH: Final = 8.43
_HIGHEST: Final = 409.0
# What no text reaches into at the sides of a cell.
_PADDING: Final = 1.0


class Heights:
    """The rows and columns of a worksheet, by how much room they have."""

    def __init__(self, root: Element) -> None:
        self._rows = dict(numbered_rows(root))
        told = child(root, "sheetFormatPr")
        self._line = _number(told, "defaultRowHeight", _USUAL_HEIGHT)
        self._width = _number(told, "defaultColWidth", _USUAL_WIDTH)
        self._columns = [
            (
                int(_number(one, "min", 0)) - 1,
                int(_number(one, "max", 0)) - 1,
                _number(one, "width", self._width),
            )
            for one in root.iter("{*}col")
        ]

    def make_room(self, cell: Element, text: str, span: Merge) -> None:
        """Make the first row of a cell higher, as far as ``text`` needs more lines than there is room for.

        ``span`` are the rows and columns that the cell covers.
        """
        width = sum(self._width_of(column) for column in range(span.left, span.right + 1)) - _PADDING
        lines = sum(max(1, math.ceil(_width_of(line) / max(width, 1))) for line in text.split("\n"))
        rows = [self._rows.get(number) for number in range(span.top, span.bottom + 1)]
        is_one = span.top == span.bottom and span.left == span.right
        room = sum(_number(row, "ht", self._line) for row in rows)
        lack = lines * max(self._line, _USUAL_HEIGHT) - room
        first = cell.getparent()
        if first is not None and lines > 1 and lack > 0:
            first.set("ht", f"{min(_number(first, 'ht', self._line) + lack, _HIGHEST):.1f}")
            if not is_one:
                first.set("customHeight", "1")

    def _width_of(self, column: int) -> float:
        return next((width for first, last, width in self._columns if first <= column <= last), self._width)


def _number(element: Element | None, key: str, otherwise: float) -> float:
    try:
        return otherwise if element is None else float(element.get(key, ""))
    except ValueError:
        return otherwise


def _width_of(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)

"""Spreadsheets of LibreOffice: what is displayed stands in the file as text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from perfeval_desktop.exchange.limits import MAX_COLUMNS, MAX_ROWS, check_size
from perfeval_desktop.exchange.readers.names import name_of, number, value
from perfeval_desktop.exchange.readers.xml_parts import Element, XmlPackage
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.exchange.worksheet_grid import Content, Merge, Position, worksheet

_GROUPS: Final = frozenset(
    {"table-row-group", "table-rows", "table-header-rows", "table-column-group", "table-columns"}
    | {"table-header-columns"}
)
_SIGNS: Final = {"tab": "\t", "line-break": "\n"}
_NO_TEXT: Final = frozenset({"annotation", "ruby-text"})


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the tables that are seen; :class:`ImportFileError` says why there are none."""
    with XmlPackage(path) as package:
        root = package.part("content.xml")
    hidden = {
        value(style, "name")
        for style in root.iter("{*}style")
        if any(value(one, "display") == "false" for one in style.iterchildren("{*}table-properties"))
    }
    tables = (one for body in root.iter("{*}spreadsheet") for one in body.iterchildren("{*}table"))
    return tuple(_worksheet(one) for one in tables if value(one, "style-name") not in hidden)


def _times(element: Element, name: str) -> int:
    """Return how often something is repeated, or how far it goes."""
    return max(number(element, 1, name), 1)


def _lines(parent: Element, kind: str) -> Iterator[Element]:
    """Yield rows or columns, in groups or not."""
    for child in parent:
        if name_of(child) == kind:
            yield child
        elif name_of(child) in _GROUPS:
            yield from _lines(child, kind)


def _worksheet(table: Element) -> Sheet:
    name = value(table, "name")
    contents: dict[Position, Content] = {}
    merges: list[Merge] = []
    hidden_rows: set[int] = set()
    row = 0
    for line in _lines(table, "table-row"):
        times = _times(line, "number-rows-repeated")
        if value(line, "visibility") in {"collapse", "filter"}:
            hidden_rows.update(range(row, row + min(times, MAX_ROWS + 1)))
        else:
            # Empty rows to the end of the sheet are one that is repeated.
            cells = list(_cells(line))
            for at in range(row, row + times if cells else row):
                for column, text, high, wide in cells:
                    contents[Position(at, column)] = Content(text)
                    if high > 1 or wide > 1:
                        merges.append(Merge(at, column, at + high - 1, column + wide - 1))
                check_size(len(merges), 1, f"工作表“{name}”")
                check_size(len(contents) // MAX_COLUMNS, MAX_COLUMNS, f"工作表“{name}”")
        row += times
    hidden_columns: set[int] = set()
    column = 0
    for line in _lines(table, "table-column"):
        times = _times(line, "number-columns-repeated")
        if value(line, "visibility") in {"collapse", "filter"}:
            hidden_columns.update(range(column, column + min(times, 16_384)))
        column += times
    return worksheet(name, contents, merges, hidden_rows=hidden_rows, hidden_columns=hidden_columns)


def _cells(row: Element) -> Iterator[tuple[int, str, int, int]]:
    """Yield column, text, rows and columns of each cell that holds something or covers others."""
    column = 0
    for cell in row:
        times = _times(cell, "number-columns-repeated")
        if name_of(cell) == "table-cell":
            text = "\n".join(filter(None, (_text(one) for one in cell.iterchildren("{*}p"))))
            high, wide = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
            if text or high > 1 or wide > 1:
                for at in range(column, column + min(times, MAX_COLUMNS + 1)):
                    yield at, text, high, wide
        column += times


def _text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = name_of(child)
        if name == "s":
            parts.append(" " * min(_times(child, "c"), 100))
        elif name not in _NO_TEXT:
            parts.append(_SIGNS.get(name) or _text(child))
        parts.append(child.tail or "")
    return "".join(parts)

"""Rows added to a table of Word: the nearest one once more, its merged cells reaching on."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Final, NamedTuple

from perfeval_desktop.exchange.filling.plan import NewRow
from perfeval_desktop.exchange.filling.word_text import made, write_whole
from perfeval_desktop.exchange.filling.xml_texts import parent_of
from perfeval_desktop.exchange.readers.docx import shown_parts
from perfeval_desktop.exchange.readers.names import child, name_of, number, value
from perfeval_desktop.exchange.readers.xml_parts import Element

# What is of its one place in a document, and may not stand there twice.
_ONCE: Final = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference")
_ONCE_SAID: Final = ("paraId", "textId")
# What comes before the vertical merge in the properties of a cell.
_BEFORE_MERGE: Final = frozenset({"cnfStyle", "tcW", "gridSpan", "hMerge"})


class RowCell(NamedTuple):
    """A cell of a row, and the column of the table that it begins in."""

    column: int
    element: Element


def row_cells(row: Element) -> Iterator[RowCell]:
    """Yield the cells of a row, counted as the reader of documents does."""
    column = number(child(child(row, "trPr"), "gridBefore"), 0)
    for part in shown_parts(row):
        if name_of(part) == "tc":
            yield RowCell(column, part)
            column += max(number(child(child(part, "tcPr"), "gridSpan"), 1), 1)


def add_row(like: Element, above: Element, new: NewRow) -> Element:
    """Add a row like ``like`` right below ``above`` and return it."""
    following = next(above.itersiblings("{*}tr"), None)
    goes_on = (
        set()
        if following is None
        else {cell.column for cell in row_cells(following) if _goes_on(cell.element)}
    )
    over = {cell.column: cell.element for cell in row_cells(above)}
    row = deepcopy(like)
    _forget_its_place(row)
    for column, cell in list(row_cells(row)):
        is_of_above = column in new.joined or column in goes_on
        if is_of_above or (column not in new.values and _merge(cell) is not None):
            write_whole(cell, "")
            _set_merge(cell, "continue")
            if column in over and _merge(over[column]) is None:
                _set_merge(over[column], "restart")
        elif column in new.values:
            _set_merge(cell, "")
            write_whole(cell, new.values[column].text)
    above.addnext(row)
    grow(row)
    return row


def grow(row: Element) -> None:
    """Let a row of a fixed height become as high as its text."""
    for height in row.iterfind("{*}trPr/{*}trHeight"):
        for key in [one for one, how in height.attrib.items() if how == "exact"]:
            height.set(key, "atLeast")


def _merge(cell: Element) -> Element | None:
    return child(child(cell, "tcPr"), "vMerge")


def _goes_on(cell: Element) -> bool:
    found = _merge(cell)
    return found is not None and value(found) != "restart"


def _set_merge(cell: Element, how: str) -> None:
    """Begin a vertical merge in a cell, go on with it, or, with ``""``, have none."""
    properties = child(cell, "tcPr")
    if properties is None:
        properties = made(cell, "tcPr")
        cell.insert(0, properties)
    found = child(properties, "vMerge")
    if found is not None:
        properties.remove(found)
    if how:
        at = max(
            (place for place, one in enumerate(properties, 1) if name_of(one) in _BEFORE_MERGE), default=0
        )
        properties.insert(at, made(cell, "vMerge", [("val", how)]))


def _forget_its_place(row: Element) -> None:
    for name in _ONCE:
        for one in list(row.iter(f"{{*}}{name}")):
            parent_of(one).remove(one)
    for properties in row.iter("{*}sdtPr"):
        for one in list(properties.iterchildren("{*}id")):
            properties.remove(one)
    for element in row.iter():
        for key in [key for key in element.attrib if str(key).endswith(_ONCE_SAID)]:
            del element.attrib[key]

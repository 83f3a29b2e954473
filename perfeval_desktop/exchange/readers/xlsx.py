"""Workbooks of Excel and WPS since 2007: straight from the parts of the file, in one pass.

What is displayed needs value and number format; hidden sheets, rows and columns are left out.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from perfeval_desktop.exchange.number_formats import (
    BUILT_IN,
    GENERAL,
    displayed,
    displayed_text,
    hidden_digits,
)
from perfeval_desktop.exchange.readers.xml_parts import Element, XmlPackage
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.exchange.worksheet_grid import Content, Merge, Position, worksheet

_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A formula that is its own result, as typed for a target: =100%
_LITERAL: Final = re.compile(r"[-+]?[\d.]+%?")
_YES: Final = frozenset({"1", "true", "on"})


class _Workbook(NamedTuple):
    """What all worksheets of a file share."""

    strings: list[str]
    formats: list[str]
    from_1904: bool


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the worksheets that are seen; :class:`ImportFileError` says why there are none."""
    with XmlPackage(path) as package:
        book = package.related().get("officeDocument", "xl/workbook.xml")
        related = package.related(book)
        root = package.part(book)
        shared = _Workbook(
            _strings(package.part(related["sharedStrings"]))
            if related.get("sharedStrings") in package.names
            else [],
            _formats(package.part(related["styles"])) if related.get("styles") in package.names else [],
            any(one.get("date1904") in _YES for one in root.iter("{*}workbookPr")),
        )
        return tuple(
            _worksheet(name, package.part(part), shared)
            for name, part in _visible(root, related)
            if part in package.names
        )


def hidden_text(path: Path, name: str) -> str | None:
    """Return the texts of the worksheet ``name``, one behind the other; ``None`` where there is none."""
    with XmlPackage(path) as package:
        book = package.related().get("officeDocument", "xl/workbook.xml")
        related = package.related(book)
        worksheets = _worksheets(package.part(book), related)
        part = next((part for sheet, part in worksheets if sheet.get("name") == name), None)
        if part not in package.names:
            return None
        strings = related.get("sharedStrings")
        shared = _Workbook(
            _strings(package.part(strings)) if strings in package.names else [], [], from_1904=False
        )
        return "".join(_content(cell, shared).text for cell in package.part(part).iter("{*}c"))


def _visible(book: Element, related: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and part of each worksheet that is neither hidden nor a chart."""
    for sheet, part in _worksheets(book, related):
        if sheet.get("state", "visible") == "visible" and "chartsheet" not in part:
            yield sheet.get("name", ""), part


def _worksheets(book: Element, related: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """Yield each worksheet and its part, those that are hidden among them."""
    for sheet in book.iter("{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        yield sheet, related.get(str(key), "")


def _strings(root: Element) -> list[str]:
    return [_text(item) for item in root.iterchildren("{*}si")]


def _text(item: Element) -> str:
    """Return a text with its parts of different looks; how Japanese is pronounced is no part of it."""
    if len(item) == 1 and str(item[0].tag).endswith("}t"):
        return unescaped(item[0].text or "")
    parts = (
        one.text or ""
        for one in item.iter("{*}t")
        if (parent := one.getparent()) is not None and not str(parent.tag).endswith("}rPh")
    )
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Return a text in which characters that XML cannot hold are written as _x000D_."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _formats(styles: Element) -> list[str]:
    """Return the number format of each cell style."""
    own = {one.get("numFmtId"): one.get("formatCode", GENERAL) for one in styles.iter("{*}numFmt")}
    keys = [
        one.get("numFmtId", "0")
        for cell_styles in styles.iterchildren("{*}cellXfs")
        for one in cell_styles.iterchildren("{*}xf")
    ]
    return [own.get(key) or BUILT_IN.get(int(key) if key.isdecimal() else 0, GENERAL) for key in keys]


def _worksheet(name: str, root: Element, shared: _Workbook) -> Sheet:
    contents: dict[Position, Content] = {}
    hidden_rows: set[int] = set()
    row_number = -1
    for row in root.iter("{*}row"):
        told = row.get("r", "")
        row_number = int(told) - 1 if told.isdecimal() else row_number + 1
        if row.get("hidden") in _YES or row.get("ht") == "0":
            hidden_rows.add(row_number)
        column = -1
        for cell in row.iterchildren("{*}c"):
            at = position(cell.get("r", "")) or Position(row_number, column + 1)
            column = at.column
            contents[at] = _content(cell, shared)
    ranges = (one.get("ref", "").partition(":") for one in root.iter("{*}mergeCell"))
    corners = ((position(first), position(last)) for first, _, last in ranges)
    merges = [Merge(*first, *last) for first, last in corners if first and last]
    return worksheet(name, contents, merges, hidden_rows=hidden_rows, hidden_columns=_hidden_columns(root))


def position(address: str) -> Position | None:
    """Return what an address names, B3 or $B$3; None for anything else."""
    found = _ADDRESS.fullmatch(address)
    if found is None or found[2] == "0":
        return None
    return Position(int(found[2]) - 1, _column(found[1]))


@lru_cache(maxsize=256)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _hidden_columns(root: Element) -> set[int]:
    hidden: set[int] = set()
    for one in root.iter("{*}col"):
        first, last = one.get("min", ""), one.get("max", "")
        is_hidden = one.get("hidden") in _YES or one.get("width") == "0"
        if is_hidden and first.isdecimal() and last.isdecimal():
            hidden.update(range(int(first) - 1, min(int(last), 16_384)))
    return hidden


def _content(cell: Element, shared: _Workbook) -> Content:
    style = cell.get("s", "0")
    at = int(style) if style.isdecimal() else 0
    number_format = shared.formats[at] if at < len(shared.formats) else GENERAL
    parts = {str(part.tag).rpartition("}")[2]: part for part in cell}
    value = (parts["v"].text or "") if "v" in parts else ""
    match cell.get("t", "n"):
        case "s":
            known = value.isdecimal() and int(value) < len(shared.strings)
            return Content(displayed_text(shared.strings[int(value)] if known else "", number_format))
        case "inlineStr":
            return Content(displayed_text(_text(parts["is"]) if "is" in parts else "", number_format))
        case "str":
            return Content(displayed_text(unescaped(value), number_format))
        case "b":
            return Content("TRUE" if value in _YES else "FALSE")
        case "e":
            return Content(value)
        case "d":
            return Content(value.partition("T")[0])
    formula = (parts["f"].text or "") if "f" in parts else ""
    if value or not formula:
        shown = number(value, number_format, from_1904=shared.from_1904)
        return Content(shown, exact="" if shown == value else hidden_digits(value, shown))
    if _LITERAL.fullmatch(formula):
        return Content(formula)
    return Content(f"={formula}", is_formula=True)


def number(value: str, number_format: str, *, from_1904: bool) -> str:
    """Return a number of a file as displayed; what is none is kept to the letter."""
    try:
        float(value)
    except ValueError:
        return value
    return displayed(value.strip(), number_format, from_1904=from_1904)

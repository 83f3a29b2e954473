"""Workbooks of Excel 97-2003 and of WPS (.et)."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from xlrd import error_text_from_code, open_workbook
from xlrd.book import Book
from xlrd.sheet import Cell as XlsCell
from xlrd.sheet import Sheet as XlsSheet

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.number_formats import (
    BUILT_IN,
    GENERAL,
    displayed,
    displayed_text,
    hidden_digits,
)
from perfeval_desktop.exchange.sector_chains import go_in_circles
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.exchange.worksheet_grid import Content, Merge, Position, worksheet

_NUMBERS: Final = frozenset({2, 3})
_TEXT, _TRUTH, _ERROR = 1, 4, 5
_ACROSS: Final = {1: "left", 2: "center", 3: "right"}
# Of a point, and of the width of a digit.
_TWIPS, _WIDTH = 20, 256
_BOLD = 700
# A file names these by number, and may spell them: with the signs of its country.
_OF_A_COUNTRY: Final = frozenset({5, 6, 7, 8, 37, 38, 39, 40, 41, 42, 43, 44})


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the worksheets that are seen; :class:`ImportFileError` says why there are none."""
    return _each(path, _worksheet)


class Looks(NamedTuple):
    """How a cell of such a workbook is set: its size in points, ``across`` as Excel names it."""

    font: str
    size: float
    is_bold: bool
    is_ruled: bool
    across: str


class OldWorksheet(NamedTuple):
    """A worksheet that is seen: what its cells show and how, in widths of a digit and heights in points."""

    name: str
    contents: dict[Position, Content]
    looks: dict[Position, Looks]
    merges: list[Merge]
    widths: dict[int, float]
    heights: dict[int, float]
    hidden_rows: set[int]
    hidden_columns: set[int]


def read_old(path: Path) -> tuple[OldWorksheet, ...]:
    """Return the worksheets that are seen with their looks; :class:`ImportFileError` says why not."""
    return _each(path, _old_worksheet)


_Taken = TypeVar("_Taken")


def _each(path: Path, take: Callable[[Book, XlsSheet], _Taken]) -> tuple[_Taken, ...]:
    data = path.read_bytes()
    damage = f"“{path.name}”已损坏，无法读取。请用 Excel 或 WPS 打开并另存为 .xlsx，再导入。"
    if go_in_circles(data):
        # xlrd would follow them without end.
        raise ImportFileError(damage)
    try:
        with open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True) as book:
            return tuple(take(book, sheet) for sheet in book.sheets() if sheet.visibility == 0)
    except ImportFileError:
        raise
    except Exception as error:  # what a damaged file makes xlrd stumble over is of any kind
        if "encrypted" in str(error):
            raise ImportFileError(f"“{path.name}”设有密码，无法读取。请取消密码后另存，再导入。") from error
        raise ImportFileError(damage) from error


def _worksheet(book: Book, sheet: XlsSheet) -> Sheet:
    return worksheet(
        sheet.name,
        _contents(book, sheet),
        _merges(sheet),
        hidden_rows=_hidden_rows(sheet),
        hidden_columns=_hidden_columns(sheet),
    )


def _old_worksheet(book: Book, sheet: XlsSheet) -> OldWorksheet:
    contents = _contents(book, sheet)
    return OldWorksheet(
        name=sheet.name,
        contents=contents,
        looks={at: _looks(book, sheet.cell(*at).xf_index) for at in contents},
        merges=_merges(sheet),
        widths={column: told.width / _WIDTH for column, told in sheet.colinfo_map.items()},
        heights={row: told.height / _TWIPS for row, told in sheet.rowinfo_map.items() if told.height},
        hidden_rows=_hidden_rows(sheet),
        hidden_columns=_hidden_columns(sheet),
    )


def _contents(book: Book, sheet: XlsSheet) -> dict[Position, Content]:
    return {
        Position(row, column): _content(book, sheet.cell(row, column))
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
    }


def _merges(sheet: XlsSheet) -> list[Merge]:
    return [Merge(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]


def _hidden_rows(sheet: XlsSheet) -> set[int]:
    return {row for row, told in sheet.rowinfo_map.items() if told.hidden}


def _hidden_columns(sheet: XlsSheet) -> set[int]:
    return {column for column, told in sheet.colinfo_map.items() if told.hidden or not told.width}


def _looks(book: Book, style: int | None) -> Looks:
    own = book.xf_list[style or 0]
    font = book.font_list[own.font_index]
    rules = ("top_line_style", "bottom_line_style", "left_line_style", "right_line_style")
    is_ruled = any(getattr(own.border, rule) for rule in rules)
    across = _ACROSS.get(getattr(own.alignment, "hor_align", 0), "general")
    is_bold = bool(font.bold) or font.weight >= _BOLD
    return Looks(font.name, font.height / _TWIPS, is_bold, is_ruled, across)


def _content(book: Book, cell: XlsCell) -> Content:
    if cell.ctype in _NUMBERS:
        number_format = _number_format(book, cell.xf_index)
        shown = displayed(cell.value, number_format, from_1904=book.datemode == 1)
        return Content(shown, exact=hidden_digits(cell.value, shown))
    if cell.ctype == _TEXT:
        text = str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
        return Content(displayed_text(text, _number_format(book, cell.xf_index)))
    if cell.ctype == _TRUTH:
        return Content("TRUE" if cell.value else "FALSE")
    return Content(error_text_from_code.get(int(cell.value), "") if cell.ctype == _ERROR else "")


def _number_format(book: Book, style: int | None) -> str:
    key = book.xf_list[style or 0].format_key
    if key in BUILT_IN and key not in _OF_A_COUNTRY:
        return BUILT_IN[key]
    return book.format_map[key].format_str or GENERAL

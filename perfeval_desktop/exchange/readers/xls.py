"""Workbooks of Excel 97-2003 and of WPS (.et)."""

import io
from pathlib import Path
from typing import Final

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
# A file names these by number, and may spell them: with the signs of its country.
_OF_A_COUNTRY: Final = frozenset({5, 6, 7, 8, 37, 38, 39, 40, 41, 42, 43, 44})


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the worksheets that are seen; :class:`ImportFileError` says why there are none."""
    data = path.read_bytes()
    damage = f"“{path.name}”已损坏，无法读取。请用 Excel 或 WPS 打开并另存为 .xlsx，再导入。"
    if go_in_circles(data):
        # xlrd would follow them without end.
        raise ImportFileError(damage)
    try:
        with open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True) as book:
            return tuple(_worksheet(book, sheet) for sheet in book.sheets() if sheet.visibility == 0)
    except ImportFileError:
        raise
    except Exception as error:  # what a damaged file makes xlrd stumble over is of any kind
        if "encrypted" in str(error):
            raise ImportFileError(f"“{path.name}”设有密码，无法读取。请取消密码后另存，再导入。") from error
        raise ImportFileError(damage) from error


def _worksheet(book: Book, sheet: XlsSheet) -> Sheet:
    contents = {
        Position(row, column): _content(book, sheet.cell(row, column))
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
    }
    merges = [Merge(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]
    return worksheet(
        sheet.name,
        contents,
        merges,
        hidden_rows={row for row, looks in sheet.rowinfo_map.items() if looks.hidden},
        hidden_columns={
            column for column, looks in sheet.colinfo_map.items() if looks.hidden or not looks.width
        },
    )


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

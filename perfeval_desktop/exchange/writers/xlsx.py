"""Forms as a workbook: a sheet for each, in the layout of the printed form, and the exact forms hidden in it.

Every cell is a text, numbers as well: so it shows what is printed - 95.50 and not 95.5, 0012, 2023-12 - in
every program, and none becomes a formula.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import pairwise

from xlsxwriter.format import Format  # type: ignore[import-untyped]  # no types
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # no types

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exact_forms import NAME, exact_text
from perfeval_desktop.exchange.limits import MAX_TEXT
from perfeval_desktop.exchange.writers.grid import FormGrid, GridCell, GridRow, Side, form_grid
from perfeval_desktop.exchange.writers.sheet_names import SheetNames
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.printing.print_job import is_draft
from perfeval_desktop.printing.typesetting.measures import (
    BOTTOM_MARGIN,
    LANDSCAPE,
    LEFT_MARGIN,
    TITLE_LINE,
    TOP_MARGIN,
    YEAR_LINE,
)

_INCH = 2540
_PIXELS, _POINTS = 96 / _INCH, 72 / _INCH
_FOOTER_MARGIN = 600 / _INCH
# Excel has no higher row; what is higher on paper takes several.
_HIGHEST = 14_000
# A step of Excel's is as wide as three blanks.
_INDENT = 238
_PAPER_A4 = 9
# The same bytes for the same forms: no clock.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # the library takes no other
_PIECE = 32_000
_SONG, _HEI = "宋体", "黑体"
# Widths of columns are told in digits of the usual font: of so many points, a usual column of so many pixels.
_USUAL_POINTS, _USUAL_COLUMN = 11, 72
_TEXT_FORMAT = "@"

_Look = tuple[bool, Side, int, bool, bool]


class WorkbookWriter:
    """A workbook being written, form after form."""

    def __init__(self) -> None:
        self._file = BytesIO()
        # The library keeps the dictionaries, and writes into them.
        usual = {"font_name": _SONG, "font_size": _USUAL_POINTS}
        self._book = Workbook(
            self._file,
            {
                "in_memory": True,
                "default_format_properties": usual,
                "default_column_width": _USUAL_COLUMN,
            },
        )
        self._book.set_properties({"created": _CREATED, "comments": ""})
        self._names = SheetNames()
        self._formats: dict[_Look, Format] = {}
        self._title = self._format(_HEI, 16, "center", border=0)
        self._year = self._format(_SONG, 10.5, "center", border=0)
        self._number = self._format(_SONG, 9, "right", border=0)
        self._jobs: list[tuple[Template, Form]] = []

    def add(self, template: Template, form: Form) -> None:
        """Add a form as the next sheet."""
        grid = form_grid(template, form)
        sheet = self._book.add_worksheet(self._names.name(form_names(template, form).project))
        self._jobs.append((template, form))
        last = len(grid.edges) - 2
        _set_columns(sheet, grid.edges)
        first = self._write_head(sheet, grid, last)
        starts = _set_rows(sheet, first, grid.rows)
        for row in grid.rows:
            for cell in row.cells:
                if grid.rows[cell.top] is row:
                    self._write(sheet, cell, row, starts)
        _set_page(sheet, grid, starts, last, is_draft=is_draft(form))

    def finish(self) -> bytes:
        """Return the whole file."""
        hidden = self._book.add_worksheet(NAME)
        hidden.very_hidden()
        text = exact_text(self._jobs)
        for row, at in enumerate(range(0, len(text), _PIECE)):
            hidden.write_string(row, 0, text[at : at + _PIECE])
        self._book.close()
        return self._file.getvalue()

    def _write_head(self, sheet: Worksheet, grid: FormGrid, last: int) -> int:
        """Write what stands above the table; return the row that the table begins in."""
        head = (
            (grid.number, 600, self._number),
            (grid.title, grid.title_lines * TITLE_LINE, self._title),
            (grid.year_line, YEAR_LINE, self._year),
        )
        row = 0
        for text, height, look in head:
            if text:
                sheet.set_row(row, height * _POINTS)
                _write_text(sheet, (row, 0, row, last), text, look)
                row += 1
        return row

    def _write(self, sheet: Worksheet, cell: GridCell, row: GridRow, starts: Sequence[int]) -> None:
        is_ruled = row.frame is Frame.RULED
        look = cell.is_label, cell.side, cell.indent // _INDENT, cell.stands_below, is_ruled
        found = self._formats.get(look)
        if found is None:
            font = _HEI if cell.is_label else _SONG
            found = self._format(font, 9, cell.side.value, border=int(is_ruled))
            found.set_indent(look[2])
            if cell.stands_below:
                found.set_align("bottom")
            self._formats[look] = found
        box = starts[cell.top], cell.first, starts[cell.top + cell.rows] - 1, cell.end - 1
        _write_text(sheet, box, cell.text, found)

    def _format(self, font: str, size: float, side: str, *, border: int) -> Format:
        return self._book.add_format(
            {
                "font_name": font,
                "font_size": size,
                "bold": font == _HEI,
                "align": side,
                "valign": "vcenter",
                "text_wrap": True,
                "num_format": _TEXT_FORMAT,
                "border": border,
            }
        )


def workbook(template: Template, form: Form) -> bytes:
    """Return a workbook of one form: the same bytes for the same form."""
    writer = WorkbookWriter()
    writer.add(template, form)
    return writer.finish()


def _write_text(sheet: Worksheet, box: tuple[int, int, int, int], text: str, look: Format) -> None:
    top, left, bottom, right = box
    if (top, left) != (bottom, right):
        sheet.merge_range(*box, "", look)
    if text:
        sheet.write_string(top, left, _within_cell(text), look)
    else:
        sheet.write_blank(top, left, None, look)


def _within_cell(text: str) -> str:
    """Return ``text``, or of one that no cell of Excel holds as much as it does, and how much is left."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAX_TEXT:
        return text
    kept = units[: 2 * (MAX_TEXT - 60)].decode("utf-16-le", "ignore")
    return f"{kept}……（还有 {len(text) - len(kept)} 字，Excel 的一个单元格放不下，请看 PDF）"


def _set_columns(sheet: Worksheet, edges: Sequence[int]) -> None:
    sides = [round(edge * _PIXELS) for edge in edges]
    for column, (left, right) in enumerate(pairwise(sides)):
        sheet.set_column_pixels(column, column, right - left)


def _set_rows(sheet: Worksheet, first: int, rows: Sequence[GridRow]) -> list[int]:
    """Set the heights of rows; return the row of the sheet that each one begins in, and the end."""
    starts = [first]
    for row in rows:
        count = -(-row.height // _HIGHEST)
        for at in range(starts[-1], starts[-1] + count):
            sheet.set_row(at, row.height / count * _POINTS)
        starts.append(starts[-1] + count)
    return starts


def _set_page(sheet: Worksheet, grid: FormGrid, starts: Sequence[int], last: int, *, is_draft: bool) -> None:
    end = max(starts[-1] - 1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{end + 1}"})
    sheet.set_paper(_PAPER_A4)
    if grid.paper is LANDSCAPE:
        sheet.set_landscape()
    side = LEFT_MARGIN / _INCH
    sheet.set_margins(side, side, TOP_MARGIN / _INCH, BOTTOM_MARGIN / _INCH)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, end, last)
    sheet.set_footer("&C&9第 &P 页 共 &N 页", {"margin": _FOOTER_MARGIN})
    if is_draft:
        sheet.set_header("&R&9草稿", {"margin": _FOOTER_MARGIN})
    sheet.hide_gridlines(2)
    headings = Counter(row.heading for row in grid.rows if row.heading)
    if headings:
        (rows, _), *_ = headings.most_common(1)
        sheet.repeat_rows(starts[rows.start], starts[rows.stop] - 1)

"""A workbook of 200 forms beside bare XlsxWriter, which is given the same cells, merges, formats and heights.

The peer gets what it writes before the clock starts; our side prints the forms, computes heights and puts the
exact forms into the file while it runs.
"""

import gc
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from forms import TEMPLATES, varied_forms
from measuring import tell, times_of
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types

from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import merged
from perfeval_desktop.exchange.writers.grid import FormGrid, form_grid
from perfeval_desktop.printing.print_job import PrintJob

_NUMBER = 200
_RUNS = 5
_PIXELS, _POINTS = 96 / 2540, 72 / 2540


class _Cell(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int
    text: str
    look: tuple[object, ...]


class _Sheet(NamedTuple):
    cells: list[_Cell]
    heights: list[float]
    widths: list[int]


def main() -> None:
    """Measure and print."""
    jobs: list[PrintJob] = [(TEMPLATES[form.template.id], form) for form in varied_forms(_NUMBER)]
    sheets = [_sheet(form_grid(*job)) for job in jobs]
    ours, bare = [], []
    # In turns, so that both see the same weather.
    for _ in range(_RUNS):
        ours += times_of(lambda: merged(ExportFormat.XLSX, jobs, progress=_go_on), runs=1, warm_up=0)
        bare += times_of(lambda: _bare(sheets), runs=1, warm_up=0)
        gc.collect()
    tell(f"xlsx of {_NUMBER} forms", sorted(ours), "bare XlsxWriter", sorted(bare), "≤ 1.5 ×")


def _go_on(_done: int, _count: int) -> bool:
    return True


def _sheet(grid: FormGrid) -> _Sheet:
    last = len(grid.edges) - 2
    head = [text for text in (grid.number, grid.title, grid.year_line) if text]
    cells = [_Cell(row, 0, row, last, text, ("head", row)) for row, text in enumerate(head)]
    for at, row in enumerate(grid.rows):
        for cell in row.cells:
            if cell.top == at:
                look = (cell.is_label, cell.side.value, cell.indent // 238, cell.stands_below, row.frame)
                top = len(head) + at
                cells.append(_Cell(top, cell.first, top + cell.rows - 1, cell.end - 1, cell.text, look))
    heights = [20.0] * len(head) + [row.height * _POINTS for row in grid.rows]
    widths = [round(right * _PIXELS) - round(left * _PIXELS) for left, right in pairwise(grid.edges)]
    return _Sheet(cells, heights, widths)


def _bare(sheets: list[_Sheet]) -> bytes:
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        formats = {
            look: book.add_format({"font_size": 9, "border": 1, "text_wrap": True, "indent": number % 3})
            for number, look in enumerate(dict.fromkeys(one.look for sheet in sheets for one in sheet.cells))
        }
        for number, one in enumerate(sheets, 1):
            sheet = book.add_worksheet(f"表{number}")
            for column, width in enumerate(one.widths):
                sheet.set_column_pixels(column, column, width)
            for row, height in enumerate(one.heights):
                sheet.set_row(row, height)
            for cell in one.cells:
                look = formats[cell.look]
                if (cell.top, cell.left) == (cell.bottom, cell.right):
                    sheet.write_string(cell.top, cell.left, cell.text, look)
                else:
                    sheet.merge_range(cell.top, cell.left, cell.bottom, cell.right, cell.text, look)
    return file.getvalue()

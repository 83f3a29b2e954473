"""A printed form as the sheet that a reader would make of it: cells on one grid, merged as printed."""

from decimal import Decimal
from itertools import accumulate

from perfeval_desktop.domain.printed.cells import PrintedCell, PrintedForm
from perfeval_desktop.exchange.sheet import Cell, Sheet


def sheet_of(form: PrintedForm) -> Sheet:
    """Return the sheet; what stands above the table are paragraphs."""
    above = [text for text in (form.number, form.title, form.year_line) if text]
    cells = [Cell(text, row, 0, is_paragraph=True) for row, text in enumerate(above)]
    edges = sorted({edge for row in form.rows for edge in accumulate(row.widths, initial=Decimal(0))})
    columns = {edge: number for number, edge in enumerate(edges)}
    begun: dict[int, tuple[PrintedCell, int, int, int, int]] = {}
    for number, row in enumerate(form.rows, len(above)):
        places = [columns[edge] for edge in accumulate(row.widths, initial=Decimal(0))]
        for cell in row.cells:
            first, end = places[cell.first], places[cell.end]
            _, top, height, *_ = begun.get(id(cell), (cell, number, 0, first, end))
            begun[id(cell)] = cell, top, height + 1, first, end
    cells += [
        Cell(cell.text, top, first, height, end - first) for cell, top, height, first, end in begun.values()
    ]
    return Sheet("表", tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))

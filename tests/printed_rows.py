"""What is seen of a form, in the few words tests need."""

from collections.abc import Sequence

from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed import printed, printed_blocks
from perfeval_desktop.domain.printed.cells import PrintedCell, PrintedForm, PrintedRow
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template


def seen(template: Template, form: Form) -> PrintedForm:
    """Return what is seen of ``form``."""
    return printed(Seen.of(template, form))


def rows_of(template: Template, form: Form, block: str) -> tuple[PrintedRow, ...]:
    """Return the rows of the block of this key."""
    by_key = {one.key: rows for one, rows in blocks_of(template, form)}
    return by_key[block]


def blocks_of(template: Template, form: Form) -> list[tuple[AnyBlock, tuple[PrintedRow, ...]]]:
    """Return each block with its rows."""
    return list(printed_blocks(Seen.of(template, form)))


def texts(row: PrintedRow) -> list[str]:
    """Return what stands in each cell of ``row``."""
    return [cell.text for cell in row.cells]


def spans(row: PrintedRow) -> list[tuple[int, int]]:
    """Return which columns each cell of ``row`` takes."""
    return [(cell.first, cell.end) for cell in row.cells]


def cells_at(rows: Sequence[PrintedRow], column: str) -> list[PrintedCell]:
    """Return the cell of each row that shows the column of this key."""
    return [cell for row in rows for cell in row.cells if cell.place and cell.place.column == column]


def cell_in(row: PrintedRow, at: int) -> PrintedCell:
    """Return the cell of ``row`` that covers column ``at``."""
    return next(cell for cell in row.cells if cell.first <= at < cell.end)


def widths(row: PrintedRow) -> list[float]:
    """Return how wide the columns of ``row`` are, in mm."""
    return list(map(float, row.widths))

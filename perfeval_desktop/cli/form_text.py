"""The whole form as text: what is printed, row by row, in the order and the words of its template."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfeval_desktop.cli.output import table, width, wrapped
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.cells import PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.evaluated_form import EvaluatedForm

# In columns of a terminal.
_WIDTH = 120
_TEXT_WIDTH = 90
# Cells are as wide as they can be together, within these bounds.
_WIDEST_CELL, _NARROWEST_CELL, _STEP = 50, 8, 2
_LABEL_AND_TEXT = 2


def form_lines(shown: EvaluatedForm) -> Iterator[str]:
    """Yield the lines of one form."""
    seen = Seen(shown.template, shown.form, shown.facts, shown.sheet)
    form = printed(seen)
    for line in (form.number, form.title, form.year_line):
        if line:
            yield line
    yield f"状态：{shown.form.state.label}"
    widths: tuple[Decimal, ...] = ()
    for rows in _tables(form.rows):
        if rows[0].widths != widths:
            yield ""
        widths = rows[0].widths
        yield from _lines(rows)


def _tables(rows: Sequence[PrintedRow]) -> Iterator[list[PrintedRow]]:
    """Yield the rows in stretches that are read alike: as a table of the same columns, or one by one."""
    run: list[PrintedRow] = []
    for row in rows:
        if run and (run[-1].widths != row.widths or _is_read_alone(run[-1]) != _is_read_alone(row)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_read_alone(row: PrintedRow) -> bool:
    """Whether a row is a label and what stands beside it, in no columns of a table."""
    return len(row.cells) <= _LABEL_AND_TEXT


def _lines(rows: Sequence[PrintedRow]) -> Iterator[str]:
    texts = list(filter(any, _texts(rows)))
    if _is_read_alone(rows[0]):
        yield from (one for line in texts for one in wrapped("  ".join(filter(None, line)), _TEXT_WIDTH))
        return
    lines: list[str] = []
    for limit in range(_WIDEST_CELL, _NARROWEST_CELL - 1, -_STEP):
        lines = list(table(texts, limit=limit))
        if max(map(width, lines), default=0) <= _WIDTH:
            break
    yield from lines


def _texts(rows: Sequence[PrintedRow]) -> Iterator[list[str]]:
    """Yield what stands in each column of each row; a cell that rows share is read once, with the first."""
    above: set[PrintedCell] = set()
    for row in rows:
        line = [""] * len(row.widths)
        for cell in row.cells:
            if cell not in above:
                # Words of the template are broken on paper for want of room.
                line[cell.first] = cell.text.replace("\n", "") if cell.place is None else cell.text
        above = set(row.cells)
        yield line

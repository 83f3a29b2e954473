"""The whole form as text: what is printed, row by row, in the order and the words of its template."""

from collections.abc import Iterator, Sequence

from perfeval_desktop.cli.output import table, wrapped
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.cells import PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.open_form import OpenForm

# In columns of a terminal.
_TEXT_WIDTH = 90
_CELL_WIDTH = 20
_LONG_CELL_WIDTH = 30
# A table of so few columns holds texts rather than figures.
_FEW = 4


def form_lines(shown: OpenForm) -> Iterator[str]:
    """Yield the lines of one form."""
    seen = Seen(shown.template, shown.form, shown.facts, shown.sheet)
    form = printed(seen)
    for line in (form.number, form.title, form.year_line):
        if line:
            yield line
    yield f"状态：{shown.form.state.label}"
    for rows in _tables(form.rows):
        yield ""
        yield from _lines(rows)


def _tables(rows: Sequence[PrintedRow]) -> Iterator[list[PrintedRow]]:
    """Yield the rows in stretches of the same columns."""
    run: list[PrintedRow] = []
    for row in rows:
        if run and run[-1].widths != row.widths:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _lines(rows: Sequence[PrintedRow]) -> Iterator[str]:
    columns = len(rows[0].widths)
    above: set[PrintedCell] = set()
    texts: list[list[str]] = []
    for row in rows:
        line = [""] * columns
        for cell in row.cells:
            # A shared cell is read once, with the first of its rows.
            if cell not in above:
                line[cell.first] = cell.text.replace("\n", "") if columns > _FEW else cell.text
        above = set(row.cells)
        if any(line):
            texts.append(line)
    if columns <= 2:
        yield from (one for line in texts for one in wrapped("  ".join(filter(None, line)), _TEXT_WIDTH))
        return
    yield from table(texts, limit=_CELL_WIDTH if columns > _FEW else _LONG_CELL_WIDTH)

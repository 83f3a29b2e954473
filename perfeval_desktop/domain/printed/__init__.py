"""The printed form as one value: ``printed`` gives rows of unbroken cells with their places.

The screen takes words and widths from this package; what prints is loaded with the first printed form.
"""

from collections.abc import Iterator
from dataclasses import replace

from perfeval_desktop.domain.blocks import AnyBlock, ClosingBlock, Frame
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedForm, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, head_lines


def printed_blocks(seen: Seen) -> Iterator[tuple[AnyBlock, tuple[PrintedRow, ...]]]:
    """Yield each block of a form with its rows, from the top to the bottom.

    A block that is printed with another one has none. Its end must not part from what closes the form: a page
    with nothing but room for signatures could be signed for anything.
    """
    from perfeval_desktop.domain.printed.printers import printers  # noqa: PLC0415  # not before a form is printed

    blocks = zip(seen.template.blocks, printers(seen.template), strict=True)
    of_block = [(block, _with_heading(seen, block, list(printer.rows(seen)))) for block, printer in blocks]
    above: list[PrintedRow] = []
    for block, rows in of_block:
        if above and rows and isinstance(block, ClosingBlock):
            above[-1] = replace(above[-1], keeps_with_next=True)
        above = rows or above
    for block, rows in of_block:
        yield block, tuple(rows)


def _with_heading(seen: Seen, block: AnyBlock, rows: list[PrintedRow]) -> list[PrintedRow]:
    """Return the rows of a block with the line above them."""
    if not (rows and block.heading):
        return rows
    words = seen.worded(PrintedCell(0, 1, block.heading, Look.ROW_NAME))
    width = seen.template.page.table_width
    return [PrintedRow((width,), (words,), keeps_with_next=True, frame=Frame.OPEN), *rows]


def printed(seen: Seen) -> PrintedForm:
    """Return what is seen of a form."""
    rows = [row for _, rows in printed_blocks(seen) for row in rows]
    if rows and rows[-1].keeps_with_next:
        rows[-1] = replace(rows[-1], keeps_with_next=False)
    return PrintedForm(seen.template.number, *head_lines(seen.template, seen.form), tuple(rows))

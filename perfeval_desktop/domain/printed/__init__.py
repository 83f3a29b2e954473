"""The printed form as one value: ``printed`` gives rows of unbroken cells with their places.

Each block type has a printer, prepared once for a template; what is the same on every form is made once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Protocol

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    ClosingBlock,
    FieldsBlock,
    FiguresBlock,
    Frame,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedForm, PrintedRow
from perfeval_desktop.domain.printed.closing import ClosingPrinter
from perfeval_desktop.domain.printed.context import Seen, head_lines
from perfeval_desktop.domain.printed.fields import FieldsPrinter
from perfeval_desktop.domain.printed.figures import FiguresPrinter
from perfeval_desktop.domain.printed.funding import FundingPrinter
from perfeval_desktop.domain.printed.goals import GoalsPrinter
from perfeval_desktop.domain.printed.indicators import IndicatorsPrinter
from perfeval_desktop.domain.printed.texts import ChecklistPrinter, TextsPrinter
from perfeval_desktop.domain.template import Template


class Printer(Protocol):
    """Prints a block of forms of one template."""

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the rows of the block."""
        ...


PRINTERS: Mapping[type[AnyBlock], Any] = {
    FieldsBlock: FieldsPrinter,
    FundingBlock: FundingPrinter,
    GoalsBlock: GoalsPrinter,
    IndicatorsBlock: IndicatorsPrinter,
    TextsBlock: TextsPrinter,
    ChecklistBlock: ChecklistPrinter,
    FiguresBlock: FiguresPrinter,
    ClosingBlock: ClosingPrinter,
}


@lru_cache(maxsize=64)
def printers(template: Template) -> tuple[Printer, ...]:
    """Return the printers of the blocks of ``template``, prepared once."""
    return tuple(PRINTERS[type(block)](template, block) for block in template.blocks)


def printed_blocks(seen: Seen) -> Iterator[tuple[AnyBlock, tuple[PrintedRow, ...]]]:
    """Yield each block of a form with its rows, from the top to the bottom.

    A block that is printed with another one has none. Its end must not part from what closes the form: a page
    with nothing but room for signatures could be signed for anything.
    """
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

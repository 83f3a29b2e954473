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
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.printed.fields import ChecklistPrinter, FieldsPrinter, TextsPrinter
from perfeval_desktop.domain.printed.funding import FundingPrinter
from perfeval_desktop.domain.printed.goals import GoalsPrinter
from perfeval_desktop.domain.printed.indicators import FiguresPrinter, IndicatorsPrinter
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


def printed(seen: Seen) -> PrintedForm:
    """Return what is seen of a form, from the top to the bottom."""
    rows: list[PrintedRow] = []
    for block, printer in zip(seen.template.blocks, printers(seen.template), strict=True):
        own = list(printer.rows(seen))
        if own and block.heading:
            rows.append(_heading(seen, block))
        if own and rows and isinstance(printer, ClosingPrinter):
            # A page with nothing but room for signatures could be signed for anything.
            rows[-1] = replace(rows[-1], keeps_with_next=True)
        rows.extend(own)
    return PrintedForm(seen.template.number, seen.title, seen.year_line, tuple(rows))


def _heading(seen: Seen, block: AnyBlock) -> PrintedRow:
    """Return the line above a block."""
    words = PrintedCell(0, 1, seen.label(block.heading), Look.ROW_NAME)
    width = seen.template.page.table_width
    return PrintedRow((width,), (words,), keeps_with_next=True, frame=Frame.OPEN)

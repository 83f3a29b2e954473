"""What prints the blocks of a form: a printer for each block type, prepared once for a template."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Protocol

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    ClosingBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.printed.cells import PrintedRow
from perfeval_desktop.domain.printed.closing import ClosingPrinter
from perfeval_desktop.domain.printed.context import Seen
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

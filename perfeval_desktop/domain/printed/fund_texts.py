"""The figures of a funding grid as printed."""

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.columns import Column, FixedRow, Role, RowRole
from perfeval_desktop.domain.figures import money_text, points_text, rate_text
from perfeval_desktop.domain.fund_lines import FundLine
from perfeval_desktop.domain.places import total_row
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template

_SUMMED = {
    Role.INITIAL_BUDGET: lambda line: line.initial,
    Role.ADJUSTED_BUDGET: lambda line: line.adjusted,
    Role.RECEIVED: lambda line: line.received,
    Role.EXECUTED: lambda line: line.executed,
}


def fund_text(seen: Seen, block: FundingBlock, fixed: FixedRow, column: Column, line: FundLine) -> str:
    """Return the text of a cell of a funding grid as printed.

    A blank amount of the total is the sum of its sources; the weight is the template's, the score and the
    rate are the rule's where nothing is typed or fixed.
    """
    row = seen.form.row(block.key, fixed.key)
    typed = "" if row is None else row.text(column.key)
    if column.role in _SUMMED:
        if typed or fixed.role is not RowRole.TOTAL:
            return seen.entered(column, typed)
        return money_text(_SUMMED[column.role](line), seen.template.amounts, seen.facts.unit)
    if column.key in fixed.fixed:
        return fixed.fixed[column.key] or seen.entered(column, typed)
    entered = seen.entered(column, typed)
    match column.role:
        case Role.EXECUTION_RATE if line.rate is not None:
            return rate_text(line.rate.figure, seen.template.rate)
        case Role.EXECUTION_RATE if fixed.role is not RowRole.TOTAL and line.adjusted == 0:
            return block.rate_of_nothing or entered
        case Role.WEIGHT:
            return _weight_text(seen.template, column) or entered
        case Role.SCORE if is_main_row(seen.template, block, fixed):
            return points_text(seen.sheet.execution.value, column.decimals) or entered
        case Role.SCORE:
            return entered or points_text(line.score, column.decimals)
        case _:
            return entered


def _weight_text(template: Template, column: Column) -> str:
    execution = None if template.scoring is None else template.scoring.execution
    return "" if execution is None else points_text(execution.weight, column.decimals)


def is_main_row(template: Template, block: FundingBlock, fixed: FixedRow) -> bool:
    """Whether the row's score is the one that counts."""
    return template.funding is block and fixed.key == total_row(block)

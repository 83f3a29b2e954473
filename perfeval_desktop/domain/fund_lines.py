"""What follows from the amounts of a form: sums, execution rates, and what these earn.

Rules: 财预〔2020〕10号 and its form. The execution rate is executed ÷ adjusted budget; its score is that
share of the execution weight, at most the weight.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from perfeval_desktop.domain.columns import RowRole
from perfeval_desktop.domain.earning import HUNDRED, ONE, ZERO, as_score, step_share
from perfeval_desktop.domain.facts import Fund, FundRow, IndicatorFacts
from perfeval_desktop.domain.figures import rate_text
from perfeval_desktop.domain.form import RowId
from perfeval_desktop.domain.quantities.reading import whole_quantity
from perfeval_desktop.domain.rounding import EXACT
from perfeval_desktop.domain.rules import ExecutionRule, RateForm, RateStyle, Scoring, Steps
from perfeval_desktop.domain.template import Template

# Looked up once: before Python 3.12 that takes longer than what they are for, and each row asks for them.
_TOTAL, _SOURCE = RowRole.TOTAL, RowRole.SOURCE


class Rate(NamedTuple):
    """An execution rate: the exact share (1 = 100 %), and the rounded figure as the form prints it."""

    share: Decimal
    figure: Decimal


class FundLine(NamedTuple):
    """A row of a funding grid as shown: amounts in 元 (a blank total summed up), its rate and what it earns.

    ``score`` is what the rule gives for the row's own rate; only that of the total counts.
    """

    row: RowId
    role: RowRole
    initial: Decimal | None
    adjusted: Decimal | None
    received: Decimal | None
    executed: Decimal | None
    rate: Rate | None
    score: Decimal | None

    @property
    def budget(self) -> Decimal | None:
        """What was to be spent: the initial budget before, or without a column for, the adjusted one."""
        return self.initial if self.adjusted is None else self.adjusted


def fund_lines(template: Template, fund: Fund) -> tuple[FundLine, ...]:
    """Return the rows of a funding grid as they are shown, with what the rule gives for each rate."""
    scoring = template.scoring
    lines = []
    for row in fund.rows:
        amounts = _summed(fund, row) if row.role is _TOTAL else _entered(row)
        initial, adjusted, received, executed = amounts
        # Before the budget is adjusted, and in forms without such a column, the initial one is the measure.
        rate = _rate(template.rate, executed, initial if adjusted is None else adjusted)
        points = None if scoring is None else execution_points(scoring, template.rate, rate)
        lines.append(FundLine(row.row, row.role, initial, adjusted, received, executed, rate, points))
    return tuple(lines)


Amounts = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]


def _entered(row: FundRow) -> Amounts:
    return row.initial.value, row.adjusted.value, row.received.value, row.executed.value


def _summed(fund: Fund, total: FundRow) -> Amounts:
    """Return the total as typed; where it is blank, the sum of its sources."""
    typed = (total.initial, total.adjusted, total.received, total.executed)
    initial, adjusted, received, executed = [
        one.value if one.is_unreadable or one.value is not None else fund_sum(fund, at)
        for at, one in enumerate(typed)
    ]
    return initial, adjusted, received, executed


_AMOUNT_OF: tuple[Callable[[FundRow], Decimal | None], ...] = tuple(
    map(attrgetter, ("initial.value", "adjusted.value", "received.value", "executed.value"))
)


def fund_sum(fund: Fund, column: int) -> Decimal | None:
    """Return the sum of the sources in 元 in column 0-3 (initial, adjusted, received, executed).

    ``None`` where none is entered.
    """
    amount_of = _AMOUNT_OF[column]
    entered = [amount for row in fund.rows if row.role is _SOURCE and (amount := amount_of(row)) is not None]
    return sum(entered, ZERO) if entered else None


def _rate(style: RateStyle, executed: Decimal | None, budget: Decimal | None) -> Rate | None:
    if not budget or executed is None:
        return None
    share = EXACT.divide(executed, budget)
    return Rate(share, rate_figure(style, share))


def rate_figure(style: RateStyle, share: Decimal) -> Decimal:
    """Return ``share`` as the rounded figure the form prints: percent, or the fraction itself."""
    return style.rounding(share if style.form is RateForm.FRACTION else EXACT.multiply(share, HUNDRED))


def with_rate(style: RateStyle, rate: Rate | None, row: IndicatorFacts) -> IndicatorFacts:
    """Return ``row`` with the form's own rate for its actual, where it is of that and nothing is typed.

    The rate counts as it is printed; beside a target in percent as one in percent, however it is written.
    """
    target = row.target_quantity
    if rate is None or target is None or not row.is_execution or row.actual.strip():
        return row
    text = rate_text(rate.figure, style)
    if target.unit.name == "%":
        is_fraction = style.form is RateForm.FRACTION
        text = f"{EXACT.multiply(rate.figure, HUNDRED) if is_fraction else rate.figure:f}%"
    return row._replace(actual=text, actual_quantity=whole_quantity(text))


def main_line(lines: Sequence[FundLine]) -> FundLine | None:
    """Return the line that stands for all of a funding grid: the total, or else the first one."""
    return next((line for line in lines if line.role is _TOTAL), lines[0] if lines else None)


def execution_points(scoring: Scoring, style: RateStyle, rate: Rate | None) -> Decimal | None:
    """Return what a rate earns, rounded, at most the weight."""
    rule = scoring.execution
    if rule is None or rate is None:
        return None
    share = counting_share(rule, style, rate)
    steps = rule.rule.steps if isinstance(rule.rule, Steps) else None
    earns = min(ONE, share) if steps is None else step_share(steps, share) or ZERO
    return as_score(scoring, EXACT.multiply(rule.weight, earns), rule.weight)


def counting_share(rule: ExecutionRule, style: RateStyle, rate: Rate) -> Decimal:
    """Return the share that the rule takes for a rate: the exact one, or the one that is printed."""
    if not rule.from_printed_rate:
        return rate.share
    return rate.figure if style.form is RateForm.FRACTION else EXACT.divide(rate.figure, HUNDRED)

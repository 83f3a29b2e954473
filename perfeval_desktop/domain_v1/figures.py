"""Figures as the form prints them: the one way from a number to text, for screen, paper and scripts."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfeval_desktop.domain_v1.form import FundSource
from perfeval_desktop.domain_v1.money import format_amount
from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode
from perfeval_desktop.domain_v1.scoring import ScoreSheet
from perfeval_desktop.domain_v1.template import SubRowRate, Template


@dataclass(frozen=True, slots=True)
class FundFigures:
    """One printed row of the funding grid."""

    label: str
    indent: int
    amounts: tuple[str, ...]
    weight: str
    rate: str
    score: str


def points_text(value: Decimal | None, template: Template, *, fixed: bool) -> str:
    """Return points as printed: all decimals of the template if ``fixed``, else no trailing zeros.

    Never fewer decimals than the value has. ``None`` gives ``""``.
    """
    return "" if value is None else _points(value, template.score_rounding.decimals if fixed else 0)


# The same few points come again and again. Equal values print alike, whatever zeros they were typed with.
@lru_cache(maxsize=4096)
def _points(value: Decimal, least_decimals: int) -> str:
    plain = f"{value.normalize(EXACT):f}"
    decimals = len(plain.partition(".")[2])
    if decimals >= least_decimals:
        return plain
    return f"{Rounding(RoundingMode.HALF_UP, least_decimals)(value):f}"


def amount_text(value: Decimal | None, template: Template) -> str:
    """Return an amount (in 元) in the unit and spelling of the template; ``None`` gives ``""``."""
    style = template.funding
    return format_amount(value, style.unit, decimals=style.decimals, grouping=style.grouping)


def rate_text(rate: Decimal | None, template: Template) -> str:
    """Return an execution rate (percent) as printed, ``98.88%`` or ``98.52``; ``None`` gives ``""``."""
    return "" if rate is None else f"{rate:f}{template.execution.rate_suffix}"


def weight_text(value: Decimal | None, template: Template) -> str:
    """Return an indicator's weight as printed."""
    return points_text(value, template, fixed=template.points.fixed_weight)


def score_text(value: Decimal | None, template: Template) -> str:
    """Return an indicator's score as printed."""
    return points_text(value, template, fixed=template.points.fixed_score)


def execution_weight_text(template: Template) -> str:
    """Return the weight of the execution rate as printed."""
    return points_text(template.execution.weight, template, fixed=template.points.fixed_execution_weight)


def execution_score_text(sheet: ScoreSheet, template: Template) -> str:
    """Return the score of the execution rate as printed."""
    return points_text(sheet.execution.value, template, fixed=template.points.fixed_execution_score)


def total_text(value: Decimal, template: Template) -> str:
    """Return a total of weights or scores as printed."""
    return points_text(value, template, fixed=template.points.fixed_total)


def fund_figures(template: Template, sheet: ScoreSheet) -> tuple[FundFigures, ...]:
    """Return the printed rows of the funding grid, the total first."""
    style = template.funding
    figures = []
    for row, line in zip(style.rows, sheet.funding, strict=True):
        is_total = row.source is FundSource.TOTAL
        if is_total:
            weight, score = execution_weight_text(template), execution_score_text(sheet, template)
            rate = rate_text(line.rate, template)
        else:
            weight, score = style.sub_weight, style.sub_score
            rate = ""
            if style.sub_rate is SubRowRate.COMPUTED:
                nothing = style.sub_rate_of_nothing if line.amounts.adjusted_budget == 0 else ""
                rate = rate_text(line.rate, template) or nothing
        figures.append(
            FundFigures(
                label=row.label,
                indent=row.indent,
                amounts=tuple(amount_text(line.amounts.of(field), template) for field, _ in style.columns),
                weight=weight,
                rate=rate,
                score=score,
            )
        )
    return tuple(figures)

"""The self-assessment form as frozen values.

Amounts are in 元, exact; weights and scores are points of 100. ``None`` means "nothing entered",
which is never the same as zero. Texts are kept to the letter.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum


class FormState(StrEnum):
    """Where the form stands on its way from the clerk to publication."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    FINAL = "final"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The state in the clerk's words."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    FormState.DRAFT: "填报中",
    FormState.IN_REVIEW: "待审核",
    FormState.FINAL: "已定稿",
    FormState.RETURNED: "被退回",
}


class FundSource(StrEnum):
    """The rows of the funding grid, in the order of the form."""

    TOTAL = "total"
    CURRENT_APPROPRIATION = "current_appropriation"
    CARRYOVER = "carryover"
    OTHER_FUNDS = "other_funds"


SUB_SOURCES = (FundSource.CURRENT_APPROPRIATION, FundSource.CARRYOVER, FundSource.OTHER_FUNDS)


class AmountField(StrEnum):
    """The amount columns of the funding grid, in the order of the form."""

    INITIAL_BUDGET = "initial_budget"
    ADJUSTED_BUDGET = "adjusted_budget"
    EXECUTED = "executed"


@dataclass(frozen=True, slots=True)
class Amounts:
    """One row of the funding grid: 年初预算数, 全年预算数, 全年执行数 in 元."""

    initial_budget: Decimal | None = None
    adjusted_budget: Decimal | None = None
    executed: Decimal | None = None

    def of(self, field: AmountField) -> Decimal | None:
        """Return the amount in one column."""
        amount: Decimal | None = getattr(self, field)
        return amount

    def with_amount(self, field: AmountField, amount: Decimal | None) -> "Amounts":
        """Return the row with the amount in one column replaced."""
        return replace(self, **{field.value: amount})


@dataclass(frozen=True, slots=True)
class Funding:
    """The funding grid as entered.

    A blank amount in ``total`` is left to the rule: the sum of the rows below it. ``execution_score`` is
    the score typed for the execution rate, ``None`` where it is left to the rule. ``note`` explains a budget
    changed in mid-year or a low execution; the official forms have no cell for it, reviewers ask for it.
    """

    total: Amounts = Amounts()
    current_appropriation: Amounts = Amounts()
    carryover: Amounts = Amounts()
    other_funds: Amounts = Amounts()
    execution_score: Decimal | None = None
    note: str = ""

    def of(self, source: FundSource) -> Amounts:
        """Return one row of the grid as entered."""
        amounts: Amounts = getattr(self, source)
        return amounts

    def with_row(self, source: FundSource, amounts: Amounts) -> "Funding":
        """Return the funding with one row replaced."""
        return replace(self, **{source.value: amounts})  # type: ignore[arg-type]  # keys are fund sources


class IndicatorField(StrEnum):
    """The columns of the indicator grid, in the usual order."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    TARGET = "target"
    ACTUAL = "actual"
    WEIGHT = "weight"
    SCORE = "score"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the indicator grid.

    ``score`` is what was typed, ``None`` where it is left to the rule. ``target`` and ``actual`` stand as
    typed; what they mean is :func:`perfeval_desktop.domain.quantity.parse_quantity`'s to say.
    """

    level1: str = ""
    level2: str = ""
    level3: str = ""
    target: str = ""
    actual: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PrintedFigures:
    """Figures that a transcribed paper form claims, to hold against the computed ones.

    ``execution_rate`` in percent as printed, ``total`` in points.
    """

    execution_rate: Decimal | None = None
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """One 财政项目支出绩效自评表: what a clerk enters, and nothing that can be computed from it."""

    template: str
    fiscal_year: int
    project: str = ""
    department: str = ""
    implementing_unit: str = ""
    funding: Funding = Funding()
    expected_goal: str = ""
    actual_outcome: str = ""
    indicators: tuple[Indicator, ...] = ()
    state: FormState = FormState.DRAFT
    printed: PrintedFigures = PrintedFigures()

    def with_indicator(self, row: int, indicator: Indicator) -> "SelfAssessment":
        """Return the form with the indicator in ``row`` (from 0) replaced."""
        rows = self.indicators
        return replace(self, indicators=(*rows[:row], indicator, *rows[row + 1 :]))

    def inserting(self, row: int, indicators: tuple[Indicator, ...]) -> "SelfAssessment":
        """Return the form with indicators put before ``row``; ``row`` = length appends."""
        rows = self.indicators
        return replace(self, indicators=(*rows[:row], *indicators, *rows[row:]))

    def removing(self, rows: frozenset[int]) -> "SelfAssessment":
        """Return the form without the indicators in ``rows``."""
        kept = tuple(indicator for row, indicator in enumerate(self.indicators) if row not in rows)
        return replace(self, indicators=kept)

    def moving(self, row: int, to: int) -> "SelfAssessment":
        """Return the form with the indicator of ``row`` standing at position ``to`` afterwards."""
        rows = list(self.indicators)
        rows.insert(to, rows.pop(row))
        return replace(self, indicators=tuple(rows))

    def for_next_year(self) -> "SelfAssessment":
        """Return a fresh draft for the following year: goals, indicators, targets and weights kept.

        Amounts, actuals, scores, reasons and the outcome belong to the old year and are cleared.
        """
        return replace(
            self,
            fiscal_year=self.fiscal_year + 1,
            funding=Funding(),
            actual_outcome="",
            indicators=tuple(replace(row, actual="", score=None, reason="") for row in self.indicators),
            state=FormState.DRAFT,
            printed=PrintedFigures(),
        )

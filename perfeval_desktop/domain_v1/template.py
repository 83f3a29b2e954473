"""A template: how one authority wants the form. Everything in which forms differ is data here.

Templates are TOML files in ``perfeval_resources/templates``; :mod:`perfeval_desktop.domain_v1.template_reader`
reads and validates them. Lengths are in millimetres, weights in points of 100.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perfeval_desktop.domain_v1.form import AmountField, FundSource, IndicatorField
from perfeval_desktop.domain_v1.money import MoneyUnit
from perfeval_desktop.domain.rounding import Rounding


@dataclass(frozen=True, slots=True)
class Labels:
    """The words the form prints; ``grade`` is ``None`` where it has no grade row."""

    project: str
    department: str
    implementing_unit: str
    funding: str
    funding_weight: str
    execution_rate: str
    funding_score: str
    annual_goal: str
    expected_goal: str
    actual_outcome: str
    indicators: str
    total: str
    grade: str | None


class SubRowRate(StrEnum):
    """What the execution-rate cell of a fund source below the total shows."""

    COMPUTED = "computed"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class FundRow:
    """One row of the funding grid: its source, its label, and how far the label is indented (0-3)."""

    source: FundSource
    label: str
    indent: int


@dataclass(frozen=True, slots=True)
class FundingStyle:
    """How the funding grid is labelled and filled.

    ``decimals`` is the least number of decimals an amount shows in ``unit``. Rows below the total show
    ``sub_weight`` and ``sub_score`` as fixed text and ``sub_rate_of_nothing`` where their budget is zero.
    """

    unit: MoneyUnit
    decimals: int
    grouping: bool
    rows: tuple[FundRow, ...]
    columns: tuple[tuple[AmountField, str], ...]
    sub_weight: str
    sub_score: str
    sub_rate: SubRowRate
    sub_rate_of_nothing: str


@dataclass(frozen=True, slots=True)
class ExecutionRule:
    """How the execution rate is rounded, shown and scored.

    ``weight`` in points (0 where execution earns none); ``rate_suffix`` is ``%`` or empty;
    ``score_from_printed_rate`` takes the rounded rate instead of the exact one.
    """

    weight: Decimal
    rate_rounding: Rounding
    rate_suffix: str
    score_from_printed_rate: bool


@dataclass(frozen=True, slots=True)
class PointsStyle:
    """How points are printed: ``True`` keeps all decimals (10.00), ``False`` drops trailing zeros (10)."""

    fixed_execution_weight: bool
    fixed_execution_score: bool
    fixed_weight: bool
    fixed_score: bool
    fixed_total: bool


@dataclass(frozen=True, slots=True)
class Dimension:
    """A level-1 indicator: expected weight in points (``None``: none expected), usual level-2 names.

    ``required`` dimensions missing from a form are a finding; ``keep_empty`` prints level-2 rows that hold no
    indicator.
    """

    name: str
    weight: Decimal | None
    level2: tuple[str, ...]
    required: bool
    keep_empty: bool


@dataclass(frozen=True, slots=True)
class GradeBand:
    """A grade and the least total (points, inclusive) that earns it."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class QualitativeTier:
    """A tier for qualitative indicators: a share of the weight from ``least`` to ``most`` (0-1)."""

    name: str
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class TextLimits:
    """The longest texts in characters; ``None`` for no limit."""

    goal: int | None
    reason: int | None


@dataclass(frozen=True, slots=True)
class IndicatorColumn:
    """A column of the printed indicator grid: what it shows, its label, its width in mm."""

    field: IndicatorField
    label: str
    width: Decimal


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the table and closes the form.

    ``signatures`` are the words of the signature line, each followed by room to write; ``stamp`` marks the
    room for the seal, ``None`` where there is none. ``footnotes`` are in order and without numbers: the
    printer numbers them.
    """

    signatures: tuple[str, ...]
    stamp: str | None
    footnotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Column widths of the printed form in mm; each block's widths add up to the table's 180 mm.

    ``identity``: label, value, label, value. ``funding``: block label, row label, the amount columns, weight,
    rate, score. ``goals``: block label, expected, actual. ``indicator_block``: the vertical 绩效指标 cell at
    the left of the grid, 0 where the form has none. ``break_points`` gives for a label the places where it
    may break into lines.
    """

    identity: tuple[Decimal, ...]
    funding: tuple[Decimal, ...]
    goals: tuple[Decimal, ...]
    indicator_block: Decimal
    break_points: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """One authority's form: words, numbers, rules and layout.

    Compared and hashed by identity: a template is read once and shared; the printer keeps what it has
    prepared for it.

    ``year_line`` holds ``{year}``. ``reached_words`` are actuals that mean "as promised".
    ``over_achievement`` is the share above a target (0.3 = 30 %) from which an explanation is asked for.
    """

    id: str
    name: str
    title: str
    year_line: str
    labels: Labels
    funding: FundingStyle
    execution: ExecutionRule
    score_rounding: Rounding
    points: PointsStyle
    dimensions: tuple[Dimension, ...]
    grades: tuple[GradeBand, ...]
    tiers: tuple[QualitativeTier, ...]
    reached_words: frozenset[str]
    over_achievement: Decimal
    limits: TextLimits
    columns: tuple[IndicatorColumn, ...]
    closing: Closing
    layout: PageLayout

    def dimension(self, name: str) -> Dimension | None:
        """Return the dimension called ``name``, ``None`` for a name of the clerk's own."""
        return next((dimension for dimension in self.dimensions if dimension.name == name), None)

    def grade(self, total: Decimal) -> str | None:
        """Return the grade of ``total`` points: lower bounds are inclusive; ``None`` without a grade row."""
        return next((band.name for band in self.grades if total >= band.least), None)

    def fund_label(self, source: FundSource) -> str:
        """Return the words of a fund row, without the 其中 and the colon around them."""
        row = next(row for row in self.funding.rows if row.source is source)
        return row.label.removeprefix("其中").strip(":： ")

    def amount_label(self, field: AmountField) -> str:
        """Return the words of an amount column."""
        return next(label for column, label in self.funding.columns if column is field)

    def column_label(self, field: IndicatorField) -> str:
        """Return an indicator column's words on one line; the usual word where there is no such column."""
        label = next((column.label for column in self.columns if column.field is field), None)
        return _USUAL_LABELS[field] if label is None else label.replace("\n", "")


_USUAL_LABELS = {
    IndicatorField.LEVEL1: "一级指标",
    IndicatorField.LEVEL2: "二级指标",
    IndicatorField.LEVEL3: "三级指标",
    IndicatorField.TARGET: "年度指标值",
    IndicatorField.ACTUAL: "实际完成值",
    IndicatorField.WEIGHT: "分值",
    IndicatorField.SCORE: "得分",
    IndicatorField.REASON: "偏差原因分析及改进措施",
}

"""A template: how one authority wants the form. Everything in which forms differ is data here.

Templates are TOML files; :mod:`perfeval_desktop.domain.template_reader` reads them and says which are legal.
Lengths are in millimetres, weights in points of 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.rules import USUAL_THRESHOLDS, RateStyle, Scoring, Thresholds


class FormKind(StrEnum):
    """Which of the year's forms a template is for."""

    SELF_ASSESSMENT = "self-assessment"
    TARGET = "target"
    MONITORING = "monitoring"
    DEPARTMENT = "department"
    TRANSFER = "transfer"

    @property
    def label(self) -> str:
        """The kind in the user's words."""
        return _KIND_LABELS[self]

    @property
    def tells_the_outcome(self) -> bool:
        """Whether the form is written when its year is over; a target or a monitoring form is not."""
        return self not in {FormKind.TARGET, FormKind.MONITORING}


_KIND_LABELS = {
    FormKind.SELF_ASSESSMENT: "自评表",
    FormKind.TARGET: "绩效目标表",
    FormKind.MONITORING: "运行监控表",
    FormKind.DEPARTMENT: "部门整体自评表",
    FormKind.TRANSFER: "转移支付自评表",
}

FORM_BLOCK = "form"

# What every form has beside its blocks: printed elsewhere than in a cell, or not at all.
FORM_FIELDS = FieldsBlock(
    key=FORM_BLOCK,
    columns=(
        Column(key="title", label="标题", role=Role.TITLE, kind=Kind.LINE, stage=Stage.PLAN),
        Column(
            key="unit",
            label="金额单位",
            role=Role.UNIT,
            kind=Kind.CHOICE,
            stage=Stage.PLAN,
            choices=tuple(MoneyUnit),
            choice_style=ChoiceStyle.WORD,
        ),
        Column(key="execution_note", label="预算执行说明", role=Role.EXECUTION_NOTE, stage=Stage.RESULT),
        Column(key="note", label="备注", stage=Stage.RESULT),
    ),
    lines=(("title",), ("unit",), ("execution_note",), ("note",)),
    widths=(Decimal(23), Decimal(157)),
)


# The sides of A4, the margin left and right of the table, and the widest table, in mm.
SHORT_SIDE, LONG_SIDE = 210, 297
SIDE_MARGIN = 15
WIDEST_TABLE = LONG_SIDE - 2 * SIDE_MARGIN


class Orientation(StrEnum):
    """How the A4 page lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Page:
    """The page, A4."""

    orientation: Orientation

    @property
    def table_width(self) -> Decimal:
        """The width of the table in mm: the page without the margins at its sides."""
        return _TABLE_WIDTHS[self.orientation]


_TABLE_WIDTHS = {
    Orientation.PORTRAIT: Decimal(SHORT_SIDE - 2 * SIDE_MARGIN),
    Orientation.LANDSCAPE: Decimal(WIDEST_TABLE),
}


@dataclass(frozen=True, slots=True)
class AmountStyle:
    """How amounts are printed: the usual unit, the least number of decimals, commas between thousands.

    ``unit_in_cell`` prints the unit behind each amount (``120.00万元``).
    """

    unit: MoneyUnit
    decimals: int
    grouping: bool
    unit_in_cell: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """Where a role is: a block and one of its columns."""

    block: str
    column: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Template:
    """One authority's form: words, blocks, rules and layout.

    Compared and hashed by identity: a template is read once and shared; the printer keeps what it has
    prepared for it. ``text`` is the very text it was read from, ``digest`` its name.

    ``title`` and ``year_line`` may hold ``{year}``, ``{project}``, ``{implementing_unit}`` and ``{unit}``,
    labels ``{unit}`` alone. ``number`` is the form's number, printed above the title. ``break_points`` gives
    for a label the parts it may be broken into.
    """

    id: str
    digest: str
    name: str
    kind: FormKind
    source: str
    number: str
    title: str
    year_line: str
    page: Page
    amounts: AmountStyle
    rate: RateStyle
    blocks: tuple[AnyBlock, ...]
    scoring: Scoring | None
    break_points: Mapping[str, tuple[str, ...]]
    text: str = field(repr=False)
    thresholds: Thresholds = USUAL_THRESHOLDS

    @cached_property
    def by_key(self) -> dict[str, AnyBlock]:
        """All blocks by key, that of the form as a whole first."""
        return {FORM_BLOCK: FORM_FIELDS, **{block.key: block for block in self.blocks}}

    @cached_property
    def block_order(self) -> dict[str, int]:
        """Where each block stands, the form as a whole first."""
        return {key: place for place, key in enumerate(self.by_key)}

    @cached_property
    def columns_order(self) -> dict[str, dict[str, int]]:
        """Where each column stands in its block."""
        return {
            key: {column.key: place for place, column in enumerate(block.columns)}
            for key, block in self.by_key.items()
        }

    def at(self, role: Role) -> At | None:
        """Return where the form has its one cell with ``role``: in a block of fields, texts or figures.

        A form about a department as a whole has no project: it goes by the department's name.
        """
        return self._single.get(role)

    @cached_property
    def _single(self) -> dict[Role, At]:
        # A cell of the template's own comes before the one that every form has.
        found = {
            column.role: At(block.key, column.key)
            for block in (FORM_FIELDS, *reversed(self.blocks))
            if isinstance(block, FieldsBlock | FiguresBlock | TextsBlock)
            for column in block.columns
            if column.role is not None
        }
        if Role.DEPARTMENT in found:
            found.setdefault(Role.PROJECT, found[Role.DEPARTMENT])
        return found

    @cached_property
    def funding(self) -> FundingBlock | None:
        """The funding grid whose total the execution rate is of: the first one that has executed amounts."""
        return next((block for block in self.fundings if Role.EXECUTED in block.by_role), None)

    @cached_property
    def fundings(self) -> tuple[FundingBlock, ...]:
        """All funding grids."""
        return tuple(block for block in self.blocks if isinstance(block, FundingBlock))

    @cached_property
    def goals(self) -> GoalsBlock | None:
        """The goals."""
        return next((block for block in self.blocks if isinstance(block, GoalsBlock)), None)

    @cached_property
    def grid(self) -> IndicatorsBlock | None:
        """The indicator grid."""
        return next((block for block in self.blocks if isinstance(block, IndicatorsBlock)), None)

    @cached_property
    def has_execution_row(self) -> bool:
        """Whether the execution rate earns its points in a row of the indicator grid."""
        return self.grid is not None and any(row.role is RowRole.EXECUTION for row in self.grid.rows)

    @cached_property
    def goals_earn_beside(self) -> bool:
        """Whether goals with points of their own stand beside indicators that have some: both are added up.

        Where the indicators stand under the goals, these have only what their indicators have.
        """
        goals, grid = self.goals, self.grid
        if goals is None or grid is None or grid.goals is not None:
            return False
        return Role.SCORE in goals.by_role and grid_keys(grid).earns

    @cached_property
    def has_points(self) -> bool:
        """Whether the form gives points at all."""
        return self.scoring is not None

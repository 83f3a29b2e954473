"""The blocks of a form: what its template prints, from the top to the bottom.

A block holds a table of cells, by row and column; each type has classes of its own that print and edit it,
found by the type. A block of fields, of texts or of figures has one row, :data:`ONLY_ROW`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from perfeval_desktop.domain.columns import Column, FixedRow, Kind, Role, Stage, label_words

ONLY_ROW = "only"

MORE_IS_BETTER, LESS_IS_BETTER = "越多越好", "越少越好"
# Which way is better of an indicator, where the user says it: kept with each row, on no printed form.
DIRECTION = Column(
    key="direction",
    label="好坏方向",
    kind=Kind.CHOICE,
    stage=Stage.PLAN,
    choices=(MORE_IS_BETTER, LESS_IS_BETTER),
)
# Where the number of a goal stands in its name: 目标1, 目标一.
DIGITS, CHINESE = "{n}", "{一}"


class Frame(StrEnum):
    """What is around the cells of a block: rules, only as much room, or nothing."""

    RULED = "ruled"
    OPEN = "open"
    TIGHT = "tight"


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """What every block has. ``label`` stands at its left, ``""`` for none, in a column of ``label_width`` mm.

    ``heading`` stands above it on a line of its own (``一、基本情况``), ``""`` for none. ``columns`` are in
    printed order. ``rows`` are those that the template fixes.
    """

    key: str
    heading: str = ""
    label: str = ""
    label_width: Decimal = Decimal(0)
    columns: tuple[Column, ...] = ()
    rows: tuple[FixedRow, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def by_role(self) -> dict[Role, Column]:
        """The columns with a role."""
        return {column.role: column for column in self.columns if column.role is not None}

    @cached_property
    def fixed_rows(self) -> dict[str, FixedRow]:
        """The fixed rows by key."""
        return {row.key: row for row in self.rows}

    @property
    def words(self) -> str:
        """The label as a sentence quotes it."""
        return label_words(self.label)

    @property
    def has_own_rows(self) -> bool:
        """Whether the user adds and removes rows."""
        return False

    def entered(self) -> Iterator[Column]:
        """Yield the columns that are entered, not computed."""
        return (column for column in self.columns if column.stage is not Stage.COMPUTED)


@dataclass(frozen=True, kw_only=True, eq=False)
class FieldsBlock(Block):
    """Labels with values beside them.

    ``lines`` are the keys of the fields on each printed line; ``widths`` those of the labels and values of
    the fullest line, in mm. A line with fewer fields gives the rest to its last value.
    """

    lines: tuple[tuple[str, ...], ...]
    widths: tuple[Decimal, ...]
    frame: Frame = Frame.RULED


class FundingLayout(StrEnum):
    """How the funding grid is set."""

    GRID = "grid"
    BESIDE = "beside"


@dataclass(frozen=True, kw_only=True, eq=False)
class FundingBlock(Block):
    """What was given and spent: fixed rows by amount columns.

    GRID names a row once, at its left, in a column headed ``name_label``; BESIDE names it beside each of its
    amounts, without headings. ``partner`` is the key of another funding block that is printed at the right
    of this one, row by row. ``rate_of_nothing`` is the rate of a source whose budget is 0.
    """

    name_label: str = ""
    name_width: Decimal = Decimal(38)
    layout: FundingLayout = FundingLayout.GRID
    partner: str | None = None
    rate_of_nothing: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class GoalsBlock(Block):
    """What was promised and what came of it: one goal, or several.

    ``numbered`` names each of several (``目标{n}``, ``目标{一}``), and is empty for one. With ``in_grid``
    the goals are printed at the left of the indicators that stand under them.
    """

    numbered: str = ""
    in_grid: bool = False

    @property
    def has_own_rows(self) -> bool:
        """Several goals are the user's."""
        return bool(self.numbered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A level-1 indicator: expected weight in points (``None``: none expected), usual level-2 names.

    ``required`` dimensions missing from a form are a finding; ``keep_empty`` prints level-2 rows that hold no
    indicator.
    """

    name: str
    weight: Decimal | None = None
    level2: tuple[str, ...] = ()
    required: bool = False
    keep_empty: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class IndicatorsBlock(Block):
    """The indicator grid: the user's rows, among them the fixed ones.

    ``goals`` is the key of the goals that the rows stand under, ``None`` where they stand under none.
    ``points_in_level1`` prints the points of a dimension behind its name (``产出指标（50分）``).
    """

    dimensions: tuple[Dimension, ...] = ()
    goals: str | None = None
    points_in_level1: bool = False

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by key, and the direction that every indicator can be given."""
        return {**{column.key: column for column in self.columns}, DIRECTION.key: DIRECTION}

    @property
    def has_own_rows(self) -> bool:
        """The indicators are the user's."""
        return True


@dataclass(frozen=True, kw_only=True, eq=False)
class TextsBlock(Block):
    """Boxes of running text, each with its label at the left."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ChecklistBlock(Block):
    """Fixed rows with texts beside them; the row names stand in a column headed ``name_label``."""

    name_label: str = ""
    name_width: Decimal = Decimal(38)


class FiguresLayout(StrEnum):
    """Where the closing figures stand: a row each below the grid, or all in one row."""

    ROWS = "rows"
    ONE_ROW = "one-row"


@dataclass(frozen=True, kw_only=True, eq=False)
class FiguresBlock(Block):
    """Total weight, total and grade. In ROWS they stand in the columns of the ``grid`` above them."""

    grid: str
    layout: FiguresLayout = FiguresLayout.ROWS


@dataclass(frozen=True, kw_only=True, eq=False)
class ClosingBlock(Block):
    """What closes the form below the table, without a cell to enter.

    ``signatures`` are the words of the signature line, each followed by room to write; ``stamp`` marks the
    room for the seal, ``None`` where there is none. ``boxes`` close the table, to be filled in by hand: the
    words in each by its label. ``footnotes`` are in order and without numbers: the
    printer numbers them.
    """

    boxes: Mapping[str, str] = field(default_factory=dict)
    signatures: tuple[str, ...] = ()
    stamp: str | None = None
    footnotes: tuple[str, ...] = ()


AnyBlock = (
    FieldsBlock
    | FundingBlock
    | GoalsBlock
    | IndicatorsBlock
    | TextsBlock
    | ChecklistBlock
    | FiguresBlock
    | ClosingBlock
)

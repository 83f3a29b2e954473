"""A column, a field, a fixed row: each one value, declared once in a template.

Everything that knows "the columns that …" - grid, printed form, checks, import, next year's copy - asks the
column itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """What the rules read a cell for. A column without a role is kept, printed and searched, never judged."""

    # Of the form as a whole.
    TITLE = "title"
    UNIT = "unit"
    EXECUTION_NOTE = "execution_note"
    # Of fields.
    PROJECT = "project"
    PROJECT_CODE = "project_code"
    DEPARTMENT = "department"
    IMPLEMENTING_UNIT = "implementing_unit"
    SHOWN_UNIT = "shown_unit"
    # Of the funding grid.
    INITIAL_BUDGET = "initial_budget"
    ADJUSTED_BUDGET = "adjusted_budget"
    RECEIVED = "received"
    EXECUTED = "executed"
    EXECUTION_RATE = "execution_rate"
    # Of goals.
    EXPECTED_GOAL = "expected_goal"
    ACTUAL_OUTCOME = "actual_outcome"
    # Of indicators.
    NUMBER = "number"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    TARGET = "target"
    COMPARATOR = "comparator"
    TARGET_NUMBER = "target_number"
    MEASURE = "measure"
    ADJUSTED_TARGET = "adjusted_target"
    ACTUAL = "actual"
    COMPLETION_RATE = "completion_rate"
    ITEM_SCORE = "item_score"
    SHARE = "share"
    COEFFICIENT = "coefficient"
    REVIEW_SCORE = "review_score"
    # Of the funding grid, of goals and of indicators.
    WEIGHT = "weight"
    SCORE = "score"
    REASON = "reason"
    # Of the closing figures.
    TOTAL_WEIGHT = "total_weight"
    TOTAL = "total"
    GRADE = "grade"


class Kind(StrEnum):
    """What a cell is for: how it is entered, read and set."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    AMOUNT = "amount"
    POINTS = "points"
    PERCENT = "percent"
    VALUE = "value"

    @property
    def is_number(self) -> bool:
        """Whether the cell holds one number."""
        return self in _NUMBERS

    @property
    def is_centred(self) -> bool:
        """Whether a short text stands in the middle of its cell."""
        return self not in _RUNNING


_NUMBERS = frozenset({Kind.AMOUNT, Kind.POINTS, Kind.PERCENT})
_RUNNING = frozenset({Kind.LINE, Kind.TEXT})


class Stage(StrEnum):
    """When in the year a cell gets its text.

    What is planned is carried from the target form into the others and into the next year; a result is not.
    A computed cell is the program's; a text in it is what a paper form claims.
    """

    PLAN = "plan"
    RESULT = "result"
    COMPUTED = "computed"


class ChoiceStyle(StrEnum):
    """How a choice is printed.

    The word alone, the list of all with marks before or behind them, or a column for each to tick.
    """

    WORD = "word"
    LIST = "list"
    LIST_BEHIND = "list-behind"
    TICKS = "ticks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a grid, or a field.

    ``label`` is as printed, line ends where it may break. ``above`` is a heading that neighbours share.
    ``width`` is in mm. ``limit`` is the longest text in characters. ``decimals`` is the least number of
    decimals a number is printed with, ``most_decimals`` the most it may be typed with. ``prompt`` is shown in
    an empty cell, never printed. ``prefilled`` is what the cell of a new form holds where its block has one
    row. ``shared`` columns of a funding grid have one cell beside all its rows.
    """

    key: str
    label: str
    role: Role | None = None
    kind: Kind = Kind.TEXT
    stage: Stage = Stage.RESULT
    width: Decimal = Decimal(20)
    above: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    choice_style: ChoiceStyle = ChoiceStyle.WORD
    limit: int | None = None
    decimals: int = 0
    most_decimals: int | None = None
    prompt: str = ""
    prefilled: str = ""
    shared: bool = False

    @property
    def words(self) -> str:
        """The label on one line, as a sentence quotes it: without line ends, marks and units."""
        return label_words(self.label)


def label_words(label: str) -> str:
    """Return a printed label as a sentence quotes it."""
    plain = label.replace("\n", "").replace(" ", "").strip(":：")
    for unit in _UNITS:
        plain = plain.replace(unit, "")
    for ending in _ENDINGS:
        plain = plain.removesuffix(ending)
    return plain


# Stands in a printed label for the unit of the form's amounts.
UNIT_MARK = "{unit}"
_UNITS = (f"({UNIT_MARK})", f"（{UNIT_MARK}）")
_ENDINGS = ("(%)", "（%）", "(A)", "（A）", "(B)", "（B）", "(B/A)", "（B/A）", "(B/A×100%)", "（B/A×100%）")


class RowRole(StrEnum):
    """What a fixed row of a grid is to the rules."""

    TOTAL = "total"
    SOURCE = "source"
    DETAIL = "detail"
    EXECUTION = "execution"


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedRow:
    """A row that the template prints and nobody can remove.

    ``labels`` stand for the row where it is named beside each of its amounts in other words, by column key.
    ``indent`` is 0-3 steps. ``fixed`` is printed in computed cells instead of what the rule gives, by column
    key; ``prefilled`` is what plan cells of a new form hold. A TOTAL row is the sum of the SOURCE rows; a
    DETAIL row is a part of the row before it and counts nowhere.
    """

    key: str
    label: str
    role: RowRole | None = None
    indent: int = 0
    labels: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    prefilled: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The label as a sentence quotes it, without 其中 and the colon."""
        return self.label.replace("\n", "").strip().removeprefix("其中").strip(":： ")

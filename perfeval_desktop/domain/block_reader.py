"""Reading the blocks of a template: each type from its table, columns with what their role implies."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    ClosingBlock,
    Dimension,
    FieldsBlock,
    FiguresBlock,
    FiguresLayout,
    Frame,
    FundingBlock,
    FundingLayout,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Column, FixedRow, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.template import WIDEST_TABLE
from perfeval_desktop.domain.toml_table import TomlTable


class Implied(NamedTuple):
    """What a role implies of a column that does not say otherwise."""

    kind: Kind
    stage: Stage
    is_required: bool = False


UNKNOWN = Implied(Kind.TEXT, Stage.RESULT)
_LEVEL = Implied(Kind.LINE, Stage.PLAN)
_NAME = Implied(Kind.LINE, Stage.PLAN, is_required=True)
_AMOUNT = Implied(Kind.AMOUNT, Stage.RESULT)
_POINTS = Implied(Kind.POINTS, Stage.RESULT)
_FIGURE = Implied(Kind.POINTS, Stage.COMPUTED)

IMPLIED = {
    Role.TITLE: Implied(Kind.LINE, Stage.PLAN),
    Role.UNIT: Implied(Kind.CHOICE, Stage.PLAN),
    Role.SHOWN_UNIT: Implied(Kind.VALUE, Stage.COMPUTED),
    Role.EXECUTION_NOTE: UNKNOWN,
    Role.PROJECT: _NAME,
    Role.PROJECT_CODE: Implied(Kind.LINE, Stage.PLAN),
    Role.DEPARTMENT: _NAME,
    Role.IMPLEMENTING_UNIT: _NAME,
    Role.INITIAL_BUDGET: Implied(Kind.AMOUNT, Stage.PLAN),
    Role.ADJUSTED_BUDGET: _AMOUNT,
    Role.RECEIVED: _AMOUNT,
    Role.EXECUTED: _AMOUNT,
    Role.EXECUTION_RATE: Implied(Kind.PERCENT, Stage.COMPUTED),
    Role.EXPECTED_GOAL: Implied(Kind.TEXT, Stage.PLAN, is_required=True),
    Role.ACTUAL_OUTCOME: Implied(Kind.TEXT, Stage.RESULT, is_required=True),
    Role.NUMBER: Implied(Kind.VALUE, Stage.COMPUTED),
    Role.LEVEL1: _NAME,
    Role.LEVEL2: _LEVEL,
    Role.LEVEL3: Implied(Kind.TEXT, Stage.PLAN, is_required=True),
    Role.TARGET: Implied(Kind.VALUE, Stage.PLAN, is_required=True),
    Role.COMPARATOR: Implied(Kind.VALUE, Stage.PLAN),
    Role.TARGET_NUMBER: Implied(Kind.VALUE, Stage.PLAN, is_required=True),
    Role.MEASURE: Implied(Kind.VALUE, Stage.PLAN),
    Role.ADJUSTED_TARGET: Implied(Kind.VALUE, Stage.RESULT),
    Role.ACTUAL: Implied(Kind.VALUE, Stage.RESULT, is_required=True),
    Role.COMPLETION_RATE: Implied(Kind.PERCENT, Stage.COMPUTED),
    Role.ITEM_SCORE: _POINTS,
    Role.SHARE: Implied(Kind.PERCENT, Stage.PLAN),
    Role.COEFFICIENT: Implied(Kind.PERCENT, Stage.RESULT),
    Role.REVIEW_SCORE: _POINTS,
    Role.WEIGHT: Implied(Kind.POINTS, Stage.PLAN, is_required=True),
    Role.SCORE: _POINTS,
    Role.REASON: UNKNOWN,
    Role.TOTAL_WEIGHT: _FIGURE,
    Role.TOTAL: _FIGURE,
    Role.GRADE: Implied(Kind.VALUE, Stage.COMPUTED),
}

# Weights and scores are typed to the hundredth, a percentage as well; an amount to the 分, see money.
USUAL_DECIMALS = {Kind.POINTS: 2, Kind.PERCENT: 2}


def read_block(table: TomlTable) -> AnyBlock:
    """Return the block that ``table`` describes."""
    kind = table.text("type")
    read = _READERS.get(kind)
    if read is None:
        raise table.wrong("type", f"应为 {'、'.join(_READERS)} 之一，现为 {shortened(kind)}")
    return read(table)


def _common(table: TomlTable, *, computed: frozenset[Role] = frozenset()) -> dict[str, Any]:
    def column(one: TomlTable) -> Column:
        return _column(one, computed)

    return {
        "key": table.text("key"),
        "heading": table.text("heading", ""),
        "label": table.text("label", "", blank=True),
        "label_width": table.number("label_width", Decimal(0), least=0, most=60),
        "columns": table.tables("columns", column),
        "rows": table.tables("rows", _row),
    }


_WITHOUT_ROLE = "；不让程序读取的栏不写 role，只写 key"


def _column(table: TomlTable, computed: frozenset[Role]) -> Column:
    role = table.choice("role", Role, otherwise=_WITHOUT_ROLE) if table.has("role") else None
    implied = UNKNOWN if role is None else IMPLIED[role]
    kind = table.choice("kind", Kind, implied.kind)
    most = USUAL_DECIMALS.get(kind)
    return Column(
        key=table.text("key", None if role is None else role.value),
        label=table.text("label", blank=True),
        role=role,
        kind=kind,
        stage=table.choice("stage", Stage, Stage.COMPUTED if role in computed else implied.stage),
        width=table.number("width", Decimal(20), least=4, most=WIDEST_TABLE),
        above=table.text("above", ""),
        required=table.flag("required", implied.is_required),
        choices=table.texts("choices", ()),
        choice_style=table.choice("choice_style", ChoiceStyle, ChoiceStyle.WORD),
        limit=table.whole("limit", least=1, most=100_000) if table.has("limit") else None,
        decimals=table.whole("decimals", 0, least=0, most=6),
        most_decimals=table.whole("most_decimals", least=0, most=6) if table.has("most_decimals") else most,
        prompt=table.text("prompt", ""),
        prefilled=table.text("prefilled", ""),
        shared=table.flag("shared", default=False),
    )


def _row(table: TomlTable) -> FixedRow:
    return FixedRow(
        key=table.text("key"),
        label=table.text("label", "", blank=True),
        role=table.choice("role", RowRole) if table.has("role") else None,
        indent=table.whole("indent", 0, least=0, most=3),
        labels=table.mapping("labels"),
        fixed=table.mapping("fixed"),
        prefilled=table.mapping("prefilled"),
    )


def _fields(table: TomlTable) -> FieldsBlock:
    common = _common(table)
    lines = (
        table.lists("lines") if table.has("lines") else tuple((column.key,) for column in common["columns"])
    )
    return FieldsBlock(
        **common,
        lines=lines,
        widths=table.numbers("widths", least=5, most=WIDEST_TABLE),
        frame=table.choice("frame", Frame, Frame.RULED),
    )


def _funding(table: TomlTable) -> FundingBlock:
    return FundingBlock(
        # Only the score can be typed where the rule gives one; the weight is the rule's.
        **_common(table, computed=frozenset({Role.WEIGHT})),
        name_label=table.text("name_label", "", blank=True),
        name_width=table.number("name_width", Decimal(38), least=5, most=120),
        layout=table.choice("layout", FundingLayout, FundingLayout.GRID),
        partner=table.text("partner") if table.has("partner") else None,
        rate_of_nothing=table.text("rate_of_nothing", "", blank=True),
    )


def _goals(table: TomlTable) -> GoalsBlock:
    return GoalsBlock(
        **_common(table),
        numbered=table.text("numbered", ""),
        in_grid=table.flag("in_grid", default=False),
    )


def _indicators(table: TomlTable) -> IndicatorsBlock:
    return IndicatorsBlock(
        **_common(table),
        dimensions=table.tables("dimensions", _dimension),
        goals=table.text("goals") if table.has("goals") else None,
        points_in_level1=table.flag("points_in_level1", default=False),
    )


def _dimension(table: TomlTable) -> Dimension:
    return Dimension(
        name=table.text("name"),
        weight=table.number("weight", least=0, most=100) if table.has("weight") else None,
        level2=table.texts("level2", ()),
        required=table.flag("required", default=False),
        keep_empty=table.flag("keep_empty", default=False),
    )


def _texts(table: TomlTable) -> TextsBlock:
    return TextsBlock(**_common(table))


def _checklist(table: TomlTable) -> ChecklistBlock:
    return ChecklistBlock(
        **_common(table),
        name_label=table.text("name_label", "", blank=True),
        name_width=table.number("name_width", Decimal(38), least=5, most=120),
    )


def _figures(table: TomlTable) -> FiguresBlock:
    return FiguresBlock(
        **_common(table),
        grid=table.text("grid", kind_name=" indicators 块的 key"),
        layout=table.choice("layout", FiguresLayout, FiguresLayout.ROWS),
    )


def _closing(table: TomlTable) -> ClosingBlock:
    return ClosingBlock(
        **_common(table),
        boxes=table.mapping("boxes"),
        signatures=table.texts("signatures", ()),
        stamp=table.text("stamp") if table.has("stamp") else None,
        footnotes=table.texts("footnotes", ()),
    )


_READERS: dict[str, Callable[[TomlTable], AnyBlock]] = {
    "fields": _fields,
    "funding": _funding,
    "goals": _goals,
    "indicators": _indicators,
    "texts": _texts,
    "checklist": _checklist,
    "figures": _figures,
    "closing": _closing,
}
BLOCK_TYPES = tuple(_READERS)

"""A template as the text that a bureau would write: what :mod:`template_reader` reads is the same again.

What is usual is left out.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from perfeval_desktop.domain.block_reader import IMPLIED, UNKNOWN, USUAL_DECIMALS
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
from perfeval_desktop.domain.columns import ChoiceStyle, Column, FixedRow, Role, Stage
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain.rules import (
    USUAL_REACHED_WORDS,
    USUAL_THRESHOLDS,
    AllOrNothing,
    DeductionLadder,
    DeductPoints,
    ExecutionRule,
    OverAchievement,
    RateForm,
    Scoring,
    Step,
    Steps,
    Thresholds,
)
from perfeval_desktop.domain.template import FormKind, Orientation, Template
from perfeval_desktop.domain.template_reader import FORMAT, USUAL_BREAK_POINTS, USUAL_TIERS

_TYPES: dict[type[AnyBlock], str] = {
    FieldsBlock: "fields",
    FundingBlock: "funding",
    GoalsBlock: "goals",
    IndicatorsBlock: "indicators",
    TextsBlock: "texts",
    ChecklistBlock: "checklist",
    FiguresBlock: "figures",
    ClosingBlock: "closing",
}

Values = dict[str, object]


def written(template: Template) -> str:
    """Return ``template`` as TOML."""
    head = _unusual(
        {
            "format": FORMAT,
            "id": template.id,
            "name": template.name,
            "kind": template.kind,
            "source": template.source,
            "number": template.number,
            "title": template.title,
            "year_line": template.year_line,
            "page": template.page.orientation,
            "break_points": [
                "|".join(parts)
                for label, parts in template.break_points.items()
                if USUAL_BREAK_POINTS.get(label) != parts
            ],
        },
        kind=FormKind.SELF_ASSESSMENT,
        page=Orientation.PORTRAIT,
    )
    amounts = _unusual(
        {
            "unit": template.amounts.unit,
            "decimals": template.amounts.decimals,
            "grouping": template.amounts.grouping,
            "unit_in_cell": template.amounts.unit_in_cell,
        },
        decimals=2,
    )
    style = {"form": template.rate.form, "fixed": template.rate.fixed}
    rate = {**_rounding(template.rate.rounding), **_unusual(style, form=RateForm.PERCENT, fixed=True)}
    sections = {"amounts": amounts, "rate": rate, "checks": _checks(template.thresholds)}
    parts = [_lines(head)]
    parts += [f"[{name}]\n{_lines(values)}" for name, values in sections.items() if values]
    if template.scoring is not None:
        parts.append(f"[scoring]\n{_lines(_scoring(template.scoring))}")
    parts += [f"[[blocks]]\n{_lines(_block(block))}" for block in template.blocks]
    return "\n".join(parts)


def _unusual(values: Values, **usual: object) -> Values:
    """Return those of ``values`` that are neither ``usual`` nor, where nothing is, empty."""
    return {
        key: value
        for key, value in values.items()
        if (value != usual[key] if key in usual else value not in (None, "", False, 0, [], {}))
    }


# -- rules ---------------------------------------------------------------------------------------------------


_USUAL_ROUNDING = Rounding(RoundingMode.HALF_UP, 2)


def _rounding(rounding: Rounding, usual: Rounding = _USUAL_ROUNDING) -> Values:
    return _unusual(
        {"mode": rounding.mode, "decimals": rounding.decimals}, mode=usual.mode, decimals=usual.decimals
    )


def _checks(thresholds: Thresholds) -> Values:
    usual = USUAL_THRESHOLDS
    return _unusual(
        {
            "explained_execution": thresholds.explained_execution,
            "low_execution": thresholds.low_execution,
            "output": thresholds.output,
            "quantity": thresholds.quantity,
            "numbered_names": thresholds.numbered_names,
            "switched_off": sorted(thresholds.switched_off),
        },
        explained_execution=usual.explained_execution,
        low_execution=usual.low_execution,
        output=usual.output,
        quantity=usual.quantity,
    )


def _scoring(scoring: Scoring) -> Values:
    words = sorted(scoring.reached_words)
    return _unusual(
        {
            "achievement": _achievement(scoring),
            "reached_words": [] if scoring.reached_words == USUAL_REACHED_WORDS else words,
            "over_achievement": _over_achievement(scoring.over_achievement),
            "score": _rounding(scoring.score_rounding),
            "total": _rounding(scoring.total_rounding, scoring.score_rounding),
            "execution": None if scoring.execution is None else _execution(scoring.execution),
            "tiers": []
            if scoring.tiers == USUAL_TIERS
            else [{"name": one.name, "least": one.least, "most": one.most} for one in scoring.tiers],
            "caps": [{"below": one.below, "most": one.most} for one in scoring.caps],
            "grades": [{"name": one.name, "least": one.least} for one in scoring.grades],
        }
    )


def _achievement(scoring: Scoring) -> object:
    match scoring.achievement:
        case Steps(steps):
            return _steps(steps)
        case AllOrNothing():
            return "all-or-nothing"
        case _:
            return None


def _over_achievement(rule: OverAchievement) -> Values:
    match rule:
        case DeductionLadder(steps):
            return {"ladder": _steps(steps)}
        case DeductPoints(over, points):
            return {"over": over, "deduct": points}
        case _:
            return _unusual({"over": rule.over}, over=Decimal("0.3"))


def _execution(rule: ExecutionRule) -> Values:
    steps = _steps(rule.rule.steps) if isinstance(rule.rule, Steps) else []
    return {
        "weight": rule.weight,
        **_unusual({"steps": steps, "from_printed_rate": rule.from_printed_rate}),
    }


def _steps(steps: tuple[Step, ...]) -> list[Values]:
    return [{"least": one.least, "earns": one.earns} for one in steps]


# -- blocks --------------------------------------------------------------------------------------------------


def _block(block: AnyBlock) -> Values:
    common = _unusual(
        {
            "key": block.key,
            "heading": block.heading,
            "label": block.label,
            "label_width": block.label_width,
        }
    )
    return {
        "type": _TYPES[type(block)],
        **common,
        **dict(_own(block)),
        **_unusual(
            {
                "columns": [_column(block, column) for column in block.columns],
                "rows": [_row(row) for row in block.rows],
            }
        ),
    }


def _own(block: AnyBlock) -> Iterator[tuple[str, object]]:
    """Yield what blocks of this type alone say."""
    match block:
        case FieldsBlock():
            yield "lines", [list(line) for line in block.lines]
            yield "widths", list(block.widths)
            yield from _unusual({"frame": block.frame}, frame=Frame.RULED).items()
        case FundingBlock():
            own = {
                "name_label": block.name_label,
                "name_width": block.name_width,
                "layout": block.layout,
                "partner": block.partner,
                "rate_of_nothing": block.rate_of_nothing,
            }
            yield from _unusual(own, layout=FundingLayout.GRID).items()
        case GoalsBlock():
            yield from _unusual({"numbered": block.numbered, "in_grid": block.in_grid}).items()
        case IndicatorsBlock():
            own = {
                "goals": block.goals,
                "points_in_level1": block.points_in_level1,
                "dimensions": [_dimension(one) for one in block.dimensions],
            }
            yield from _unusual(own).items()
        case ChecklistBlock():
            yield from _unusual({"name_label": block.name_label, "name_width": block.name_width}).items()
        case FiguresBlock():
            yield "grid", block.grid
            yield from _unusual({"layout": block.layout}, layout=FiguresLayout.ROWS).items()
        case ClosingBlock():
            own = {
                "boxes": dict(block.boxes),
                "signatures": list(block.signatures),
                "stamp": block.stamp,
                "footnotes": list(block.footnotes),
            }
            yield from _unusual(own).items()
        case _:
            return


def _column(block: AnyBlock, column: Column) -> Values:
    implied = UNKNOWN if column.role is None else IMPLIED[column.role]
    is_computed = isinstance(block, FundingBlock) and column.role is Role.WEIGHT
    return {
        **_unusual({"role": column.role, "key": column.key}, key=column.role),
        "label": column.label,
        **_unusual(
            {
                "kind": column.kind,
                "stage": column.stage,
                "above": column.above,
                "required": column.required,
                "width": column.width,
                "choice_style": column.choice_style,
                "choices": list(column.choices),
                "limit": column.limit,
                "decimals": column.decimals,
                "most_decimals": column.most_decimals,
                "prompt": column.prompt,
                "prefilled": column.prefilled,
                "shared": column.shared,
            },
            kind=implied.kind,
            stage=Stage.COMPUTED if is_computed else implied.stage,
            required=implied.is_required,
            width=Decimal(20),
            choice_style=ChoiceStyle.WORD,
            most_decimals=USUAL_DECIMALS.get(column.kind),
        ),
    }


def _row(row: FixedRow) -> Values:
    texts = {"labels": dict(row.labels), "fixed": dict(row.fixed), "prefilled": dict(row.prefilled)}
    return {
        "key": row.key,
        **_unusual({"role": row.role}),
        "label": row.label,
        **_unusual({"indent": row.indent, **texts}),
    }


def _dimension(one: Dimension) -> Values:
    more = {"level2": list(one.level2), "required": one.required, "keep_empty": one.keep_empty}
    # An expected weight may be 0.
    return {"name": one.name, **_unusual({"weight": one.weight}, weight=None), **_unusual(more)}


# -- TOML ----------------------------------------------------------------------------------------------------


def _lines(values: Values) -> str:
    """Return a table, a line for each key; a list of tables over several lines."""
    return "".join(f"{key} = {_several(value)}\n" for key, value in values.items())


def _several(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + "".join(f"    {_inline(one)},\n" for one in value) + "]"
    return _inline(value)


def _inline(value: object) -> str:
    match value:
        case Mapping():
            inner = ", ".join(f"{_key(key)} = {_inline(one)}" for key, one in value.items())
            return f"{{ {inner} }}"
        case list():
            return "[" + ", ".join(map(_inline, value)) + "]"
        case Decimal():
            return f'"{value:f}"'
        case bool():
            return str(value).lower()
        case str():
            return _quoted(value)
        case _:
            return str(value)


def _key(key: str) -> str:
    # Only ASCII may stand bare.
    return key if key.isascii() and key.replace("_", "").isalnum() else _quoted(key)


# No text of a template holds another character that would have to be escaped.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'

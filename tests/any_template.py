"""Hypothesis strategies for templates and forms: blocks, columns, rows and roles in any legal combination.

A template is drawn as the TOML that a bureau would write, and read like any other, so that the reader and what
it calls legal are tried as well.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from perfeval_desktop.domain.blank import blank_form
from perfeval_desktop.domain.block_reader import IMPLIED
from perfeval_desktop.domain.blocks import (
    ChecklistBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import Kind, Role
from perfeval_desktop.domain.entry import enter, row_ids
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.legality import ROLES
from perfeval_desktop.domain.places import EXECUTION_NOTE, TITLE, UNIT
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from strategies import texts

_WIDTH = {"portrait": Decimal(180), "landscape": Decimal(267)}
_NEEDS_POINTS = {Role.SCORE, Role.ITEM_SCORE, Role.COEFFICIENT}
_FIGURES = (Role.TOTAL_WEIGHT, Role.TOTAL, Role.GRADE)
_HEAD = (Role.PROJECT, Role.DEPARTMENT, Role.IMPLEMENTING_UNIT, Role.PROJECT_CODE)
_LABELS = (
    "项目名称",
    "分值",
    "得分",
    "年初预算数",
    "实际完成值",
    "备注",
    "偏差原因分析及\n改进措施",
    "说明（A）",
)

Table = dict[str, Any]


@st.composite
def template_texts(draw: st.DrawFn) -> str:
    """Draw the TOML of a legal template."""
    page = draw(st.sampled_from(sorted(_WIDTH)))
    width = _WIDTH[page]
    has_points = draw(st.booleans())
    has_goals_in_grid = draw(st.booleans())
    blocks = [draw(_fields("head", width, _HEAD))]
    blocks += draw(_fundings(width, has_points=has_points))
    goals_key = draw(st.sampled_from([None, "goals"]))
    if goals_key:
        blocks.append(draw(_goals(width, has_points=has_points, in_grid=has_goals_in_grid)))
    numbered = goals_key is not None and bool(blocks[-1].get("numbered"))
    in_grid = numbered and bool(blocks[-1].get("in_grid"))
    left = Decimal(blocks[-1].get("label_width", "0")) if in_grid else Decimal(0)
    if draw(st.booleans()) or in_grid:
        blocks.append(
            draw(
                _grid(
                    width,
                    left,
                    has_points=has_points,
                    goals="goals" if numbered and (in_grid or draw(st.booleans())) else None,
                )
            )
        )
        if has_points and draw(st.booleans()):
            blocks.append(draw(_figures()))
    if draw(st.booleans()):
        blocks.append(draw(_checklist(width)))
    if draw(st.booleans()):
        blocks.append(
            {"type": "texts", "key": "texts", "label_width": "30", "columns": draw(_plain_columns(3))}
        )
    if draw(st.booleans()):
        blocks.append(
            {
                "type": "closing",
                "key": "closing",
                "signatures": ["填表人"],
                "stamp": "（盖章）",
                "footnotes": ["一"],
            }
        )
    unplaced = draw(st.permutations(blocks))
    ordered = _grid_before_figures(unplaced)
    template: Table = {
        "format": 2,
        "id": "any",
        "name": "任意",
        "kind": draw(st.sampled_from(("self-assessment", "target", "monitoring", "department", "transfer"))),
        "title": draw(st.sampled_from(("自评表", "{year}年度{project}自评表"))),
        "year_line": draw(st.sampled_from(("", "（{year}年度）"))),
        "page": page,
        "amounts": {
            "unit": draw(st.sampled_from(("元", "万元"))),
            "decimals": draw(st.integers(0, 6)),
            "grouping": draw(st.booleans()),
        },
        "rate": draw(_rounding())
        | {"form": draw(st.sampled_from(("percent", "number", "fraction"))), "fixed": draw(st.booleans())},
        "blocks": ordered,
    }
    if has_points:
        template["scoring"] = draw(_scoring())
        if not any(map(_tells_what_was_spent, blocks)):
            template["scoring"].pop("execution", None)
    return toml(template)


def _tells_what_was_spent(block: Table) -> bool:
    if block["type"] == "indicators":
        return "rows" in block
    return block["type"] == "funding" and any(one.get("role") == "executed" for one in block["columns"])


def any_template() -> st.SearchStrategy[Template]:
    """Return a strategy for legal templates."""
    return template_texts().map(lambda text: read_template(text, source="任意.toml"))


@st.composite
def any_form(draw: st.DrawFn, template: Template) -> Form:
    """Draw a form of ``template`` with texts of any kind in any of its cells."""
    form = blank_form(template, draw(st.integers(2000, 2099)))
    for block in template.blocks:
        if block.has_own_rows:
            form, rows = form.new_rows(draw(st.integers(0, 3)))
            parents = [None, *(row.id for row in form.rows(getattr(block, "goals", None) or ""))]
            for row in rows:
                made = type(row)(row.id, parent=draw(st.sampled_from(parents)))
                at = draw(st.integers(0, len(form.rows(block.key))))
                form = form.inserting(block.key, at, (made,))
    for place in draw(st.lists(st.sampled_from(places(template, form)), max_size=40)):
        form = enter(template, form, place, draw(typed()))
    return form


def places(template: Template, form: Form) -> list[Place]:
    """Return every place of a form but the year."""
    own = [
        Place(block.key, row, column.key)
        for block in template.blocks
        for row in row_ids(block, form)
        for column in block.columns
    ]
    return [*own, TITLE, UNIT, EXECUTION_NOTE]


def typed() -> st.SearchStrategy[str]:
    """Return what people type: numbers in every spelling, and any text."""
    numbers = st.sampled_from(
        (
            "10",
            "12.5",
            "100",
            "0",
            "-1",
            "348,800.00",
            "３４８",
            "5.8万",
            "3359.62万元",
            "98.88%",
            "1,23",
            "12.345",
            "优",
            "√",
        )
    )
    return st.one_of(numbers, texts())


def toml(values: Mapping[str, object]) -> str:
    """Return ``values`` as TOML: every table below the first level inline."""
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in values.items())


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            return "{" + ", ".join(f"{json.dumps(key)} = {_value(one)}" for key, one in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(map(_value, value)) + "]"
        case _:
            raise TypeError(value)


def _grid_before_figures(blocks: Sequence[Table]) -> list[Table]:
    figures = [block for block in blocks if block["type"] == "figures"]
    return [block for block in blocks if block["type"] != "figures"] + figures


def _shared_out(width: Decimal, count: int) -> list[str]:
    each = (width / count).quantize(Decimal("0.1"))
    return [str(each)] * (count - 1) + [str(width - each * (count - 1))]


@st.composite
def _column(draw: st.DrawFn, key: str, role: Role | None) -> Table:
    column: Table = {"key": key, "label": draw(st.sampled_from(_LABELS))}
    if role is not None:
        column["role"] = role.value
        kind = IMPLIED[role].kind
    else:
        kind = draw(st.sampled_from([one for one in Kind if one is not Kind.CHOICE]))
        column["kind"] = kind.value
        column["stage"] = draw(st.sampled_from(("plan", "result")))
    if kind is Kind.POINTS:
        column["decimals"] = draw(st.integers(0, 2))
    return column


def _plain_columns(most: int) -> st.SearchStrategy[list[Table]]:
    return st.integers(1, most).flatmap(
        lambda count: st.tuples(*(_column(f"plain{number}", None) for number in range(count))).map(list)
    )


@st.composite
def _columns(
    draw: st.DrawFn, roles: Sequence[Role], must: Sequence[Role] = (), *, most_plain: int = 2
) -> list[Table]:
    others = [role for role in roles if role not in must]
    chosen = [
        *must,
        *draw(st.lists(st.sampled_from(others), unique=True, max_size=6) if others else st.just([])),
    ]
    columns = [draw(_column(role.value, role)) for role in chosen]
    plain = draw(st.integers(0 if columns else 1, most_plain))
    columns += [draw(_column(f"plain{number}", None)) for number in range(plain)]
    return list(draw(st.permutations(columns)))


@st.composite
def _fields(draw: st.DrawFn, key: str, width: Decimal, roles: Sequence[Role]) -> Table:
    columns = draw(_columns(roles))
    if draw(st.booleans()):
        columns.append(
            {
                "key": "choice",
                "label": "项目类别",
                "kind": "choice",
                "choices": ["部门预算项目", "省直专项"],
                "choice_style": draw(st.sampled_from(("word", "list"))),
            }
        )
    keys = [column["key"] for column in columns]
    per_line = draw(st.integers(1, min(3, len(keys))))
    lines = [keys[at : at + per_line] for at in range(0, len(keys), per_line)]
    return {
        "type": "fields",
        "key": key,
        "columns": columns,
        "lines": lines,
        "widths": _shared_out(width, 2 * per_line),
        "frame": draw(st.sampled_from(("ruled", "open"))),
    }


@st.composite
def _fundings(draw: st.DrawFn, width: Decimal, *, has_points: bool) -> list[Table]:
    kind = draw(st.sampled_from(("none", "grid", "beside", "partners")))
    if kind == "none":
        return []
    if kind == "partners":
        left = draw(_funding("left", width / 2, has_points=False, layout="grid"))
        right = draw(_funding("right", width / 2, has_points=False, layout="grid"))
        left["partner"] = "right"
        return [left, right]
    return [draw(_funding("funding", width, has_points=has_points, layout=kind))]


@st.composite
def _funding(draw: st.DrawFn, key: str, width: Decimal, *, has_points: bool, layout: str) -> Table:
    roles = sorted(role for role in ROLES[FundingBlock] if has_points or role not in _NEEDS_POINTS)
    columns = draw(_columns(roles, most_plain=1))
    is_amount = [
        IMPLIED[Role(one["role"])].kind is Kind.AMOUNT if "role" in one else one["kind"] == "amount"
        for one in columns
    ]
    names = 1 if layout == "grid" else sum(is_amount)
    left = Decimal(draw(st.sampled_from((0, 12))))
    name = Decimal(20) if layout == "grid" else Decimal(8)
    room = _shared_out(width - left - name * names, len(columns))
    for column, one in zip(columns, room, strict=True):
        column["width"] = one
    has_total = draw(st.booleans())
    rows: list[Table] = [{"key": "total", "label": "年度资金总额", "role": "total"}] if has_total else []
    rows += [
        {
            "key": f"source{number}",
            "label": f"其中：来源{number}",
            "role": draw(st.sampled_from(("source", "detail"))),
            "indent": number,
        }
        for number in range(draw(st.integers(1, 3)))
    ]
    if draw(st.booleans()):
        rows.reverse()
    return {
        "type": "funding",
        "key": key,
        "label": "项目资金（{unit}）" if left else "",
        "label_width": str(left),
        "name_width": str(name),
        "layout": layout,
        "rows": rows,
        "columns": columns,
        "rate_of_nothing": draw(st.sampled_from(("", "0.00"))),
    }


@st.composite
def _goals(draw: st.DrawFn, width: Decimal, *, has_points: bool, in_grid: bool) -> Table:
    roles = sorted(role for role in ROLES[GoalsBlock] if has_points or role not in _NEEDS_POINTS)
    columns = draw(_columns(roles))
    numbered = draw(st.booleans())
    block: Table = {
        "type": "goals",
        "key": "goals",
        "label": "年度总体目标",
        "label_width": "15",
        "columns": columns,
    }
    for column, one in zip(columns, _shared_out(width - 15, len(columns)), strict=True):
        column["width"] = one
    if numbered:
        block["numbered"] = "年度目标{n}"
        block["in_grid"] = in_grid
    return block


@st.composite
def _grid(draw: st.DrawFn, width: Decimal, left: Decimal, *, has_points: bool, goals: str | None) -> Table:
    roles = set(ROLES[IndicatorsBlock])
    roles -= set() if has_points else _NEEDS_POINTS
    roles -= draw(st.sampled_from(({Role.TARGET}, {Role.TARGET_NUMBER, Role.COMPARATOR})))
    must = [draw(st.sampled_from((Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)))]
    roles.discard(Role.ITEM_SCORE)
    if has_points and draw(st.booleans()):
        must += [Role.ITEM_SCORE, Role.SHARE]
    columns = draw(_columns(sorted(roles), must))
    if draw(st.booleans()):
        columns.append(
            {
                "key": "ticks",
                "label": "可能性",
                "kind": "choice",
                "choices": ["确定能", "不可能"],
                "choice_style": "ticks",
            }
        )
    room = _shared_out(width - left, len(columns))
    for column, one in zip(columns, room, strict=True):
        column["width"] = one
        column["above"] = draw(st.sampled_from(("", "", "年度指标值")))
        if not column["above"]:
            del column["above"]
    block: Table = {
        "type": "indicators",
        "key": "indicators",
        "columns": columns,
        "points_in_level1": draw(st.booleans()),
        "dimensions": [
            {
                "name": "产出指标",
                "weight": "50",
                "level2": ["数量指标", "质量指标"],
                "required": True,
                "keep_empty": draw(st.booleans()),
            },
            {"name": "效益指标"},
        ],
    }
    if goals is not None:
        block["goals"] = goals
    if has_points and draw(st.booleans()):
        block["rows"] = [{"key": "execution", "role": "execution"}]
    return block


@st.composite
def _figures(draw: st.DrawFn) -> Table:
    roles = draw(st.lists(st.sampled_from(_FIGURES), unique=True, min_size=1))
    return {
        "type": "figures",
        "key": "figures",
        "grid": "indicators",
        "label": "总分",
        "layout": draw(st.sampled_from(("rows", "one-row"))),
        "columns": [draw(_column(role.value, role)) for role in roles],
    }


@st.composite
def _checklist(draw: st.DrawFn, width: Decimal) -> Table:
    columns = draw(_plain_columns(3))
    for column, one in zip(columns, _shared_out(width - 38, len(columns)), strict=True):
        column["width"] = one
    return {
        "type": "checklist",
        "key": "checklist",
        "name_width": "38",
        "columns": columns,
        "rows": [{"key": "a", "label": "分配科学性"}, {"key": "b", "label": "下达及时性"}],
    }


@st.composite
def _rounding(draw: st.DrawFn) -> Table:
    return {"mode": draw(st.sampled_from(("half-up", "truncate", "up"))), "decimals": draw(st.integers(0, 3))}


_STEPS = [{"least": "0.9", "earns": "1"}, {"least": "0.6", "earns": "0.5"}]


@st.composite
def _scoring(draw: st.DrawFn) -> Table:
    scoring: Table = {
        "score": draw(_rounding()),
        "total": draw(_rounding()),
        "achievement": draw(st.sampled_from(("proportional", "all-or-nothing", _STEPS))),
        "over_achievement": draw(
            st.sampled_from(
                ({}, {"over": "0.5", "deduct": "1"}, {"ladder": [{"least": "0.3", "earns": "0.8"}]})
            )
        ),
        "grades": [{"name": "优", "least": "90"}, {"name": "差", "least": "0"}],
    }
    if draw(st.booleans()):
        scoring["caps"] = [{"below": "0.5", "most": "59"}]
    if draw(st.booleans()):
        scoring["execution"] = {
            "weight": draw(st.sampled_from(("0", "10", "12.5"))),
            "from_printed_rate": draw(st.booleans()),
        }
        if draw(st.booleans()):
            scoring["execution"]["steps"] = _STEPS
    return scoring

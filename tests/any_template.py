"""Hypothesis strategies for templates and forms: blocks, columns, rows and roles in any legal combination.

A template is drawn as the TOML that a bureau would write, and read like any other, so that the reader and
what it calls legal are tried as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import strategies as st

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.block_reader import IMPLIED
from perfeval_desktop.domain.blocks import AnyBlock, FundingBlock, GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.columns import Kind, Role, Stage
from perfeval_desktop.domain.entry import enter, row_ids
from perfeval_desktop.domain.form import Form, FormState, Place, Row
from perfeval_desktop.domain.legality import ROLES
from perfeval_desktop.domain.places import EXECUTION_NOTE, TITLE, UNIT
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from strategies import texts
from template_text import toml

_WIDTH = {"portrait": Decimal(180), "landscape": Decimal(267)}
_NEEDS_POINTS = {Role.SCORE, Role.ITEM_SCORE, Role.COEFFICIENT}
_FIGURES = (Role.TOTAL_WEIGHT, Role.TOTAL, Role.GRADE)
_HEAD = (Role.PROJECT, Role.DEPARTMENT, Role.IMPLEMENTING_UNIT, Role.PROJECT_CODE, Role.SHOWN_UNIT)
_LEVELS = {Role.LEVEL1, Role.LEVEL2, Role.LEVEL3}
_WORDS = (Kind.LINE, Kind.TEXT, Kind.VALUE)
_SPLIT = {Role.TARGET_NUMBER, Role.COMPARATOR, Role.MEASURE}
_LABELS = (
    *("项目名称", "分值", "得分", "年初预算数", "实际完成值", "备注", "", "金额（{unit}）"),
    *("偏差原因分析及\n改进措施", "说明（A）", "填报日期："),
)
_CHOICES = ["确定能", "有可能", "不可能"]
_STEPS = [{"least": "0.9", "earns": "1"}, {"least": "0.6", "earns": "0.5"}]

Table = dict[str, Any]


# -- templates -----------------------------------------------------------------------------------------------


def any_template() -> st.SearchStrategy[Template]:
    """Return a strategy for legal templates."""
    return template_data().map(read_data)


def read_data(data: Table) -> Template:
    """Return the template that ``data`` are."""
    return read_template(toml(data), source="任意.toml")


@st.composite
def template_data(draw: st.DrawFn) -> Table:
    """Draw what a legal template says."""
    page = draw(st.sampled_from(sorted(_WIDTH)))
    has_points = draw(st.booleans())
    blocks = draw(_blocks(_WIDTH[page], has_points=has_points))
    template: Table = {
        "format": 2,
        "id": "any",
        "name": "任意",
        "kind": draw(st.sampled_from(("self-assessment", "target", "monitoring", "department", "transfer"))),
        "number": draw(st.sampled_from(("", "公开14表"))),
        "title": draw(st.sampled_from(("自评表", "{year}年度{project}自评表（{unit}）"))),
        "year_line": draw(st.sampled_from(("", "（{year}年度，{implementing_unit}）"))),
        "page": page,
        "break_points": draw(st.sampled_from(([], ["备|注", "说明|（A）"]))),
        "amounts": {
            "unit": draw(st.sampled_from(("元", "万元"))),
            "decimals": draw(st.integers(0, 6)),
            "grouping": draw(st.booleans()),
            "unit_in_cell": draw(st.booleans()),
        },
        "rate": draw(_rounding())
        | {"form": draw(st.sampled_from(("percent", "number", "fraction"))), "fixed": draw(st.booleans())},
        "blocks": blocks,
    }
    if has_points:
        template["scoring"] = draw(_scoring(has_rate=any(map(_tells_what_was_spent, blocks))))
    return template


def with_labels_of_their_own(data: Table) -> Table:
    """Return a template with labels that name each cell: every column, row and choice has another one."""
    numbers = count(1)

    def relabelled(table: Table) -> Table:
        changed = {**table, "label": f"名目{next(numbers)}号"}
        if "choices" in table:
            changed["choices"] = [f"选项{next(numbers)}号" for _ in table["choices"]]
        return changed

    blocks = [
        {
            **block,
            **{key: [relabelled(one) for one in block[key]] for key in ("columns", "rows") if key in block},
        }
        for block in data["blocks"]
    ]
    return {**data, "blocks": blocks}


def _tells_what_was_spent(block: Table) -> bool:
    if block["type"] == "indicators":
        return "rows" in block
    return block["type"] == "funding" and any(one.get("role") == "executed" for one in block["columns"])


@st.composite
def _blocks(draw: st.DrawFn, width: Decimal, *, has_points: bool) -> list[Table]:
    blocks = [draw(_fields("head", width, _HEAD)), *draw(_fundings(width, has_points=has_points))]
    left, beside, in_grid = Decimal(draw(st.sampled_from((0, 11)))), None, False
    if draw(st.booleans()):
        goals = draw(_goals(width, has_points=has_points))
        blocks.append(goals)
        in_grid = goals.get("in_grid", False)
        if in_grid:
            left = Decimal(goals["label_width"])
        if "numbered" in goals:
            beside = draw(st.sampled_from(("goals",) if in_grid else (None, "goals")))
    if draw(st.booleans()) or in_grid:
        grid = draw(_grid(width, left, has_points=has_points, goals=beside, in_grid=in_grid))
        if has_points and blocks[-1]["type"] == "goals":
            blocks[-1] = _with_points_that_count(blocks[-1], grid)
        blocks.append(grid)
        if has_points and draw(st.booleans()):
            blocks.append(draw(_figures()))
    blocks += draw(_others(width, has_points=has_points))
    ordered = draw(st.permutations(blocks))
    # Figures add up what stands above them.
    return sorted(ordered, key=lambda block: block["type"] == "figures")


@st.composite
def _others(draw: st.DrawFn, width: Decimal, *, has_points: bool) -> list[Table]:
    blocks = []
    if draw(st.booleans()):
        blocks.append(draw(_checklist(width)))
    if draw(st.booleans()):
        # No figure is asked for where the form gives no points.
        blocks.append(draw(_fields("tail", width, _FIGURES if has_points else ())))
    if draw(st.booleans()):
        columns = draw(_columns("texts", (Role.EXECUTION_NOTE,), most_plain=2))
        left = draw(st.sampled_from(("0", "30")))
        blocks.append({"type": "texts", "key": "texts", "label_width": left, "columns": columns})
    if draw(st.booleans()):
        blocks.append(draw(_closing()))
    return blocks


@st.composite
def _column(draw: st.DrawFn, where: str, key: str, role: Role | None) -> Table:
    """Draw a column of a block of the type ``where``."""
    column: Table = {"key": key, "label": draw(st.sampled_from(_LABELS))}
    if role is None:
        kind = draw(st.sampled_from(Kind))
        column |= {"kind": kind.value, "stage": draw(st.sampled_from(("plan", "result")))}
    else:
        column["role"] = role.value
        kind = IMPLIED[role].kind
        if not kind.is_number and draw(st.integers(0, 3)) == 0:
            # A name of the template's own is no date, and none of the choices below.
            others = _WORDS if role in _LEVELS else tuple(one for one in Kind if not one.is_number)
            if IMPLIED[role].stage is Stage.COMPUTED:
                others = tuple(one for one in others if one is not Kind.CHOICE)
            kind = draw(st.sampled_from(others))
            column["kind"] = kind.value
    if kind is Kind.CHOICE:
        may_tick = where == "indicators" and role not in {Role.LEVEL1, Role.LEVEL2}
        styles = ("word", "list", "list-behind", *(("ticks",) if may_tick else ()))
        column |= {"choices": _CHOICES, "choice_style": draw(st.sampled_from(styles))}
    if kind is Kind.POINTS:
        column["decimals"] = draw(st.integers(0, 2))
    if where == "indicators":
        column["above"] = draw(st.sampled_from(("", "", "年度指标值")))
    if where == "funding":
        column["shared"] = draw(st.integers(0, 3)) == 0
    if where in {"fields", "texts"} and kind in _WORDS:
        column["prefilled"] = draw(st.sampled_from(("", "", "无")))
    return column


@st.composite
def _columns(
    draw: st.DrawFn, where: str, roles: Iterable[Role], must: Sequence[Role] = (), *, most_plain: int = 2
) -> list[Table]:
    """Draw columns: those of the roles that must be there, some of the others, and some without a role."""
    others = sorted(set(roles) - set(must))
    some = draw(st.lists(st.sampled_from(others), unique=True, max_size=6)) if others else []
    columns = [draw(_column(where, role.value, role)) for role in (*must, *some)]
    plain = draw(st.integers(0 if columns else 1, most_plain))
    columns += [draw(_column(where, f"plain{number}", None)) for number in range(plain)]
    return list(draw(st.permutations(columns)))


def _shared_out(width: Decimal, parts: int) -> list[str]:
    each = (width / parts).quantize(Decimal("0.1"))
    return [str(each)] * (parts - 1) + [str(width - each * (parts - 1))]


def _with_widths(columns: list[Table], width: Decimal) -> list[Table]:
    """Return columns that take up ``width`` mm together."""
    return [
        {**column, "width": one}
        for column, one in zip(columns, _shared_out(width, len(columns)), strict=True)
    ]


@st.composite
def _fields(draw: st.DrawFn, key: str, width: Decimal, roles: Sequence[Role]) -> Table:
    columns = draw(_columns("fields", roles))
    keys = [column["key"] for column in columns]
    per_line = draw(st.integers(1, min(3, len(keys))))
    return {
        "type": "fields",
        "key": key,
        "heading": draw(st.sampled_from(("", "一、基本情况（{unit}）"))),
        "columns": columns,
        "lines": [keys[at : at + per_line] for at in range(0, len(keys), per_line)],
        "widths": _shared_out(width, 2 * per_line),
        "frame": draw(st.sampled_from(("ruled", "open", "tight"))),
    }


@st.composite
def _fundings(draw: st.DrawFn, width: Decimal, *, has_points: bool) -> list[Table]:
    kind = draw(st.sampled_from(("none", "one", "two", "partners")))
    if kind == "none":
        return []
    if kind == "partners":
        left = draw(_funding("left", width / 2, has_points=False))
        return [left | {"partner": "right"}, draw(_funding("right", width / 2, has_points=False))]
    keys = ("funding",) if kind == "one" else ("funding", "more")
    return [draw(_funding(key, width, has_points=has_points)) for key in keys]


@st.composite
def _funding(draw: st.DrawFn, key: str, width: Decimal, *, has_points: bool) -> Table:
    roles = {role for role in ROLES[FundingBlock] if has_points or role not in _NEEDS_POINTS}
    columns = draw(_columns("funding", roles, most_plain=1))
    layout = draw(st.sampled_from(("grid", "beside")))
    amounts = [
        IMPLIED[Role(one["role"])].kind is Kind.AMOUNT if "role" in one else one["kind"] == "amount"
        for one in columns
    ]
    names = 1 if layout == "grid" else sum(amounts)
    left, name = Decimal(draw(st.sampled_from((0, 12)))), Decimal(20 if layout == "grid" else 5)
    computed = {"weight", "score", "execution_rate"} & {one["key"] for one in columns}
    rows: list[Table] = [
        {
            "key": f"source{number}",
            "label": f"其中：来源{number}",
            "role": draw(st.sampled_from(("source", "detail"))),
            "indent": number,
            "fixed": {one: draw(st.sampled_from(("", "—"))) for one in computed if draw(st.booleans())},
            "labels": {one["key"]: f"来源{number}的数" for one in columns if draw(st.integers(0, 3)) == 0},
        }
        for number in range(draw(st.integers(1, 3)))
    ]
    if draw(st.booleans()):
        at = draw(st.sampled_from((0, len(rows))))
        rows.insert(at, {"key": "total", "label": "年度资金总额（{unit}）", "role": "total"})
    return {
        "type": "funding",
        "key": key,
        "label": "项目资金（{unit}）" if left else "",
        "label_width": str(left),
        "name_label": draw(st.sampled_from(("", "来源"))),
        "name_width": str(name),
        "layout": layout,
        "rows": rows,
        "columns": _with_widths(columns, width - left - name * names),
        "rate_of_nothing": draw(st.sampled_from(("", "0.00"))),
    }


@st.composite
def _goals(draw: st.DrawFn, width: Decimal, *, has_points: bool) -> Table:
    roles = {role for role in ROLES[GoalsBlock] if has_points or role not in _NEEDS_POINTS}
    columns = draw(_columns("goals", roles))
    left = draw(st.sampled_from((0, 15)))
    block: Table = {
        "type": "goals",
        "key": "goals",
        "label": "年度总体目标" if left else "",
        "label_width": str(left),
        "columns": _with_widths(columns, width - left),
    }
    if draw(st.booleans()):
        block |= {"numbered": "年度目标{n}", "in_grid": bool(left) and draw(st.booleans())}
    return block


def _with_points_that_count(goals: Table, grid: Table) -> Table:
    """Return goals beside or above a grid without points that would be printed and not add up."""
    roles = {column.get("role") for column in goals["columns"]}
    in_grid = {column.get("role") for column in grid["columns"]}
    earns = in_grid & {"weight", "score", "item_score", "share", "coefficient"}
    gone: set[str] = set()
    if "goals" in grid:
        gone = {"score"} if earns else set()
    elif in_grid & {"weight", "share"} and len(roles & {"weight", "score"}) == 1:
        gone = {"weight", "score"}
    columns = [
        {key: value for key, value in column.items() if key != "role"} | {"kind": "points"}
        if column.get("role") in gone
        else column
        for column in goals["columns"]
    ]
    return {**goals, "columns": columns}


@st.composite
def _grid(
    draw: st.DrawFn, width: Decimal, left: Decimal, *, has_points: bool, goals: str | None, in_grid: bool
) -> Table:
    roles = set(ROLES[IndicatorsBlock]) - (set() if has_points else _NEEDS_POINTS)
    roles -= draw(st.sampled_from(({Role.TARGET}, _SPLIT)))
    roles.discard(Role.ITEM_SCORE)
    must = [draw(st.sampled_from((Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)))]
    if has_points and draw(st.booleans()):
        must += [Role.ITEM_SCORE, Role.SHARE]
    columns = draw(_columns("indicators", roles, must))
    block: Table = {
        "type": "indicators",
        "key": "indicators",
        "columns": _with_widths(columns, width - left),
        "points_in_level1": draw(st.booleans()),
        "dimensions": [
            {
                "name": "产出指标",
                "weight": "50",
                "level2": ["数量指标", "质量指标"],
                "required": True,
                "keep_empty": draw(st.booleans()),
            },
            {"name": "效益指标", "keep_empty": draw(st.booleans())},
        ],
    }
    if goals is not None:
        block["goals"] = goals
    if not in_grid:
        block |= {"label": "绩效指标" if left else "", "label_width": str(left)}
    if has_points and draw(st.booleans()):
        name = {"label": "预算执行率", "prefilled": {must[0].value: "预算执行率"}}
        block["rows"] = [{"key": "execution", "role": "execution", **name}]
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
        "columns": [draw(_column("figures", role.value, role)) for role in roles],
    }


@st.composite
def _checklist(draw: st.DrawFn, width: Decimal) -> Table:
    columns = draw(_columns("checklist", (), most_plain=3))
    return {
        "type": "checklist",
        "key": "checklist",
        "name_width": "38",
        "columns": _with_widths(columns, width - 38),
        "rows": [{"key": "a", "label": "分配科学性"}, {"key": "b", "label": "下达及时性"}],
    }


@st.composite
def _closing(draw: st.DrawFn) -> Table:
    closing: Table = {
        "type": "closing",
        "key": "closing",
        "signatures": draw(st.sampled_from(([], ["填表人"], ["负责人", "填表人", "电话"]))),
        "footnotes": draw(st.sampled_from(([], ["一"], ["一", "二"]))),
    }
    if draw(st.booleans()):
        closing["stamp"] = "（盖章）"
    if draw(st.booleans()):
        closing |= {"label_width": "23", "boxes": {"签批意见": "\n签名："}}
    return closing


@st.composite
def _rounding(draw: st.DrawFn) -> Table:
    return {"mode": draw(st.sampled_from(("half-up", "truncate", "up"))), "decimals": draw(st.integers(0, 4))}


@st.composite
def _scoring(draw: st.DrawFn, *, has_rate: bool) -> Table:
    over: tuple[Table, ...] = (
        {},
        {"over": "0.5", "deduct": "1"},
        {"ladder": [{"least": "0.3", "earns": "0.8"}]},
    )
    scoring: Table = {
        "score": draw(_rounding()),
        "total": draw(_rounding()),
        "achievement": draw(st.sampled_from(("proportional", "all-or-nothing", _STEPS))),
        "over_achievement": draw(st.sampled_from(over)),
        "grades": [{"name": "优", "least": "90"}, {"name": "差", "least": "0"}],
    }
    if draw(st.booleans()):
        scoring["caps"] = [{"below": "0.5", "most": "59"}]
    if draw(st.booleans()):
        weight = draw(st.sampled_from(("0", "10", "12.5") if has_rate else ("0",)))
        scoring["execution"] = {"weight": weight, "from_printed_rate": draw(st.booleans())}
        if draw(st.booleans()):
            scoring["execution"]["steps"] = _STEPS
    return scoring


# -- forms ---------------------------------------------------------------------------------------------------


@st.composite
def any_form(draw: st.DrawFn, template: Template, entries: st.SearchStrategy[str] | None = None) -> Form:
    """Draw a form of ``template`` with texts of any kind in any of its cells, or with some of ``entries``."""
    form = blank_form(template, draw(st.integers(2000, 2099)))
    for block in template.blocks:
        if block.has_own_rows:
            form = draw(_with_rows(form, block))
    for place in draw(st.lists(st.sampled_from(places(template, form)), max_size=40)):
        form = enter(template, form, place, draw(typed() if entries is None else entries))
    return replace(form, state=draw(st.sampled_from(FormState)))


@st.composite
def _with_rows(draw: st.DrawFn, form: Form, block: AnyBlock) -> Form:
    """Draw more rows of a block, under goals and with shared cells."""
    form, rows = form.new_rows(draw(st.integers(0, 3)))
    goals = block.goals if isinstance(block, IndicatorsBlock) else None
    parents = [None, *(row.id for row in form.rows(goals or ""))]
    keys = [column.key for column in block.columns]
    for row in rows:
        at = draw(st.integers(0, len(form.rows(block.key))))
        shared = draw(st.sets(st.sampled_from(keys), max_size=2)) if at and goals is None else set()
        made = Row(row.id, parent=draw(st.sampled_from(parents)), joined=frozenset(shared))
        form = form.inserting(block.key, at, (made,))
    if draw(st.integers(0, 5)) == 0:
        form = form.with_rows(block.key, ())
    return form


@st.composite
def made(draw: st.DrawFn) -> tuple[Template, Form]:
    """Draw a template, and a form of it."""
    template = draw(any_template())
    return template, draw(any_form(template))


def places(template: Template, form: Form) -> list[Place]:
    """Return every place of a form but the year."""
    own = [
        Place(block.key, row, column.key)
        for block in template.blocks
        for row in row_ids(block, form)
        for column in block.columns
    ]
    return [*own, TITLE, UNIT, EXECUTION_NOTE]


_TYPED = (
    *("10", "12.5", "100", "0", "-1", "12.345", "348,800.00", "３４８", "5.8万", "3359.62万元", "0.01元"),
    *("999999999999999", "98.88%", "1,23", "优", "√", "确定能", "确定能、有可能", "—", "无"),
    *(
        "≥95%",
        "=33台",
        "12场",
        "达成指标",
        "产出指标",
        "产出指标（50分）",
        "数量指标",
        "效益指标",
        "2024年3月1日",
    ),
    *("元", "万元"),
)


def typed() -> st.SearchStrategy[str]:
    """Return what users type: numbers in every spelling, the words of forms, and any text."""
    return st.one_of(st.sampled_from(_TYPED), texts())


def cells(form: Form) -> Mapping[Place, str]:
    """Return every filled cell of a form."""
    return {
        Place(block, row.id, column): text
        for block, rows in form.tables.items()
        for row in rows
        for column, text in row.cells.items()
    }

"""Templates from short TOML and forms from texts, for tests.

A short template leaves out what its test does not care for: format, id and title, labels (each role has its
usual word), keys (a block's is its type, a column's its role) and all widths. ``columns`` may name roles::

    [[blocks]]
    type = "indicators"
    columns = "level1 level3 target actual weight score"
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from perfeval_desktop.domain.blocks import ONLY_ROW, AnyBlock
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.form import Form, Place, Row, RowId, TemplateRef
from perfeval_desktop.domain.scoring import ScoreSheet, score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from template_text import toml

LABELS = {
    "project": "项目名称",
    "project_code": "项目编码",
    "department": "主管部门",
    "implementing_unit": "实施单位",
    "execution_note": "预算执行说明",
    "initial_budget": "年初预算数",
    "adjusted_budget": "全年预算数",
    "received": "到位数",
    "executed": "全年执行数",
    "execution_rate": "执行率",
    "expected_goal": "预期目标",
    "actual_outcome": "实际完成情况",
    "number": "序号",
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标",
    "target": "年度指标值",
    "comparator": "指标性质",
    "target_number": "指标值",
    "measure": "度量单位",
    "adjusted_target": "调整指标值",
    "actual": "实际完成值",
    "completion_rate": "完成率",
    "item_score": "单项得分",
    "share": "权重占比",
    "coefficient": "得分系数",
    "review_score": "复核分",
    "weight": "分值",
    "score": "得分",
    "reason": "偏差原因分析及\n改进措施",
    "total_weight": "总分",
    "total": "总分",
    "grade": "评分等级",
}
ROW_LABELS = {
    "total": "年度资金总额",
    "current_appropriation": "其中：当年财政拨款",
    "carryover": "上年结转资金",
    "other_funds": "其他资金",
    "execution": "预算执行率",
}
FUND_ROWS = [
    {"key": "total", "role": "total"},
    {"key": "current_appropriation", "role": "source"},
    {"key": "carryover", "role": "source"},
    {"key": "other_funds", "role": "source"},
]
_LABELLED = {"funding", "goals", "indicators", "checklist"}
_PAGE = {"portrait": 180, "landscape": 267}
_NAME_WIDTH = 30

Cells = Mapping[str, str]
Table = Cells | Mapping[str, Cells] | Sequence[Mapping[str, Any]]


def short_template(text: str, *, completed: bool = True) -> Template:
    """Return the template that the short TOML in ``text`` describes.

    It is ``completed`` to a legal one: labels get their room, grids their width beside labels and partners,
    points for an execution rate a place.
    """
    data = tomllib.loads(text)
    width = _PAGE[data.get("page", "portrait")]
    blocks = data.pop("blocks", [])
    for block in blocks if completed else ():
        # A label stands in a column of its own, which a short template does not care for.
        if block.get("label") and block["type"] in _LABELLED:
            block.setdefault("label_width", "12")
    if completed and "execution" in data.get("scoring", {}) and not any(map(_has_execution, blocks)):
        # Points for a rate need a place where it is.
        blocks.append({"type": "funding", "columns": "adjusted_budget executed"})
    whole = {"format": 2, "id": "short", "name": "简", "title": "自评表", **data}
    rooms = [_room(block, blocks, width) if completed else width for block in blocks]
    whole["blocks"] = [_block(block, room) for block, room in zip(blocks, rooms, strict=True)]
    return read_template(toml(whole), source="简.toml")


def _has_execution(block: Mapping[str, Any]) -> bool:
    return block["type"] == "funding" or any(row.get("role") == "execution" for row in block.get("rows", ()))


def _room(block: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]], width: int) -> int:
    """Return the width that is left for a block beside its label, its goals or its partner."""
    goals = [one for one in blocks if one.get("in_grid") and block.get("goals") == _key(one)]
    partners = {one["partner"] for one in blocks if "partner" in one}
    whole = width // 2 if "partner" in block or _key(block) in partners else width
    return whole - sum(int(one.get("label_width", "0")) for one in (block, *goals))


def _key(block: Mapping[str, Any]) -> str:
    return str(block.get("key", block["type"]))


def _block(short: Mapping[str, Any], width: int) -> dict[str, Any]:
    block = {"key": short["type"], **short}
    columns = block.get("columns", ())
    columns = columns.split() if isinstance(columns, str) else columns
    columns = [_column(column) for column in columns]
    if columns:
        block["columns"] = columns
    if block["type"] == "funding":
        block.setdefault("rows", FUND_ROWS)
        block["name_width"] = str(_NAME_WIDTH)
        amounts = sum("amount" in (one.get("kind"), _kind(one)) for one in columns)
        width -= _NAME_WIDTH * (amounts if block.get("layout") == "beside" else 1)
    if block["type"] == "checklist":
        block["name_width"] = str(_NAME_WIDTH)
        width -= _NAME_WIDTH
    if block["type"] == "fields":
        block.setdefault("widths", ["30", str(width - 30)])
    if "rows" in block:
        block["rows"] = [_row(row) for row in block["rows"]]
    for number, column in enumerate(columns):
        even = width // len(columns)
        column["width"] = str(even if number else width - even * (len(columns) - 1))
    return block


def _kind(column: Mapping[str, Any]) -> str:
    amounts = ("initial_budget", "adjusted_budget", "received", "executed")
    return "amount" if column.get("role") in amounts else ""


def _column(short: str | Mapping[str, Any]) -> dict[str, Any]:
    column = {"role": short} if isinstance(short, str) else dict(short)
    column.setdefault("label", LABELS.get(column.get("role", ""), column.get("key", "")))
    return column


def _row(short: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": ROW_LABELS.get(short["key"], short["key"]), **short}


def filled(template: Template, *, year: int = 2023, **tables: Table) -> Form:
    """Return a form with these texts, by block key.

    A block of one row takes its cells; one of fixed rows takes them by row key; one whose rows are the user's
    takes a list, with ``id``, ``parent`` (the id of a goal) and ``joined`` (keys of columns) among the cells.
    Rows without an id are called ``r1``, ``r2`` … in the order in which they are given.
    """
    form = Form(TemplateRef(template.id, template.digest), year)
    for key, table in tables.items():
        form = _with_table(form, template.by_key[key], table)
    return form


def _with_table(form: Form, block: AnyBlock, table: Any) -> Form:  # noqa: ANN401  # one of the shapes of Table
    if isinstance(table, Mapping):
        fixed = table if block.rows else {ONLY_ROW: table}
        return form.with_rows(block.key, tuple(Row(RowId(key), _cells(row)) for key, row in fixed.items()))
    if not block.has_own_rows:
        raise AssertionError(f"{block.key} has no rows of the user's")
    form, new = form.new_rows(sum("id" not in row for row in table))
    ids = iter(new)
    return form.with_rows(
        block.key,
        tuple(
            Row(
                RowId(row["id"]) if "id" in row else next(ids).id,
                _cells(row),
                parent=RowId(row["parent"]) if "parent" in row else None,
                joined=frozenset(row.get("joined", ())),
            )
            for row in table
        ),
    )


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    return {key: text for key, text in row.items() if key not in {"id", "parent", "joined"} and text}


def at(path: str) -> Place:
    """Return the place called ``path``, e.g. ``funding.total.executed``."""
    block, row, column = path.split(".")
    return Place(block, RowId(row), column)


def typed(form: Form, **texts: str) -> Form:
    """Return ``form`` with other texts at some places, their paths written with ``__`` for the dots."""
    for path, text in texts.items():
        form = form.with_text(at(path.replace("__", ".")), text)
    return form


def sheet_of(template: Template, form: Form) -> ScoreSheet:
    """Return the score sheet of ``form``."""
    return score(template, facts(template, form))

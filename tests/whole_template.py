"""A template that says everything a template can say, and what the reader asked for while it read."""

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from typing import Any, NamedTuple
from unittest.mock import patch

from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.toml_table import TomlTable
from template_text import toml

WHOLE_TEXT = """
format = 2
id = "whole-2024"
name = "本局 2024"
kind = "department"
source = "本局公开的自评表"
number = "公开14表"
title = "{year}年度{project}自评表"
year_line = "（{implementing_unit}，{unit}）"
page = "portrait"
break_points = ["项目|资金|情况"]

[amounts]
unit = "元"
decimals = 3
grouping = true
unit_in_cell = true

[rate]
mode = "truncate"
decimals = 3
form = "fraction"
fixed = false

[checks]
explained_execution = "0.8"
low_execution = "0.5"
output = "产出"
quantity = "数量"
numbered_names = true
switched_off = ["repetition", "stale-year"]

[scoring]
achievement = [{ least = "0.9", earns = "1" }, { least = "0.6", earns = "0.5" }]
reached_words = ["达成"]
over_achievement = { over = "0.5", deduct = "1" }
tiers = [{ name = "达成", least = "0.8", most = "1" }]
caps = [{ below = "0.5", most = "59" }]
grades = [{ name = "优", least = "90" }, { name = "差", least = "0" }]

[scoring.score]
mode = "up"
decimals = 1

[scoring.total]
mode = "half-up"
decimals = 0

[scoring.execution]
weight = "20"
from_printed_rate = true
steps = [{ least = "0.95", earns = "1" }]

[[blocks]]
type = "fields"
key = "head"
heading = "一、基本情况"
label = "基本情况"
lines = [["project"], ["department", "category"], ["shown_unit"]]
widths = ["23", "67", "23", "67"]
frame = "open"

[[blocks.columns]]
role = "project"
label = "项目名称"
limit = 80
prompt = "与预算批复一致"

[[blocks.columns]]
role = "department"
label = "主管部门"
kind = "line"
stage = "plan"
required = false

[[blocks.columns]]
role = "shown_unit"
label = "金额单位："

[[blocks.columns]]
key = "category"
label = "项目类别"
kind = "choice"
choices = ["新增", "延续"]
choice_style = "list"
prefilled = "新增"

[[blocks]]
type = "funding"
key = "funding"
label = "项目资金"
label_width = "12"
name_label = "来源"
name_width = "28"
layout = "beside"
partner = "by_use"
rate_of_nothing = "0"
columns = [
    { role = "executed", label = "执行数", width = "20" },
    { role = "score", label = "得分", width = "20", decimals = 2, most_decimals = 3, shared = true },
]

[[blocks.rows]]
key = "total"
label = "合计"
role = "total"
indent = 1
labels = { executed = "执行数合计" }
fixed = { score = "—" }
prefilled = { executed = "0" }

[[blocks.rows]]
key = "own"
role = "source"

[[blocks]]
type = "funding"
key = "by_use"
layout = "grid"
name_width = "40"
columns = [{ role = "executed", label = "按支出", width = "60" }]
rows = [{ key = "basic", label = "基本支出", role = "source" }]

[[blocks]]
type = "goals"
key = "goals"
label = "年度目标"
label_width = "15"
numbered = "年度目标{n}"
in_grid = true
columns = [{ role = "expected_goal", label = "目标" }]

[[blocks]]
type = "indicators"
key = "indicators"
goals = "goals"
points_in_level1 = true
columns = [
    { role = "level1", label = "一级指标", width = "25", above = "指标" },
    { role = "level3", label = "三级指标", width = "60", above = "指标" },
    { role = "weight", label = "分值", width = "40" },
    { role = "score", label = "得分", width = "40" },
]
rows = [{ key = "execution", role = "execution" }]
dimensions = [{ name = "产出指标", weight = "50", level2 = ["数量指标"], required = true, keep_empty = true }]

[[blocks]]
type = "figures"
key = "figures"
grid = "indicators"
label = "合计"
layout = "one-row"
columns = [{ role = "total", label = "总分" }]

[[blocks]]
type = "checklist"
key = "management"
label = "资金管理情况"
label_width = "10"
name_label = "项目"
name_width = "40"
columns = [{ key = "state", label = "情况说明", width = "130" }]
rows = [{ key = "allocation", label = "分配科学性" }]

[[blocks]]
type = "texts"
key = "texts"
label_width = "30"
columns = [{ role = "execution_note", label = "偏差原因" }]

[[blocks]]
type = "closing"
key = "closing"
label_width = "30"
boxes = { "签批意见" = "年 月 日" }
signatures = ["填报人"]
stamp = "（公章）"
footnotes = ["一式两份。"]
"""
WHOLE: dict[str, Any] = tomllib.loads(WHOLE_TEXT)


def variants() -> Iterator[dict[str, Any]]:
    """Yield the whole template, and others that take the ways of which a template can only take one."""
    yield WHOLE
    scoring = {
        **WHOLE["scoring"],
        "achievement": "all-or-nothing",
        "over_achievement": {"ladder": [{"least": "0.3", "earns": "0.8"}]},
    }
    yield {**WHOLE, "scoring": scoring}


class Asked(NamedTuple):
    """A key the reader asked for: in which kind of table, how, and what it takes.

    ``table`` is the path without numbers, that of a block by its type: ``blocks.funding``, ``columns``.
    ``takes`` is the name of the reading method; ``default`` is ``None`` for a key without one, and
    ``is_required`` tells whether it then has to be there.
    """

    table: str
    key: str
    takes: str
    default: object = None
    is_required: bool = False
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()


_METHODS = (
    "text",
    "texts",
    "lists",
    "mapping",
    "flag",
    "whole",
    "number",
    "numbers",
    "choice",
    "table",
    "tables",
)
_NEVER_MISSED = frozenset({"mapping", "table", "tables"})


def asked() -> set[Asked]:
    """Return every key that the reader knows, as it asks for it: its own declarations, watched."""
    found: set[Asked] = set()
    guarded: set[tuple[str, str]] = set()

    def watch(name: str) -> Callable[..., Any]:
        method = getattr(TomlTable, name)

        def watching(table: TomlTable, key: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            # What one method of the table asks another one is its own affair.
            if sys._getframe(1).f_globals["__name__"] != TomlTable.__module__:
                if name == "has":
                    guarded.add((table_of(table), key))
                else:
                    found.add(_as_asked(table, name, key, args, kwargs))
            return method(table, key, *args, **kwargs)

        return watching

    with ExitStack() as watched:
        for name in (*_METHODS, "has"):
            watched.enter_context(patch.object(TomlTable, name, watch(name)))
        for data in variants():
            read_template(toml(data), source="本单位.toml")
    return {
        one._replace(is_required=one.is_required and (one.table, one.key) not in guarded) for one in found
    }


def _as_asked(table: TomlTable, name: str, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Asked:
    choices: tuple[str, ...] = ()
    if name == "choice":
        choices, args = tuple(args[0]), args[1:]
    default = kwargs.get("default", args[0] if args and name not in _NEVER_MISSED else None)
    return Asked(
        table_of(table),
        key,
        name,
        default,
        is_required=default is None and name not in _NEVER_MISSED,
        least=kwargs.get("least"),
        most=kwargs.get("most"),
        choices=choices,
    )


def table_of(table: TomlTable) -> str:
    """Return which kind of table this is: ``blocks.funding`` for a block, ``columns`` for a column of any."""
    path = re.sub(r"\[\d+\]", "", table._path).rstrip(".")
    if path == "blocks":
        return f"blocks.{table._values['type']}"
    if path.startswith("blocks."):
        return path.removeprefix("blocks.")
    return path


def asked_in(table: str, keys: Iterable[Asked]) -> dict[str, Asked]:
    """Return what is asked for in one kind of table, by key; of a key asked for twice what says most."""
    own = [one for one in keys if one.table == table]
    return {one.key: one for one in sorted(own, key=lambda one: (one.default is not None, one.choices))}


def as_word(value: object) -> str:
    """Return a value as TOML would have it, the words of a closed set bare."""
    match value:
        case StrEnum():
            return value.value
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)

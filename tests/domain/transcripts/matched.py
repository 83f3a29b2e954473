"""A template, and what of a transcript finds a place in a form of it."""

from typing import Any

from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.matching import match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from short_forms import short_template

PROJECT = """
title = "项目支出绩效自评表"

[amounts]
unit = "万元"

[scoring.execution]
weight = "10"

[[scoring.grades]]
name = "优"
least = "0"

[[blocks]]
type = "fields"
key = "head"
columns = ["project", "department", { key = "telephone", label = "联系电话：" }]

[[blocks]]
type = "funding"
columns = "initial_budget adjusted_budget executed weight execution_rate score"

[[blocks]]
type = "goals"
label = "年度总体目标"
columns = "expected_goal actual_outcome"

[[blocks]]
type = "indicators"
columns = "level1 level2 level3 target actual weight score reason"
dimensions = [{ name = "产出指标" }, { name = "效益指标" }]

[[blocks]]
type = "figures"
grid = "indicators"
columns = "total_weight total grade"
"""
TEMPLATE = short_template(PROJECT)
CHECKLIST = short_template(
    """
[[blocks]]
type = "checklist"
label = "资金管理情况"
columns = [{ key = "situation", label = "情况说明" }, { key = "problems", label = "存在问题和改进措施" }]
rows = [{ key = "allocation", label = "分配科学性" }, { key = "release", label = "下达及时性" }]

[[blocks]]
type = "funding"
columns = "executed"
"""
)


def spots(template: Template, **parts: object) -> dict[str, str]:
    """Return the path of the place of each cell that has one."""
    found = match(template, read_transcript(parts))
    return {".".join(path): spot.place.path for path, spot in found.spots.items()}


def unread(template: Template, **parts: object) -> list[str]:
    """Return the paths of the cells that have none."""
    return [".".join(path) for path in match(template, read_transcript(parts)).unread]


def funding(*rows: tuple[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Return the fund rows of a transcript: each by its name, with its amounts by their headings."""
    return [{"row": row, "values": values} for row, values in rows]

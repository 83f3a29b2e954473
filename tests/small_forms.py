"""Templates of a few lines that differ in what bureaus differ in, and forms that are made with them."""

from collections.abc import Mapping

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template

_HEADER = """
format = 2
title = "项目支出绩效自评表"
year_line = "（{year} 年度）"
"""
_POINTS = """
[scoring.execution]
weight = "10"
[[scoring.grades]]
name = "优"
least = "90"
[[scoring.grades]]
name = "差"
least = "0"
"""
_HEAD = """
[[blocks]]
type = "fields"
key = "head"
lines = [["project"], ["department", "implementing_unit"]]
widths = ["30", "60", "30", "60"]
columns = [
    { role = "project", label = "项目名称" },
    { role = "department", label = "主管部门" },
    { role = "implementing_unit", label = "实施单位" },
]
"""

# As the national form: 万元, one goal, targets in one cell.
SELF_TEXT = (
    'id = "self"\nname = "自评"\n'
    + _HEADER
    + '[amounts]\nunit = "万元"\n'
    + _POINTS
    + _HEAD
    + """
[[blocks]]
type = "funding"
key = "funding"
name_width = "40"
columns = [
    { role = "initial_budget", label = "年初预算数", width = "25" },
    { role = "adjusted_budget", label = "全年预算数", width = "25" },
    { role = "executed", label = "全年执行数", width = "25" },
    { role = "weight", label = "分值", width = "20" },
    { role = "execution_rate", label = "执行率", width = "25" },
    { role = "score", label = "得分", width = "20" },
]
rows = [
    { key = "total", role = "total", label = "年度资金总额" },
    { key = "current_appropriation", role = "source", label = "其中：当年财政拨款" },
    { key = "other_funds", role = "source", label = "其他资金" },
]

[[blocks]]
type = "goals"
key = "goals"
columns = [
    { role = "expected_goal", label = "预期目标", width = "90" },
    { role = "actual_outcome", label = "实际完成情况", width = "90" },
]

[[blocks]]
type = "indicators"
key = "indicators"
columns = [
    { role = "level1", label = "一级指标", width = "20" },
    { role = "level2", label = "二级指标", width = "20" },
    { role = "level3", label = "三级指标", width = "30" },
    { role = "target", label = "年度指标值", width = "20" },
    { role = "actual", label = "实际完成值", width = "20" },
    { role = "weight", label = "分值", width = "20" },
    { role = "score", label = "得分", width = "20" },
    { role = "reason", label = "偏差原因分析及改进措施", width = "30" },
]
dimensions = [
    { name = "产出指标", weight = "50", level2 = ["数量指标", "质量指标"], required = true },
    { name = "效益指标", weight = "40", required = true },
]

[[blocks]]
type = "figures"
key = "figures"
grid = "indicators"
columns = [{ role = "total", label = "总分" }, { role = "grade", label = "评分等级" }]
"""
)

SELF = read_template(SELF_TEXT, source="self.toml")
# The same with a correction, as a newer version of the program brings it.
CORRECTED = read_template(SELF_TEXT.replace("（{year} 年度）", "（{year}年度）"), source="self.toml")

# What a later one differs in: 元, other keys, targets in three cells, a box for what went wrong.
OTHER_TEXT = (
    'id = "other"\nname = "另一种"\n'
    + _HEADER
    + '[amounts]\nunit = "元"\n'
    + _POINTS
    + """
[[blocks]]
type = "fields"
key = "top"
lines = [["name"], ["office", "code"]]
widths = ["30", "60", "30", "60"]
columns = [
    { key = "name", role = "project", label = "项目名称" },
    { key = "office", role = "implementing_unit", label = "项目单位" },
    { key = "code", role = "project_code", label = "项目编码" },
]

[[blocks]]
type = "funding"
key = "money"
name_width = "60"
columns = [
    { key = "budget", role = "adjusted_budget", label = "预算数", width = "40" },
    { key = "spent", role = "executed", label = "执行数", width = "40" },
    { key = "points", role = "score", label = "得分", width = "40" },
]
rows = [
    { key = "all", role = "total", label = "年度资金总额" },
    { key = "fiscal", role = "source", label = "当年财政拨款" },
]

[[blocks]]
type = "indicators"
key = "grid"
columns = [
    { role = "level1", label = "一级指标", width = "20" },
    { role = "level3", label = "三级指标", width = "40" },
    { key = "sign", role = "comparator", label = "指标性质", width = "15" },
    { key = "number", role = "target_number", label = "指标值", width = "20" },
    { key = "unit", role = "measure", label = "度量单位", width = "15" },
    { key = "done", role = "actual", label = "完成值", width = "20" },
    { key = "weight", role = "weight", label = "权重", width = "15" },
    { key = "points", role = "score", label = "得分", width = "15" },
    { key = "basis", stage = "plan", label = "设置依据", width = "20" },
]

[[blocks]]
type = "texts"
key = "tail"
label_width = "30"
columns = [{ role = "execution_note", label = "预算执行说明" }, { key = "problems", label = "存在问题" }]
"""
)
OTHER = read_template(OTHER_TEXT, source="other.toml")

CATALOGUE: Mapping[str, Template] = {SELF.id: SELF, OTHER.id: OTHER}

# The rows of the clean form.
TRAININGS, PASS_RATE, EFFECT = (RowId(f"r{number}") for number in (1, 2, 3))
ONLY = RowId("only")
PROJECT = Place("head", ONLY, "project")
TOTAL = RowId("total")

_ROWS = (
    ("产出指标", "数量指标", "教师培训场次", "≥10场", "12场", "20"),
    ("产出指标", "质量指标", "培训合格率", "≥95%", "98%", "30"),
    ("效益指标", "社会效益指标", "教师能力", "有所提高", "达成指标", "40"),
)


def clean_form() -> Form:
    """Return a complete form of 2023 under ``self`` that earns 99.90 points and has no errors."""
    form = blank_form(SELF, 2023)
    keys = ("level1", "level2", "level3", "target", "actual", "weight")
    rows = tuple(
        Row(row.id, dict(zip(keys, texts, strict=True)))
        for row, texts in zip(form.rows("indicators"), _ROWS, strict=True)
    )
    form = form.with_rows("indicators", rows)
    for place, text in (
        (PROJECT, "教师培训（2023 年）"),
        (Place("head", ONLY, "department"), "区教育局"),
        (Place("head", ONLY, "implementing_unit"), "教师进修学院"),
        (Place("goals", ONLY, "expected_goal"), "举办教师培训10场。"),
        (Place("goals", ONLY, "actual_outcome"), "2023年共举办教师培训12场。"),
    ):
        form = enter(SELF, form, place, text)
    for source in (TOTAL, RowId("current_appropriation")):
        for column, text in (("initial_budget", "10"), ("adjusted_budget", "10.00"), ("executed", "9.9")):
            form = enter(SELF, form, Place("funding", source, column), text)
    return form


def named(form: Form, name: str) -> Form:
    """Return ``form`` of another project."""
    return form.with_text(PROJECT, name)


def with_cell(row: RowId, column: str, text: str, form: Form | None = None) -> Form:
    """Return ``form`` (the clean one) with another text in a cell of an indicator."""
    return (form or clean_form()).with_text(Place("indicators", row, column), text)

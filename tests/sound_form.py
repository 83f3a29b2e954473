"""A form that no check finds fault with, and ways to spoil it."""

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Form, Row
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import Template
from short_forms import filled, short_template, typed

SCORING = """
[scoring.execution]
weight = "10"

[[scoring.grades]]
name = "优"
least = "90"

[[scoring.grades]]
name = "差"
least = "0"
"""
HEAD = """
[[blocks]]
type = "fields"
key = "head"
columns = "project department implementing_unit"
"""
FUNDING = """
[[blocks]]
type = "funding"
columns = "initial_budget adjusted_budget executed weight execution_rate score"
"""
GOALS = """
[[blocks]]
type = "goals"
columns = [{ role = "expected_goal", limit = 2000 }, { role = "actual_outcome", limit = 2000 }]
"""
GRID = """
[[blocks]]
type = "indicators"
columns = [
    "level1", "level2", "level3", "target", "actual", "weight", "score", { role = "reason", limit = 500 },
]
dimensions = [
    { name = "产出指标", weight = "50", required = true },
    { name = "成本指标" },
    { name = "效益指标", weight = "30", required = true },
    { name = "满意度指标", weight = "10" },
]
"""
FIGURES = """
[[blocks]]
type = "figures"
grid = "indicators"
label = "总分"
columns = "total_weight total grade"
"""
NATIONAL = short_template(SCORING + HEAD + FUNDING + GOALS + GRID + FIGURES)

# The rows of the sound form, in its order.
TRAININGS, PASS_RATE, ON_TIME, EFFECT, SATISFACTION = (f"r{number}" for number in range(1, 6))

ROWS = (
    ("产出指标", "数量指标", "教师培训场次", "≥10场", "12场", "20"),
    ("产出指标", "质量指标", "培训合格率", "≥95%", "98%", "20"),
    ("产出指标", "时效指标", "培训及时性", "按计划完成", "已完成", "10"),
    ("效益指标", "社会效益指标", "教师能力", "有所提高", "达成预期指标", "30"),
    ("满意度指标", "服务对象满意度指标", "教师满意度", "≥90%", "95%", "10"),
)
_COLUMNS = ("level1", "level2", "level3", "target", "actual", "weight")


def sound_form(template: Template = NATIONAL, /, **texts: str) -> Form:
    """Return a complete form of 2023 that earns 99.90 points, with some texts changed: see :func:`typed`."""
    amounts = {"initial_budget": "10", "adjusted_budget": "10", "executed": "9.9"}
    tables = {
        "head": {
            "project": "教师培训（2023 年）",
            "department": "区教育局",
            "implementing_unit": "教师进修学院",
        },
        "funding": {"total": amounts, "current_appropriation": amounts},
        "goals": {
            "expected_goal": "举办教师培训10场，教师满意度达到90%。",
            "actual_outcome": "2023年共举办教师培训12场，教师满意度达到95%。",
        },
        "indicators": [dict(zip(_COLUMNS, row, strict=True)) for row in ROWS],
    }
    there = {key: table for key, table in tables.items() if key in template.by_key}
    return typed(filled(template, **there), **texts)  # type: ignore[arg-type]  # tables of all shapes


def with_row(row: str, form: Form | None = None, /, **texts: str) -> Form:
    """Return ``form`` (the sound one) with other texts in an indicator."""
    form = sound_form() if form is None else form
    return typed(form, **{f"indicators__{row}__{column}": text for column, text in texts.items()})


def with_new_row(at: int, form: Form | None = None, /, **texts: str) -> Form:
    """Return ``form`` (the sound one) with another indicator at a position."""
    form, (row,) = (sound_form() if form is None else form).new_rows(1)
    return form.inserting("indicators", at, (Row(row.id, texts),))


def without_row(row: str, form: Form | None = None) -> Form:
    """Return ``form`` (the sound one) without an indicator."""
    return (sound_form() if form is None else form).removing("indicators", frozenset({row}))


def spent(initial: str, adjusted: str, executed: str, form: Form | None = None) -> Form:
    """Return ``form`` (the sound one) with other amounts, all of one source."""
    columns = {"initial_budget": initial, "adjusted_budget": adjusted, "executed": executed}
    texts = {
        f"funding__{row}__{column}": text
        for row in ("total", "current_appropriation")
        for column, text in columns.items()
    }
    return typed(sound_form() if form is None else form, **texts)


def findings(form: Form, template: Template = NATIONAL) -> tuple[Finding, ...]:
    """Return everything found."""
    read = facts(template, form)
    return check(template, form, read, score(template, read))


def found(form: Form, code: Code, template: Template = NATIONAL) -> list[tuple[str, str]]:
    """Return the paths and sentences of what is found under one code."""
    return [(one.place.path, one.message) for one in findings(form, template) if one.code is code]


def places(form: Form, code: Code, template: Template = NATIONAL) -> list[str]:
    """Return the paths of all cells that something is found of under one code."""
    return [place.path for one in findings(form, template) if one.code is code for place in one.places]


def codes(form: Form, template: Template = NATIONAL) -> set[Code]:
    """Return the codes of all that is found."""
    return {one.code for one in findings(form, template)}

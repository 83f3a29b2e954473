"""A form that requires the coefficient: nothing is earned by another rule while it is blank."""

from decimal import Decimal
from typing import Any

import pytest

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.score_explanations import explain_execution, explain_indicator
from perfeval_desktop.domain.scoring import Origin, score
from perfeval_desktop.domain.template import Template
from short_forms import filled, sheet_of, short_template

TEXT = """
[scoring.execution]
weight = "20"

[[scoring.grades]]
name = "优秀"
least = "0"

[[blocks]]
type = "funding"
columns = "adjusted_budget executed"

[[blocks]]
type = "indicators"
columns = [
    "level3", "weight", "target", "actual",
    { role = "coefficient", label = "系数", required = true }, "score",
]
rows = [{ key = "execution", role = "execution", label = "预算执行率" }]
"""
TEMPLATE = short_template(TEXT)
PLANNED = short_template(f'kind = "target"\n{TEXT}')
SPENT = {"total": {"adjusted_budget": "80", "executed": "70"}}
ROW = {"level3": "造林面积", "weight": "80", "target": "≥1200亩", "actual": "1150亩"}
RATE = {"id": "execution", "level3": "预算执行率"}


def form(*, row: str = "", rate: str = "", score: str = "") -> Form:
    rows = [{**ROW, "coefficient": row, "score": score}, {**RATE, "coefficient": rate}]
    return filled(TEMPLATE, funding=SPENT, indicators=rows)


def told(one: Form, template: Template = TEMPLATE) -> list[tuple[str, str]]:
    read = facts(template, one)
    findings = check(template, one, read, score(template, read))
    kept = {Code.REQUIRED, Code.SCORE, Code.EXECUTION}
    return [(one.place.path, one.message) for one in findings if one.code in kept]


@pytest.mark.parametrize("text", ["", "不好说"])
def test_a_row_earns_nothing_until_its_coefficient_is_there(text: str) -> None:
    sheet = sheet_of(TEMPLATE, form(row=text, rate=text))
    assert [(one.rule, one.value, one.origin) for one in sheet.indicators] == [
        (None, None, Origin.MISSING)
    ] * 2
    assert (sheet.missing, sheet.total, sheet.grade) == (2, Decimal(0), None)


def test_with_them_it_earns_what_they_give() -> None:
    sheet = sheet_of(TEMPLATE, form(row="0.9", rate="0.95"))
    assert [one.value for one in sheet.indicators] == [Decimal("72.00"), Decimal("19.00")]
    assert sheet.grade == "优秀"


def test_a_score_that_was_typed_stands() -> None:
    sheet = sheet_of(TEMPLATE, form(score="70", rate="1"))
    assert (sheet.indicators[0].value, sheet.missing) == (Decimal(70), 0)


def test_rows_that_share_a_weight_are_asked_as_well() -> None:
    shared: dict[str, Any] = {**ROW, "joined": ("weight",)}
    rows = [ROW, shared, {**RATE, "coefficient": "1"}]
    sheet = sheet_of(TEMPLATE, filled(TEMPLATE, funding=SPENT, indicators=rows))
    assert [one.origin for one in sheet.indicators] == [Origin.MISSING, Origin.MISSING, Origin.RULE]


def test_each_is_asked_for_once() -> None:
    assert told(form()) == [
        ("indicators.r1.coefficient", "第 1 行“造林面积”的系数还没有填写，请填写。"),
        ("indicators.execution.coefficient", "第 2 行“预算执行率”的系数还没有填写，请填写。"),
    ]
    assert told(form(row="0.9", rate="0.95")) == []


def test_before_the_year_is_over_no_coefficient_is_asked_for() -> None:
    assert [place for place, _ in told(form(), PLANNED) if "coefficient" in place] == []


def test_without_points_for_the_rate_its_coefficient_is_not_asked_for() -> None:
    free = short_template(TEXT.replace('weight = "20"', 'weight = "0"'))
    assert "indicators.execution.coefficient" not in dict(told(form(row="1"), free))


def test_what_to_do_is_explained() -> None:
    one = form()
    read, sheet = facts(TEMPLATE, one), sheet_of(TEMPLATE, one)
    assert explain_indicator(TEMPLATE, read, sheet, 0) == "填写系数后自动计算。"
    assert explain_execution(TEMPLATE, read, sheet) == "填写系数后自动计算。"
    typed = form(score="70")
    explained = explain_indicator(TEMPLATE, facts(TEMPLATE, typed), sheet_of(TEMPLATE, typed), 0)
    assert explained == "手工填 70（没有规则可算）"

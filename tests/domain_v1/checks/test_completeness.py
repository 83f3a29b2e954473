from dataclasses import replace

import pytest

from clean_forms import (
    CATALOGUE,
    EFFECT,
    TRAININGS,
    amounts,
    clean_form,
    found,
    places,
    with_funding,
    with_row,
)
from perfeval_desktop.domain_v1.findings import Code
from perfeval_desktop.domain_v1.form import Amounts, Indicator


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("project", "项目名称"),
        ("department", "主管部门"),
        ("implementing_unit", "实施单位"),
        ("expected_goal", "预期目标"),
        ("actual_outcome", "实际完成情况"),
    ],
)
def test_an_empty_field_of_the_form_is_found(field: str, words: str) -> None:
    form = replace(clean_form(), **{field: " \n"})  # type: ignore[arg-type]  # a text field
    assert found(form, Code.REQUIRED) == [(field, f"{words}还没有填写，请填写。")]


def test_the_templates_own_words_name_the_field() -> None:
    form = replace(clean_form(), expected_goal="")
    ((_, message),) = found(form, Code.REQUIRED, CATALOGUE["shanghai-2021"])
    assert message == "预算目标还没有填写，请填写。"


@pytest.mark.parametrize("field", ["level1", "level3", "target", "actual"])
def test_an_empty_cell_of_an_indicator_is_found(field: str) -> None:
    row = replace(clean_form().indicators[EFFECT], **{field: "\t"})  # type: ignore[arg-type]  # a text
    form = clean_form().with_indicator(EFFECT, row)
    assert places(form, Code.REQUIRED) == [f"indicators[4].{field}"]


def test_level_2_score_and_reason_may_stay_empty() -> None:
    assert places(with_row(EFFECT, level2="", reason="", score=None), Code.REQUIRED) == []


def test_a_missing_weight_is_found() -> None:
    assert found(with_row(TRAININGS, weight=None), Code.REQUIRED) == [
        ("indicators[1].weight", "第 1 行“教师培训场次”的分值还没有填写，请填写，不计分的填 0。")
    ]


def test_missing_amounts_are_asked_for_together() -> None:
    form = with_funding(total=Amounts(), current_appropriation=Amounts())
    assert found(form, Code.REQUIRED) == [
        (
            "funding.total.adjusted_budget",
            "年度资金总额的全年预算数和全年执行数还没有填写，算不出执行率，请填写，没有发生的填 0。",
        )
    ]


def test_a_missing_execution_is_asked_for_alone() -> None:
    row = amounts(100_000, 100_000, None)
    form = with_funding(total=row, current_appropriation=row)
    assert found(form, Code.REQUIRED) == [
        (
            "funding.total.executed",
            "年度资金总额的全年执行数还没有填写，算不出执行率，请填写，没有发生的填 0。",
        )
    ]


def test_the_initial_budget_may_stay_empty() -> None:
    row = amounts(None, 100_000, 99_000)
    assert places(with_funding(total=row, current_appropriation=row), Code.REQUIRED) == []


def test_a_total_left_to_the_rule_is_not_missing() -> None:
    assert places(with_funding(total=Amounts()), Code.REQUIRED) == []


def test_a_row_not_begun_is_one_finding() -> None:
    form = clean_form().inserting(2, (Indicator(level1="产出指标", level2="成本指标"),))
    assert found(form, Code.REQUIRED) == [
        ("indicators[3].level3", "第 3 行的指标还没有填写，请填写，不需要的行请删去。")
    ]


def test_rows_not_begun_are_one_finding_for_each_stretch() -> None:
    form = clean_form().inserting(5, (Indicator(),) * 3).inserting(0, (Indicator(),))
    assert found(form, Code.REQUIRED) == [
        ("indicators[1].level3", "第 1 行的指标还没有填写，请填写，不需要的行请删去。"),
        ("indicators[7].level3", "第 7 至 9 行的指标还没有填写，请填写，不需要的行请删去。"),
    ]


def test_a_form_without_indicators_is_told_to_add_some() -> None:
    assert found(replace(clean_form(), indicators=()), Code.REQUIRED) == [
        ("total", "还没有绩效指标，请添加指标行并填写。")
    ]


def test_a_complete_form_lacks_nothing() -> None:
    assert places(clean_form(), Code.REQUIRED) == []

"""Spending is no achievement: what is said where it is taken for one, and where nothing is."""

import pytest

from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from short_forms import short_template
from sound_form import (
    EFFECT,
    FUNDING,
    GRID,
    HEAD,
    ON_TIME,
    PASS_RATE,
    TRAININGS,
    found,
    places,
    sound_form,
    spent,
    with_row,
)

COST = {"level1": "成本指标", "level2": "经济成本指标"}


@pytest.mark.parametrize(
    "name", ["预算执行率", "项目预算执行率", "资金使用率", "预算完成率", "支出进度", "经费支出进度"]
)
def test_an_indicator_that_is_the_execution_rate_counts_it_twice(name: str) -> None:
    assert found(with_row(PASS_RATE, level3=name), Code.COUNTED_TWICE) == [
        (
            "indicators.r2.level3",
            f"第 2 行“{name}”的三级指标就是预算执行率，执行率已经另外计分，请换成反映产出或效果的指标。",
        )
    ]


@pytest.mark.parametrize(
    "name", ["资金到位率", "预算编制完整率", "补助资金发放率", "设备使用率", "预算绩效目标完成率"]
)
def test_another_rate_is_not_the_execution_rate(name: str) -> None:
    assert places(with_row(PASS_RATE, level3=name), Code.COUNTED_TWICE) == []


def test_where_the_execution_rate_earns_nothing_it_is_counted_once() -> None:
    template = short_template("[scoring]\n" + HEAD + FUNDING + GRID)
    form = with_row(PASS_RATE, sound_form(template), level3="预算执行率")
    assert places(form, Code.COUNTED_TWICE, template) == []
    assert places(with_row(PASS_RATE, level3="预算执行率", weight="0"), Code.COUNTED_TWICE) == []


@pytest.mark.parametrize("target", ["≤10万元", "10万元", "不超过100000元", "控制在10万元以内"])
def test_a_cost_target_that_is_the_whole_budget_is_found(target: str) -> None:
    form = with_row(ON_TIME, **COST, level3="项目总成本", target=target, actual="9.9万元")
    ((place, message),) = found(form, Code.COST_IS_BUDGET)
    assert place == "indicators.r3.target"
    assert "就是全部预算" in message


@pytest.mark.parametrize(
    ("target", "levels"),
    [
        ("≤9.5万元", COST),
        ("≤10元/人", COST),
        ("≥10万元", COST),
        ("≤10人", COST),
        ("控制在预算内", COST),
        ("≤10万元", {"level1": "产出指标", "level2": "数量指标"}),
    ],
)
def test_a_cost_target_that_says_more_than_the_budget_is_fine(target: str, levels: dict[str, str]) -> None:
    form = with_row(ON_TIME, **levels, level3="采购支出", target=target)
    assert places(form, Code.COST_IS_BUDGET) == []


def test_a_payment_of_all_beside_a_lower_execution_is_found() -> None:
    form = with_row(ON_TIME, spent("10", "10", "8"), level3="资金支付率", target="100%", actual="100%")
    ((place, message),) = found(form, Code.PAYMENT)
    assert place == "indicators.r3.actual"
    assert "预算执行率只有 80.00%" in message


@pytest.mark.parametrize(
    ("executed", "name", "actual"),
    [
        ("9.6", "资金支付率", "100%"),
        ("8", "资金到位率", "100%"),
        ("8", "资金支付率", "80%"),
        ("8", "资金支付率", "已支付"),
        ("8", "补助对象覆盖率", "100%"),
    ],
)
def test_a_payment_that_the_execution_bears_out_is_fine(executed: str, name: str, actual: str) -> None:
    form = with_row(ON_TIME, spent("10", "10", executed), level3=name, target="100%", actual=actual)
    assert places(form, Code.PAYMENT) == []


def all_outputs(**texts: str) -> Form:
    form = sound_form()
    for row in (TRAININGS, PASS_RATE, ON_TIME):
        form = with_row(row, form, **texts)
    return form


def test_outputs_that_are_all_money_are_found() -> None:
    ((place, message),) = found(all_outputs(level3="培训经费支出"), Code.ONLY_SPENDING)
    assert place == "indicators.r1.level3"
    assert "都是花了多少钱" in message
    assert places(all_outputs(target="≤3万元"), Code.ONLY_SPENDING) == ["indicators.r1.level3"]


def test_one_output_that_is_made_is_enough() -> None:
    form = with_row(TRAININGS, all_outputs(level3="培训经费支出"), level3="教师培训场次")
    assert places(form, Code.ONLY_SPENDING) == []


def carried_over(executed: str, **texts: str) -> Form:
    return sound_form(funding__carryover__adjusted_budget="4", funding__carryover__executed=executed, **texts)


def test_money_carried_over_and_hardly_spent_is_asked_about() -> None:
    ((_, message),) = found(carried_over("1"), Code.CARRY_OVER)
    assert "只用了 1.00 万元" in message
    assert places(carried_over("2"), Code.CARRY_OVER) == []
    assert places(carried_over(""), Code.CARRY_OVER) == []
    assert places(carried_over("1", form__only__execution_note="尾款待验收后支付"), Code.CARRY_OVER) == []


@pytest.mark.parametrize(
    ("name", "actual"), [("预算调整率", "0%"), ("预算调整率", "15%"), ("预算执行率", "100%")]
)
def test_a_rate_that_the_amounts_contradict_is_found(name: str, actual: str) -> None:
    form = with_row(ON_TIME, spent("10", "9", "8"), level3=name, target="≤20%", actual=actual)
    ((place, message),) = found(form, Code.AMOUNT_CONTRADICTION)
    assert place == "indicators.r3.actual"
    assert ("按资金表应为 10.00%" if name == "预算调整率" else "按资金表应为 88.89%") in message


@pytest.mark.parametrize(
    ("name", "actual"),
    [
        ("预算调整率", "10%"),
        ("预算调整率", "-10%"),
        ("预算执行率", "88.9%"),
        ("预算执行率", "约100%"),
        ("合格率", "0%"),
    ],
)
def test_a_rate_that_the_amounts_bear_out_is_fine(name: str, actual: str) -> None:
    form = with_row(ON_TIME, spent("10", "9", "8"), level3=name, target="≤20%", actual=actual)
    assert places(form, Code.AMOUNT_CONTRADICTION) == []


def test_without_a_budget_at_first_there_is_no_rate_of_adjustment() -> None:
    form = with_row(ON_TIME, spent("", "9", "8"), level3="预算调整率", target="≤20%", actual="0%")
    assert places(form, Code.AMOUNT_CONTRADICTION) == []
    assert places(with_row(EFFECT, form, level3="学员反馈"), Code.AMOUNT_CONTRADICTION) == []

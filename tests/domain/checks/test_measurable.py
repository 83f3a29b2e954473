"""A target can be measured, and an actual measures something."""

import pytest

from perfeval_desktop.domain.checks.measurable import is_formula, is_scale, is_sentence, two_units
from perfeval_desktop.domain.findings import Code
from sound_form import EFFECT, ON_TIME, PASS_RATE, SATISFACTION, TRAININGS, found, places, with_row


@pytest.mark.parametrize("text", ["达成指标", "已达成目标", "完成目标任务", "达标", "均已达成", " 完成指标 "])
def test_a_formula_word_says_only_that_it_was_reached(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["达成预期指标", "已完成", "完成10场", "达成指标值90%", ""])
def test_more_than_that_is_no_formula_word(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize("text", ["好", "较高", "程度较高", "效果明显", "优", "基本完成年度目标", "总体良好"])
def test_a_point_on_a_scale_is_one(text: str) -> None:
    assert is_scale(text)


@pytest.mark.parametrize("text", ["健全", "完成", "好人好事", "提高", "优于上年", ""])
def test_other_words_are_no_scale(text: str) -> None:
    assert not is_scale(text)


def test_a_sentence_is_long_and_has_no_number() -> None:
    assert is_sentence("本着节约的原则控制在预算中")
    assert not is_sentence("健全且有效")
    assert not is_sentence("全年组织教师培训10场以上")


@pytest.mark.parametrize(
    ("row", "texts", "trouble"),
    [
        (EFFECT, {"target": "教师能力是否提高"}, "是一个问题"),
        (EFFECT, {"target": "教师能力提高了多少？"}, "是一个问题"),
        (PASS_RATE, {"level3": "验收通过率", "target": "12月底前验收"}, "是日期"),
        (EFFECT, {"target": "=1可持续"}, "看不出要衡量什么"),
        (
            ON_TIME,
            {"level1": "成本指标", "level2": "经济成本指标", "target": "本着节约的原则控制在预算中"},
            "成本指标应当可以衡量",
        ),
        (PASS_RATE, {"level3": "系统稳定性", "target": "稳定性高"}, "只是重复指标的名称"),
        (ON_TIME, {"level3": "成本控制有效性", "target": "有效"}, "只是重复指标的名称"),
    ],
)
def test_a_target_that_cannot_be_measured_is_found(row: str, texts: dict[str, str], trouble: str) -> None:
    ((place, message),) = found(with_row(row, **texts), Code.NOT_MEASURABLE)
    assert place == f"indicators.{row}.target"
    assert trouble in message


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        (EFFECT, {"target": "明显提高"}),
        (PASS_RATE, {"level3": "验收完成时间", "target": "12月底前验收"}),
        (PASS_RATE, {"level3": "验收通过率", "target": "100%"}),
        (ON_TIME, {"level1": "成本指标", "level2": "经济成本指标", "target": "控制在预算内"}),
        (SATISFACTION, {"level3": "家长接送难的缓解程度", "target": "明显缓解"}),
        (TRAININGS, {"target": "=10场"}),
        (TRAININGS, {"target": "≥3万以上"}),
        (EFFECT, {"target": "=100%按需求响应"}),
    ],
)
def test_a_target_that_can_be_answered_is_fine(row: str, texts: dict[str, str]) -> None:
    assert places(with_row(row, **texts), Code.NOT_MEASURABLE) == []


@pytest.mark.parametrize("text", ["5公里（6000米）", "2万人次(30000人次)", "24小时(2天)"])
def test_a_quantity_given_twice_has_to_be_the_same(text: str) -> None:
    assert "换算后并不相等" in two_units(text)
    form = with_row(TRAININGS, target=text)
    assert places(form, Code.TWO_UNITS) == ["indicators.r1.target"]


@pytest.mark.parametrize(
    "text",
    [
        "5公里（5000米）",
        "12期（次）",
        "5公里（含支路）",
        "5公里(6人)",
        "5公里(6处桥)",
        "5公里(6)",
        "修路(6公里)",
        "5公里(6公里)",
        "100%(正常使用)",
        "5公里",
    ],
)
def test_what_stands_in_brackets_may_be_anything_else(text: str) -> None:
    assert two_units(text) == ""


@pytest.mark.parametrize(("name", "actual"), [("培训合格率", "120%"), ("教师满意度", "105%")])
def test_more_than_all_of_what_cannot_be_more_is_found(name: str, actual: str) -> None:
    form = with_row(PASS_RATE, level3=name, actual=actual)
    assert places(form, Code.OVER_WHOLE) == ["indicators.r2.actual"]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("任务完成率", "≥95%", "120%"),
        ("培训合格率", "≥95%", "100%"),
        ("产值增长率", "≥95%", "120%"),
        ("培训合格率", "≥120%", "130%"),
        ("培训场次", "≥10场", "12场"),
    ],
)
def test_other_shares_may_be_more_than_all(name: str, target: str, actual: str) -> None:
    form = with_row(PASS_RATE, level3=name, target=target, actual=actual)
    assert places(form, Code.OVER_WHOLE) == []

from dataclasses import replace
from decimal import Decimal

import pytest

from clean_forms import (
    EFFECT,
    ON_TIME,
    SATISFACTION,
    TEMPLATE,
    TRAININGS,
    clean_form,
    found,
    places,
    with_funding,
    with_row,
)
from perfeval_desktop.domain_v1.findings import Code
from perfeval_desktop.domain_v1.form import PrintedFigures, SelfAssessment


def printed(total: str, form: SelfAssessment | None = None) -> SelfAssessment:
    return replace(clean_form() if form is None else form, printed=PrintedFigures(total=Decimal(total)))


def test_a_printed_total_that_is_not_the_sum_is_found() -> None:
    assert found(printed("99.91"), Code.PRINTED_TOTAL) == [
        ("total", "原表的总分为 99.91，各项得分之和为 99.9，请核对各项得分，或更正原表的总分。")
    ]


def test_a_printed_total_that_is_the_sum_is_fine() -> None:
    assert places(printed("99.90"), Code.PRINTED_TOTAL) == []


def test_a_printed_total_is_not_judged_while_a_score_is_missing() -> None:
    assert places(printed("99.91", with_row(EFFECT, actual="有改善")), Code.PRINTED_TOTAL) == []


def test_a_missing_score_is_found_where_no_rule_gives_one() -> None:
    assert found(with_row(EFFECT, actual="有改善"), Code.SCORE) == [
        (
            "indicators[4].score",
            "第 4 行“教师能力”的得分还没有填写，这一项没有规则可算，请按完成情况手工填写。",
        )
    ]


@pytest.mark.parametrize("blank", ["weight", "target", "actual"])
def test_a_score_is_not_asked_for_before_what_it_is_judged_by(blank: str) -> None:
    form = with_row(EFFECT, actual="有改善")
    form = with_row(EFFECT, form, **{blank: None if blank == "weight" else " "})
    assert places(form, Code.SCORE) == []


def test_a_score_above_its_weight_is_found() -> None:
    assert found(with_row(TRAININGS, score=Decimal(21)), Code.SCORE) == [
        ("indicators[1].score", "第 1 行“教师培训场次”的得分是 21，超过分值 20，请改小得分，或改大分值。")
    ]


def test_a_negative_score_is_found() -> None:
    assert found(with_row(TRAININGS, score=Decimal(-1)), Code.SCORE) == [
        (
            "indicators[1].score",
            "第 1 行“教师培训场次”的得分是负数（-1），请改为 0 到 20 之间的数。",
        )
    ]


def test_a_score_without_a_weight_is_only_held_against_zero() -> None:
    assert places(with_row(TRAININGS, weight=None, score=Decimal(99)), Code.SCORE) == []
    ((_, message),) = found(with_row(TRAININGS, weight=None, score=Decimal(-1)), Code.SCORE)
    assert message.endswith("请改为 0 到 100 之间的数。")


def test_an_execution_score_above_its_weight_is_found() -> None:
    assert found(with_funding(execution_score=Decimal("10.5")), Code.SCORE) == [
        ("funding.execution_score", "执行率的得分是 10.5，超过分值 10，请改小得分，或改大分值。")
    ]


@pytest.mark.parametrize("reason", ["", "无", "—", "-", "//", "0", "无偏差", " 没有 ", "……", "none"])
def test_a_deduction_without_a_reason_is_found(reason: str) -> None:
    form = with_row(SATISFACTION, actual="80%", reason=reason)
    assert found(form, Code.DEDUCTION_REASON) == [
        (
            "indicators[5].reason",
            (
                "第 5 行“教师满意度”的偏差原因分析及改进措施还没有填写："
                "这一项扣了 1.11 分，请写明原因和改进措施。"
            ),
        )
    ]


def test_a_deduction_with_a_reason_is_fine() -> None:
    form = with_row(SATISFACTION, actual="80%", reason="场地偏远，明年改在市区举办")
    assert places(form, Code.DEDUCTION_REASON) == []


def test_a_full_score_needs_no_reason() -> None:
    assert places(with_row(SATISFACTION, weight=None, score=Decimal(1)), Code.DEDUCTION_REASON) == []
    assert places(clean_form(), Code.DEDUCTION_REASON) == []


def test_points_deducted_although_the_target_is_reached_are_found() -> None:
    form = with_row(TRAININGS, score=Decimal(18), reason="宣传不够")
    assert found(form, Code.DEDUCTED_THOUGH_REACHED) == [
        (
            "indicators[1].score",
            (
                "第 1 行“教师培训场次”的得分是 18，但实际完成值已达到目标，"
                "按规则得满分 20，请核对得分和实际完成值。"
            ),
        )
    ]


@pytest.mark.parametrize(
    "form",
    [
        with_row(TRAININGS, score=Decimal(20)),
        with_row(TRAININGS, actual="9场", score=Decimal(18)),
        with_row(TRAININGS, weight=None, score=Decimal(18)),
        with_row(EFFECT, actual="有改善", score=Decimal(20)),
    ],
)
def test_full_missed_or_unjudged_indicators_are_not_called_deducted(form: SelfAssessment) -> None:
    assert places(form, Code.DEDUCTED_THOUGH_REACHED) == []


def test_a_reached_qualitative_indicator_may_earn_any_score_of_the_first_tier() -> None:
    assert places(with_row(ON_TIME, score=Decimal(8)), Code.DEDUCTED_THOUGH_REACHED) == []
    below = with_row(ON_TIME, score=Decimal("7.9"))
    assert places(below, Code.DEDUCTED_THOUGH_REACHED) == ["indicators[3].score"]


def test_without_tiers_a_reached_qualitative_indicator_earns_its_weight() -> None:
    template = replace(TEMPLATE, tiers=())
    form = with_row(ON_TIME, score=Decimal("9.9"))
    assert places(form, Code.DEDUCTED_THOUGH_REACHED, template) == ["indicators[3].score"]


def test_full_points_although_the_target_is_missed_are_found() -> None:
    assert found(with_row(TRAININGS, actual="8场", score=Decimal(20)), Code.FULL_THOUGH_MISSED) == [
        (
            "indicators[1].score",
            (
                "第 1 行“教师培训场次”的得分是满分，但实际完成值“8场”没有达到目标“≥10场”，"
                "请扣分（按规则 16.00 分），或核对实际完成值。"
            ),
        )
    ]


def test_a_target_without_a_direction_is_asked_for_it() -> None:
    form = with_row(ON_TIME, target="2小时", actual="1小时", score=Decimal(10))
    ((_, message),) = found(form, Code.FULL_THOUGH_MISSED)
    assert message.endswith("请核对；如果这一项越少越好，请在目标前加“≤”。")


def test_a_missed_target_of_zero_has_no_proportional_value() -> None:
    form = with_row(ON_TIME, target="≤0起", actual="1起", score=Decimal(10))
    ((_, message),) = found(form, Code.FULL_THOUGH_MISSED)
    assert message.endswith("请扣分，或核对实际完成值。")


@pytest.mark.parametrize(
    "form",
    [
        clean_form(),
        with_row(TRAININGS, actual="8场"),
        with_row(TRAININGS, actual="8场", score=Decimal(16)),
        with_row(TRAININGS, actual="8场", score=Decimal(21)),
        with_row(TRAININGS, actual="8场", weight=None, score=Decimal(20)),
    ],
)
def test_reached_or_deducted_indicators_are_not_called_full(form: SelfAssessment) -> None:
    assert places(form, Code.FULL_THOUGH_MISSED) == []


def test_a_full_score_of_the_rule_itself_is_not_questioned() -> None:
    form = with_row(TRAININGS, target="＞12场", weight=Decimal(20))
    assert places(form, Code.FULL_THOUGH_MISSED) == []


def test_a_partial_score_that_is_not_the_proportion_is_found() -> None:
    form = with_row(SATISFACTION, target=">=100%", actual="99%", score=Decimal(9), reason="仍可提高")
    assert found(form, Code.PARTIAL_SCORE) == [
        (
            "indicators[5].score",
            "第 5 行“教师满意度”的得分是 9，按完成比例应为 9.90，请改正，或在原因里写明评分的依据。",
        )
    ]


@pytest.mark.parametrize("typed", [None, Decimal("9.9"), Decimal(10), Decimal(11), Decimal(-1)])
def test_the_proportion_a_full_or_an_impossible_score_is_not_called_partial(typed: Decimal | None) -> None:
    form = with_row(SATISFACTION, target=">=100%", actual="99%", score=typed)
    assert places(form, Code.PARTIAL_SCORE) == []


def test_a_deduction_beside_a_reached_target_is_not_called_partial() -> None:
    assert places(with_row(TRAININGS, score=Decimal(18)), Code.PARTIAL_SCORE) == []

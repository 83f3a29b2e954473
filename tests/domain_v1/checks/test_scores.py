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


@pytest.mark.parametrize(
    ("target", "actual", "what_to_do"),
    [
        ("0起", "3起", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        (
            "2小时",
            "3小时",
            "目标没有写“≥”或“≤”，看不出越多越好还是越少越好，请给目标补上符号，或手工填写得分。",
        ),
        ("≥10场", "12次", "目标和实际完成值的单位不同，无法比较，请把单位改成一致，或手工填写得分。"),
        ("≥10场", "很多", "这一项没有规则可算，请按完成情况手工填写。"),
    ],
)
def test_a_missing_score_is_asked_for_with_what_settles_it(target: str, actual: str, what_to_do: str) -> None:
    ((_, message),) = found(with_row(TRAININGS, target=target, actual=actual), Code.SCORE)
    assert message == f"第 1 行“教师培训场次”的得分还没有填写，{what_to_do}"


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


@pytest.mark.parametrize(("target", "actual"), [("0起", "3起"), ("=0起", "3起"), ("=3起", "5起")])
def test_full_points_for_more_incidents_than_promised_are_found(target: str, actual: str) -> None:
    form = with_row(ON_TIME, level3="安全事故起数", target=target, actual=actual, score=Decimal(10))
    assert found(form, Code.FULL_THOUGH_MISSED) == [
        (
            "indicators[3].score",
            (
                f"第 3 行“安全事故起数”的得分是满分，但实际完成值“{actual}”没有达到目标“{target}”，"
                "请扣分，或核对实际完成值。"
            ),
        )
    ]


def test_fewer_things_made_than_a_target_without_a_sign_asks_to_look_twice() -> None:
    form = with_row(TRAININGS, level3="设备数量", target="=33台", actual="30台", score=Decimal(20))
    ((_, message),) = found(form, Code.FULL_THOUGH_MISSED)
    assert message.endswith("“30台”没有达到目标“=33台”，请核对；如果这一项越少越好，请在目标前加“≤”。")


def test_less_than_a_target_whose_direction_is_open_is_not_called_missed() -> None:
    form = with_row(ON_TIME, target="2小时", actual="1小时", score=Decimal(10))
    ((_, message),) = found(form, Code.FULL_THOUGH_MISSED)
    assert "“1小时”小于目标“2小时”" in message
    for actual in ("2小时", "3小时", "≤2小时"):
        form = with_row(ON_TIME, target="2小时", actual=actual, score=Decimal(10))
        assert places(form, Code.FULL_THOUGH_MISSED) == []


@pytest.mark.parametrize(("target", "actual"), [("2小时", "1小时"), ("≥0起", "3起"), (">10场", "10场")])
def test_a_typed_score_where_the_rule_gives_none_is_not_held_against_it(target: str, actual: str) -> None:
    form = with_row(TRAININGS, target=target, actual=actual, score=Decimal(15), reason="场地偏远")
    assert places(form, Code.PARTIAL_SCORE) == places(form, Code.DEDUCTED_THOUGH_REACHED) == []


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

from dataclasses import replace
from decimal import Decimal

import pytest

from clean_forms import (
    CATALOGUE,
    EFFECT,
    TEMPLATE,
    TRAININGS,
    amounts,
    clean_form,
    sheet_of,
    with_funding,
    with_row,
)
from perfeval_desktop.domain_v1.explain import explain_execution, explain_indicator, explain_total
from perfeval_desktop.domain_v1.form import Amounts, Funding, Indicator, SelfAssessment
from perfeval_desktop.domain_v1.template import Template

TRUNCATING = CATALOGUE["minhang-2023"]


def execution(form: SelfAssessment, template: Template = TEMPLATE) -> str:
    return explain_execution(template, form, sheet_of(form, template))


def indicator(form: SelfAssessment, row: int = TRAININGS, template: Template = TEMPLATE) -> str:
    return explain_indicator(template, form, sheet_of(form, template), row)


def total(form: SelfAssessment, template: Template = TEMPLATE) -> str:
    return explain_total(template, form, sheet_of(form, template))


def spent(adjusted: int | None, executed: int | None) -> SelfAssessment:
    return replace(clean_form(), funding=Funding(total=amounts(None, adjusted, executed)))


def test_an_execution_score_is_explained_with_its_numbers_and_the_rounding() -> None:
    form = spent(90_000, 89_800)
    assert execution(form, TRUNCATING) == "8.98 ÷ 9.00 = 99.77 %（截断）× 10 = 9.97"
    assert execution(form) == "8.98 ÷ 9.00 = 99.78 %（四舍五入）× 10 = 9.98"


def test_an_exact_rate_needs_no_word_on_rounding() -> None:
    assert execution(spent(100_000, 99_000)) == "9.90 ÷ 10.00 = 99.00 % × 10 = 9.90"


def test_more_spent_than_budgeted_earns_no_more_than_the_weight() -> None:
    assert execution(spent(100_000, 120_000)) == "12.00 ÷ 10.00 = 120.00 % × 10 = 10.00，最多得分值 10"


def test_a_typed_execution_score_is_told_beside_the_rule() -> None:
    rule = "9.90 ÷ 10.00 = 99.00 % × 10 = 9.90"
    form = spent(100_000, 99_000)
    assert execution(with_funding(form, execution_score=Decimal(9))) == f"手工填 9，规则算得 9.90：{rule}"
    assert execution(with_funding(form, execution_score=Decimal("9.9"))) == f"手工填 9.9，与规则一致：{rule}"


@pytest.mark.parametrize(("adjusted", "executed"), [(None, None), (100, None), (None, 100)])
def test_missing_amounts_are_asked_for(adjusted: int | None, executed: int | None) -> None:
    assert execution(spent(adjusted, executed)) == "填写全年预算数和全年执行数后自动计算。"


def test_a_budget_of_zero_has_no_rule() -> None:
    form = spent(0, 0)
    assert execution(form) == "全年预算数为 0，没有规则可算，请手工填写得分，并在预算执行说明里写明理由。"
    assert execution(with_funding(form, execution_score=Decimal(10))) == "手工填 10（没有规则可算）"


def test_an_execution_without_weight_earns_nothing() -> None:
    template = replace(TEMPLATE, execution=replace(TEMPLATE.execution, weight=Decimal(0)))
    assert execution(clean_form(), template) == "本表的执行率不计分。"


@pytest.mark.parametrize(
    ("target", "actual", "explanation"),
    [
        ("≥10场", "12场", "已达到目标，得满分 20"),
        ("按计划", "达成指标", "已达到目标，得满分 20"),
        ("≥100", "95", "完成 95 ÷ 目标 100 × 分值 20 = 19.00"),
        ("≤5%", "8.00%", "目标 5 ÷ 完成 8.00 × 分值 20 = 12.50"),
        ("≥10场", "", "填写实际完成值后自动计算。"),
        ("≥10场", "12次", "目标和实际完成值的单位不同，无法比较，请把单位改成一致，或手工填写得分。"),
        ("=0", "1", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        ("0起", "3起", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        (">10场", "10场", "没有达到目标，也算不出完成比例，请手工填写得分。"),
        ("—", "已完成", "目标还没有写明，请先填写目标，或手工填写得分。"),
        (
            "≥95",
            "0.96",
            "目标和实际完成值都没有单位，可能一个是比例、一个是百分数，请写明单位，或手工填写得分。",
        ),
        ("≥5万人次", "48000", "目标和实际完成值的单位不同，无法比较，请把单位改成一致，或手工填写得分。"),
        ("≥10场", "-1场", "目标或实际完成值是负数，或超过 100%，算不准，请核对这两个数，或手工填写得分。"),
        ("≥0场", "3场", "目标是 0，实际完成值不是 0，没有规则可算，请核对目标的符号，或手工填写得分。"),
        ("≥3级", "4级", "等级、类别不能按数值比较，请手工填写得分。"),
        (
            "2小时",
            "3小时",
            "目标没有写“≥”或“≤”，看不出越多越好还是越少越好，请给目标补上符号，或手工填写得分。",
        ),
        ("≥10场", "≤12场", "实际完成值带着符号，看不出实际达到多少，请只填数值，或手工填写得分。"),
        (
            "≥100000人次",
            "99999人次",
            "没有达到目标，但 完成 99999 ÷ 目标 100000 取整后等于满分 20，请手工填写得分。",
        ),
        (
            "稳定性高",
            "稳定",
            (
                "没有规则可算，请按完成情况手工填写：达成预期指标 16—20 分，"
                "部分达成预期指标并具有一定效果 12—16 分，未达成预期指标且效果较差 0—12 分。"
            ),
        ),
    ],
)
def test_an_indicators_score_is_explained_or_what_to_do(target: str, actual: str, explanation: str) -> None:
    assert indicator(with_row(TRAININGS, target=target, actual=actual)) == explanation


def test_a_sign_against_the_name_is_told() -> None:
    form = with_row(TRAININGS, level3="有责投诉率", target="≥5%", actual="8%")
    assert indicator(form) == "目标的符号与指标的意思相反，请核对是否写反了，或手工填写得分。"


def test_without_tiers_a_score_is_simply_asked_for() -> None:
    form = with_row(TRAININGS, actual="许多")
    template = replace(TEMPLATE, tiers=())
    assert indicator(form, template=template) == "没有规则可算，请按完成情况手工填写得分。"


def test_a_weight_comes_first() -> None:
    assert indicator(with_row(TRAININGS, weight=None)) == "先填写分值，再算得分。"


def test_a_typed_score_is_told_beside_the_rule() -> None:
    form = with_row(TRAININGS, target=">=100%", actual="99%", weight=Decimal(10), score=Decimal(9))
    assert indicator(form) == "手工填 9，规则算得 9.90：完成 99 ÷ 目标 100 × 分值 10 = 9.90"
    agreed = with_row(TRAININGS, score=Decimal(20))
    assert indicator(agreed) == "手工填 20，与规则一致：已达到目标，得满分 20"
    assert indicator(with_row(EFFECT, actual="有", score=Decimal(25)), EFFECT) == "手工填 25（没有规则可算）"


def test_a_total_is_explained_by_its_parts_and_the_grade() -> None:
    assert total(clean_form()) == (
        "执行率 9.9 + 产出指标 50 + 效益指标 30 + 满意度指标 10 = 99.9，优（90 分及以上）"
    )
    shanghai = CATALOGUE["shanghai-2021"]
    assert total(clean_form(), shanghai).endswith(" = 99.9")


def test_an_incomplete_total_names_what_is_missing() -> None:
    form = with_row(EFFECT, actual="有")
    assert total(form).endswith(" = 69.9，第 4 行“教师能力”还没有得分，总分不完整")
    form = with_funding(form, total=Amounts(), current_appropriation=Amounts())
    assert total(form).endswith(" = 60，执行率等 2 项还没有得分，总分不完整")


def test_a_total_of_nothing_says_so() -> None:
    template = replace(TEMPLATE, execution=replace(TEMPLATE.execution, weight=Decimal(0)), grades=())
    form = replace(clean_form(), indicators=())
    assert total(form, template) == "还没有绩效指标"
    form = replace(clean_form(), indicators=(Indicator(target="1", actual="1", weight=Decimal(5)),))
    assert total(form, template) == "未填一级指标 5 = 5"

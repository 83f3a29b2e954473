from dataclasses import replace
from decimal import Decimal

import pytest

from clean_forms import (
    CATALOGUE,
    SATISFACTION,
    TEMPLATE,
    amounts,
    clean_form,
    found,
    places,
    with_funding,
    with_row,
)
from perfeval_desktop.domain_v1.findings import Code
from perfeval_desktop.domain_v1.form import Amounts, PrintedFigures, SelfAssessment


def spent(initial: int | None, adjusted: int | None, executed: int | None, note: str = "") -> SelfAssessment:
    row = amounts(initial, adjusted, executed)
    return with_funding(total=row, current_appropriation=row, note=note)


def test_more_spent_than_budgeted_is_found_once_although_a_source_shows_it_too() -> None:
    assert found(spent(100_000, 100_000, 120_000), Code.EXECUTION) == [
        (
            "funding.total.executed",
            (
                "年度资金总额的全年执行数（12.00 万元）超过全年预算数（10.00 万元），"
                "执行率 120.00%，请核对这两个数。"
            ),
        )
    ]


def test_a_source_that_spent_more_than_its_budget_is_found_where_the_total_is_fine() -> None:
    form = with_funding(
        current_appropriation=amounts(100_000, 100_000, 49_000), carryover=amounts(None, 0, 50_000)
    )
    assert found(form, Code.EXECUTION) == [
        (
            "funding.carryover.executed",
            "上年结转资金的全年执行数（5.00 万元）超过全年预算数（0.00 万元），请核对这两个数。",
        )
    ]


def test_a_budget_spent_to_the_last_cent_is_fine() -> None:
    assert places(spent(100_000, 100_000, 100_000), Code.EXECUTION) == []


def test_a_printed_rate_that_is_not_the_computed_one_is_found() -> None:
    form = replace(clean_form(), printed=PrintedFigures(execution_rate=Decimal("99.50")))
    assert found(form, Code.EXECUTION) == [
        (
            "funding.execution_score",
            "原表的执行率为 99.50%，按预算数和执行数应为 99.00%，请核对金额，或更正原表的执行率。",
        )
    ]


@pytest.mark.parametrize("printed", [None, Decimal(99), Decimal("99.00")])
def test_a_printed_rate_that_agrees_is_fine(printed: Decimal | None) -> None:
    form = replace(clean_form(), printed=PrintedFigures(execution_rate=printed))
    assert places(form, Code.EXECUTION) == []


def test_a_printed_rate_without_amounts_is_not_judged() -> None:
    form = with_funding(total=Amounts(), current_appropriation=Amounts())
    form = replace(form, printed=PrintedFigures(execution_rate=Decimal(99)))
    assert places(form, Code.EXECUTION) == []


def test_an_execution_score_against_the_rule_is_found() -> None:
    assert found(with_funding(execution_score=Decimal(8)), Code.EXECUTION) == [
        ("funding.execution_score", "执行率的得分填的是 8，按规则应为 9.90，请改正，或清空后由程序计算。")
    ]


def test_an_execution_score_like_the_rule_is_fine() -> None:
    assert places(with_funding(execution_score=Decimal("9.9")), Code.EXECUTION) == []


def test_an_execution_score_above_its_weight_is_another_checks_business() -> None:
    assert places(with_funding(execution_score=Decimal(11)), Code.EXECUTION) == []


def test_a_budget_of_zero_asks_for_a_typed_score() -> None:
    assert found(spent(0, 0, 0), Code.EXECUTION) == [
        (
            "funding.execution_score",
            (
                "执行率的得分没有规则可算（年度资金总额的全年预算数为 0），"
                "请按主管部门的规定手工填写，并在预算执行说明里写明理由。"
            ),
        )
    ]


def test_a_typed_score_for_a_budget_of_zero_asks_for_a_note() -> None:
    typed = replace(spent(0, 0, 0), funding=replace(spent(0, 0, 0).funding, execution_score=Decimal(10)))
    assert found(typed, Code.EXECUTION) == [
        (
            "funding_note",
            "预算执行说明还没有填写：年度资金总额的全年预算数为 0，执行率的得分是手工填的，请写明理由。",
        )
    ]
    explained = replace(typed, funding=replace(typed.funding, note="资金全部由财政收回"))
    assert places(explained, Code.EXECUTION) == []


def test_a_budget_of_zero_is_fine_where_execution_earns_no_points() -> None:
    template = replace(TEMPLATE, execution=replace(TEMPLATE.execution, weight=Decimal(0)))
    assert places(spent(0, 0, 0), Code.EXECUTION, template) == []


def test_sources_that_do_not_add_to_the_total_are_found_in_each_column() -> None:
    form = with_funding(
        current_appropriation=amounts(90_000, 80_000, 70_000), other_funds=amounts(10_000, 10_000, None)
    )
    assert found(form, Code.FUND_SOURCES) == [
        (
            "funding.total.adjusted_budget",
            "年度资金总额的全年预算数是 10.00 万元，各项资金来源合计 9.00 万元，相差 1.00 万元，请核对。",
        ),
        (
            "funding.total.executed",
            "年度资金总额的全年执行数是 9.90 万元，各项资金来源合计 7.00 万元，相差 2.90 万元，请核对。",
        ),
    ]


def test_a_total_without_any_source_is_found() -> None:
    form = with_funding(current_appropriation=amounts(100_000, 100_000, None))
    assert found(form, Code.FUND_SOURCES) == [
        (
            "funding.total.executed",
            "年度资金总额的全年执行数是 9.90 万元，但下面各项资金来源都没有填，请把金额填到对应的资金来源。",
        )
    ]


def test_a_blank_total_is_left_to_the_rule() -> None:
    assert places(with_funding(total=Amounts()), Code.FUND_SOURCES) == []


def test_a_total_of_zero_needs_no_sources() -> None:
    form = with_funding(total=amounts(0, 0, 0), current_appropriation=Amounts())
    assert places(form, Code.FUND_SOURCES) == []


def test_a_total_of_zero_above_sources_is_found() -> None:
    form = with_funding(total=amounts(0, 100_000, 99_000))
    assert places(form, Code.FUND_SOURCES) == ["funding.total.initial_budget"]


def test_a_budget_changed_in_mid_year_asks_for_a_note() -> None:
    assert found(spent(80_000, 100_000, 99_000), Code.BUDGET_REASON) == [
        (
            "funding_note",
            "全年预算数 10.00 万元，与年初预算数 8.00 万元不同，请在预算执行说明里写明年中调整的原因。",
        )
    ]


def test_an_execution_below_90_percent_asks_for_a_note() -> None:
    assert found(spent(100_000, 100_000, 89_990), Code.BUDGET_REASON) == [
        ("funding_note", "执行率只有 89.99%，低于 90%，请在预算执行说明里写明原因。")
    ]


@pytest.mark.parametrize(
    "form",
    [
        spent(100_000, 100_000, 90_000),
        spent(None, 100_000, 99_000),
        spent(100_000, None, None),
        spent(80_000, 100_000, 10_000, "年中追加设备经费，货款明年支付"),
    ],
)
def test_an_unchanged_spent_or_explained_budget_needs_no_note(form: SelfAssessment) -> None:
    assert places(form, Code.BUDGET_REASON) == []


@pytest.mark.parametrize("note", ["", "无", "—", " 0 ", "/", "没有。", "N/A", "\n"])
def test_a_dash_is_no_explanation(note: str) -> None:
    assert places(spent(100_000, 100_000, 10_000, note), Code.BUDGET_REASON) == ["funding_note"]


def test_low_execution_beside_full_output_scores_is_found() -> None:
    ((place, message),) = found(spent(100_000, 100_000, 59_990), Code.LOW_EXECUTION)
    assert place == "funding.execution_score"
    assert message.startswith("执行率只有 59.99%，产出指标却全部得满分，")


@pytest.mark.parametrize(
    "form",
    [
        spent(100_000, 100_000, 60_000),
        spent(None, None, None),
        with_row(0, spent(100_000, 100_000, 10_000), score=Decimal(19)),
        replace(spent(100_000, 100_000, 10_000), indicators=clean_form().indicators[SATISFACTION:]),
    ],
)
def test_a_fair_execution_or_deducted_outputs_are_fine(form: SelfAssessment) -> None:
    assert places(form, Code.LOW_EXECUTION) == []


def test_amounts_are_told_in_the_templates_unit() -> None:
    row = amounts(360_000, 348_800, 348_800)
    form = with_funding(total=row, current_appropriation=row)
    ((_, message),) = found(form, Code.BUDGET_REASON, CATALOGUE["minhang-2021"])
    assert message.startswith("全年预算数 348,800.00 元，与年初预算数 360,000.00 元不同，")

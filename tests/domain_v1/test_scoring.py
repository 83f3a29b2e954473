from dataclasses import replace
from decimal import Decimal, localcontext

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
from perfeval_desktop.domain_v1.form import AmountField, Amounts, Funding, Indicator, SelfAssessment
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain_v1.scoring import DimensionScore, Origin, Score, is_reached, score, summed
from perfeval_desktop.domain_v1.template import Template

HALF_UP, TRUNCATE = CATALOGUE["shanghai-2021"], CATALOGUE["minhang-2023"]


def spent(adjusted: str | None, executed: str | None) -> SelfAssessment:
    row = Amounts(None, *(None if one is None else Decimal(one) for one in (adjusted, executed)))
    return replace(clean_form(), funding=Funding(current_appropriation=row))


def with_rule(**changes: Decimal | Rounding | bool) -> Template:
    return replace(TEMPLATE, execution=replace(TEMPLATE.execution, **changes))  # type: ignore[arg-type]


def points(target: str, actual: str, weight: str = "10", template: Template = TEMPLATE) -> Score:
    form = with_row(TRAININGS, target=target, actual=actual, weight=Decimal(weight))
    return sheet_of(form, template).indicators[TRAININGS]


@pytest.mark.parametrize(
    ("template", "adjusted", "executed", "rate", "points"),
    [
        (HALF_UP, "57607470", "56961217", "98.88", "9.89"),
        (TRUNCATE, "90000", "89800", "99.77", "9.97"),
        (HALF_UP, "90000", "89800", "99.78", "9.98"),
        (HALF_UP, "100", "0", "0.00", "0.00"),
        (HALF_UP, "100", "120", "120.00", "10.00"),
    ],
)
def test_the_execution_score_is_the_rates_share_of_its_weight(
    template: Template, adjusted: str, executed: str, rate: str, points: str
) -> None:
    sheet = sheet_of(spent(adjusted, executed), template)
    assert str(sheet.execution_rate) == rate
    assert sheet.execution.value == Decimal(points)
    assert sheet.execution.origin is Origin.RULE


@pytest.mark.parametrize(
    ("adjusted", "executed"), [("0", "0"), ("0", "5"), (None, "5"), ("5", None), (None, None)]
)
def test_without_budget_or_execution_there_is_no_rate_and_no_score(
    adjusted: str | None, executed: str | None
) -> None:
    sheet = sheet_of(spent(adjusted, executed))
    assert sheet.execution_rate is None
    assert sheet.execution == Score(rule=None, value=None, origin=Origin.MISSING)
    assert not sheet.is_complete
    assert sheet.grade is None


def test_a_typed_execution_score_stands_for_a_budget_of_zero() -> None:
    form = with_funding(spent("0", "0"), execution_score=Decimal(10))
    assert sheet_of(form).execution == Score(rule=None, value=Decimal(10), origin=Origin.TYPED)
    assert not sheet_of(form).execution.overrides


def test_the_score_may_be_taken_from_the_printed_rate() -> None:
    form = spent("90000", "89800")
    rounding = Rounding(RoundingMode.TRUNCATE, 0)
    printed = with_rule(rate_rounding=rounding, score_from_printed_rate=True)
    exact = with_rule(rate_rounding=rounding, score_from_printed_rate=False)
    assert sheet_of(form, printed).execution.value == Decimal("9.90")
    assert sheet_of(form, exact).execution.value == Decimal("9.98")


def test_an_execution_without_weight_earns_nothing_and_is_not_missing() -> None:
    sheet = sheet_of(spent(None, None), with_rule(weight=Decimal(0)))
    assert sheet.execution == Score(rule=Decimal(0), value=Decimal(0), origin=Origin.RULE)
    assert sheet.is_complete


def test_a_blank_total_is_the_sum_of_its_sources() -> None:
    funding = Funding(current_appropriation=amounts(5, 7, None), other_funds=amounts(1, None, None))
    sheet = sheet_of(replace(clean_form(), funding=funding))
    assert sheet.fund_total == amounts(6, 7, None)
    assert [line.amounts for line in sheet.funding[1:]] == [
        amounts(5, 7, None),
        Amounts(),
        amounts(1, None, None),
    ]
    assert summed(funding, AmountField.EXECUTED) is None


def test_a_typed_total_stands_beside_its_sources() -> None:
    funding = Funding(total=amounts(0, 9, 8), current_appropriation=amounts(5, 7, 6))
    assert sheet_of(replace(clean_form(), funding=funding)).fund_total == amounts(0, 9, 8)


def test_each_source_has_its_own_rate() -> None:
    funding = Funding(current_appropriation=amounts(None, 8, 6), carryover=amounts(None, 0, 0))
    sheet = sheet_of(replace(clean_form(), funding=funding))
    assert [line.rate for line in sheet.funding] == [Decimal(75), Decimal(75), None, None]


@pytest.mark.parametrize(
    ("target", "actual", "rule"),
    [
        ("≥100", "100", "10.00"),
        ("≥100", "200", "10.00"),
        ("≥100", "95", "9.50"),
        ("100", "95", "9.50"),
        ("=100", "95", "9.50"),
        (">100", "95", "9.50"),
        ("≥100", "0", "0.00"),
        ("≥3", "2", "6.67"),
        ("≤5", "5", "10.00"),
        ("≤5", "8", "6.25"),
        ("<5", "10", "5.00"),
        ("≤5", "0", "10.00"),
        ("=0", "0", "10.00"),
        ("≤0", "0", "10.00"),
    ],
)
def test_a_quantity_earns_its_weight_or_the_proportional_share(target: str, actual: str, rule: str) -> None:
    assert points(target, actual) == Score(rule=Decimal(rule), value=Decimal(rule), origin=Origin.RULE)


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("=0", "1"),
        ("≤0", "1"),
        ("≥-5", "-6"),
        ("≥5", "-1"),
        ("≤-5", "3"),
        (">100%", "100%"),
        ("≥90%", "0.95"),
        ("≥10场", "12次"),
        ("≥10场", "很多"),
        ("0起", "3起"),
        ("=0起", "3起"),
        (">10场", "10场"),
        ("<10场", "10场"),
        ("2小时", "1小时"),
        ("稳定性高", "稳定"),
        ("稳定性高", "99%"),
        ("≥10场", ""),
        ("", "12场"),
        ("", ""),
    ],
)
def test_where_no_rule_applies_the_score_is_missing(target: str, actual: str) -> None:
    assert points(target, actual) == Score(rule=None, value=None, origin=Origin.MISSING)


def test_without_a_weight_there_is_no_score() -> None:
    form = with_row(TRAININGS, weight=None)
    assert sheet_of(form).indicators[TRAININGS].origin is Origin.MISSING


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [
        ("≥10场", "达成指标", True),
        ("健全且有效", " 已完成 ", True),
        ("稳定性高", "稳定性高", True),
        ("100%响应", "１００％响应", True),
        ("<5%", "<5%", True),
        (">5%", " >5% ", True),
        ("≥10场", "12场", True),
        ("≥10场", "9场", False),
        ("≥10场", "12次", None),
        ("稳定性高", "稳定", None),
        ("0起", "0起", True),
        ("0起", "3起", False),
        ("2小时", "3小时", None),
        ("—", "—", None),
        ("", "达成指标", None),
        ("稳定性高", "", None),
        ("", "", None),
    ],
)
def test_words_equal_texts_and_quantities_tell_whether_a_target_is_reached(
    target: str, actual: str, *, reached: bool | None
) -> None:
    assert is_reached(TEMPLATE, Indicator(target=target, actual=actual)) is reached


def test_a_typed_score_stands_and_is_marked_where_it_differs_from_the_rule() -> None:
    typed = sheet_of(with_row(TRAININGS, actual="9场", score=Decimal(9))).indicators[TRAININGS]
    assert typed == Score(rule=Decimal(18), value=Decimal(9), origin=Origin.TYPED)
    assert typed.overrides
    agreed = sheet_of(with_row(TRAININGS, actual="9场", score=Decimal(18))).indicators[TRAININGS]
    assert not agreed.overrides
    assert not points("≥10", "9").overrides


def test_a_weight_finer_than_scores_is_not_rounded_up_beyond_itself() -> None:
    whole = replace(TEMPLATE, score_rounding=Rounding(RoundingMode.HALF_UP, 0))
    assert points("≥10", "10", "9.5", whole).value == Decimal("9.5")
    assert points("≥10", "5", "9.5", whole).value == Decimal(5)


def test_the_total_adds_the_printed_scores() -> None:
    rows = tuple(Indicator("产出指标", "", "甲", "≥3", "2", Decimal(10)) for _ in range(3))
    sheet = sheet_of(replace(spent("100", "100"), indicators=rows))
    assert [one.value for one in sheet.indicators] == [Decimal("6.67")] * 3
    assert sheet.total == Decimal("30.01")


def test_a_missing_score_leaves_the_total_incomplete_and_without_a_grade() -> None:
    sheet = sheet_of(with_row(EFFECT, actual="有改善"))
    assert sheet.total == Decimal("69.90")
    assert not sheet.is_complete
    assert sheet.grade is None


def test_a_complete_form_has_total_weight_and_grade() -> None:
    sheet = sheet_of(clean_form())
    assert (sheet.total_weight, sheet.total, sheet.grade) == (Decimal(100), Decimal("99.90"), "优")


def test_dimensions_add_up_in_the_order_of_the_form() -> None:
    form = with_row(TRAININGS, weight=None).moving(4, 0)
    assert sheet_of(form).dimensions == (
        DimensionScore("满意度指标", Decimal(10), Decimal(10)),
        DimensionScore("产出指标", Decimal(30), Decimal(30)),
        DimensionScore("效益指标", Decimal(30), Decimal(30)),
    )


def test_a_form_without_indicators_has_a_sheet() -> None:
    sheet = sheet_of(replace(clean_form(), indicators=()))
    assert (sheet.indicators, sheet.dimensions, sheet.total_weight) == ((), (), Decimal(10))


def test_divisions_do_not_depend_on_the_context_of_the_program() -> None:
    row = Amounts(None, Decimal("999999999999999.99"), Decimal("333333333333333.33"))
    form = with_funding(with_row(TRAININGS, target="≥900719925474099", actual="123456789012345"), total=row)
    expected = sheet_of(form)
    with localcontext(prec=4):
        sheet = sheet_of(form)
    assert sheet.execution == expected.execution
    assert sheet.indicators == expected.indicators


def test_300_indicators_are_scored() -> None:
    form = replace(clean_form(), indicators=clean_form().indicators * 60)
    assert len(score(TEMPLATE, form).indicators) == 300

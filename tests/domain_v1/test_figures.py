from dataclasses import replace
from decimal import Decimal

import pytest

from clean_forms import CATALOGUE, amounts, sheet_of
from perfeval_desktop.domain_v1.figures import (
    FundFigures,
    amount_text,
    execution_score_text,
    execution_weight_text,
    fund_figures,
    points_text,
    rate_text,
    score_text,
    total_text,
    weight_text,
)
from perfeval_desktop.domain_v1.form import Amounts, Funding, SelfAssessment
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain_v1.template import Template

NATIONAL, YUAN_2021, TRUNCATING, SHANGHAI = (
    CATALOGUE[one] for one in ("national-2020", "minhang-2021", "minhang-2023", "shanghai-2021")
)


def figures(template: Template, funding: Funding) -> tuple[FundFigures, ...]:
    form = SelfAssessment(template.id, 2023, funding=funding)
    return fund_figures(template, sheet_of(form, template))


@pytest.mark.parametrize(
    ("value", "fixed", "free"),
    [
        ("10", "10.00", "10"),
        ("100", "100.00", "100"),
        ("9.90", "9.90", "9.9"),
        ("9.975", "9.975", "9.975"),
        ("0", "0.00", "0"),
        ("1E+2", "100.00", "100"),
    ],
)
def test_points_keep_or_drop_their_trailing_zeros(value: str, fixed: str, free: str) -> None:
    assert points_text(Decimal(value), NATIONAL, fixed=True) == fixed
    assert points_text(Decimal(value), NATIONAL, fixed=False) == free


@pytest.mark.parametrize("fixed", [True, False])
def test_no_points_are_printed_as_nothing(fixed: bool) -> None:  # noqa: FBT001  # a parameter of the test
    assert points_text(None, NATIONAL, fixed=fixed) == ""


def test_points_have_as_many_decimals_as_the_template_says() -> None:
    whole = replace(NATIONAL, score_rounding=Rounding(RoundingMode.HALF_UP, 0))
    assert points_text(Decimal(10), whole, fixed=True) == "10"


def test_amounts_rates_and_points_follow_the_template() -> None:
    assert amount_text(Decimal(348_800), YUAN_2021) == "348,800.00"
    assert amount_text(Decimal(348_800), SHANGHAI) == "348800.00"
    assert amount_text(Decimal(68_000), TRUNCATING) == "6.80"
    assert amount_text(None, TRUNCATING) == ""
    assert rate_text(Decimal("98.88"), SHANGHAI) == "98.88%"
    assert rate_text(Decimal("98.52"), TRUNCATING) == "98.52"
    assert rate_text(None, TRUNCATING) == ""
    assert weight_text(Decimal(10), SHANGHAI) == "10"
    assert weight_text(Decimal(10), TRUNCATING) == "10.00"
    assert score_text(Decimal(9), SHANGHAI) == "9"
    assert score_text(Decimal(9), TRUNCATING) == "9.00"
    assert total_text(Decimal("99.90"), SHANGHAI) == "99.9"
    assert total_text(Decimal("99.90"), TRUNCATING) == "99.90"
    assert execution_weight_text(SHANGHAI) == "10"
    assert execution_weight_text(TRUNCATING) == "10.00"


def test_an_execution_score_is_printed_with_its_decimals_or_not_at_all() -> None:
    row = amounts(100, 100, 100)
    form = SelfAssessment(SHANGHAI.id, 2021, funding=Funding(total=row))
    assert execution_score_text(sheet_of(form, SHANGHAI), SHANGHAI) == "10.00"
    blank = SelfAssessment(SHANGHAI.id, 2021)
    assert execution_score_text(sheet_of(blank, SHANGHAI), SHANGHAI) == ""


def test_the_funding_grid_is_printed_with_rates_of_every_row() -> None:
    row = amounts(360_000, 348_800, 348_800)
    assert figures(YUAN_2021, Funding(total=row, current_appropriation=row)) == (
        FundFigures("年度资金总额", 0, ("360,000.00", "348,800.00", "348,800.00"), "10", "100.00%", "10.00"),
        FundFigures("其中：当年财政拨款", 1, ("360,000.00", "348,800.00", "348,800.00"), "—", "100.00%", ""),
        FundFigures("上年结转资金", 2, ("", "", ""), "—", "", ""),
        FundFigures("其他资金", 2, ("", "", ""), "—", "", ""),
    )


def test_a_source_without_budget_shows_the_templates_word_for_it() -> None:
    zero = amounts(0, 0, 0)
    rows = figures(TRUNCATING, Funding(carryover=zero))
    assert [row.rate for row in rows] == ["", "", "0.00", ""]
    assert [row.score for row in rows] == ["", "-", "-", "-"]


def test_a_template_may_leave_the_rates_of_the_sources_blank() -> None:
    row = amounts(100, 100, 50)
    assert [one.rate for one in figures(SHANGHAI, Funding(current_appropriation=row))] == [
        "50.00%",
        "",
        "",
        "",
    ]


def test_a_form_without_amounts_prints_blanks() -> None:
    assert {text for row in figures(NATIONAL, Funding(other_funds=Amounts())) for text in row.amounts} == {""}

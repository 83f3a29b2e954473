from decimal import Decimal

import pytest

from perfeval_desktop.domain.columns import Column, Kind
from perfeval_desktop.domain.figures import entered_text, money_text, points_text, rate_text, year_text
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain.rules import RateForm, RateStyle
from perfeval_desktop.domain.template import AmountStyle

STYLE = AmountStyle(MoneyUnit.TEN_THOUSAND_YUAN, decimals=2, grouping=False)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("10", 2, "10.00"), ("10.00", 0, "10"), ("12.5", 0, "12.5"), ("12.345", 2, "12.345"), ("0", 0, "0")],
)
def test_points_print_with_their_least_decimals_and_never_with_fewer(
    value: str, decimals: int, text: str
) -> None:
    assert points_text(Decimal(value), decimals) == text


def test_a_year_is_named_as_on_the_form() -> None:
    assert year_text(2023) == "2023 年度"


def test_points_that_are_missing_print_as_nothing() -> None:
    assert points_text(None) == ""


@pytest.mark.parametrize(
    ("form", "fixed", "figure", "text"),
    [
        (RateForm.PERCENT, True, "100.00", "100.00%"),
        (RateForm.PERCENT, False, "100.00", "100%"),
        (RateForm.NUMBER, True, "98.52", "98.52"),
        (RateForm.FRACTION, True, "0.958", "0.958"),
    ],
)
def test_a_rate_prints_as_the_template_writes_it(
    form: RateForm, fixed: object, figure: str, text: str
) -> None:
    style = RateStyle(Rounding(RoundingMode.HALF_UP, 2), form, bool(fixed))
    assert rate_text(Decimal(figure), style) == text
    assert rate_text(None, style) == ""


def test_money_prints_in_the_unit_of_the_form() -> None:
    assert money_text(Decimal(68000), STYLE, MoneyUnit.TEN_THOUSAND_YUAN) == "6.80"
    assert money_text(Decimal(68000), STYLE, MoneyUnit.YUAN) == "68000.00"
    assert money_text(None, STYLE, MoneyUnit.YUAN) == ""


@pytest.mark.parametrize(
    ("kind", "typed", "text"),
    [
        (Kind.AMOUNT, "6.8", "6.80"),
        (Kind.AMOUNT, "6.800001", "6.800001"),
        (Kind.AMOUNT, "5.8万元", "5.80"),
        (Kind.AMOUNT, "120元", "120元"),
        (Kind.AMOUNT, "待定", "待定"),
        (Kind.POINTS, "10", "10.0"),
        (Kind.POINTS, "十分", "十分"),
        (Kind.POINTS, "10分", "10.0"),
        (Kind.POINTS, "9.55 分\u200b", "9.55"),
        (Kind.AMOUNT, "\ufeff6.8\u200b", "6.80"),
        (Kind.AMOUNT, "1\u00a0234万元", "1234.00"),
        (Kind.AMOUNT, "1\u200b234", "1\u200b234"),
        (Kind.TEXT, "=33台", "=33台"),
        (Kind.PERCENT, "98.5%", "98.5%"),
    ],
)
def test_numbers_print_in_the_spelling_of_the_template_and_texts_as_typed(
    kind: Kind, typed: str, text: str
) -> None:
    column = Column(key="x", label="", kind=kind, decimals=1)
    assert entered_text(column, typed, STYLE, MoneyUnit.TEN_THOUSAND_YUAN) == text

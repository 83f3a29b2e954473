from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.money import (
    MoneyUnit,
    amount_text,
    converted,
    is_finer_than_fen,
    names_other_unit,
    read_amount,
)

YUAN, TEN_THOUSAND = MoneyUnit.YUAN, MoneyUnit.TEN_THOUSAND_YUAN


@pytest.mark.parametrize(
    ("typed", "unit", "yuan"),
    [
        ("348,800.00", YUAN, "348800"),
        ("6.80", TEN_THOUSAND, "68000"),
        ("0.000001", TEN_THOUSAND, "0.01"),
        ("0", TEN_THOUSAND, "0"),
        ("3359.62万元", TEN_THOUSAND, "33596200"),
        ("3359.62万元", YUAN, "33596200"),
        ("5.8万", YUAN, "58000"),
        ("1.2亿", TEN_THOUSAND, "120000000"),
        ("120元", TEN_THOUSAND, "120"),
        ("￥8,000.00", YUAN, "8000"),
        ("¥8,000.00", TEN_THOUSAND, "80000000"),
        ("-3万元", YUAN, "-30000"),
    ],
)
def test_amounts_are_understood_in_yuan(typed: str, unit: MoneyUnit, yuan: str) -> None:
    assert read_amount(typed, unit).value == Decimal(yuan)


@pytest.mark.parametrize("unit", MoneyUnit)
@pytest.mark.parametrize("typed", ["", "—"])
def test_a_blank_amount_is_nothing(typed: str, unit: MoneyUnit) -> None:
    assert read_amount(typed, unit) == (None, None)


@pytest.mark.parametrize("typed", ["约5万", "5万左右", "五万", "12,34万元"])
def test_what_is_no_amount_counts_as_missing_and_is_trouble(typed: str) -> None:
    assert read_amount(typed, YUAN).is_unreadable


def test_a_unit_in_the_cell_is_held_against_that_of_the_form() -> None:
    assert names_other_unit("5.8万", YUAN)
    assert names_other_unit("120元", TEN_THOUSAND)
    assert not names_other_unit("5.8万元", TEN_THOUSAND)
    assert not names_other_unit("5.8", YUAN)
    assert not names_other_unit("五万", YUAN)


def test_the_smallest_amount_is_one_fen() -> None:
    assert not is_finer_than_fen(Decimal("12.340"))
    assert is_finer_than_fen(Decimal("12.345"))


@pytest.mark.parametrize(
    ("yuan", "unit", "decimals", "grouping", "text"),
    [
        ("348800", YUAN, 2, True, "348,800.00"),
        ("68000", TEN_THOUSAND, 2, False, "6.80"),
        ("68000.01", TEN_THOUSAND, 2, False, "6.800001"),
        ("0", TEN_THOUSAND, 0, False, "0"),
        ("120", YUAN, 0, False, "120"),
    ],
)
def test_an_amount_prints_in_its_unit_and_never_with_fewer_digits(
    yuan: str, unit: MoneyUnit, decimals: int, grouping: object, text: str
) -> None:
    assert amount_text(Decimal(yuan), unit, decimals=decimals, grouping=bool(grouping)) == text


@pytest.mark.parametrize(
    ("typed", "source", "target", "text"),
    [
        ("6.80", TEN_THOUSAND, YUAN, "68000"),
        ("68000.00", YUAN, TEN_THOUSAND, "6.800000"),
        ("57,607,470.00", YUAN, TEN_THOUSAND, "5,760.747000"),
        ("1", YUAN, TEN_THOUSAND, "0.0001"),
        ("—", YUAN, TEN_THOUSAND, "—"),
        ("待定", YUAN, TEN_THOUSAND, "待定"),
        ("5.8万元", YUAN, TEN_THOUSAND, "5.8万元"),
        ("9" * 15, TEN_THOUSAND, YUAN, "9" * 15 + "万元"),
    ],
)
def test_changing_the_unit_changes_the_text_and_not_the_money(
    typed: str, source: MoneyUnit, target: MoneyUnit, text: str
) -> None:
    assert converted(typed, source, target) == text
    assert read_amount(text, target).value == read_amount(typed, source).value


@given(st.integers(0, 10**15 - 1), st.integers(0, 6), st.sampled_from(tuple(MoneyUnit)))
def test_no_fen_is_lost_on_the_way_to_another_unit_and_back(fen: int, zeros: int, unit: MoneyUnit) -> None:
    typed = f"{fen // 100}.{fen % 100:02}" + "0" * zeros
    there = converted(typed, unit, unit.other)
    assert read_amount(converted(there, unit.other, unit), unit).value == read_amount(typed, unit).value

from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.money import MoneyUnit, format_amount, parse_amount
from perfeval_desktop.errors import EntryError

YUAN, TEN_THOUSAND = MoneyUnit.YUAN, MoneyUnit.TEN_THOUSAND_YUAN


@pytest.mark.parametrize(
    ("typed", "unit", "yuan"),
    [
        ("348,800.00", YUAN, "348800"),
        ("6.80", TEN_THOUSAND, "68000"),
        ("0.000001", TEN_THOUSAND, "0.01"),
        (".01", YUAN, "0.01"),
        ("0", TEN_THOUSAND, "0"),
        ("999999999999999", TEN_THOUSAND, "9999999999999990000"),
    ],
)
def test_amounts_are_kept_in_yuan(typed: str, unit: MoneyUnit, yuan: str) -> None:
    assert parse_amount(typed, unit) == Decimal(yuan)


@pytest.mark.parametrize("unit", MoneyUnit)
def test_a_blank_amount_is_none(unit: MoneyUnit) -> None:
    assert parse_amount(" ", unit) is None


def test_nothing_is_smaller_than_a_fen() -> None:
    with pytest.raises(EntryError, match="最多 2 位小数"):
        parse_amount("0.001", YUAN)
    with pytest.raises(EntryError, match="最多 6 位小数"):
        parse_amount("0.0000001", TEN_THOUSAND)


@pytest.mark.parametrize(
    ("yuan", "unit", "decimals", "grouping", "shown"),
    [
        ("348800", YUAN, 2, True, "348,800.00"),
        ("57607470", YUAN, 2, False, "57607470.00"),
        ("68000", TEN_THOUSAND, 2, False, "6.80"),
        ("68000.01", TEN_THOUSAND, 2, False, "6.800001"),
        ("1234567890000", TEN_THOUSAND, 2, True, "123,456,789.00"),
        ("68000", TEN_THOUSAND, 0, False, "6.8"),
        ("60000", TEN_THOUSAND, 0, False, "6"),
        ("0", YUAN, 2, True, "0.00"),
        ("0E+4", TEN_THOUSAND, 2, True, "0.00"),
        ("0.01", YUAN, 0, True, "0.01"),
    ],
)
def test_amounts_are_shown_without_hiding_a_fen(
    yuan: str, unit: MoneyUnit, decimals: int, *, grouping: bool, shown: str
) -> None:
    assert format_amount(Decimal(yuan), unit, decimals=decimals, grouping=grouping) == shown


def test_no_amount_is_shown_as_nothing() -> None:
    assert format_amount(None, YUAN, decimals=2, grouping=True) == ""

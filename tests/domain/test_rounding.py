from decimal import Decimal, localcontext

import pytest

from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode, settled


@pytest.mark.parametrize(
    ("value", "decimals", "half_up", "truncated", "up"),
    [
        ("98.8781", 2, "98.88", "98.87", "98.88"),
        ("99.7777", 2, "99.78", "99.77", "99.78"),
        ("9.885", 2, "9.89", "9.88", "9.89"),
        ("9.8849999", 2, "9.88", "9.88", "9.89"),
        ("0.5", 0, "1", "0", "1"),
        ("1.5", 0, "2", "1", "2"),
        ("2.5", 0, "3", "2", "3"),
        ("-2.5", 0, "-3", "-2", "-3"),
        ("1", 3, "1.000", "1.000", "1.000"),
        ("0.0005", 3, "0.001", "0.000", "0.001"),
    ],
)
def test_figures_are_cut_to_their_decimals(
    value: str, decimals: int, half_up: str, truncated: str, up: str
) -> None:
    assert str(Rounding(RoundingMode.HALF_UP, decimals)(Decimal(value))) == half_up
    assert str(Rounding(RoundingMode.TRUNCATE, decimals)(Decimal(value))) == truncated
    assert str(Rounding(RoundingMode.UP, decimals)(Decimal(value))) == up


def test_what_a_division_left_behind_is_no_part_of_a_figure() -> None:
    third = EXACT.divide(Decimal(1), Decimal(21))
    assert EXACT.multiply(third, Decimal("0.21")) < Decimal("0.01")
    assert settled(EXACT.multiply(third, Decimal("0.21"))) == Decimal("0.01")
    assert settled(Decimal(10) ** 28) == Decimal(10) ** 28


def test_the_context_of_the_program_has_no_say() -> None:
    with localcontext(prec=3):
        assert str(Rounding(RoundingMode.HALF_UP, 2)(Decimal("123456789012345.675"))) == "123456789012345.68"


def test_modes_have_words() -> None:
    assert [mode.label for mode in RoundingMode] == ["四舍五入", "截断", "进位"]

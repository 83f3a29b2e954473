from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfeval_desktop.domain.money import (
    MoneyUnit,
    amount_text,
    converted,
    has_currency_sign_alone,
    is_finer_than_fen,
    names_other_unit,
    read_amount,
)
from perfeval_desktop.domain.numerals import NumberProblem

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
        ("1234.5 元", TEN_THOUSAND, "1234.5"),
        ("0.5亿元", YUAN, "50000000"),
        ("12千元", TEN_THOUSAND, "12000"),
        ("1.5百万元", YUAN, "1500000"),
        ("3千万", TEN_THOUSAND, "30000000"),
        ("12（万元）", YUAN, "120000"),
        ("12 (元)", TEN_THOUSAND, "12"),
        ("人民币１２万元整", YUAN, "120000"),
        ("人民币￥1,234", YUAN, "1234"),
        ("12\u00a0万元", YUAN, "120000"),
        ("\ufeff12\u200b 万元\u200e", YUAN, "120000"),
        ("1\u00a0234.5\u00a0万元", YUAN, "12345000"),
        ("￥\u200b1\u202f234", YUAN, "1234"),
    ],
)
def test_amounts_are_understood_in_yuan(typed: str, unit: MoneyUnit, yuan: str) -> None:
    assert read_amount(typed, unit).value == Decimal(yuan)


@pytest.mark.parametrize("unit", MoneyUnit)
@pytest.mark.parametrize("typed", ["", "—"])
def test_a_blank_amount_is_nothing(typed: str, unit: MoneyUnit) -> None:
    assert read_amount(typed, unit) == (None, None)


@pytest.mark.parametrize(
    "typed",
    [
        "约5万",
        "5万左右",
        "五万",
        "12,34万元",
        "3万5千元",
        "10分",
        "5角",
        "12美元",
        "12（万元",
        "12%",
        "百分之十",
    ],
)
def test_what_is_no_amount_counts_as_missing_and_is_trouble(typed: str) -> None:
    assert read_amount(typed, YUAN).is_unreadable


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("1\u200b234万元", NumberProblem.HIDDEN),
        ("\u202e12万元", NumberProblem.HIDDEN),
        ("12万\u200b元", NumberProblem.HIDDEN),
        ("1 234万元", NumberProblem.BLANK),
        ("12,34万元", NumberProblem.MISGROUPED),
        ("约\u200b12万元", NumberProblem.NO_NUMBER),
    ],
)
def test_what_keeps_an_amount_with_its_unit_from_being_read_is_told(
    typed: str, problem: NumberProblem
) -> None:
    assert read_amount(typed, YUAN) == (None, problem)


@pytest.mark.parametrize(
    ("typed", "has_sign_alone"),
    [
        ("￥1,234", True),
        ("\u200b¥ 12", True),
        ("￥12万元", False),
        ("12", False),
        ("￥很多", False),
        ("￥", False),
    ],
)
def test_a_currency_sign_without_a_unit_is_told(typed: str, *, has_sign_alone: bool) -> None:
    assert has_currency_sign_alone(typed) is has_sign_alone


def test_a_unit_in_the_cell_is_held_against_that_of_the_form() -> None:
    assert names_other_unit("5.8万", YUAN)
    assert names_other_unit("120元", TEN_THOUSAND)
    assert not names_other_unit("5.8万元", TEN_THOUSAND)
    assert not names_other_unit("5.8", YUAN)
    assert not names_other_unit("五万", YUAN)
    assert names_other_unit("12\u200b万元\u200b", YUAN)
    assert names_other_unit("12（万元）", YUAN)
    assert names_other_unit("120元整", TEN_THOUSAND)
    assert names_other_unit("12千元", YUAN)
    assert not names_other_unit("￥12", TEN_THOUSAND)


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
        ("￥8,000.00", YUAN, TEN_THOUSAND, "0.800000"),
        ("人民币8", TEN_THOUSAND, YUAN, "80000"),
        ("12.50\u200b", YUAN, TEN_THOUSAND, "0.001250"),
        ("1\u00a0234.5", TEN_THOUSAND, YUAN, "12345000"),
        ("1\u00a0234\u00a0万元", YUAN, TEN_THOUSAND, "1\u00a0234\u00a0万元"),
        ("万" * 100, TEN_THOUSAND, YUAN, "万" * 100),
        ("￥" + "9" * 15, TEN_THOUSAND, YUAN, "￥" + "9" * 15 + "万元"),
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


SEAMS = st.sampled_from(["", "", "", "", " ", "\u00a0", "\u200b", "\u202e"])
AMOUNTS = st.builds(
    "".join,
    st.tuples(
        SEAMS,
        st.sampled_from(["", "￥", "人民币", "-", "约"]),
        SEAMS,
        st.one_of(
            st.text(alphabet="0123456789.,、\u00a0\u200b", max_size=19),
            st.decimals(0, 10**15, places=2).map("{:,f}".format),
        ),
        SEAMS,
        st.sampled_from(["", "", "万", "亿元", "千元", "元整", "整", "（万元）", "(元", "万\u200b元"]),
        SEAMS,
    ),
)


@example("￥8", YUAN)
@given(AMOUNTS, st.sampled_from(tuple(MoneyUnit)))
def test_whatever_is_read_as_an_amount_is_the_same_money_in_the_other_unit(
    typed: str, unit: MoneyUnit
) -> None:
    there = converted(typed, unit, unit.other)
    back = converted(there, unit.other, unit)
    value = read_amount(typed, unit).value
    assert read_amount(there, unit.other).value == read_amount(back, unit).value == value


FRAMES = ["{}{}", "{} {}", "￥{}{}", "{}\u00a0{}", "{}（{}）", "人民币{}{}整", "\ufeff{}\u200b{}\u200e"]
EXPONENTS = {"元": 0, "千元": 3, "万": 4, "万元": 4, "百万元": 6, "千万": 7, "亿": 8, "亿元": 8}


@given(
    st.decimals(0, 10**6, places=2),
    st.sampled_from(sorted(EXPONENTS)),
    st.sampled_from(FRAMES),
    st.sampled_from(tuple(MoneyUnit)),
)
def test_an_amount_with_its_unit_is_that_money_in_any_form_to_the_last_digit(
    value: Decimal, named: str, frame: str, unit: MoneyUnit
) -> None:
    typed = frame.format(f"{value:,f}", named)
    amount = read_amount(typed, unit).value
    assert amount == value.scaleb(EXPONENTS[named])
    assert names_other_unit(typed, unit) is (EXPONENTS[named] != unit.exponent)
    printed = amount_text(amount, unit, decimals=0, grouping=False)
    assert read_amount(printed, unit).value == amount

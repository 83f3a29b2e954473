from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop.domain.hidden_characters import HARMLESS, HIDDEN, visible
from perfeval_desktop.domain.numerals import (
    MAX_INTEGER_DIGITS,
    NOTHING,
    NumberProblem,
    decimals_of,
    in_chinese,
    is_nothing,
    narrow,
    read_coefficient,
    read_number,
    read_percent,
    read_points,
    shortened,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("348,800.00", "348800"),
        ("57607470", "57607470"),
        (".00", "0"),
        ("000", "0"),
        ("0012.50", "12.5"),
        ("3.", "3"),
        (".5", "0.5"),
        ("+5", "5"),
        ("-0.00", "0"),
        ("３４８，８００．５０", "348800.5"),
        ("348、800", "348800"),
        (" 6.80 ", "6.8"),
        ("\u30006.80\n", "6.8"),
        ("9" * MAX_INTEGER_DIGITS, "9" * MAX_INTEGER_DIGITS),
        ("0" * 40 + "1", "1"),
        ("\ufeff12", "12"),
        ("\u200f12.5\u200e\u200b", "12.5"),
        ("\u200b" * 60 + "12", "12"),
        ("1\u00a0234", "1234"),
        ("1\u202f234\u202f567.50", "1234567.5"),
        ("-0\u2009000", "0"),
        ("１２\u00a0３４５", "12345"),
    ],
)
def test_numbers_are_read_as_users_type_them(typed: str, value: str) -> None:
    number = read_number(typed)
    assert number.value == Decimal(value)
    assert number.problem is None
    assert f"{number.value:f}" == value


@pytest.mark.parametrize(
    "typed", ["", " ", "\u3000", "-", "--", "—", "——", "－", "–", "/", "／", "─", " — ", "\u200b", "—\u200b"]
)
def test_a_blank_or_a_dash_is_nothing_and_not_zero(typed: str) -> None:
    assert read_number(typed) == NOTHING
    assert is_nothing(typed)
    assert not NOTHING.is_unreadable


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("十二", NumberProblem.NO_NUMBER),
        ("12,34", NumberProblem.MISGROUPED),
        (",,,", NumberProblem.NO_NUMBER),
        ("1,2,3,4", NumberProblem.MISGROUPED),
        ("1" * 16, NumberProblem.TOO_LARGE),
        ("0." + "1" * 16, NumberProblem.TOO_LARGE),
        ("1\u200b234", NumberProblem.HIDDEN),
        ("1\u00ad234\u200b.5", NumberProblem.HIDDEN),
        ("\u202e12", NumberProblem.HIDDEN),
        ("12\x07", NumberProblem.HIDDEN),
        ("\u202e", NumberProblem.HIDDEN),
        ("很\u200b多", NumberProblem.NO_NUMBER),
        ("1 234", NumberProblem.BLANK),
        ("1\u3000234.5", NumberProblem.BLANK),
        ("12 34", NumberProblem.BLANK),
        ("12\u00a034", NumberProblem.BLANK),
        ("1\u00a0234\u2009567", NumberProblem.BLANK),
        ("1\u00a0234,567", NumberProblem.BLANK),
        ("1 2 个", NumberProblem.NO_NUMBER),
    ],
)
def test_what_is_no_number_counts_as_missing_and_says_why(typed: str, problem: NumberProblem) -> None:
    number = read_number(typed)
    assert (number.value, number.problem) == (None, problem)
    assert number.is_unreadable


@pytest.mark.parametrize("typed", ["-5", "−5", "－5"])
def test_a_negative_number_counts_as_typed_and_is_a_problem(typed: str) -> None:
    assert read_number(typed) == (Decimal(-5), NumberProblem.NEGATIVE)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "abc",
            "12a",
            "1e999",
            "1E3",
            "NaN",
            "Infinity",
            "inf",
            "0x10",
            "1_000",
            "1 000",
            "10²",
            "①",
            "½",
            "١٢٣",
        ),
        *(".", "1.2.3", "--5", "=1", "<b>", "5&6", "5\t6", "5\n6", "\x07", "𠮷", "😀", "甲" * 40_000),
    ],
)
def test_hostile_text_is_no_number(typed: str) -> None:
    assert read_number(typed).is_unreadable


def test_a_percentage_is_read_with_or_without_its_sign() -> None:
    assert (
        read_percent("98.5%") == read_percent("９８.５％") == read_percent("98.5") == (Decimal("98.5"), None)
    )
    assert read_percent("十%").is_unreadable


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("10分", "10"),
        ("10 分", "10"),
        ("９.５\u00a0分\u200b", "9.5"),
        ("1,000分", "1000"),
        ("10", "10"),
        ("-1分", "-1"),
    ],
)
def test_points_are_read_with_or_without_their_word(typed: str, value: str) -> None:
    assert read_points(typed).value == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["分", "十分", "10分分", "百分之十", "满分10分", "10分钟", "10%", "10分/20分"]
)
def test_what_says_more_than_points_is_not_read_as_points(typed: str) -> None:
    assert read_points(typed) == (None, NumberProblem.NO_NUMBER)


@pytest.mark.parametrize("typed", ["", "—", "\u200b"])
def test_no_points_are_nothing(typed: str) -> None:
    assert read_points(typed) == NOTHING


def test_points_with_something_hidden_before_their_word_are_read() -> None:
    assert read_points("10\u200b分").value == read_percent("10\u200b%").value == Decimal(10)
    assert read_points("1\u200b0分").problem is NumberProblem.HIDDEN


def test_decimals_are_counted_with_the_zeros_behind_them() -> None:
    assert [decimals_of(Decimal(text)) for text in ("10", "10.00", "1E+3", "0.5")] == [0, 2, 0, 1]
    assert decimals_of(Decimal("NaN")) == 0


def test_full_width_signs_are_made_half_width_one_for_one() -> None:
    assert narrow("ＡＢ１２％（个）≥．，\u3000\xa0") == "AB12%(个)≥.,  "


@pytest.mark.parametrize("text", ["²", "①", "㎡", "℃", "Ⅷ", "…", "《》、。", "𠮷"])
def test_other_signs_stay_as_typed(text: str) -> None:
    assert narrow(text) == text


def test_a_quotation_is_one_short_line() -> None:
    assert shortened("  两行\n文字 ") == "两行 文字"
    assert shortened("字" * 24) == "字" * 24
    assert shortened("字" * 25) == "字" * 24 + "…"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (0, "0"), (100, "100")],
)
def test_small_numbers_are_counted_in_chinese(number: int, words: str) -> None:
    assert in_chinese(number) == words


@pytest.mark.parametrize(
    ("typed", "percentage"),
    [
        ("0.95", "95"),
        ("０．９５", "95"),
        ("1", "100"),
        ("0", "0"),
        ("98%", "98"),
        ("98", "98"),
        ("98.5％", "98.5"),
        ("1%", "1"),
        ("0.5%", "0.5"),
        ("120", "120"),
        ("-0.5", "-0.5"),
    ],
)
def test_a_coefficient_is_a_share_up_to_1_or_else_a_percentage(typed: str, percentage: str) -> None:
    assert read_coefficient(typed).value == Decimal(percentage)


@pytest.mark.parametrize("typed", ["", "—", "很高"])
def test_what_is_no_number_is_no_coefficient(typed: str) -> None:
    assert read_coefficient(typed) == read_number(typed)


@given(st.decimals(0, 10**12, places=2), st.sampled_from(["\u00a0", "\u202f", "\u2009"]))
def test_a_blank_between_thousands_is_read_as_a_comma_is(value: Decimal, gap: str) -> None:
    typed = f"{value:,f}"
    assert read_number(typed.replace(",", gap)) == read_number(typed) == (value, None)


@given(
    st.text(alphabet=[*"0123456789.,", " ", "\u00a0", *sorted(HIDDEN)], max_size=12),
    st.text(alphabet=sorted(HARMLESS), max_size=3),
)
def test_what_is_hidden_never_makes_another_number(typed: str, outside: str) -> None:
    seen = read_number(visible(typed))
    assert read_number(f"{outside}{typed}{outside}").value in {seen.value, None}
    if typed == visible(typed):
        assert read_number(f"{outside}{typed}{outside}") == seen

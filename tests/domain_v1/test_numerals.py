from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.numerals import MAX_INTEGER_DIGITS, narrow, read_number, shortened
from perfeval_desktop.errors import EntryError


def amount(text: str, decimals: int = 2) -> Decimal | None:
    return read_number(text, what="金额", decimals=decimals)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("348,800.00", "348800"),
        ("57607470", "57607470"),
        (".00", "0"),
        ("0", "0"),
        ("000", "0"),
        ("0012.50", "12.5"),
        ("3.", "3"),
        (".5", "0.5"),
        ("３４８", "348"),
        ("３４８，８００．５０", "348800.5"),
        ("348、800", "348800"),
        (" 6.80 ", "6.8"),
        ("\u30006.80\n", "6.8"),
        ("1.10000", "1.1"),
        ("9" * MAX_INTEGER_DIGITS, "9" * MAX_INTEGER_DIGITS),
        ("0" * 40 + "1", "1"),
    ],
)
def test_numbers_are_read_as_clerks_type_them(typed: str, value: str) -> None:
    number = amount(typed)
    assert number == Decimal(value)
    assert str(number) == value


@pytest.mark.parametrize("typed", ["", " ", "\u3000", "-", "--", "—", "——", "－", "–", "/", "／", "─", " — "])
def test_a_blank_or_a_dash_is_nothing_and_not_zero(typed: str) -> None:
    assert amount(typed) is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("十二", "金额“十二”不是数字，请只填数字（如 348,800.00），没有就留空。"),
        ("-5", "金额不能是负数，请改为不小于 0 的数字（现在是“-5”）。"),
        ("−1,000.5", "金额不能是负数，请改为不小于 0 的数字（现在是“−1,000.5”）。"),
        ("12,34", "金额“12,34”的逗号位置不对，请三位一组（如 348,800.00），或不写逗号。"),
        ("1,2,3,4", "金额“1,2,3,4”的逗号位置不对，请三位一组（如 348,800.00），或不写逗号。"),
        (",,,", "金额“,,,”的逗号位置不对，请三位一组（如 348,800.00），或不写逗号。"),
        ("1" * 16, f"金额“{'1' * 16}”太大，整数部分最多 15 位，请核对单位。"),
        ("1.234", "金额“1.234”最多 2 位小数，请核对。"),
    ],
)
def test_what_is_no_number_is_refused_with_a_remedy(typed: str, message: str) -> None:
    with pytest.raises(EntryError) as refusal:
        amount(typed)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "12a",
        "1e999",
        "1E3",
        "NaN",
        "nan",
        "Infinity",
        "inf",
        "0x10",
        "1_000",
        "1 000",
        "10²",
        "①",
        "½",
        "١٢٣",
        ".",
        "1.2.3",
        "+5",
        "--5",
        "-abc",
        "=1",
        "<b>",
        "5&6",
        "5\t6",
        "5\n6",
        "\x07",
        "𠮷",
        "😀",
        "9" * 40_000,
        "甲" * 40_000,
    ],
)
def test_hostile_text_is_refused_in_a_short_sentence(typed: str) -> None:
    with pytest.raises(EntryError) as refusal:
        amount(typed)
    assert len(str(refusal.value)) < 100
    assert "\n" not in str(refusal.value)


def test_the_figure_is_named_in_the_message() -> None:
    with pytest.raises(EntryError, match=r"^得分“x”不是数字"):
        read_number("x", what="得分", decimals=2)


def test_full_width_signs_are_made_half_width_one_for_one() -> None:
    assert narrow("ＡＢ１２％（个）≥．，\u3000\xa0") == "AB12%(个)≥.,  "


@pytest.mark.parametrize("text", ["²", "①", "㎡", "℃", "Ⅷ", "…", "《》、。", "𠮷"])
def test_other_signs_stay_as_typed(text: str) -> None:
    assert narrow(text) == text


def test_a_quotation_is_one_short_line() -> None:
    assert shortened("  两行\n文字 ") == "两行 文字"
    assert shortened("字" * 24) == "字" * 24
    assert shortened("字" * 25) == "字" * 24 + "…"

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.quantity import parse_quantity
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.domain_v1.money import MoneyUnit, format_amount, parse_amount
from perfeval_desktop.domain_v1.numerals import narrow, read_number
from perfeval_desktop.errors import EntryError
from strategies import amounts, texts, typed


@settings(max_examples=300)
@given(amounts(), st.sampled_from(MoneyUnit), st.integers(0, 6), st.booleans())
def test_an_amount_shown_reads_as_the_amount(
    amount: Decimal | None,
    unit: MoneyUnit,
    decimals: int,
    grouping: bool,  # noqa: FBT001
) -> None:
    shown = format_amount(amount, unit, decimals=decimals, grouping=grouping)
    assert parse_amount(shown, unit) == amount


def read_or_refuse(text: str) -> Decimal | EntryError | None:
    try:
        return read_number(text, what="金额", decimals=2)
    except EntryError as error:
        return error


@settings(max_examples=300)
@given(typed())
def test_reading_a_number_gives_a_finite_number_nothing_or_a_sentence(text: str) -> None:
    number = read_or_refuse(text)
    if isinstance(number, EntryError):
        assert str(number).startswith("金额")
    elif number is not None:
        assert number.is_finite()
        assert number >= 0


@settings(max_examples=300)
@given(texts(80))
def test_narrowing_keeps_the_length_and_settles_at_once(text: str) -> None:
    assert len(narrow(text)) == len(text)
    assert narrow(narrow(text)) == narrow(text)


@settings(max_examples=300)
@given(texts(80))
def test_a_quantity_is_finite_and_reached_by_itself_unless_strict(text: str) -> None:
    quantity = parse_quantity(text)
    if quantity is not None:
        assert quantity.number.is_finite()
        assert quantity.comparable_with(quantity)
        assert quantity.reached_by(quantity.number) == (quantity.comparator not in {"<", ">"})


@settings(max_examples=300)
@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 3))
def test_rounding_moves_by_less_than_a_step_and_truncation_never_away_from_zero(
    value: Decimal, decimals: int
) -> None:
    step = Decimal(1).scaleb(-decimals)
    half_up, truncated = (Rounding(mode, decimals)(value) for mode in RoundingMode)
    assert abs(half_up - value) * 2 <= step
    assert abs(truncated - value) < step
    assert abs(truncated) <= abs(value)

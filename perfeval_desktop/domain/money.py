"""Amounts of money: kept as typed, understood in 元 as exact decimals, printed in the unit of the form."""

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.hidden_characters import HARMLESS, trimmed, visible
from perfeval_desktop.domain.numerals import (
    MAX_INTEGER_DIGITS,
    Number,
    NumberProblem,
    decimals_of,
    narrow,
    read_number,
    ungrouped,
)
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.rounding import EXACT


class MoneyUnit(StrEnum):
    """The unit a form states its amounts in."""

    YUAN = "元"
    TEN_THOUSAND_YUAN = "万元"

    @property
    def exponent(self) -> int:
        """The power of ten of one unit in 元."""
        return _EXPONENTS[self]

    @property
    def other(self) -> "MoneyUnit":
        """The unit that amounts can be changed into."""
        return MoneyUnit.TEN_THOUSAND_YUAN if self is MoneyUnit.YUAN else MoneyUnit.YUAN


_EXPONENTS = {
    "亿元": 8,
    "亿": 8,
    "千万元": 7,
    "千万": 7,
    "百万元": 6,
    "百万": 6,
    "万元": 4,
    "万": 4,
    "千元": 3,
    "元": 0,
}
# Published forms write the unit into the cell: 3359.62万元, 5.8万, 120元, ￥8,000.00, 12（万元）.
_SEAM = rf"[\s{HARMLESS}]*"
UNIT_NAMES = tuple(_EXPONENTS)
_UNIT = "|".join(UNIT_NAMES)
_WITH_UNIT = Pattern(
    rf"(?P<sign>(?:人民币)?{_SEAM}[￥¥]?){_SEAM}(?P<number>[-−+]?[0-9.,、](?:[0-9.,、 ]*[0-9.])?)"
    rf"{_SEAM}(?:(?:(?P<unit>{_UNIT})|\({_SEAM}(?P<in_brackets>{_UNIT}){_SEAM}\))整?)?"
)
_TOO_LARGE = Decimal(10) ** MAX_INTEGER_DIGITS
# The smallest amount is one 分.
_LEAST_EXPONENT = -2


# No amount is longer; a pasted page is neither searched nor kept.
_LONGEST = 60


class _Parts(NamedTuple):
    """What stands in a cell for an amount: the number, the digits typed for it, and how its unit is told.

    ``exponent`` is the power of ten of the unit named, ``None`` where none is. ``is_signed`` is one with ￥
    or 人民币 before it.
    """

    number: Number
    digits: str
    exponent: int | None = None
    is_signed: bool = False


def read_amount(text: str, unit: MoneyUnit) -> Number:
    """Return the amount typed in a cell of a form in ``unit``, in 元.

    A unit written in the cell counts instead of the form's. More digits than to the 分 are kept.
    """
    typed = trimmed(text)
    return _read(typed, unit) if len(typed) <= _LONGEST else read_number(typed)


@lru_cache(maxsize=8192)
def _read(text: str, unit: MoneyUnit) -> Number:
    number, _, exponent, _ = _parts(text)
    if number.value is None:
        return number
    scale = unit.exponent if exponent is None else exponent
    return Number(number.value.scaleb(scale, EXACT), number.problem)


def names_other_unit(text: str, unit: MoneyUnit) -> bool:
    """Whether the cell states its amount in another unit than the form: 万 in a form in 元."""
    parts = _parts_of_short(text)
    return parts is not None and parts.exponent not in {None, unit.exponent}


def has_currency_sign_alone(text: str) -> bool:
    """Whether the cell states an amount with ￥ before it and no unit behind."""
    parts = _parts_of_short(text)
    return parts is not None and parts.is_signed and parts.exponent is None


def _parts_of_short(text: str) -> _Parts | None:
    """Return the parts of a text that may name a unit; ``None`` for nearly all at a glance."""
    if text.isascii():
        return None
    typed = trimmed(text)
    return _parts(typed) if len(typed) <= _LONGEST else None


def is_finer_than_fen(amount: Decimal) -> bool:
    """Whether an amount in 元 has more digits than to the 分."""
    return decimals_of(amount.normalize(EXACT)) > -_LEAST_EXPONENT


@lru_cache(maxsize=8192)
def _parts(text: str) -> _Parts:
    number = read_number(text)
    if number.problem is not NumberProblem.NO_NUMBER:
        return _Parts(number, text)
    match = _WITH_UNIT.fullmatch(narrow(ungrouped(text)))
    if match is not None:
        named = match["unit"] or match["in_brackets"]
        exponent = _EXPONENTS[named] if named else None
        return _Parts(read_number(match["number"]), match["number"], exponent, bool(match["sign"]))
    seen = visible(text)
    if seen != text and _parts(seen).number.value is not None:
        return _Parts(Number(None, NumberProblem.HIDDEN), text)
    return _Parts(number, text)


def amount_text(amount: Decimal, unit: MoneyUnit, *, decimals: int, grouping: bool) -> str:
    """Return ``amount`` (in 元) as printed in ``unit``.

    At least ``decimals`` places; more where the amount has them, so that no 分 is ever hidden and nothing is
    rounded. ``grouping`` puts a comma between thousands.
    """
    scaled = amount.scaleb(-unit.exponent, EXACT)
    text = f"{scaled.normalize(EXACT):{',' if grouping else ''}f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole


def converted(text: str, source: MoneyUnit, target: MoneyUnit) -> str:
    """Return the text of an amount cell after its form changed from ``source`` to ``target``.

    The same money, to the last digit, with as many zeros behind the point as it had where they still fit.
    What is no number, or names its unit itself, stays as it is; what would have more digits than a number may
    keeps its unit in words.
    """
    typed = trimmed(text)
    if len(typed) > _LONGEST:
        return text
    number, digits, exponent, _ = _parts(typed)
    if number.value is None or exponent is not None:
        return text
    plain = narrow(ungrouped(digits)).replace("、", ",")
    shift = source.exponent - target.exponent
    decimals = max(0, len(plain.partition(".")[2]) - shift)
    value = number.value.scaleb(shift, EXACT)
    if abs(value) >= _TOO_LARGE:
        return f"{typed}{source}"
    return amount_text(value, MoneyUnit.YUAN, decimals=decimals, grouping="," in plain)

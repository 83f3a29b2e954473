"""Amounts of money: kept as typed, understood in 元 as exact decimals, printed in the unit of the form."""

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from perfeval_desktop.domain.numerals import (
    MAX_INTEGER_DIGITS,
    Number,
    NumberProblem,
    decimals_of,
    narrow,
    read_number,
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


_EXPONENTS = {"亿元": 8, "亿": 8, "万元": 4, "万": 4, "元": 0}
_UNITS = tuple(_EXPONENTS)
# Published forms write the unit into the cell: 3359.62万元, 5.8万, 120元, ￥8,000.00.
_WITH_UNIT = Pattern(rf"[￥¥]?\s*(?P<number>[-−+]?[0-9.,、]+)\s*(?P<unit>{'|'.join(_UNITS)})?")
_TOO_LARGE = Decimal(10) ** MAX_INTEGER_DIGITS
# The smallest amount is one 分.
_LEAST_EXPONENT = -2


# No amount is longer; a pasted page is neither searched nor kept.
_LONGEST = 60


def read_amount(text: str, unit: MoneyUnit) -> Number:
    """Return the amount typed in a cell of a form in ``unit``, in 元.

    A unit written in the cell counts instead of the form's. More digits than to the 分 are kept.
    """
    typed = text.strip()
    return _read(typed, unit) if len(typed) <= _LONGEST else read_number(typed)


@lru_cache(maxsize=8192)
def _read(text: str, unit: MoneyUnit) -> Number:
    number, exponent = _parts(text, unit)
    if number.value is None:
        return number
    return Number(number.value.scaleb(exponent, EXACT), number.problem)


def names_other_unit(text: str, unit: MoneyUnit) -> bool:
    """Whether the cell states its amount in another unit than the form: 万 in a form in 元."""
    typed = text.strip()
    if not typed.endswith(_UNITS):
        return False
    match = _WITH_UNIT.fullmatch(narrow(typed).strip())
    return match is not None and _EXPONENTS[match["unit"]] != unit.exponent


def is_finer_than_fen(amount: Decimal) -> bool:
    """Whether an amount in 元 has more digits than to the 分."""
    return decimals_of(amount.normalize(EXACT)) > -_LEAST_EXPONENT


def _parts(text: str, unit: MoneyUnit) -> tuple[Number, int]:
    number = read_number(text)
    if number.problem is NumberProblem.NO_NUMBER:
        match = _WITH_UNIT.fullmatch(narrow(text).strip())
        if match is not None:
            named = match["unit"]
            return read_number(match["number"]), unit.exponent if named is None else _EXPONENTS[named]
    return number, unit.exponent


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
    number = read_number(text)
    if number.value is None:
        return text
    typed = narrow(text.strip()).replace("、", ",")
    shift = source.exponent - target.exponent
    decimals = max(0, len(typed.partition(".")[2]) - shift)
    value = number.value.scaleb(shift, EXACT)
    if abs(value) >= _TOO_LARGE:
        return f"{text.strip()}{source}"
    return amount_text(value, MoneyUnit.YUAN, decimals=decimals, grouping="," in typed)

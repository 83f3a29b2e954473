"""Amounts of money: kept in 元 as exact decimals, typed and shown in the unit of the template."""

from decimal import Decimal
from enum import StrEnum

from perfeval_desktop.domain_v1.numerals import read_number
from perfeval_desktop.domain.rounding import EXACT

# The smallest amount is one 分.
_YUAN_DECIMALS = 2


class MoneyUnit(StrEnum):
    """The unit a form states its amounts in."""

    YUAN = "元"
    TEN_THOUSAND_YUAN = "万元"

    @property
    def exponent(self) -> int:
        """The power of ten of one unit in 元."""
        return 0 if self is MoneyUnit.YUAN else 4


def parse_amount(text: str, unit: MoneyUnit) -> Decimal | None:
    """Return the amount typed in ``unit``, in 元; ``None`` for a blank or a dash.

    At most to the 分: two decimals in 元, six in 万元. Raises :class:`EntryError` otherwise.
    """
    typed = read_number(text, what="金额", decimals=_YUAN_DECIMALS + unit.exponent)
    return None if typed is None else typed.scaleb(unit.exponent, EXACT)


def format_amount(amount: Decimal | None, unit: MoneyUnit, *, decimals: int, grouping: bool) -> str:
    """Return ``amount`` (in 元) as shown in ``unit``; ``""`` for ``None``.

    At least ``decimals`` places; more where the amount has them, so that no 分 is ever hidden and nothing is
    rounded. ``grouping`` puts a comma between thousands.
    """
    if amount is None:
        return ""
    scaled = amount.scaleb(-unit.exponent, EXACT)
    text = f"{scaled.normalize(EXACT):{',' if grouping else ''}f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole

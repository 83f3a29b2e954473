"""Figures as the form prints them: the one way from a number to text, for screen, paper and scripts."""

from decimal import Decimal
from functools import lru_cache

from perfeval_desktop.domain.columns import Column, Kind
from perfeval_desktop.domain.money import MoneyUnit, amount_text, names_other_unit, read_amount
from perfeval_desktop.domain.numerals import read_points
from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode
from perfeval_desktop.domain.rules import RateForm, RateStyle
from perfeval_desktop.domain.template import AmountStyle


# The same few points come again and again. Equal values print alike, whatever zeros they were typed with.
@lru_cache(maxsize=4096)
def points_text(value: Decimal | None, decimals: int = 0) -> str:
    """Return points as printed: with at least ``decimals`` places, never fewer than the value has.

    ``None`` gives ``""``.
    """
    if value is None:
        return ""
    plain = f"{value.normalize(EXACT):f}"
    if len(plain.partition(".")[2]) >= decimals:
        return plain
    return f"{Rounding(RoundingMode.HALF_UP, decimals)(value):f}"


def rate_text(figure: Decimal | None, style: RateStyle) -> str:
    """Return a rounded rate as printed, ``98.88%``, ``98.52`` or ``0.958``; ``None`` gives ``""``."""
    if figure is None:
        return ""
    text = f"{figure:f}" if style.fixed else points_text(figure)
    return f"{text}%" if style.form is RateForm.PERCENT else text


def year_text(year: int) -> str:
    """Return a fiscal year as lists and sentences name it: ``2023 年度``."""
    return f"{year} 年度"


def money_text(amount: Decimal | None, style: AmountStyle, unit: MoneyUnit) -> str:
    """Return an amount (in 元) in ``unit`` and the spelling of the template; ``None`` gives ``""``."""
    if amount is None:
        return ""
    text = amount_text(amount, unit, decimals=style.decimals, grouping=style.grouping)
    return f"{text}{unit}" if style.unit_in_cell else text


# Looked up once: it is asked of each cell.
_AMOUNT, _POINTS = Kind.AMOUNT, Kind.POINTS


def entered_text(column: Column, text: str, style: AmountStyle, unit: MoneyUnit) -> str:
    """Return what was entered as it prints: numbers in the template's spelling, all else as typed.

    A number keeps every digit typed; one that names another unit than the form's prints as typed.
    """
    if column.kind is _AMOUNT and not names_other_unit(text, unit):
        amount = read_amount(text, unit).value
        return text if amount is None else money_text(amount, style, unit)
    if column.kind is _POINTS:
        points = read_points(text).value
        return text if points is None else points_text(points, column.decimals)
    return text

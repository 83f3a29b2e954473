"""Remedies within one cell: a number without the words around it, a placeholder or a year that goes."""

from collections.abc import Iterator

from perfeval_desktop.domain.checks.cell_entry import error_in
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.checks.prose import placeholder, without_number, year_mentions
from perfeval_desktop.domain.checks.wording import stale_year
from perfeval_desktop.domain.columns import Column, Kind, Role
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.money import MoneyUnit, amount_text, read_amount
from perfeval_desktop.domain.numerals import decimals_of, narrow, read_number, shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.domain.remedies.remedy import Remedy
from perfeval_desktop.domain.rounding import Rounding, RoundingMode


def of_entry(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the number without the words around it, in the form's unit, as fine as it may be; the choice."""
    column, text, unit = column_of(judged.template, place), judged.text(place), judged.facts.unit
    if column is None or column.role is Role.COEFFICIENT:
        return
    if column.kind is Kind.CHOICE:
        if choice := _choice(column, text):
            yield Remedy(f"改成“{choice}”", ((place, choice),))
        return
    plain = _amount(text, unit) if column.kind is Kind.AMOUNT else _figure(column, text)
    if column.kind.is_number and plain not in {"", text.strip()} and not error_in(column, plain, unit, None):
        words = f"{plain} {unit}" if column.kind is Kind.AMOUNT else plain
        yield Remedy(f"改成 {words}", ((place, plain),))


def _choice(column: Column, text: str) -> str:
    """Return the one choice that ``text`` names, ``""`` for none or several."""
    named = [one for one in column.choices if one in text]
    longest = [one for one in named if not any(one in other for other in named if other != one)]
    return longest[0] if len(longest) == 1 else ""


_ANY_NUMBER = Pattern(r"[-−]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_ANY_AMOUNT = Pattern(rf"{_ANY_NUMBER.pattern}(?:亿元|亿|万元|万|元)?")


def _amount(text: str, unit: MoneyUnit) -> str:
    found = _all(_ANY_AMOUNT, text)
    value = read_amount(found[0], unit).value if len(found) == 1 else None
    if value is None:
        return ""
    return amount_text(_TO_FEN(value), unit, decimals=0, grouping=False)


def _figure(column: Column, text: str) -> str:
    found = _all(_ANY_NUMBER, text)
    value = read_number(found[0]).value if len(found) == 1 else None
    if value is None:
        return ""
    most = column.most_decimals
    if most is not None and decimals_of(value) > most:
        value = Rounding(RoundingMode.HALF_UP, most)(value)
    return points_text(value)


_TO_FEN = Rounding(RoundingMode.HALF_UP, 2)


def _all(pattern: Pattern, text: str) -> list[str]:
    return [match[0] for match in pattern.finditer(narrow(text).replace("、", ",").replace(",", ""))]


def of_placeholder(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the text without what was left standing from the empty form."""
    text = judged.text(place)
    grid = judged.template.grid
    is_numbered = (
        judged.template.thresholds.numbered_names
        and grid is not None
        and (place.block, place.column) == (grid.key, judged.keys.name)
    )
    left = placeholder(without_number(text) if is_numbered else text)
    if left:
        yield Remedy(f"删去“{shortened(left)}”", ((place, text.replace(left, "").strip()),))


def of_stale_year(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the text with the form's own year instead of the other one."""
    column, text, own = column_of(judged.template, place), judged.text(place), judged.facts.year
    stale = None if column is None else stale_year(column, year_mentions(text), own)
    if stale is not None:
        yield Remedy(f"把 {stale} 改成 {own}", ((place, text.replace(str(stale), str(own))),))


def of_unprintable(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the text without the characters that would not be printed."""
    text = judged.text(place)
    without = text.translate(dict.fromkeys(map(ord, judged.unprintable(text))))
    yield Remedy("删去印不出的字符", ((place, without.strip()),))

"""Remedies within one cell: a number without the words around it, a placeholder or a year that goes."""

from collections.abc import Iterator
from decimal import Decimal

from perfeval_desktop.domain.checks.cell_entry import doubt_in, error_in, is_doubtful
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.checks.prose import placeholder, without_number, year_mentions
from perfeval_desktop.domain.checks.wording import stale_year
from perfeval_desktop.domain.columns import Column, Kind, Role
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.hidden_characters import visible
from perfeval_desktop.domain.money import (
    UNIT_NAMES,
    MoneyUnit,
    amount_text,
    has_currency_sign_alone,
    read_amount,
)
from perfeval_desktop.domain.numerals import decimals_of, narrow, read_number, shortened
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.domain.remedies.remedy import Remedy
from perfeval_desktop.domain.rounding import Rounding, RoundingMode


def of_entry(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the text without what is hidden in it; the choice; the number without the words around it.

    A number is in the form's unit, and as fine as it may be.
    """
    column, text, unit = column_of(judged.template, place), judged.text(place), judged.facts.unit
    if column is None:
        return
    seen = visible(text).strip()
    if _is_settled_by(column, text, seen, unit):
        yield Remedy(f"去掉看不见的字符，改成“{seen}”" if seen else "去掉看不见的字符", ((place, seen),))
    elif column.kind is Kind.CHOICE:
        if choice := _choice(column, text):
            yield Remedy(f"改成“{choice}”", ((place, choice),))
    elif column.role is not Role.COEFFICIENT and column.kind.is_number:
        for label, plain in _numbers(column, seen, unit):
            if plain not in {"", text.strip()} and not error_in(column, plain, unit, None):
                yield Remedy(label, ((place, plain),))


def _is_settled_by(column: Column, text: str, seen: str, unit: MoneyUnit) -> bool:
    """Whether ``text`` has something hidden in it, and nothing is wrong with what is ``seen`` of it."""
    if visible(text) == text or not _said_of(column, text, unit):
        return False
    return not _said_of(column, seen, unit)


def _said_of(column: Column, text: str, unit: MoneyUnit) -> str:
    error = error_in(column, text, unit, None) if column.kind.is_number else ""
    return error or (doubt_in(column, text, unit) if is_doubtful(column) else "")


def _numbers(column: Column, text: str, unit: MoneyUnit) -> Iterator[tuple[str, str]]:
    """Yield each number that ``text`` may mean, as a command and as it is typed then; ``""`` for none."""
    if column.kind is not Kind.AMOUNT:
        figure = _figure(column, text)
        yield f"改成 {figure}", figure
    elif unit is not MoneyUnit.YUAN and has_currency_sign_alone(text):
        for meant in MoneyUnit:
            amount = _in_unit(read_amount(text, meant).value, unit)
            yield f"是{meant}，改成 {amount} {unit}", amount
    else:
        amount = _amount(text, unit)
        yield f"改成 {amount} {unit}", amount


def _choice(column: Column, text: str) -> str:
    """Return the one choice that ``text`` names, ``""`` for none or several."""
    named = [one for one in column.choices if one in text]
    longest = [one for one in named if not any(one in other for other in named if other != one)]
    return longest[0] if len(longest) == 1 else ""


_NUMBER = r"[-−]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_ANY_NUMBER = Pattern(_NUMBER)
_UNIT = "|".join(UNIT_NAMES)
_ANY_AMOUNT = Pattern(rf"(?P<number>{_NUMBER})\s*(?P<unit>(?:{_UNIT})|\((?:{_UNIT})\))?")
# Thousands with a blank between them, which might also be two numbers: whoever clicks sees which it is.
_GROUPED = Pattern(r"(?<![0-9.])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
# Beside an amount with its unit: other money, more of it than is written, a part of it.
_CHANGING = Pattern("[万亿千百十多余几元角分厘美港欧英日韩澳每%‰/]")
# What may stand beside a number without a unit that is the amount.
_HARMLESS = Pattern(r"(?:大?约|大概|近|共计?|合计|总计|计|左右|上下|人民币|[￥¥\s()（）,，。;；:：“”\"])*")
_SHARE = Pattern("[%‰成折倍]")


def _amount(text: str, unit: MoneyUnit) -> str:
    plain = _plain(text)
    found = list(_ANY_AMOUNT.finditer(plain))
    if len(found) != 1:
        return ""
    beside = plain[: found[0].start()] + plain[found[0].end() :]
    named = found[0]["unit"]
    if _CHANGING.search(beside) if named else not _HARMLESS.fullmatch(beside):
        return ""
    return _in_unit(read_amount(f"{found[0]['number']}{named or ''}", unit).value, unit)


def _in_unit(value: Decimal | None, unit: MoneyUnit) -> str:
    return "" if value is None else amount_text(_TO_FEN(value), unit, decimals=0, grouping=False)


def _figure(column: Column, text: str) -> str:
    plain = _plain(text)
    found = [match[0] for match in _ANY_NUMBER.finditer(plain)]
    value = read_number(found[0]).value if len(found) == 1 else None
    if value is None or (column.kind is Kind.POINTS and _SHARE.search(plain)):
        return ""
    most = column.most_decimals
    if most is not None and decimals_of(value) > most:
        value = Rounding(RoundingMode.HALF_UP, most)(value)
    return points_text(value)


_TO_FEN = Rounding(RoundingMode.HALF_UP, 2)


def _plain(text: str) -> str:
    """Return ``text`` in half-width signs, its numbers without what is between their thousands."""
    plain = narrow(text).replace("、", ",").replace(",", "")
    return _GROUPED.sub(lambda match: match[0].replace(" ", ""), plain)


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

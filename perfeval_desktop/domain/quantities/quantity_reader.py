"""The quantity that a match of the pattern of quantities is."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Match, Pattern
from perfeval_desktop.domain.quantities.comparators import BEFORE, BEHIND, WORDED, Comparator, together
from perfeval_desktop.domain.quantities.measure_pattern import (
    AVERAGES,
    CHANGE_BEFORE,
    EACH,
    IS_DOWN,
    PARTS,
    ROUGH_BEFORE,
    ROUGH_BEHIND,
    SAID_BEFORE,
    SAID_BEHIND,
)
from perfeval_desktop.domain.quantities.numbers import HALF, number, quotient
from perfeval_desktop.domain.quantities.quantity import Change, Nearness, Quantity
from perfeval_desktop.domain.quantities.units import NO_UNIT, Unit, divided, read_unit

_TEN_THOUSAND = 10_000
# The two ends of what a number means, the same for a plain one.
_Ends = tuple[Decimal, Decimal]
# 1/3 is a share of something, though it says no unit.
_SHARE_OF_ONE = Unit("", frozenset({"%"}), (1, 1))


def quantity_and_a_half(match: Match) -> Quantity | None:
    """Return the quantity of 一个半小时, 两年半."""
    value = number(match["number"])
    if value is None:
        return None
    return Quantity(Comparator.NONE, value + HALF, read_unit(match["rest"] or match["unit"]))


def quantity_of(text: str, match: Match, end: Match | None) -> Quantity | None:
    """Return the quantity of a match in ``text``, ``None`` where its number is none (``1/0``).

    ``end`` is the match of the other end of a range.
    """
    numbers = _numbers(match)
    if end is not None:
        numbers = _ends(numbers, _numbers(end))
    if numbers is None:
        return None
    low, high = numbers
    is_range = low != high
    if match["minus"]:
        low, high = -high, -low
    if match["half"] and match["unit"]:
        low, high = low + HALF, high + HALF
    last = match if end is None else end
    unit = _unit(last if last["unit"] else match)
    if match["per"]:
        unit, times = _each(match["per"], unit)
        low, high = quotient(low, times), quotient(high, times)
    said = _said_around(text, match, last)
    top = high if is_range else None
    nearness = Nearness.ABOUT if match["spread"] else said.nearness
    return Quantity(said.comparator, low, unit, top, nearness, said.change, said.is_worded)


def _numbers(match: Match) -> _Ends | None:
    """Return the two ends of what a match says, the same for one number."""
    first = number(match["number"])
    if first is None:
        return _one_or_the_next(match["number"])
    if match["spread"]:
        spread = Decimal(match["spread"])
        return first - spread, first + spread
    if match["lower"]:
        return _share(first, Decimal(match["lower"]) * (_TEN_THOUSAND if match["times"] else 1))
    if match["of"]:
        return _share(number(match["of"]), first)
    if match["more"]:
        first += sum(map(Decimal, match["more"][1:].split("+")), Decimal(0))
    return first, first


def _one_or_the_next(numeral: str) -> _Ends | None:
    """Return the ends of 一两 and 三四, ``None`` for signs in no order."""
    if len(numeral) != 2:
        return None
    low, high = number(numeral[0]), number(numeral[1])
    return None if low is None or high is None or low >= high else (low, high)


def _ends(first: _Ends | None, second: _Ends | None) -> _Ends | None:
    if first is None or second is None:
        return None
    return min(first[0], second[0]), max(first[1], second[1])


def _share(part: Decimal | None, whole: Decimal) -> _Ends | None:
    if part is None or not whole:
        return None
    share = quotient(part, whole)
    return share, share


def _unit(match: Match) -> Unit:
    if match["parts"]:
        return read_unit(PARTS[match["parts"]])
    if match["of"] or match["lower"]:
        return _SHARE_OF_ONE
    return read_unit(match["unit"]) if match["unit"] else NO_UNIT


def _each(words: str, unit: Unit) -> tuple[Unit, Decimal]:
    """Return ``unit`` for each of what ``words`` name, and how many of them the number is for (每两周)."""
    if words in AVERAGES:
        return divided(unit, [AVERAGES[words]]), Decimal(1)
    times, names = Decimal(1), []
    for match in EACH.finditer(words):
        names.append(match["name"])
        times *= _COUNTS[match["count"]]
    return divided(unit, names), times


_COUNTS = {None: 1, "两": 2, "三": 3}


class _Said(NamedTuple):
    """What the words around a number say of it."""

    comparator: Comparator
    is_worded: bool
    nearness: Nearness
    change: Change


def _said_around(text: str, match: Match, last: Match) -> _Said:
    before = _words(SAID_BEFORE, match["before"])
    behind = _words(SAID_BEHIND, last["behind"])
    signs = [BEFORE[word] for word in before if word in BEFORE]
    signs += [BEHIND[word] for word in behind if word in BEHIND]
    # >90%以上 says both that 90 % is not enough and that it is.
    is_mixed = len({sign.is_strict for sign in signs if sign.is_signed}) > 1
    is_worded = is_mixed or any(word in WORDED for word in before)
    is_odd = match["odd"] or match["odd_behind"] or last["odd"] or last["odd_behind"]
    nearness = Nearness.OVER if is_odd else _nearness(before, behind)
    return _Said(together(signs), is_worded, nearness, _change(text, match, before))


def _words(pattern: Pattern, text: str) -> list[str]:
    return [word[0] for word in pattern.finditer(text)] if text else []


def _nearness(before: Iterable[str], behind: Iterable[str]) -> Nearness:
    rough = [ROUGH_BEFORE[word] for word in before if word in ROUGH_BEFORE]
    rough += [ROUGH_BEHIND[word] for word in behind if word in ROUGH_BEHIND]
    return rough[-1] if rough else Nearness.EXACT


def _change(text: str, match: Match, before: Iterable[str]) -> Change:
    """Return what a number is a change of, as said right before it or a few words before: 增长率为5%."""
    words = [word for word in before if word not in BEFORE and word not in ROUGH_BEFORE]
    if not words and (said := CHANGE_BEFORE.search(text, 0, match.start())):
        words = [said[0]]
    if not words:
        return Change.NONE
    return Change.DOWN if IS_DOWN.match(words[-1]) else Change.UP

"""What most cells hold, read without a search: a bound, a number and a unit (``≥95%``, ``2小时以内``)."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparators import BEFORE, BEHIND, WORDED, Comparator, together
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.unit_tables import BYTES, COUNTERS, SIZES
from perfeval_desktop.domain.quantities.units import NO_UNIT, Unit, read_unit

_NUMBER_BETWEEN_WORDS = Pattern(r"([^0-9.]{0,6})([0-9]{1,15}(?:\.[0-9]{1,15})?)([^0-9.,]{0,8})")
# What reaches (达到100%) also says something of the whole, and takes a closer look.
_BOUNDS: dict[str, Comparator] = {
    **{word: bound for word, bound in BEFORE.items() if bound is not Comparator.REACHING},
    "": Comparator.NONE,
    ">=": Comparator.AT_LEAST,
    "<=": Comparator.AT_MOST,
}
_DOUBLED_SIGNS = {">=": "≥", "<=": "≤"}
_BEHIND = sorted(BEHIND, key=len, reverse=True)
# A longer number without a unit, or one with a point, may be a day.
_LONGEST_BARE = 7
# With these a number may be a day (2023年, 12月, 3季度), or the bound of a text (100字以内).
_IN_DOUBT = frozenset({"年", "年度", "月", "季度", "字"})


class Glance(NamedTuple):
    """A quantity, and the text that it is in its one spelling."""

    plain: str
    quantity: Quantity


class _Rest(NamedTuple):
    """What stands behind a number."""

    unit: Unit
    bound: Comparator


def read_at_a_glance(text: str) -> Glance | None:
    """Return the quantity that ``text`` is, ``None`` where it takes a closer look."""
    match = _NUMBER_BETWEEN_WORDS.fullmatch(text)
    if match is None:
        return None
    word, digits, behind = match.groups()
    bound, rest = _BOUNDS.get(word), _rest(behind)
    if bound is None or rest is None or (not behind and not word and _may_be_date(digits)):
        return None
    if bound and rest.bound:
        # What contradicts itself (>90%以上, ≥50万元以内) takes a closer look.
        if bound.is_strict is not rest.bound.is_strict:
            return None
        bound = together([bound, rest.bound])
    quantity = Quantity(bound or rest.bound, Decimal(digits), rest.unit, is_worded=word in WORDED)
    return Glance(f"{_DOUBLED_SIGNS.get(word, word)}{digits}{behind}", quantity)


def _may_be_date(digits: str) -> bool:
    return len(digits) > _LONGEST_BARE or "." in digits


@lru_cache(maxsize=512)
def _rest(text: str) -> _Rest | None:
    """Return the unit and the bound that can be nothing else: 台, (个), 万元以内."""
    word = next((word for word in _BEHIND if text.endswith(word)), "")
    unit = _unit(text.removesuffix(word))
    return None if unit is None else _Rest(unit, BEHIND.get(word, Comparator.NONE))


def _unit(name: str) -> Unit | None:
    if not name:
        return NO_UNIT
    is_in_brackets = name[0] == "(" and name[-1] == ")"
    inner = name[1:-1] if is_in_brackets else name.removeprefix("万").removeprefix("亿")
    is_known = inner in SIZES or inner in COUNTERS or inner in BYTES
    return read_unit(name) if is_known and inner not in _IN_DOUBT else None

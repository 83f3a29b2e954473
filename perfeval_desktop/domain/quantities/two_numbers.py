"""A quantity of two numbers: a change from one level to another, and a range between two bounds."""

from decimal import Decimal

from perfeval_desktop.domain.pattern import Match, Pattern
from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.numbers import DIGITS, quotient
from perfeval_desktop.domain.quantities.quantity import Change, Quantity
from perfeval_desktop.domain.quantities.unit_pattern import UNIT_PATTERN
from perfeval_desktop.domain.quantities.units import NO_UNIT, Unit, read_unit

# Whether it is one is asked when the rest has been found.
_UNIT = r"[^0-9≥≤<>,;、]{1,8}?"
_FROM_TO = Pattern(
    rf"[由从](?P<first>{DIGITS})(?P<first_unit>{_UNIT})?"
    r"(?:提高|增加|增长|上升|提升|增|升|下降|降低|减少|降|减)[到至为]"
    rf"(?P<second>{DIGITS})(?P<unit>%|[^0-9,;、()]{{1,8}})"
)
_AROUND_A_NAME = Pattern(
    rf"(?P<low>{DIGITS})(?P<low_unit>{_UNIT})?[≤<]\w{{1,8}}[≤<]"
    rf"(?P<high>{DIGITS})(?P<high_unit>{_UNIT})?"
)
_LOWER_AND_UPPER = Pattern(
    rf"(?P<above>≥|不少于|不低于)?(?P<low>{DIGITS})(?P<low_unit>{_UNIT})??(?P<above_it>以上)?[且,、;]?"
    rf"(?P<below>≤|不超过|不高于)?(?<![0-9.])(?P<high>{DIGITS})(?P<high_unit>{_UNIT})??(?P<below_it>以下|以内)?"
)


_TWO_NUMBERS = Pattern("[0-9.][^0-9.]+[0-9.]")


def quantity_of_two(text: str) -> Quantity | None:
    """Return the quantity that two numbers of ``text`` make, ``None`` where each is one of its own."""
    return (_from_to(text) or _between(text)) if _TWO_NUMBERS.search(text) else None


def _from_to(text: str) -> Quantity | None:
    """Return the change from one level to another: 由85%提高到91% are 6 points, 由200万元增至212万元 6 %."""
    match = _FROM_TO.search(text)
    unit = None if match is None else UNIT_PATTERN.match(match["unit"])
    if match is None or unit is None or (match["first_unit"] or unit[0]) != unit[0]:
        return None
    first, second = Decimal(match["first"]), Decimal(match["second"])
    difference = abs(second - first)
    change = Change.UP if second >= first else Change.DOWN
    if unit[0] == "%":
        return Quantity(Comparator.NONE, difference, read_unit("个百分点"), change=change)
    if not first:
        return None
    return Quantity(Comparator.NONE, quotient(difference * 100, first), read_unit("%"), change=change)


def _between(text: str) -> Quantity | None:
    """Return the range that two bounds make: ``≥80%且≤90%``, ``40%≤X≤60%``, ``60天以上90天以内``."""
    match = _AROUND_A_NAME.fullmatch(text) or _LOWER_AND_UPPER.fullmatch(text)
    if match is None or not _is_bound_on_both_sides(match):
        return None
    low, high = Decimal(match["low"]), Decimal(match["high"])
    name = match["high_unit"] or match["low_unit"] or ""
    unit = _unit(name)
    if low > high or unit is None or (match["low_unit"] or name) != name:
        return None
    return Quantity(Comparator.NONE, low, unit, top=high, is_worded=True)


def _unit(name: str) -> Unit | None:
    if not name:
        return NO_UNIT
    return read_unit(name) if UNIT_PATTERN.fullmatch(name) else None


def _is_bound_on_both_sides(match: Match) -> bool:
    groups = match.groupdict()
    if "above" not in groups:
        return True
    return bool(groups["above"] or groups["above_it"]) and bool(groups["below"] or groups["below_it"])

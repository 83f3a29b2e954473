"""What makes the number of an actual one in the unit of its target, also where one of them has none."""

from collections.abc import Sequence
from decimal import Decimal

from perfeval_desktop.domain.quantities.conversion import ONE, Factor, by_size, exactly, factor
from perfeval_desktop.domain.quantities.direction import Subject, is_unwanted
from perfeval_desktop.domain.quantities.numbers import quotient
from perfeval_desktop.domain.quantities.quantity import Quantity
from perfeval_desktop.domain.quantities.unit_tables import GRADES
from perfeval_desktop.domain.quantities.units import NO_UNIT, is_counter, is_money, is_ratio

# A number without its unit is taken in the unit beside it only where it is of that size.
_SAME_SIZE = 5
_NO_SCALE = NO_UNIT.size


def factors_between(subject: Subject, target: Quantity, actual: Quantity) -> Sequence[Factor]:
    """Return all that ``actual`` may have to be multiplied by; nothing where that is not to be told."""
    if actual.unit == target.unit and not target.unit.is_bare:
        return (ONE,)
    if target.unit.is_bare and actual.unit.is_bare:
        return _both_bare(target, actual)
    if target.unit.is_bare:
        return [exactly(quotient(Decimal(1), times)) for times in _times(subject, target, actual)]
    if actual.unit.is_bare:
        return [exactly(times) for times in _times(subject, actual, target)]
    found = factor(actual.unit, target.unit) or _of_each(target, actual)
    return () if found is None else (found,)


def _of_each(target: Quantity, actual: Quantity) -> Factor | None:
    """Return the factor of money for each (1500元/人) beside money that does not say for whom."""
    if is_money(target.unit) and is_money(actual.unit) and not actual.unit.per and len(target.unit.per) == 1:
        return factor(actual.unit, target.unit._replace(per=()))
    return None


def _both_bare(target: Quantity, actual: Quantity) -> Sequence[Factor]:
    less, more = sorted((target.number, actual.number))
    if target.unit.size == actual.unit.size:
        # One may be a share (0.96), the other a percentage (95).
        return () if 0 < less < 1 < more and target.unit.size == _NO_SCALE else (ONE,)
    if actual.unit.size == _NO_SCALE and actual.number < target.number * 2:
        # 6 beside 5万 may be 6万.
        return ()
    return (exactly(by_size(actual.unit, target.unit)),)


def _times(subject: Subject, bare: Quantity, beside: Quantity) -> Sequence[Decimal]:
    """Return what a number without a unit may have to be multiplied by, to be in the unit beside it."""
    unit, number = beside.unit, bare.number
    if bare.unit.size != _NO_SCALE:
        return (by_size(bare.unit, unit),)
    if unit.per and not is_money(unit):
        return ()
    if is_counter(unit) and unit.size == _NO_SCALE:
        is_whole = number == number.to_integral_value()
        return (Decimal(1),) if is_whole or unit.kind in GRADES else ()
    if number == 0:
        return (Decimal(1),)
    if is_ratio(unit):
        return _times_of_share(subject, number, beside)
    is_of_its_size = _sizes_apart(number, beside.number) <= _SAME_SIZE
    if is_of_its_size and not is_counter(unit):
        return (Decimal(1),)
    # 48000 beside 5万元 may be 元; 90 beside 2小时 may be minutes, or anything else.
    return (Decimal(1), by_size(bare.unit, unit)) if unit.size[0] > 1 else ()


def _times_of_share(subject: Subject, number: Decimal, beside: Quantity) -> Sequence[Decimal]:
    """Return the likely readings of a share without its sign: nobody means 0.95 % of all who are content."""
    if number == 1 != beside.number:
        return ()
    one, hundred = Decimal(1), by_size(NO_UNIT, beside.unit)
    readings = [one, hundred] if abs(number) <= 1 and hundred != 1 else [one]
    if is_unwanted(subject):
        return readings
    near = [times for times in readings if _sizes_apart(number * times, beside.number) <= _SAME_SIZE]
    return near if len(near) == 1 else ()


def _sizes_apart(one: Decimal, other: Decimal) -> Decimal:
    """Return how many times the greater of two numbers is the smaller; beside zero everything is far off."""
    if not one or not other:
        return Decimal("Infinity")
    ratio = abs(quotient(one, other))
    return max(ratio, quotient(Decimal(1), ratio))

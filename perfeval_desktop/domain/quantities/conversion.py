"""How many of one unit are one of another, as far as that is certain."""

from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.quantities.numbers import quotient
from perfeval_desktop.domain.quantities.units import Unit, are_alike, bytes_step, is_money


class Factor(NamedTuple):
    """What to multiply by: something from ``least`` to ``most``, and then maybe ``more`` on top.

    ``is_loose``: as many in all, but not at the same times (12 a year are not one each month).
    """

    least: Decimal
    most: Decimal
    more: Decimal = Decimal(0)
    is_loose: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most and not self.more and not self.is_loose


ONE = Factor(Decimal(1), Decimal(1))


def exactly(value: Decimal) -> Factor:
    """Return the factor that is one number."""
    return ONE if value == 1 else Factor(value, value)


def factor(source: Unit, target: Unit) -> Factor | None:
    """Return how many of ``target`` one of ``source`` is, ``None`` where they are of other kinds."""
    if source.per != target.per:
        return _between_periods(source, target)
    if source.kinds & target.kinds or are_alike(source, target):
        return ONE if source.size == target.size else exactly(by_size(source, target))
    if source.per:
        return None
    return _of_bytes(source, target) or _of_days(source, target)


def by_size(source: Unit, target: Unit) -> Decimal:
    """Return how many of ``target`` one of ``source`` is, both of one kind."""
    (top, bottom), (over, under) = source.size, target.size
    return quotient(Decimal(top * under), Decimal(bottom * over))


def _of_bytes(source: Unit, target: Unit) -> Factor | None:
    step, other = bytes_step(source), bytes_step(target)
    if step is None or other is None:
        return None
    scale = by_size(source, target)
    ends = sorted(scale * Decimal(base) ** (step - other) for base in (1000, 1024))
    return Factor(ends[0], ends[1])


_HOURS_OF_A_DAY = 24
# The days of a month.
_SHORTEST, _LONGEST = Decimal(28), Decimal(31)
# The days that n working days take at most: weekends, and a feast.
_WITH_WEEKENDS, _FEAST = Decimal("1.4"), Decimal(11)


def _of_days(source: Unit, target: Unit) -> Factor | None:
    """Return the factor between days, working days and months, of which none is always as long."""
    days, asked = _days(source), _days(target)
    if days is None or asked is None:
        return None
    least = quotient(days.least, asked.most)
    if asked.more:
        return None if days.more else Factor(least, days.most)
    return Factor(least, quotient(days.most, asked.least), quotient(days.more, asked.least))


def _days(unit: Unit) -> Factor | None:
    size = quotient(Decimal(unit.size[0]), Decimal(unit.size[1]))
    match unit.kind:
        case "小时":
            return exactly(quotient(size, Decimal(_HOURS_OF_A_DAY)))
        case "月":
            return Factor(size * _SHORTEST, size * _LONGEST)
        case "工作日":
            return Factor(size, size * _WITH_WEEKENDS, _FEAST)
    return None


_DAYS = {"天": 1, "周": 7}
_MONTHS = {"月": 1, "季": 3, "年": 12}


def _between_periods(source: Unit, target: Unit) -> Factor | None:
    """Return the factor from one frequency to another: 每季度1次 and 每月1次; money is left alone."""
    if source.kinds.isdisjoint(target.kinds) or is_money(source):
        return None
    if len(source.per) != 1 or len(target.per) != 1:
        return None
    (one,), (other,) = source.per, target.per
    if one in _MONTHS and other in _MONTHS:
        return exactly(quotient(Decimal(_MONTHS[other]), Decimal(_MONTHS[one])))._replace(is_loose=True)
    if one in _DAYS and other in _MONTHS:
        often = quotient(Decimal(_MONTHS[other]), Decimal(_DAYS[one]))
        return Factor(_SHORTEST * often, _LONGEST * often)
    if one in _MONTHS and other in _DAYS:
        days, months = Decimal(_DAYS[other]), Decimal(_MONTHS[one])
        return Factor(quotient(days, _LONGEST * months), quotient(days, _SHORTEST * months))
    return None

"""Days as whole numbers in order, and whether one is in time for another."""

from typing import NamedTuple

# A day is counted as year × 372 + month × 31 + day: in order, and never mixed up.
_YEAR, _MONTH = 372, 31
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Days(NamedTuple):
    """The days a text names, from ``first`` to ``last``; ``is_before`` asks for a day before they are over.

    ``is_coarse``: before a month or longer (5月前), which may mean before it begins or before it ends.
    ``is_span``: from one day to another; ``is_monthly``: a day of every month.
    """

    first: int
    last: int
    is_before: bool = False
    is_coarse: bool = False
    is_span: bool = False
    is_monthly: bool = False


class Date(NamedTuple):
    """A day of the calendar."""

    year: int
    month: int
    day: int


def day_of(year: int, month: int, day: int) -> int:
    """Return the number of a day."""
    return year * _YEAR + month * _MONTH + day


def date_of(day: int) -> Date:
    """Return the date that a number of :func:`day_of` is."""
    year, rest = divmod(day - _MONTH - 1, _YEAR)
    month, ones = divmod(rest, _MONTH)
    return Date(year, month + 1, ones + 1)


def is_in_time(target: Days, actual: Days, year: int) -> bool | None:
    """Return whether ``actual`` is no later than ``target`` asks for, ``None`` where that is not certain.

    A day before the form's ``year`` is nobody's answer to a target of that year: something is mistyped.
    """
    if target.is_monthly or actual.is_monthly:
        return actual.last <= target.last if target.is_monthly and actual.is_monthly else None
    if target.is_span or actual.is_span:
        return True if (target.first, target.last) == (actual.first, actual.last) else None
    if date_of(actual.last).year < year <= date_of(target.last).year:
        return None
    if actual.first > target.last:
        return False
    certain = target.first - 1 if target.is_coarse else target.last
    return True if actual.last <= certain else None

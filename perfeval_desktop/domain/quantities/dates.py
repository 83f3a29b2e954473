"""The days in a text as people write them, and the text without them."""

from collections.abc import Sequence
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Match
from perfeval_desktop.domain.quantities.date_pattern import (
    DATE,
    DATE_SPAN,
    EACH_MONTH,
    MAY_BE_DATE,
    SHORT_DATE,
)
from perfeval_desktop.domain.quantities.days import LENGTHS, Days, day_of
from perfeval_desktop.domain.quantities.numbers import number

_DAY_BEFORE_NATIONAL_DAY = (9, 30)
# The days of a month that its parts are; what is not among them is all of it.
_PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20)}
_ENDS = frozenset({"下旬", "底", "末"})
_LAST_THIRD = 21
_BEFORE = frozenset({"之前", "以前", "前"})


class FoundDays(NamedTuple):
    """Days in a text, and the text without them."""

    days: Days
    words: str


def find_days(text: str, year: int) -> FoundDays | None:
    """Return the days that the :func:`plain` ``text`` names; without a year they are of the form's ``year``.

    Of several that are one within the other (2023年, 6月底) it is the narrowest; others are not understood.
    """
    if MAY_BE_DATE.search(text) is None:
        return None
    if "每月" in text and (monthly := _of_each_month(text)):
        return monthly
    if not _BETWEEN.isdisjoint(text) and (span := _from_one_to_another(text, year)):
        return span
    return _short(text, year) or _one(text, year)


_BETWEEN = frozenset("-~至到")


def _of_each_month(text: str) -> FoundDays | None:
    match = EACH_MONTH.search(text)
    if match is None:
        return None
    day = int(match["day"])
    days = Days(day, day, is_before=bool(match["before"]), is_monthly=True)
    return FoundDays(days, _without(text, [match]))


def _from_one_to_another(text: str, year: int) -> FoundDays | None:
    match = DATE_SPAN.search(text)
    if match is None:
        return None
    year = int(match["year"] or year)
    month = _month(match["last_month"])
    first = day_of(year, _month(match["month"]), int(match["day"] or 1))
    last = day_of(int(match["last_year"] or year), month, int(match["last_day"] or LENGTHS[month - 1]))
    return FoundDays(Days(first, last, is_span=True), _without(text, [match]))


def _short(text: str, year: int) -> FoundDays | None:
    match = SHORT_DATE.fullmatch(text)
    if match is None:
        return None
    day = day_of(year, int(match["month"]), int(match["day"]))
    return FoundDays(Days(day, day, is_before=bool(match["before"])), "")


def _one(text: str, year: int) -> FoundDays | None:
    matches = [match for match in DATE.finditer(text) if not _runs_on(text, match.start())]
    found = [days for match in matches if (days := _days(match, year)) is not None]
    if not found or len(found) != len(matches):
        return None
    narrow = min(found, key=lambda days: days.last - days.first)
    if any(narrow.first > days.last or narrow.last < days.first for days in found):
        return None
    return FoundDays(narrow, _without(text, matches))


def _runs_on(text: str, start: int) -> bool:
    """Whether a match begins in the middle of a number."""
    return text[start - 1 : start] in _DIGITS if start else False


_DIGITS = frozenset("0123456789")


def _without(text: str, matches: Sequence[Match]) -> str:
    for match in reversed(matches):
        text = text[: match.start()] + text[match.end() :]
    return text


def _days(match: Match, form_year: int) -> Days | None:
    """Return the days of a match, ``None`` for a feast itself: only before it is a deadline."""
    is_before = match["before"] in _BEFORE
    for kind in ("full", "digits"):
        if match[kind]:
            year, month, day = (match[f"{kind}_{part}"] for part in ("year", "month", "day"))
            return _one_day(day_of(int(year), _month(month), int(day)), is_before=is_before)
    if match["national_day"]:
        day_before = day_of(form_year, *_DAY_BEFORE_NATIONAL_DAY)
        return _one_day(day_before, is_before=True) if is_before else None
    if match["only_year"]:
        return _part_of_year(int(match["only_year"]), 1, 12, match["only_end"], is_before=is_before)
    return _in_year(match, _year(match["year"], form_year), is_before=is_before)


def _one_day(day: int, *, is_before: bool) -> Days:
    return Days(day, day, is_before=is_before)


def _in_year(match: Match, year: int, *, is_before: bool) -> Days:
    """Return the days of a month, a quarter, half a year or of its end."""
    part = match["part"] or ""
    if match["month"]:
        month = _month(match["month"])
        if match["day"]:
            return _one_day(day_of(year, month, int(match["day"])), is_before=is_before)
        return _part_of_month(year, month, part, is_before=is_before)
    if match["quarter"]:
        last = 3 * _quarter(match["quarter"])
        return _part_of_year(year, last - 2, last, part, is_before=is_before)
    if match["half"]:
        first = 1 if match["half"][0] == "上" else 7
        return _part_of_year(year, first, first + 5, part, is_before=is_before)
    word = match["end"]
    days = _part_of_year(year, 1, 12, word[-1], is_before=is_before)
    return days._replace(is_coarse=False, is_span=word == "全年")


def _part_of_year(year: int, first: int, last: int, part: str | None, *, is_before: bool) -> Days:
    """Return the days of months; their end (底) are the last days of the last one."""
    end = day_of(year, last, LENGTHS[last - 1])
    if part and part in _ENDS:
        return Days(day_of(year, last, _LAST_THIRD), end, is_before=is_before)
    return Days(day_of(year, first, 1), end, is_before=is_before, is_coarse=is_before)


def _part_of_month(year: int, month: int, part: str, *, is_before: bool) -> Days:
    if part in _PARTS:
        first, last = _PARTS[part]
    else:
        first, last = _LAST_THIRD if part in _ENDS else 1, LENGTHS[month - 1]
    is_coarse = is_before and part not in {"底", "末"}
    return Days(
        day_of(year, month, first), day_of(year, month, last), is_before=is_before, is_coarse=is_coarse
    )


def _year(text: str | None, form_year: int) -> int:
    if text is None:
        return form_year
    if text.isascii():
        return int(text)
    return int(number(text) or form_year)


def _month(text: str) -> int:
    if text.isascii():
        return int(text)
    return 1 if text == "正" else int(number(text) or 1)


def _quarter(text: str) -> int:
    sign = text.removeprefix("第").removeprefix("Q")[0]
    return int(number(sign) or 1)

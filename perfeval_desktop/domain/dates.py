"""Dates as users write them: ``2024年3月15日``, ``2024-03-15``, ``2024.3``, ``二〇二四年三月``, spans."""

from perfeval_desktop.domain.hidden_characters import trimmed
from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.domain.pattern import Pattern

_DIGITS = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_DIGIT = f"[{''.join(_DIGITS)}]"
_NUMBER = f"(?:{_DIGIT}?十{_DIGIT}?|{_DIGIT})"
_CHINESE_DATE = Pattern(
    f"(?P<year>{_DIGIT}{{4}})年(?:(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})日)?)?",
)
_DATE = Pattern(
    r"(?P<year>[0-9]{4})"
    r"(?:年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号])?)?"
    r"|(?P<sign>[-./])(?P<month2>[0-9]{1,2})(?:(?P=sign)(?P<day2>[0-9]{1,2}))?"
    r"|(?P<month3>[0-9]{2})(?P<day3>[0-9]{2}))"
)
_SPAN = Pattern("[—–~～至到]+|(?<=[年月日])-")
_LONGEST = 40
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def is_date(text: str) -> bool:
    """Whether ``text`` is a day, a month or a year of the calendar, or a span from one to another."""
    plain = "".join(narrow(trimmed(text)).split())
    return len(plain) <= _LONGEST and all(map(_is_one_date, _SPAN.split(plain, maxsplit=1)))


def _is_one_date(text: str) -> bool:
    if match := _CHINESE_DATE.fullmatch(text):
        return _exists(*(_chinese_number(match[part]) for part in ("year", "month", "day")))
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"] or match["day3"]
    return _exists(*(None if part is None else int(part) for part in (match["year"], month, day)))


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None:
        return True
    if not 1 <= month <= len(_DAYS):
        return False
    if day is None:
        return True
    is_leap = year is not None and (year % 400 == 0 or (year % 4 == 0 and year % 100 != 0))
    most = _DAYS[month - 1] - (month == _FEBRUARY and not is_leap)
    return 1 <= day <= most


def _chinese_number(text: str | None) -> int | None:
    """Return the number that Chinese numerals write, one by one (二〇二四) or with 十 (二十九)."""
    if text is None:
        return None
    tens, ten, ones = text.rpartition("十")
    number = int("".join(_DIGITS[sign] for sign in ones) or "0")
    return number + 10 * int(_DIGITS[tens] if tens else "1") if ten else number

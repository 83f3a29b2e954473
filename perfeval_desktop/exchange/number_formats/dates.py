"""Days and times of day, which are numbers of days since 1900, as a format shows them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from perfeval_desktop.exchange.number_formats.numbers import general, rounded
from perfeval_desktop.exchange.number_formats.sections import Section, Token

# In the last years before 10000.
_TOO_LATE: Final = 2_957_000
# From there on days are counted with one that never was, 1900-02-29.
_MARCH_1900: Final = 60
_DAY_ZERO: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  # no clock
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS: Final = "一二三四五六日"
_CHINESE: Final = "〇一二三四五六七八九"
_SECONDS: Final = {"h": 3600, "m": 60, "s": 1}
_HALVES: Final = {"上午/下午": ("上午", "下午"), "A/P": ("A", "P")}


def as_date(value: Decimal, section: Section, *, from_1904: bool) -> str:
    """Return a number of days as a format shows it."""
    if not 0 <= value < _TOO_LATE:
        return general(value)  # Excel shows #### and the number in a hint
    shows_fractions = section.has(".") and section.has("digit")
    seconds = rounded(value * 86400, 3 if shows_fractions else 0)
    moment = _DAY_ZERO[from_1904] + timedelta(milliseconds=int(seconds * 1000))
    if value < _MARCH_1900 and not from_1904:
        moment += timedelta(days=1)
    shown: list[str] = []
    fraction = iter(f"{moment.microsecond:06}")
    for at, one in enumerate(section.tokens):
        match one.kind:
            case "date":
                shown.append(_part(_meant(section.tokens, at), moment, section))
            case "half":
                shown.append(_HALVES.get(one.text.upper(), ("AM", "PM"))[moment.hour >= 12])
            case "elapsed":
                shown.append(f"{int(seconds) // _SECONDS[one.text[0]]:0{len(one.text)}}")
            case "digit":
                shown.append(next(fraction, "0"))
            case "text" | "general":
                pass
            case _:
                shown.append(one.text)
    return "".join(shown).strip()


def _meant(tokens: Sequence[Token], at: int) -> str:
    """Return what is asked for: an m behind hours or before seconds means minutes, and is told as n."""
    text = tokens[at].text
    if text not in {"m", "mm"}:
        return text
    before = [one.text[0] for one in tokens[:at] if one.kind in {"date", "elapsed"}]
    after = [one.text[0] for one in tokens[at + 1 :] if one.kind in {"date", "elapsed"}]
    is_minutes = before[-1:] == ["h"] or after[:1] == ["s"]
    return "n" * len(text) if is_minutes else text


def _part(asked: str, moment: datetime, section: Section) -> str:
    width = len(asked)
    if name := _name(asked, moment):
        return name
    if asked in {"y", "yy"}:
        return f"{moment.year % 100:02}"
    hour = (moment.hour + 11) % 12 + 1 if section.has("half") else moment.hour
    numbers = {"y": moment.year, "e": moment.year, "m": moment.month, "d": moment.day}
    numbers |= {"h": hour, "n": moment.minute, "s": moment.second}
    number = numbers[asked[0]]
    if section.has_chinese_digits:
        return _in_chinese(number)
    return f"{number:0{min(width, 4)}}"


def _name(asked: str, moment: datetime) -> str:
    """Return the name of a month or a day, "" where numbers are asked for."""
    width = len(asked)
    if asked[0] == "a":
        return ("星期" if width == 4 else "") + _WEEKDAYS[moment.weekday()]
    if asked[0] not in "md" or width < 3:
        return ""
    name = _MONTHS[moment.month - 1] if asked[0] == "m" else _DAYS[moment.weekday()]
    return name[: {3: 3, 5: 1}.get(width)]


def _in_chinese(number: int) -> str:
    """Return a number of a date in words: 二〇二三, 十一, 三十."""
    if number > 99:
        return "".join(_CHINESE[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    ten = f"{_CHINESE[tens] if tens > 1 else ''}十" if tens else ""
    return ten + (_CHINESE[ones] if ones or not tens else "")

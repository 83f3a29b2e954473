"""Numbers as users type them: ``348,800.00``, ``.00``, full-width ``３４８``, blank, dash.

Reading never raises: what cannot be read, or breaks a limit, is a :class:`Number` with its problem. Nothing
goes through ``float``; there is no exponent, no infinity and no NaN.
"""

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.half_characters import without_halves
from perfeval_desktop.domain.hidden_characters import trimmed, visible
from perfeval_desktop.domain.pattern import Match, Pattern
from perfeval_desktop.domain.rounding import EXACT

MAX_INTEGER_DIGITS = 15

# A blank, and the dashes that are meant as one.
DASHES = frozenset({"", "-", "--", "—", "——", "－", "–", "/", "／", "─"})
_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
)
_MISGROUPED = re.compile(r"[-−+]?[0-9,.]*[0-9][0-9,.]*")
# Blanks that are narrow, or that no line breaks at, stand between thousands and nowhere else in a number.
_GROUPED_BY_BLANKS = Pattern(
    "(?<![0-9０-９.．,，、])[0-9０-９]{1,3}"
    "(?P<gap>[\u00a0\u2004-\u2009\u202f])[0-9０-９]{3}(?:(?P=gap)[0-9０-９]{3})*(?![0-9０-９,，、]|(?P=gap)[0-9０-９])"
)

# Those within a line: a number does not go on in the next one, nor behind a tab.
_BLANKS = Pattern("[ \u1680\u2000-\u200a\u202f\u205f]")

# Not Unicode's NFKC: that one also reads ² and ① as digits, and 10² 元 is not 102 元.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0xA0), " ")


class NumberProblem(StrEnum):
    """Why a typed number is not fine as it stands, in the words of a finding."""

    NO_NUMBER = "不是数字"
    MISGROUPED = "逗号的位置不对"
    TOO_LARGE = "太大"
    NEGATIVE = "是负数"
    HIDDEN = "里有看不见的字符"
    BLANK = "的数字中间有空格"


class Number(NamedTuple):
    """What a cell for a number holds.

    ``value`` is what counts, ``None`` for a blank, a dash, or what cannot be read. ``problem`` tells what is
    wrong; a negative number counts all the same.
    """

    value: Decimal | None
    problem: NumberProblem | None = None

    @property
    def is_unreadable(self) -> bool:
        """Whether something is there that gives no number."""
        return self.value is None and self.problem is not None


NOTHING = Number(None)


def narrow(text: str) -> str:
    """Return ``text`` with full-width signs, letters, digits and spaces made half-width, one for one."""
    return text.translate(_NARROW)


def is_nothing(text: str) -> bool:
    """Whether ``text`` is a blank or a dash: "none", which is never the same as zero."""
    return trimmed(text) in DASHES


def ungrouped(text: str) -> str:
    """Return ``text`` without the blanks that can only stand between the thousands of a number."""
    return text if text.isascii() else _GROUPED_BY_BLANKS.sub(_without_gaps, text)


def _without_gaps(match: Match) -> str:
    return match[0].replace(match["gap"], "")


# No number is longer; a pasted page is neither searched nor kept.
_LONGEST = 60


def read_number(text: str) -> Number:
    """Return the number that ``text`` is as a whole.

    Thousands may be grouped by commas, or by narrow blanks, all of them or none. The value keeps no more
    digits than the number needs: trailing zeros of the fraction are dropped. Hidden characters around it are
    passed over; one within it may stand where something is missing, and is a problem.
    """
    if len(text) <= _LONGEST:
        return _read(text)
    typed = trimmed(text)
    if len(typed) <= _LONGEST:
        return _read(typed)
    return Number(None, NumberProblem.TOO_LARGE if typed.isdecimal() else NumberProblem.NO_NUMBER)


# The same few points and amounts come again and again.
@lru_cache(maxsize=8192)
def _read(text: str) -> Number:
    typed = trimmed(text)
    if typed in DASHES:
        return NOTHING
    plain = narrow(ungrouped(typed)).replace("、", ",")
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return Number(None, _problem(typed, plain))
    whole, _, fraction = match["digits"].replace(",", "").partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    if len(whole) > MAX_INTEGER_DIGITS or len(fraction) > MAX_INTEGER_DIGITS:
        return Number(None, NumberProblem.TOO_LARGE)
    value = Decimal(f"{whole or '0'}.{fraction}" if fraction else whole or "0")
    if match["sign"] in {"-", "−"} and value:
        return Number(-value, NumberProblem.NEGATIVE)
    return Number(value)


def _problem(typed: str, plain: str) -> NumberProblem:
    """Return why ``typed``, ``plain`` in half-width signs, is no number."""
    if "," in plain and _MISGROUPED.fullmatch(plain) and plain.count(".") <= 1:
        return NumberProblem.MISGROUPED
    seen = visible(typed)
    if seen != typed and not _read(seen).is_unreadable:
        return NumberProblem.HIDDEN
    closed = _BLANKS.sub("", plain)
    is_parted = closed != plain and _MISGROUPED.fullmatch(closed)
    return NumberProblem.BLANK if is_parted else NumberProblem.NO_NUMBER


def read_points(text: str) -> Number:
    """Return the number of points typed with or without their word: ``10分`` and ``10`` are 10."""
    number = read_number(text)
    if number.problem is not NumberProblem.NO_NUMBER:
        return number
    bare, word, behind = trimmed(text).rpartition("分")
    points = read_number(bare + behind) if word and not visible(behind) else NOTHING
    return number if points == NOTHING else points


# A share: 100%, 100, 0.958 stands for itself; the sign is dropped, nothing is divided.
def read_percent(text: str) -> Number:
    """Return the number of a percentage typed with or without its sign: ``98.5%`` and ``98.5`` are 98.5."""
    return read_number(narrow(trimmed(text)).removesuffix("%"))


def read_coefficient(text: str) -> Number:
    """Return the percentage that a coefficient is: ``98%`` and ``98`` are 98, ``0.95`` is 95, ``1`` is 100.

    Without its sign a number up to 1 is the share itself: so forms write it.
    """
    share = share_typed(text)
    return read_percent(text) if share is None else Number(share.scaleb(2, EXACT))


def share_typed(text: str) -> Decimal | None:
    """Return the share of 1 that a coefficient is typed as, ``None`` for a percentage and for no number."""
    value = read_number(text).value
    return value if value is not None and 0 <= value <= 1 else None


def decimals_of(value: Decimal) -> int:
    """Return how many decimals ``value`` has, trailing zeros counted."""
    return len(f"{value:f}".partition(".")[2])


_TENS = 10
_HUNDRED = 100


def in_chinese(number: int) -> str:
    """Return a number from 1 to 99 as it is counted in Chinese (``十一``), any other in digits."""
    if not 0 < number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TENS)
    signs = "零一二三四五六七八九"
    before = "" if tens <= 1 else signs[tens]
    return f"{before}{'十' if tens else ''}{signs[ones] if ones else ''}"


def shortened(text: str, length: int = 24) -> str:
    """Return ``text`` on one line, cut with an ellipsis, for quoting in a message or a label."""
    line = " ".join(without_halves(text).split())
    return line if len(line) <= length else f"{line[:length]}…"

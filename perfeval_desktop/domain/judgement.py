"""Whether an actual reaches its target, as far as that is certain; where it is not, what is in doubt.

Rule: 财预〔2020〕10号. A wrong score is worse than none, so whatever can be read in two ways is left to
the user: the score stays open, and the program says what it would take to compute it.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.direction import (
    Subject,
    is_impossible,
    is_sign_doubtful,
    is_unwanted,
    more_is_better,
)
from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantity import LONGEST, Quantity, parse_quantity


class Doubt(StrEnum):
    """Why nobody but the user can say whether a target is reached."""

    NO_ACTUAL = "no actual"
    NO_TARGET = "no target"
    WORDS = "words"
    UNITS = "units"
    NO_UNITS = "no units"
    IMPOSSIBLE = "impossible"
    ZERO = "zero"
    GRADES = "grades"
    NO_SIGN = "no sign"
    WRONG_SIGN = "wrong sign"
    SIGNED_ACTUAL = "signed actual"


class Said(NamedTuple):
    """A target or an actual: the text as typed, and the quantity it is as a whole, if it is one."""

    text: str
    quantity: Quantity | None


def said(text: str) -> Said:
    """Return what ``text`` says."""
    return _said(text) if len(text) <= LONGEST else Said(text, None)


# Between two forms many targets and actuals are the same.
@lru_cache(maxsize=4096)
def _said(text: str) -> Said:
    return Said(text, parse_quantity(text))


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the target is reached; ``None`` with the ``doubt`` where that is for the user to say."""

    is_reached: bool | None
    doubt: Doubt | None = None


_REACHED, _MISSED = Judgement(is_reached=True), Judgement(is_reached=False)
_LEFT_OPEN = {doubt: Judgement(is_reached=None, doubt=doubt) for doubt in Doubt}

_BLANK_SIGN = Pattern("[*＊×_＿□XxＸｘ]")
_UNFILLED = Pattern(r"[*＊×_＿□]{2,}|(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])")
# Grades are in an order, but not always the same: 3级 of protection is more than 2级, of a road less.
_GRADES = frozenset("级类等")
# Of clocks, dates and scales without a true zero no share can be taken: 10点 is not 9/10 of 9点.
_WITHOUT_SHARES = frozenset({*"日时点度", "℃", "°C", "摄氏度", "分贝", "dB"})


def judge(reached_words: frozenset[str], subject: Subject, target: Said, actual: Said) -> Judgement:
    """Return whether the actual reaches the target.

    ``reached_words`` such as 达成指标, and an actual with the very text of its target, count as reached.
    """
    promise, outcome = target.text.strip(), actual.text.strip()
    if not outcome:
        return _LEFT_OPEN[Doubt.NO_ACTUAL]
    if target.quantity is None and not _says_something(promise):
        return _LEFT_OPEN[Doubt.NO_TARGET]
    # Before the numbers: an actual "<5%" that copies its target "<5%" claims to have reached it.
    if outcome in reached_words or outcome == promise:
        return _REACHED
    if len(outcome) == len(promise) and narrow(outcome) == narrow(promise):
        return _REACHED
    if target.quantity is None or actual.quantity is None:
        return _LEFT_OPEN[Doubt.WORDS]
    return _compared(subject, target.quantity, actual.quantity)


def has_share(target: Quantity, actual: Quantity) -> bool:
    """Whether the rule gives a share of the weight to an ``actual`` that misses its ``target``.

    None for a target of zero or less, for what only just fails a strict sign (``10`` for ``>10`` would be all
    of it), nor for more than promised of something unwanted, of which the rule book says nothing.
    """
    if target.number <= 0 or actual.number < 0 or target.unit in _WITHOUT_SHARES:
        return False
    if target.comparator.is_upper_bound:
        return actual.number > target.number
    return actual.number < target.number


def _says_something(text: str) -> bool:
    """Whether ``text`` is more than dashes, and without the blanks of an empty form (``≥**``, ``XX人``)."""
    if not any(map(str.isalnum, text)):
        return False
    return _BLANK_SIGN.search(text) is None or _UNFILLED.search(text) is None


def _compared(subject: Subject, target: Quantity, actual: Quantity) -> Judgement:
    if not target.comparable_with(actual):
        return _LEFT_OPEN[Doubt.UNITS if target.unit or actual.unit else Doubt.NO_UNITS]
    if is_impossible(subject.name, target, actual):
        return _LEFT_OPEN[Doubt.IMPOSSIBLE]
    # Exactly the target is what was promised, whichever way is better.
    if _is_exact(actual) and actual.number == target.number and target.reached_by(actual.number):
        return _REACHED
    if target.unit in _GRADES:
        return _LEFT_OPEN[Doubt.GRADES]
    if target.number == 0:
        return _beside_zero(target, actual)
    if not target.comparator.is_signed and not more_is_better(subject, target):
        is_worse = _is_exact(actual) and actual.number > target.number and is_unwanted(subject.name)
        return _MISSED if is_worse else _LEFT_OPEN[Doubt.NO_SIGN]
    if is_sign_doubtful(subject, target):
        return _LEFT_OPEN[Doubt.WRONG_SIGN]
    return _by_the_sign(target, actual)


def _beside_zero(target: Quantity, actual: Quantity) -> Judgement:
    """Judge what is not the very zero that was promised.

    ``≥0`` is reached by everything, also by what it was meant to forbid.
    """
    is_clear = _is_exact(actual) and (actual.number == 0 or not target.comparator.is_lower_bound)
    return _MISSED if is_clear else _LEFT_OPEN[Doubt.ZERO]


def _by_the_sign(target: Quantity, actual: Quantity) -> Judgement:
    if _is_exact(actual):
        return _REACHED if target.reached_by(actual.number) else _MISSED
    if target.reached_by_all(actual):
        return _REACHED
    # The target's own sign in the actual is a copy (check 11), and its number what was done: published forms
    # write ">=99%" for 99 % of ">=100%".
    return _MISSED if actual.comparator is target.comparator else _LEFT_OPEN[Doubt.SIGNED_ACTUAL]


def _is_exact(actual: Quantity) -> bool:
    return not actual.comparator.is_signed

"""Whether an actual reaches its target, as far as that is certain; where it is not, what is in doubt.

Rule: 财预〔2020〕10号. A wrong score is worse than none, so whatever can be read in two ways is left to a
person: the score stays open, and the program says what it would take to compute it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from perfeval_desktop.domain_v1.direction import (
    is_impossible,
    is_sign_doubtful,
    is_unwanted,
    more_is_better,
)
from perfeval_desktop.domain_v1.form import Indicator
from perfeval_desktop.domain_v1.numerals import narrow
from perfeval_desktop.domain.quantity import Quantity, parse_quantity
from perfeval_desktop.domain_v1.template import Template


class Doubt(StrEnum):
    """Why nobody but a person can say whether a target is reached."""

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


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the target is reached; ``None`` with the ``doubt`` where that is for a person to say."""

    is_reached: bool | None
    doubt: Doubt | None = None


_REACHED, _MISSED = Judgement(is_reached=True), Judgement(is_reached=False)
_LEFT_OPEN = {doubt: Judgement(is_reached=None, doubt=doubt) for doubt in Doubt}

_UNFILLED = re.compile(r"[*＊×_＿□]{2,}|(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])")
# Grades are in an order, but not always the same: 3级 of protection is more than 2级, of a road less.
_GRADES = frozenset("级类等")
# Of clocks, dates and scales without a true zero no share can be taken: 10点 is not 9/10 of 9点.
_WITHOUT_SHARES = frozenset({*"日时点度", "℃", "°C", "摄氏度", "分贝", "dB"})


def judge(template: Template, indicator: Indicator) -> Judgement:
    """Return whether the actual reaches the target.

    Words of the template such as 达成指标, and an actual with the very text of its target, count as reached.
    """
    target, actual = indicator.target.strip(), indicator.actual.strip()
    is_claimed = actual in template.reached_words
    row = (indicator.level1, indicator.level2, indicator.level3, target, actual)
    if sum(map(len, row)) <= _LONGEST:
        return _remembered(row, is_claimed=is_claimed)
    return _judged(indicator, target, actual, is_claimed=is_claimed)


# Between two keystrokes nearly every row is the same. No row judged by its numbers is longer; those of
# pasted pages are not kept.
_LONGEST = 300


@lru_cache(maxsize=4096)
def _remembered(row: tuple[str, str, str, str, str], *, is_claimed: bool) -> Judgement:
    level1, level2, level3, target, actual = row
    return _judged(Indicator(level1, level2, level3), target, actual, is_claimed=is_claimed)


def _judged(indicator: Indicator, target: str, actual: str, *, is_claimed: bool) -> Judgement:
    if not actual:
        return _LEFT_OPEN[Doubt.NO_ACTUAL]
    if not _says_something(target):
        return _LEFT_OPEN[Doubt.NO_TARGET]
    # Before the numbers: an actual "<5%" that copies its target "<5%" claims to have reached it.
    if is_claimed or (len(actual) == len(target) and narrow(actual) == narrow(target)):
        return _REACHED
    target_quantity, actual_quantity = parse_quantity(target), parse_quantity(actual)
    if target_quantity is None or actual_quantity is None:
        return _LEFT_OPEN[Doubt.WORDS]
    return _compared(indicator, target_quantity, actual_quantity)


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
    return any(map(str.isalnum, text)) and _UNFILLED.search(text) is None


def _compared(indicator: Indicator, target: Quantity, actual: Quantity) -> Judgement:
    if not target.comparable_with(actual):
        return _LEFT_OPEN[Doubt.UNITS if target.unit or actual.unit else Doubt.NO_UNITS]
    if is_impossible(indicator.level3, target, actual):
        return _LEFT_OPEN[Doubt.IMPOSSIBLE]
    # Exactly the target is what was promised, whichever way is better.
    if _is_exact(actual) and actual.number == target.number and target.reached_by(actual.number):
        return _REACHED
    if target.unit in _GRADES:
        return _LEFT_OPEN[Doubt.GRADES]
    if target.number == 0:
        return _beside_zero(target, actual)
    if not target.comparator.is_signed and not more_is_better(indicator, target):
        is_worse = _is_exact(actual) and actual.number > target.number and is_unwanted(indicator.level3)
        return _MISSED if is_worse else _LEFT_OPEN[Doubt.NO_SIGN]
    if is_sign_doubtful(indicator, target):
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

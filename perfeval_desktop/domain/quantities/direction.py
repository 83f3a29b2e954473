"""Which way is better, as the name of an indicator and the unit of its target tell where no sign does.

By the rule (财预〔2020〕10号) a target without a sign (``33台``, ``=95%``) reads as "at least", and of what a
project makes that is certain: devices, courses, shares of things done. Of complaints, waiting and costs it
is as certain that less is better; of standards, prices and of what others decide (how many fall ill) it is
neither, and nothing is guessed.
"""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.name_patterns import (
    DECIDED_AFTER_ALL,
    DOUBLE_EDGED,
    EARNED,
    EARNED_ANYWHERE,
    GROWTH,
    KEPT_DOWN,
    LESSENED,
    LEVELS,
    MAY_BE_UNWANTED,
    MEASURE_OF_TROUBLE,
    MEASURED,
    MEASURING_UNITS,
    NONE_OF_IT,
    RATED_OR_COUNTED,
    REMEDIED,
    REMEDY_BEFORE,
    SHARE,
    SHORTER,
    SPEAKS_OF_MORE_THAN_WORK,
    TROUBLE,
    UNDECIDED,
    WANTED_RATE,
    WORK,
)

# No name is longer; of a pasted page nothing is certain.
_LONGEST = 60


class Direction(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"
    UNKNOWN = "unknown"


# Looked up once: before Python 3.12 that takes longer than what it is for.
_UNKNOWN = Direction.UNKNOWN


class Subject(NamedTuple):
    """What an indicator is about: its own name below those of its levels.

    ``chosen`` is which way the user says is better, UNKNOWN where nobody said.
    """

    level1: str
    level2: str
    name: str
    chosen: Direction = Direction.UNKNOWN

    @property
    def is_cost(self) -> bool:
        """Whether it stands among the costs."""
        return "成本" in self.level1 or "成本" in self.level2


# 指标1：, （1）; （%）: what stands before and behind a name.
_NUMBERING = Pattern(
    r"(?:指标\s*[0-9一二三四五六七八九十]+\s*[:：.、]?|[(（]?[0-9一二三四五六七八九十]+[)）.、:：])\s*"
)
_LAST_BRACKETS = Pattern(r"[(（][^()（）]*[)）]$")


@lru_cache(maxsize=4096)
def direction_of(subject: Subject, unit: str, *, is_large: bool = False) -> Direction:
    """Return which way is better of ``subject``, measured in ``unit``; ``is_large`` of a large share.

    What the user chose goes before what the name tells.
    """
    if subject.chosen is not _UNKNOWN:
        return subject.chosen
    name = _certain_name(subject)
    if not name:
        return _UNKNOWN
    return _by_words(name, subject) or _of_work(name, unit.partition("/")[0], subject, is_large=is_large)


@lru_cache(maxsize=4096)
def is_unwanted(subject: Subject) -> bool:
    """Whether less is better of ``subject``, whatever it is measured in: of work that is never so."""
    if subject.chosen is not _UNKNOWN:
        return subject.chosen is Direction.LESS
    name = _certain_name(subject)
    return name != "" and _by_words(name, subject) is Direction.LESS


def _certain_name(subject: Subject) -> str:
    """Return the bare name, ``""`` for one of which nothing is certain."""
    name = _bare(subject.name)
    return "" if len(name) > _LONGEST or name in LEVELS else name


def _bare(name: str) -> str:
    """Return ``name`` without its number, and without brackets at its end."""
    name = name.strip()
    if name[-1:] in _CLOSING:
        name = _LAST_BRACKETS.sub("", name).rstrip()
    numbering = _NUMBERING.match(name)
    return name if numbering is None else name[numbering.end() :]


_CLOSING = frozenset(")）")


def _by_words(name: str, subject: Subject) -> Direction | None:
    """Return what the words of a name say, ``None`` where they speak of nothing that may be unwanted."""
    if not SPEAKS_OF_MORE_THAN_WORK.search(name):
        return _of_cost(name) if subject.is_cost else None
    if NONE_OF_IT.search(name):
        return Direction.MORE if RATED_OR_COUNTED.search(name) else Direction.UNKNOWN
    if LESSENED.search(name):
        return Direction.MORE
    if SHORTER.search(name):
        return Direction.LESS
    if UNDECIDED.search(name) and not DECIDED_AFTER_ALL.search(name):
        return Direction.UNKNOWN
    if TROUBLE.search(name):
        return _of_trouble(name)
    if subject.is_cost:
        return _of_cost(name)
    return Direction.LESS if KEPT_DOWN.search(name) else None


def _of_cost(name: str) -> Direction:
    """Return the direction of what stands among the costs: of 预算执行率 nobody can say."""
    return Direction.UNKNOWN if WANTED_RATE.search(name) else Direction.LESS


def _of_trouble(name: str) -> Direction:
    if GROWTH.search(name):
        return Direction.LESS
    if REMEDIED.search(name) or WANTED_RATE.search(name) or WORK.search(name):
        return Direction.UNKNOWN if DOUBLE_EDGED.search(name) else Direction.MORE
    spans = [match.span() for match in TROUBLE.finditer(name)]
    last = max(end for _, end in spans)
    # 查处违规件数 is work done about it; 检查差错率 is not.
    if not SHARE.search(name) and REMEDY_BEFORE.search(name, 0, min(start for start, _ in spans)):
        return Direction.MORE
    is_measured = MEASURE_OF_TROUBLE.fullmatch(name, last) or KEPT_DOWN.search(name)
    return Direction.LESS if is_measured else Direction.UNKNOWN


def _of_work(name: str, unit: str, subject: Subject, *, is_large: bool) -> Direction:
    """Return the direction of what a project makes or earns."""
    if DOUBLE_EDGED.search(name):
        return Direction.UNKNOWN
    if WANTED_RATE.search(name):
        return Direction.MORE
    if EARNED.search(name):
        return Direction.MORE if _is_benefit(name, subject.level2) else Direction.UNKNOWN
    if MAY_BE_UNWANTED.search(name) and not WORK.search(name):
        return Direction.UNKNOWN
    if unit in MEASURING_UNITS or (unit in _SHARES and MEASURED.search(name)):
        return Direction.UNKNOWN
    return Direction.MORE if is_large or unit not in _PERCENTAGES else Direction.UNKNOWN


_PERCENTAGES = frozenset({"%", "‰"})
_SHARES = _PERCENTAGES | {""}


def _is_benefit(name: str, level2: str) -> bool:
    return any(word in level2 for word in ("效益", "可持续", "满意")) or bool(EARNED_ANYWHERE.search(name))

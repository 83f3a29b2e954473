"""Units by what they measure, and how a text is read as one.

A unit is known by what it measures (``kinds``) and by its size beside the one of that kind that is 1, a
ratio of two whole numbers. Counters (次, 家, 台) are kinds of their own; a few mean the same in any form.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.numbers import SCALES
from perfeval_desktop.domain.quantities.unit_pattern import UNIT_PATTERN
from perfeval_desktop.domain.quantities.unit_tables import (
    ANY_THING,
    BYTES,
    COUNTERS,
    MEASURES,
    PERIODS,
    SAME_COUNTERS,
    SIZES,
    THINGS,
    Ratio,
)


class Unit(NamedTuple):
    """What a number counts or measures.

    ``name`` as it was written, without brackets and scale; ``kinds`` what it may stand for, the same for
    台(套) and for 台; ``size`` beside the unit of that kind that is 1, with the scale (万 of 万元); ``per``
    the kinds it is divided by, in order (``元/人·月``).
    """

    name: str
    kinds: frozenset[str]
    size: Ratio
    per: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The one kind, or the name where it may be of several."""
        if len(self.kinds) != 1:
            return self.name
        (kind,) = self.kinds
        return kind

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said but maybe a scale: no unit, or 万."""
        return self.kinds is _NOTHING or self.kinds == _NOTHING


_NOTHING, _RATIO, _MONEY = frozenset({""}), frozenset({"%"}), frozenset({"元"})
NO_UNIT = Unit("", _NOTHING, (1, 1))


def is_ratio(unit: Unit) -> bool:
    """Whether a unit is a share of a whole."""
    return unit.kinds == _RATIO


def is_money(unit: Unit) -> bool:
    """Whether a unit is money."""
    return unit.kinds == _MONEY


def is_counter(unit: Unit) -> bool:
    """Whether a unit counts one by one."""
    return not any(kind in MEASURES or kind in BYTES or not kind for kind in unit.kinds)


def bytes_step(unit: Unit) -> int | None:
    """Return which power of 1000 or 1024 bytes a unit is, ``None`` for no storage."""
    return BYTES.get(unit.kind)


def are_alike(one: Unit, other: Unit) -> bool:
    """Whether two counters mean the same of what they count: 名 and 人, 个 and 所."""
    if any(one.kinds & same and other.kinds & same for same in SAME_COUNTERS):
        return True
    return bool((one.kinds | other.kinds) & ANY_THING) and bool(one.kinds & THINGS and other.kinds & THINGS)


def is_kin(one: Unit, other: Unit) -> bool:
    """Whether two units are of one kind, or mean the same: looked at before any number is converted."""
    return not one.kinds.isdisjoint(other.kinds) or are_alike(one, other)


def leading_unit(text: str, start: int) -> str:
    """Return the unit that stands at ``start`` in ``text``, the longest known one; ``""`` for none."""
    match = UNIT_PATTERN.match(text, start)
    return "" if match is None else match[0]


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit:
    """Return the unit that a match of the pattern of units is; 次/年 is 次, for a form is a year's."""
    scale, word = _scale(text)
    word = word.removeprefix("(").removesuffix(")") if word[:1] == "(" else word
    if not word:
        return Unit("", _NOTHING, (scale, 1))
    name, per = (word, ()) if word in SIZES else _parts(word)
    names = _names(name)
    if len(names) > 1:
        return _divided(Unit(word, frozenset(names), (scale, 1)), per)
    kind, (top, bottom) = _measured(names[0])
    return _divided(Unit(word, frozenset({kind}), (top * scale, bottom)), per)


def divided(unit: Unit, names: Sequence[str]) -> Unit:
    """Return ``unit`` for each of what ``names`` name: 每亩, 人均, 每人每月."""
    return _divided(unit._replace(name="/".join((unit.name, *names))), names)


def split_unit(unit: Unit) -> tuple[str, Sequence[str]]:
    """Return the name of a unit, without a scale, and the names of what it is divided by, as written."""
    if not unit.per:
        return unit.name, ()
    name, *each = _STROKES.split(unit.name)
    return name, each


_WORDS_WITH_A_SCALE = ("千米", "千克", "千瓦", "千伏", "百分")


def _scale(text: str) -> tuple[int, str]:
    """Return what the scale before a unit multiplies by, and the unit: 十万元, 万亿, but not 千瓦."""
    if text[:1] == "十":
        return 10 * SCALES[text[1]], text[2:]
    scale = 1
    while text and text[0] in SCALES and not text.startswith(_WORDS_WITH_A_SCALE):
        scale *= SCALES[text[0]]
        text = text[1:]
    return scale, text


_STROKES = Pattern("[/·×、每]")


def _parts(word: str) -> tuple[str, Sequence[str]]:
    """Return a unit and what it is divided by; 台/套 is one unit."""
    name, *per = _STROKES.split(word)
    if per and "/" in word and _are_one([name, *per]):
        return "/".join([name, *per]), ()
    return name, per


def _are_one(names: list[str]) -> bool:
    return THINGS.issuperset(names) or any(same.issuperset(names) for same in SAME_COUNTERS)


_ALSO_BEHIND = frozenset("次天日月")


def _names(main: str) -> list[str]:
    """Return the names that ``main`` stands for: 台(套), 台/套, 人(次)."""
    if "/" in main and main not in SIZES:
        return main.split("/")
    name, _, other = main.removesuffix(")").partition("(")
    if not other or main in SIZES:
        return [main]
    if other in _ALSO_BEHIND and name + other in COUNTERS:
        return [name, name + other]
    if name in SIZES:
        # ％(百分比) says it twice, 天(次) is one of its own.
        return [name] if other in SIZES and SIZES[name][0] == SIZES[other][0] else [main]
    if other in SIZES or not {name, other}.isdisjoint({"户", "人"}):
        return [main]
    return [name, other]


# By their small letters: KM and km are the same.
_IN_SMALL_LETTERS = {name.lower(): name for name in (*SIZES, *BYTES) if name.isascii()}


def _measured(name: str) -> tuple[str, Ratio]:
    """Return what a unit measures, and its size; a counter is a kind of its own."""
    exact = name if name in SIZES else _IN_SMALL_LETTERS.get(name.lower(), name)
    return SIZES.get(exact, (exact, (1, 1)))


# One name for a period that is written in several ways.
_PERIOD_NAMES = {"日": "天", "季度": "季", "个月": "月"}


def _divided(unit: Unit, per: Sequence[str]) -> Unit:
    """Return ``unit`` divided by what stands behind the strokes; the form is a year's."""
    if list(per) == ["年"] and unit.kinds.isdisjoint(MEASURES):
        return unit._replace(name=unit.name.removesuffix("/年"))
    top, bottom = unit.size
    kinds = []
    for name in per:
        kind, (over, under) = _measured(name)
        if kind in PERIODS:
            kinds.append(_PERIOD_NAMES.get(name, name))
        else:
            kinds.append(kind)
            top, bottom = top * under, bottom * over
    return unit._replace(size=(top, bottom), per=tuple(sorted(kinds)))

"""How wide columns are on a form: as the template says, unless what they hold asks for other widths.

A number never wraps: running text gives way to it. And where a long text stands in many lines beside columns
that are nearly empty, these give it room. Widths here are whole hundredths of a millimetre, measured by a
simple count of characters that needs no font; they add up to the same, and differ from the template's by
tenths of a millimetre.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from math import isqrt

from perfeval_desktop.domain.columns import Column

MM = 100
_TENTH = 10

# Text of 9 points, and what a cell leaves free at its sides.
_EM = 318
_PADDING = 180
# What is narrower or wider than other Latin characters in any face.
_LATIN = 190
_MARKS = dict.fromkeys("0123456789", 180) | dict.fromkeys(",.:;' ", 110) | dict.fromkeys("()-/", 125)
_MARKS["%"] = 300
_SHORT = 24
_NUMBER = re.compile("[-+−]?[0-9０-９][0-9０-９,.，．]*[%％‰]?")

# Between these tenths of its template's width a column may change.
_LEAST, _MOST = 6, 18

# A row of so many lines is well as it is. Widths change only where that takes away so many of the lines
# beyond, and nearly half of all these: a form of usual texts looks like any other of its template.
_FEW_LINES = 3
_LEAST_GAIN = 2
_GAIN_SHARE = Decimal("0.4")
_ROUNDS = 2
# Lines are counted in these parts, so that nothing depends on how a machine rounds.
_PARTS = 64


class Holds(Enum):
    """What a column holds.

    NUMBERS are never broken. VALUES stand on one line where the template's width has room for them. TEXT
    breaks anywhere and gives way first. A FIXED column keeps its width.
    """

    FIXED = "fixed"
    NUMBERS = "numbers"
    VALUES = "values"
    TEXT = "text"


_RUNNING = frozenset({Holds.VALUES, Holds.TEXT})
_WITH_NUMBERS = frozenset({Holds.VALUES, Holds.NUMBERS})


def holds_of(column: Column) -> Holds:
    """Return what a column of a grid holds."""
    if column.kind.is_number:
        return Holds.NUMBERS
    return Holds.VALUES if column.kind.is_centred else Holds.TEXT


@dataclass(frozen=True, slots=True)
class Elastic:
    """A column and how far it may change, in hundredths of a millimetre."""

    holds: Holds
    width: int
    least: int
    most: int


def elastic(holds: Holds, width: Decimal, label: Iterable[str] = ()) -> Elastic:
    """Return a column of ``width`` mm whose label has these parts, each of which stays on one line."""
    own = int(width * MM)
    if holds is Holds.FIXED:
        return Elastic(holds, own, own, own)
    parts = max(map(_line, label), default=0) + _PADDING
    spare = own - max(own * _LEAST // 10, min(own, parts))
    return Elastic(holds, own, own - _down(spare), own + _down(own * _MOST // 10 - own))


def adapted(columns: Sequence[Elastic], texts: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the widths of ``columns`` that hold ``texts``: for each column those of its rows.

    Pure; some two tenths of a millisecond for 30 rows.
    """
    widths = _with_numbers_whole(columns, texts)
    running = [at for at, column in enumerate(columns) if column.holds in _RUNNING]
    if len(running) > 1:
        rooms = [widths[at] - _PADDING for at in running]
        better = _with_fewer_lines([columns[at] for at in running], [texts[at] for at in running], rooms)
        for at, room in zip(running, better, strict=True):
            widths[at] = room + _PADDING
    return tuple(widths)


@lru_cache(maxsize=1024)
def mm(widths: tuple[int, ...]) -> tuple[Decimal, ...]:
    """Return ``widths`` in millimetres."""
    return tuple([Decimal(width).scaleb(-2) for width in widths])


def even_widths(width: Decimal, count: int) -> tuple[Decimal, ...]:
    """Return ``count`` columns of nearly the same width, in tenths of a mm, together ``width`` mm."""
    edges = [Decimal(int(width * 10) * at // count).scaleb(-1) for at in range(count + 1)]
    return tuple([end - start for start, end in pairwise(edges)])


def room_for(words: str) -> Decimal:
    """Return how wide a cell has to be in mm for ``words`` on one line."""
    return Decimal(_line(words) + _PADDING).scaleb(-2)


# -- how wide texts are --------------------------------------------------------------------------------------


def _line(text: str) -> int:
    """Return how wide ``text`` is on one line; a line end counts for half a line of a usual column."""
    if len(text) <= _SHORT:
        return _short_line(text)
    # A Latin character is one byte, a Chinese one three: an em for every four of characters and bytes.
    width = (len(text) + len(text.encode("utf-8", "replace"))) * _EM // 4
    return width + text.count("\n") * 5 * _EM


@lru_cache(maxsize=8192)
def _short_line(text: str) -> int:
    return sum(_MARKS.get(one) or (_LATIN if one < "\xff" else _EM) for one in text)


@lru_cache(maxsize=8192)
def _longest_number(text: str) -> int:
    return max(map(_line, _NUMBER.findall(text)), default=0)


def _unbroken(texts: Sequence[str], room: int) -> int:
    """Return how wide the texts are that stand on one line of ``room``, and the numbers in the others."""
    return max(
        (width if (width := _line(text)) <= room else _longest_number(text) for text in texts), default=0
    )


# -- room for numbers ----------------------------------------------------------------------------------------


def _with_numbers_whole(columns: Sequence[Elastic], texts: Sequence[Sequence[str]]) -> list[int]:
    """Return the widths with room for every number, as far as others can give it: running text first."""
    widths = [column.width for column in columns]
    lacking = [_lacking(*one) for one in zip(columns, texts, strict=True)]
    left = sum(lacking)
    if not left:
        return widths
    for givers in (frozenset({Holds.TEXT}), frozenset({Holds.VALUES, Holds.NUMBERS})):
        spare = [_spare(*one) if one[0].holds in givers else 0 for one in zip(columns, texts, strict=True)]
        for at, given in enumerate(_shares(min(left, sum(spare)), spare)):
            widths[at] -= given
            left -= given
    for at, more in enumerate(_shares(sum(lacking) - left, lacking)):
        widths[at] += more
    return widths


def _lacking(column: Elastic, texts: Sequence[str]) -> int:
    """Return how much wider a column must be for its numbers; a number in running text asks for nothing."""
    if column.holds not in _WITH_NUMBERS:
        return 0
    needed = max(map(_longest_number, texts), default=0) + _PADDING
    return min(_up(max(0, needed - column.width)), column.most - column.width)


def _spare(column: Elastic, texts: Sequence[str]) -> int:
    """Return how much narrower a column can be without breaking a number, or a value that is one line."""
    if column.holds is Holds.VALUES:
        needed = _unbroken(texts, column.width - _PADDING)
    else:
        needed = max(map(_longest_number, texts), default=0)
    return _down(max(0, column.width - max(column.least, needed + _PADDING)))


def _shares(amount: int, parts: Sequence[int]) -> list[int]:
    """Return ``amount`` shared out by the size of ``parts``, none getting more than its own, in tenths."""
    whole = sum(parts)
    found = []
    for part in parts:
        share = min(part, _up(amount * part // whole)) if whole else 0
        found.append(share)
        amount -= share
        whole -= part
    return found


def _up(width: int) -> int:
    return -(-width // _TENTH) * _TENTH


def _down(width: int) -> int:
    return width // _TENTH * _TENTH


# -- fewer lines ---------------------------------------------------------------------------------------------

# The widths on one line of the texts of some columns, for each column those of all rows.
_Lines = Sequence[Sequence[int]]


def _tops(lines: _Lines, rooms: Sequence[int]) -> list[int]:
    """Return how many lines each row takes."""
    counts = ([-(-one // room) for one in column] for column, room in zip(lines, rooms, strict=True))
    return list(map(max, *counts))


def _beyond(lines: _Lines, rooms: Sequence[int]) -> int:
    """Return by how many lines all rows are taller than a few."""
    return sum([top - _FEW_LINES for top in _tops(lines, rooms) if top > _FEW_LINES])


def _is_worth_it(before: int, after: int) -> bool:
    gain = before - after
    return gain >= _LEAST_GAIN and gain >= before * _GAIN_SHARE


def _with_fewer_lines(
    columns: Sequence[Elastic], texts: Sequence[Sequence[str]], rooms: Sequence[int]
) -> Sequence[int]:
    """Return rooms for columns of running text that make rows less tall, or ``rooms`` themselves."""
    lines = [list(map(_line, of_column)) for of_column in texts]
    before = _beyond(lines, rooms)
    if not before:
        return rooms
    bounds = [_bounds(*one) for one in zip(columns, rooms, lines, strict=True)]
    # No column can have more room than the others can give: often that tells that it is not worth trying.
    spare = sum(rooms) - sum([least for least, _ in bounds])
    if not _is_worth_it(before, _beyond(lines, [min(most, least + spare) for least, most in bounds])):
        return rooms
    better = _evened(lines, rooms, bounds)
    # To look for numbers in long texts takes time: only where a column has become narrower.
    narrower = [at for at, (new, old) in enumerate(zip(better, rooms, strict=True)) if new < old]
    if any(max(map(_longest_number, texts[at])) > better[at] for at in narrower):
        numbers = [max(map(_longest_number, of_column)) for of_column in texts]
        bounds = [
            (min(room, max(least, number)), most)
            for (least, most), number, room in zip(bounds, numbers, rooms, strict=True)
        ]
        better = _evened(lines, rooms, bounds)
    return better if _is_worth_it(before, _beyond(lines, better)) else rooms


def _bounds(column: Elastic, room: int, lines: Sequence[int]) -> tuple[int, int]:
    """Return the least and the most room of a column of running text: what stands on one line stays so."""
    whole = max([line for line in lines if line <= room], default=0)
    return min(room, max(column.least - _PADDING, whole)), max(room, column.most - _PADDING)


def _evened(lines: _Lines, rooms: Sequence[int], bounds: Sequence[tuple[int, int]]) -> list[int]:
    """Return the rooms of columns that make tall rows less tall: what is tall gets more from what is not."""
    tall = [at for at, top in enumerate(_tops(lines, rooms)) if top > _FEW_LINES]
    of_tall = [[column[at] for at in tall] for column in lines]
    found = list(rooms)
    for _ in range(_ROUNDS):
        wanted = _within(sum(rooms), [isqrt(one << 8) for one in _pressure(of_tall, found)], bounds)
        # Not all of the way: a column that gives all it can is soon the tallest itself.
        found = [(one + 3 * other) // 4 for one, other in zip(found, wanted, strict=True)]
    return _in_tenths(rooms, found, bounds)


def _pressure(lines: _Lines, rooms: Sequence[int]) -> list[int]:
    """Return for each column how much text makes its rows as tall as they are."""
    heights = [[one * _PARTS // room for one in column] for column, room in zip(lines, rooms, strict=True)]
    tops = list(map(max, *heights))
    # What is half as tall as its row presses an eighth.
    return [
        1
        + sum(
            [
                one * (share := high * 8 // top) * share * share
                for one, high, top in zip(column, of_column, tops, strict=True)
            ]
        )
        // 512
        for column, of_column in zip(lines, heights, strict=True)
    ]


def _within(whole: int, weights: Sequence[int], bounds: Sequence[tuple[int, int]]) -> list[int]:
    """Return ``whole`` shared out by ``weights``, each share within its bounds."""
    found = [0] * len(weights)
    free = list(range(len(weights)))
    while free:
        weight = sum(weights[at] for at in free)
        shares = {at: whole * weights[at] // weight for at in free}
        low = {at: bounds[at][0] for at in free if shares[at] < bounds[at][0]}
        high = {at: bounds[at][1] for at in free if shares[at] > bounds[at][1]}
        lacking = sum(least - shares[at] for at, least in low.items())
        beyond = sum(shares[at] - most for at, most in high.items())
        settled = (low if lacking >= beyond else high) or shares
        for at, share in settled.items():
            found[at] = share
            whole -= share
        free = [at for at in free if at not in settled]
    return found


def _in_tenths(before: Sequence[int], after: Sequence[int], bounds: Sequence[tuple[int, int]]) -> list[int]:
    """Return ``after`` rounded to tenths of a mm more or less than ``before``, adding up to the same."""
    found = [
        old + _down(new - old) if new > old else old - _down(old - new)
        for old, new in zip(before, after, strict=True)
    ]
    left = sum(before) - sum(found)
    for at, (least, most) in enumerate(bounds):
        more = max(_up(least - found[at]), min(left, _down(most - found[at])))
        found[at] += more
        left -= more
    return found

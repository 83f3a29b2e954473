"""The parts of a form in a text that is laid out: where each is headed, what it is, how far it goes."""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from itertools import chain
from typing import Final, NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.domain.transcripts.words import KNOWN
from perfeval_desktop.exchange.laid_out.headings import Head, heads_of, parted, stacked
from perfeval_desktop.exchange.laid_out.pieces import Line, Piece

_HIGHEST: Final = 6
_LONGEST: Final = 12
_LEVELS: Final = frozenset({Role.LEVEL1, Role.LEVEL2, Role.LEVEL3})
_MEASURED: Final = frozenset({Role.TARGET, Role.ACTUAL, Role.WEIGHT})


class Kind(Enum):
    """What a part is."""

    INDICATORS = auto()
    FUNDING = auto()
    GOALS = auto()
    CHECKLIST = auto()


class Heading(NamedTuple):
    """The heading of a part: its lines, from which to before which; its columns, and what is above some."""

    kind: Kind
    begin: int
    end: int
    heads: tuple[Head, ...]
    above: tuple[Head, ...]


def headings_in(lines: Sequence[Line]) -> list[Heading]:
    """Return the headings in ``lines``, from the top."""
    rated = sorted(_candidates(lines), key=lambda one: (-one[0], one[1].end - one[1].begin, one[1].begin))
    found: list[Heading] = []
    for _, heading in rated:
        if all(heading.end <= one.begin or one.end <= heading.begin for one in found):
            found.append(heading)
    return sorted(found, key=lambda heading: heading.begin)


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, Heading]]:
    for begin in range(len(lines)):
        for end in range(begin + 1, min(begin + _HIGHEST, len(lines)) + 1):
            if not lines[end - 1]:
                break
            for kind in Kind:
                rated = _rated(kind, lines, begin, end)
                if rated is not None:
                    yield rated


def _rated(kind: Kind, lines: Sequence[Line], begin: int, end: int) -> tuple[int, Heading] | None:
    """Return the heading that some lines are, and how much of them is: characters of known words."""
    words, is_heading = _KINDS[kind]
    heads, others = heads_of(lines[begin:end], words)
    if kind is Kind.GOALS and others:
        kinds = [(piece, words.by_pattern(bare_label(piece.text))) for piece in others]
        heads += [
            Head((piece,), frozenset(one.role for one in found))
            for piece, found in kinds
            if found and _may_head(piece)
        ]
        others = [piece for piece, found in kinds if not found or not _may_head(piece)]
        heads.sort(key=lambda head: head.start)
    if kind in {Kind.GOALS, Kind.CHECKLIST}:
        while heads and len(heads[0].pieces) > max((len(head.pieces) for head in heads[1:]), default=0):
            others += heads.pop(0).pieces
    if not heads or not is_heading(heads):
        return None
    held = {piece.line for head in heads for piece in head.pieces}
    # What begins at the left stands there for all of the part.
    strange = [piece for piece in others if piece.start >= heads[0].start]
    aside = sum(len(piece.text) for piece in others if piece.start < heads[0].start)
    value = sum(len(piece.text) for head in heads for piece in head.pieces)
    value -= sum(len(piece.text) for piece in strange) + aside // 2
    if kind is not Kind.INDICATORS and strange:
        return None
    if not {begin, end - 1} <= held or value <= 0:
        return None
    every = sorted([*heads, *stacked(strange)], key=lambda head: head.start + head.end)
    columns, above = parted(every) if kind is Kind.INDICATORS else (every, [])
    return value, Heading(kind, begin, end, tuple(columns), tuple(above))


def _may_head(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST and not re.match("[一二三四五六七八九][、.]|.*[:：]$", piece.text)


def _heads_indicators(heads: Sequence[Head]) -> bool:
    roles = set(chain.from_iterable(head.roles for head in heads))
    return len(heads) > 2 and bool(roles & _LEVELS) and bool(roles & _MEASURED)


def _heads_funding(heads: Sequence[Head]) -> bool:
    return len(heads) > 1 and not all(None in head.roles for head in heads)


def _heads_goals(heads: Sequence[Head]) -> bool:
    return len(heads) > 1 and any("目标" in head.text for head in heads)


def _heads_checklist(heads: Sequence[Head]) -> bool:
    return len(heads) > 1


_KINDS: Final[dict[Kind, tuple[Vocabulary, Callable[[Sequence[Head]], bool]]]] = {
    Kind.INDICATORS: (KNOWN.indicators, _heads_indicators),
    Kind.FUNDING: (KNOWN.funding, _heads_funding),
    Kind.GOALS: (KNOWN.goals, _heads_goals),
    Kind.CHECKLIST: (KNOWN.checklist, _heads_checklist),
}

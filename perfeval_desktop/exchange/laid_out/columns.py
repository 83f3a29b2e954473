"""The columns of a table that is laid out: which pieces of a line stand in which.

What prints a page as text moves the rest of a line to the right where a text needs more room than it has.
Lines that follow each other drift alike, so each column is looked for where the last lines had it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.exchange.laid_out.headings import Head
from perfeval_desktop.exchange.laid_out.names import LEVELS, is_name, is_part_of_name
from perfeval_desktop.exchange.laid_out.pieces import Line, Piece, gap, is_spaced

_FIGURES: Final = frozenset(
    {
        Role.WEIGHT,
        Role.SCORE,
        Role.ITEM_SCORE,
        Role.SHARE,
        Role.REVIEW_SCORE,
        Role.COEFFICIENT,
        Role.COMPLETION_RATE,
    }
    | {Role.EXECUTION_RATE, Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET, Role.EXECUTED, Role.RECEIVED}
)
_FIGURE: Final = re.compile(r"[-+—–/]+|[-+]?[0-9.,，]+(?:%|分|万?元)?")
# A cell's line has no more words.
_MOST_PIECES: Final = 30
_EARNED: Final = frozenset({Role.WEIGHT, Role.SCORE})
_TEXTS: Final = frozenset({Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.REASON, Role.MEASURE, Role.COMPARATOR})
# How far a whole line may be moved against the one above, and what it costs per column.
_SHIFTS: Final = tuple(range(-12, 13, 2))
_SHIFT_COST: Final = 0.5
_LEFT_GAP: Final = 2
# What is not of the kind of its column, a name that its level does not have, a blank within a text.
_WRONG_KIND: Final = 20.0
_HALF_EARNED: Final = 4.0
_STRANGE_NAME: Final = 4.0
_BLANK: Final = 1.5
# Solutions that are nearer to each other cannot be told apart.
_MARGIN: Final = 1.5

UNSURE: Final = "这里的文字靠空格对齐，分不清是否属于这一格，请对照原文核对。"


@dataclass(slots=True)
class Column:
    """A column: where texts in it begin and end, how far it has drifted, what stands in it."""

    start: float
    end: float
    roles: frozenset[Role | None] = frozenset()
    drift: float = 0.0
    # What stands at the left of all rows, in small pieces below each other.
    is_aside: bool = False

    @property
    def is_of_figures(self) -> bool:
        """Whether nothing but figures stands in it."""
        return bool(self.roles & _FIGURES)


class Run(NamedTuple):
    """Pieces of a line in one column, and whether they may be of another."""

    column: int
    pieces: tuple[Piece, ...]
    is_doubtful: bool = False

    @property
    def line(self) -> int:
        """Its line."""
        return self.pieces[0].line


def columns_below(heads: Sequence[Head]) -> list[Column]:
    """Return the columns of headings, those at the left of all of them as the first one."""
    columns = [Column(head.start, head.end, head.roles) for head in heads]
    # What stands at the left for all of it needs room for a character and a gap.
    left = columns[0].start - _LEFT_GAP
    return [Column(0, left, is_aside=True), *columns] if left > 1 else columns


def runs_of(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Run]]:
    """Return each line's pieces by column; ``columns`` are moved along."""
    _once(lines, columns)
    for column in columns:
        column.drift = 0.0
    return _once(lines, columns)


def _once(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Run]]:
    found = []
    for line in lines:
        runs = _best(line, columns) if line else []
        for run in runs:
            if not run.is_doubtful:
                _follow(columns, run)
        found.append(runs)
    return found


def _best(line: Line, columns: Sequence[Column]) -> list[Run]:
    solutions: dict[tuple[tuple[int, int], ...], float] = {}
    for shift in _SHIFTS:
        cost, cuts = _fitted(line, columns, shift)
        cost += abs(shift) * _SHIFT_COST
        solutions[cuts] = min(cost, solutions.get(cuts, cost))
    best, *others = sorted(solutions, key=lambda cuts: solutions[cuts])
    near = [cuts for cuts in others if solutions[cuts] - solutions[best] < _MARGIN]
    runs = []
    begin = 0
    for column, end in best:
        # Two blanks part columns; one may as well be a blank in a text.
        doubtful = any((column, end) not in cuts for cuts in near) or any(
            not is_spaced(*pair) for pair in pairwise(line[begin:end])
        )
        runs.append(Run(column, line[begin:end], doubtful))
        begin = end
    return runs


def _fitted(line: Line, columns: Sequence[Column], shift: int) -> tuple[float, tuple[tuple[int, int], ...]]:
    """Return what the best way costs to put pieces into columns, and where each column's pieces end."""
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {(0, -1): (0.0, ())}
    for begin in range(len(line)):
        starts = [(key[1], value) for key, value in best.items() if key[0] == begin]
        for end in _ends(line, begin):
            for column in range(len(columns)):
                before = [
                    (cost + _skipped(columns, at, column), cuts) for at, (cost, cuts) in starts if at < column
                ]
                if not before:
                    continue
                cost, cuts = min(before)
                cost += _cost(line[begin:end], columns, column, shift)
                known = best.get((end, column))
                if known is None or cost < known[0]:
                    best[end, column] = cost, (*cuts, (column, end))
    return min(
        (
            (cost + _skipped(columns, at, len(columns)), cuts)
            for (end, at), (cost, cuts) in best.items()
            if end == len(line)
        ),
        default=(1000.0, ((len(columns) - 1, len(line)),)),
    )


def _skipped(columns: Sequence[Column], column: int, other: int) -> float:
    """Return what it costs that nothing stands between two columns.

    Most rows have both points and a score, or neither.
    """
    earned = [number for number, one in enumerate(columns) if one.roles & _EARNED]
    skipped = sum(column < number < other for number in earned)
    is_begun = column in earned or other in earned
    return _HALF_EARNED if is_begun and skipped else 0.0


def _ends(line: Line, begin: int) -> Iterator[int]:
    """Yield behind which pieces a text may end that begins with one: two blanks part it."""
    yield begin + 1
    for end in range(begin + 1, min(begin + _MOST_PIECES, len(line))):
        if gap(line[end - 1], line[end]) > 1:
            return
        yield end + 1


def _cost(pieces: Line, columns: Sequence[Column], number: int, shift: int) -> float:
    column = columns[number]
    moved = column.drift + shift
    start, end = pieces[0].start - moved, pieces[-1].end - moved
    apart = min(
        abs(start - column.start), abs(end - column.end), abs(start + end - column.start - column.end) / 2
    )
    cost = min(apart, 1.5) if column.start - 1 <= start and end <= column.end + 1 else apart
    if number:
        before = columns[number - 1]
        cost += max(0.0, before.end + before.drift - column.drift - start)
    if number < len(columns) - 1:
        behind = columns[number + 1]
        cost += max(0.0, end - behind.start - behind.drift + column.drift)
    cost += sum(_BLANK * (0.3 if is_spaced(*pair) else 1) for pair in pairwise(pieces))
    return cost + _strangeness(column, "".join(piece.text for piece in pieces))


def _strangeness(column: Column, text: str) -> float:
    """Return what it costs that a text is not of the kind that stands in a column."""
    if _FIGURE.fullmatch(text):
        return 0.0 if column.roles.isdisjoint(_TEXTS) else _WRONG_KIND
    if column.is_of_figures:
        return _WRONG_KIND
    if (column.is_aside or not column.roles.isdisjoint(LEVELS)) and not is_part_of_name(text, column.roles):
        return _STRANGE_NAME
    return _STRANGE_NAME if column.roles.isdisjoint(LEVELS) and is_name(text) else 0.0


def is_figure(text: str) -> bool:
    """Tell whether a text is a figure, or the dash in its place."""
    return _FIGURE.fullmatch(text) is not None


def _follow(columns: Sequence[Column], run: Run) -> None:
    """Move a column along with a text that stands in it; it is as wide as its widest."""
    column = columns[run.column]
    start, end = run.pieces[0].start, run.pieces[-1].end
    moves = (
        start - column.start - column.drift,
        (start + end - column.start - column.end) / 2 - column.drift,
        end - column.end - column.drift,
    )
    column.drift += min(moves, key=abs)
    if end - start > column.end - column.start:
        column.start, column.end = start - column.drift, end - column.drift

"""The rows of a table that is laid out: each goes about the line of its figures, and lines between two of them part."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from perfeval_desktop.exchange.laid_out.columns import Run
from perfeval_desktop.exchange.laid_out.pieces import Piece

# What it costs that a text does not stand about its row's line, at most; that no blank line parts two rows.
_ASKEW: Final = 3.0
_TWICE: Final = 3.0
_UNPARTED: Final = 1.5
_MARGIN: Final = 0.75
# A text of two lines whose row has a line on one of them.
_TOLERANCE: Final = 1.0
_END: Final = 10**9


class Row(NamedTuple):
    """A row: the first line that is its own, and the one before the next row's; its texts, and those in doubt."""

    top: float
    bottom: float
    texts: Mapping[int, tuple[Piece, ...]]
    doubtful: frozenset[int]


def rows_about(
    anchors: Sequence[float], runs: Sequence[Run], blank: Collection[int], single: Collection[int] = ()
) -> list[Row]:
    """Return a row for each of ``anchors``.

    ``blank`` are the lines that hold nothing, ``single`` the columns in which a row has one line only.
    """
    lines = sorted({run.line for run in runs})
    cuts = _cuts(anchors, runs, lines, blank, single)
    rows = []
    edges = [-1, *(cut for cut, _ in cuts), _END]
    unsure = [False, *(is_unsure for _, is_unsure in cuts), False]
    for number, anchor in enumerate(anchors):
        own = [run for run in runs if edges[number] < run.line <= edges[number + 1]]
        texts: defaultdict[int, tuple[Piece, ...]] = defaultdict(tuple)
        for run in own:
            texts[run.column] += run.pieces
        doubtful = {run.column for run in own if run.is_doubtful}
        for column, pieces in texts.items():
            first, last = pieces[0].line, pieces[-1].line
            is_twice = column in single and len(pieces) > 1
            if is_twice or abs((first + last) / 2 - anchor) > _TOLERANCE:
                doubtful.add(column)
            if (unsure[number] and first < anchor) or (unsure[number + 1] and last > anchor):
                doubtful.add(column)
        held = [run.line for run in own]
        rows.append(Row(min(held, default=anchor), max(held, default=anchor), texts, frozenset(doubtful)))
    return rows


def _cuts(
    anchors: Sequence[float], runs: Sequence[Run], lines: Sequence[int], blank: Collection[int], single: Collection[int]
) -> list[tuple[int, bool]]:
    """Return the last line of each row but the last, and whether it may as well be another one."""
    choices = [[-1]]
    for above, below in zip(anchors, anchors[1:], strict=False):
        between = [line for line in lines if above < line < below]
        choices.append([int(above), *between])
    choices.append([_END])

    def cost(number: int, top: int, bottom: int) -> float:
        held: defaultdict[int, list[int]] = defaultdict(list)
        for run in runs:
            if top < run.line <= bottom:
                held[run.column].append(run.line)
        askew = sum(
            min(abs((min(at) + max(at)) / 2 - anchors[number]), _ASKEW) for at in held.values()
        )
        askew += _TWICE * sum(len(held[column]) - 1 for column in single if column in held)
        behind = next((line for line in lines if line > bottom), bottom)
        is_parted = bottom == _END or any(bottom < line < behind for line in blank)
        return askew + (0.0 if is_parted else _UNPARTED)

    forward: list[dict[int, float]] = [{-1: 0.0}]
    costs: list[dict[tuple[int, int], float]] = []
    for number in range(len(anchors)):
        costs.append(
            {
                (top, bottom): cost(number, top, bottom)
                for top in choices[number]
                for bottom in choices[number + 1]
            }
        )
        forward.append(
            {
                bottom: min(forward[-1][top] + costs[-1][top, bottom] for top in choices[number])
                for bottom in choices[number + 1]
            }
        )
    backward: list[dict[int, float]] = [{_END: 0.0}]
    for number in reversed(range(len(anchors))):
        backward.append(
            {
                top: min(backward[-1][bottom] + costs[number][top, bottom] for bottom in choices[number + 1])
                for top in choices[number]
            }
        )
    backward.reverse()
    found = []
    for number in range(1, len(anchors)):
        total = {cut: forward[number][cut] + backward[number][cut] for cut in choices[number]}
        best = min(choices[number], key=lambda cut: total[cut])
        near = any(total[cut] < total[best] + _MARGIN for cut in choices[number] if cut != best)
        found.append((best, near))
    return found

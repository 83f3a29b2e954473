"""The rows of a table that is laid out: each goes about the line of its figures."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from perfeval_desktop.exchange.laid_out.columns import Run
from perfeval_desktop.exchange.laid_out.pieces import Piece

# What it costs that a text does not stand about its row's line, at most; that no blank line parts two rows.
_ASKEW: Final = 3.0
_TWICE: Final = 3.0
_UNPARTED: Final = 1.5
_MARGIN: Final = 1.1
# A text of two lines whose row has a line on one of them.
_TOLERANCE: Final = 1.0
_ASKEW_BY: Final = 2.5
_END: Final = 10**9


class Row(NamedTuple):
    """A row: its first and last line, its texts by column, and the columns in which they are in doubt."""

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
    edges = [-1, *(cut for cut, _, _ in cuts), _END]
    # What lies between the places where a row may as well end is of this one or that.
    disputed = [
        set(),
        *({run.column for run in runs if first < run.line <= last} for _, first, last in cuts),
        set(),
    ]
    of_rows: list[dict[int, tuple[Piece, ...]]] = []
    doubtful: list[set[int]] = [set() for _ in range(len(anchors) + 2)]
    for number, anchor in enumerate(anchors):
        own = [run for run in runs if edges[number] < run.line <= edges[number + 1]]
        texts: defaultdict[int, tuple[Piece, ...]] = defaultdict(tuple)
        for run in own:
            texts[run.column] += run.pieces
        of_rows.append(dict(texts))
        doubtful[number] |= (
            {run.column for run in own if run.is_doubtful} | disputed[number] | disputed[number + 1]
        )
        for column, pieces in texts.items():
            away = (pieces[0].line + pieces[-1].line) / 2 - anchor
            if (column in single and len(pieces) > 1) or _is_askew(pieces):
                doubtful[number].add(column)
            if abs(away) > _TOLERANCE:
                # What is too much here may be missing there.
                doubtful[number].add(column)
                doubtful[number + (1 if away > 0 else -1)].add(column)
    held = [sorted(piece.line for pieces in texts.values() for piece in pieces) for texts in of_rows]
    return [
        Row(lines[0] if lines else anchor, lines[-1] if lines else anchor, texts, frozenset(unsure))
        for anchor, lines, texts, unsure in zip(anchors, held, of_rows, doubtful, strict=False)
    ]


def _is_askew(pieces: Sequence[Piece]) -> bool:
    """Tell whether the lines of a text neither begin nor have their middles below each other."""
    by_line: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_line[piece.line].append(piece)
    starts = [line[0].start for line in by_line.values()]
    middles = [(line[0].start + line[-1].end) / 2 for line in by_line.values()]
    return min(max(places) - min(places) for places in (starts, middles)) > _ASKEW_BY


def _cuts(
    anchors: Sequence[float],
    runs: Sequence[Run],
    lines: Sequence[int],
    blank: Collection[int],
    single: Collection[int],
) -> list[tuple[int, int, int]]:
    """Return the last line of each row but the last, and the first and the last that it may as well be."""
    choices = [[-1]]
    for above, below in pairwise(anchors):
        between = [line for line in lines if above < line < below]
        choices.append([int(above), *between])
    choices.append([_END])

    def cost(number: int, top: int, bottom: int) -> float:
        held: defaultdict[int, list[int]] = defaultdict(list)
        for run in runs:
            if top < run.line <= bottom:
                held[run.column].append(run.line)
        askew = sum(min(abs((min(at) + max(at)) / 2 - anchors[number]), _ASKEW) for at in held.values())
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
        near = [cut for cut in choices[number] if total[cut] < total[best] + _MARGIN]
        found.append((best, min(near), max(near)))
    return found

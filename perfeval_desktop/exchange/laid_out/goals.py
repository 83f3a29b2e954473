"""Goals in a text that is laid out: two texts beside each other, a name at their left."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from perfeval_desktop.exchange.document_grid import TableCell
from perfeval_desktop.exchange.laid_out.columns import UNSURE
from perfeval_desktop.exchange.laid_out.names import is_part_of_name
from perfeval_desktop.exchange.laid_out.parts import Heading
from perfeval_desktop.exchange.laid_out.pieces import Line, Piece, gap, is_spaced, joined

# How far from the column's edge a line of its text may begin.
_NEAR: Final = 4
# A cut at a blank that print has by itself.
_SPACED: Final = 5
_NAME: Final = re.compile(r"[^。，；,;]{1,8}")
_FIGURE: Final = re.compile(r"[0-9.]+%?")


def goal_cells(heading: Heading, body: Sequence[Line]) -> list[TableCell]:
    """Return the goals as cells, with their heading: one row of texts."""
    first, second, *more = heading.heads
    place = f"第 {heading.begin + 1} 行"
    texts: defaultdict[int, list[Piece]] = defaultdict(list)
    unsure: set[int] = set()
    lines = _without_names([line for line in body if line], first.middle_column)
    if more:
        for number, line in enumerate(lines):
            if line and _FIGURE.fullmatch(line[-1].text) and line[-1].start > second.end:
                texts[2].append(line[-1])
                lines[number] = line[:-1]
    edge = edge_of(lines, first.middle_column)
    for line in lines:
        at = cut(line, edge) if line else 0
        if at is None:
            unsure |= {0, 1}
            at = len(line)
        texts[0] += line[:at]
        texts[1] += line[at:]
    cells = [TableCell(head.text, 0, number, place) for number, head in enumerate(heading.heads)]
    for number in (0, 1):
        starts = [line[0].start for line in _lines(texts[number])[1:]]
        if starts and max(starts) - min(starts) > _NEAR / 2:
            unsure.add(number)
    if len(texts[2]) > 1:
        # A figure each is a goal each.
        unsure |= {0, 1, 2}
    for number in range(len(heading.heads)):
        text = joined(texts[number])
        cells.append(TableCell(text, 1, number, place, doubt=UNSURE if number in unsure and text else ""))
    return cells


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    return [list(line) for _, line in groupby(pieces, key=lambda piece: piece.line)]


def _without_names(lines: Sequence[Line], middle: float) -> list[Line]:
    """Return the lines without what stands at the left of the first text (年度总体目标)."""
    left = min((line[0].start for line in lines), default=0)
    names = [line[0] for line in lines if line[0].start <= left + 3 and _may_be_name(line)]
    texts = [line[0] for line in lines if line[0].start <= middle and line[0] not in names]
    texts += [line[1] for line in lines if line[0] in names and len(line) > 1 and line[1].start <= middle]
    end = max((name.end for name in names), default=0)
    if not names or any(
        text.start < end and text.line not in {name.line for name in names} for text in texts
    ):
        return list(lines)
    return [line[1:] if line[0] in names else line for line in lines]


def _may_be_name(line: Line) -> bool:
    first = line[0]
    return _NAME.fullmatch(first.text) is not None and (
        len(line) == 1 or not is_spaced(first, line[1]) or is_part_of_name(first.text)
    )


def edge_of(lines: Sequence[Line], middle: float) -> int:
    """Return where the second text begins in most lines."""
    starts: Counter[int] = Counter()
    for line in lines:
        for number, piece in enumerate(line):
            is_apart = number == 0 or gap(line[number - 1], piece) > 1
            if is_apart and piece.start > middle:
                starts[piece.start] += 1
    near = {start: sum(starts[start + by] for by in range(-2, 3)) for start in starts}
    return max(near, key=lambda start: (near[start], starts[start], -start), default=10**6)


def cut(line: Line, edge: int) -> int | None:
    """Return how many pieces of a line are of the first text; ``None`` where one may be of either."""
    best = min(range(len(line) + 1), key=lambda at: (_distance(line, at, edge), -_gap(line, at)))
    if best == len(line) and any(
        gap(*pair) == 1
        and not is_spaced(*pair)
        and (abs(pair[1].start - edge) <= 2 * _NEAR or pair[0].text[-1] in "。；")
        for pair in pairwise(line)
    ):
        return None
    is_sure = best < len(line) and _distance(line, best, edge) <= _NEAR
    return best if is_sure or _is_on_one_side(line, best, edge) else None


def _gap(line: Line, at: int) -> int:
    return gap(line[at - 1], line[at]) if 0 < at < len(line) else 0


def _distance(line: Line, at: int, edge: int) -> float:
    """Return how far the edge is from a cut: it lies between both texts."""
    behind = line[at].start if at < len(line) else 10**6
    before = line[at - 1].end if at else -1
    spaced = _SPACED if 0 < at < len(line) and is_spaced(line[at - 1], line[at]) else 0
    return spaced + 2 * max(before - edge + 1, 0) + (abs(behind - edge) if at < len(line) else 0)


def _is_on_one_side(line: Line, at: int, edge: int) -> bool:
    return (at == 0 and line[0].start >= edge - _NEAR) or (at == len(line) and line[-1].end < edge)

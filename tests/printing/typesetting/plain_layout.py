"""What stands on the pages of a form, worked out plainly: cell by cell, each with its four sides."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from perfeval_desktop.printing.typesetting.layout import LaidOutForm, Rule
from perfeval_desktop.printing.typesetting.measures import (
    BELOW_YEAR,
    BODY,
    BOTTOM_MARGIN,
    LEFT_MARGIN,
    LINE_HEIGHT,
    TITLE,
    TITLE_LINE,
    TOP_MARGIN,
    YEAR,
    YEAR_LINE,
)
from perfeval_desktop.printing.typesetting.pagination import Fragment, heights, paginate
from perfeval_desktop.printing.typesetting.table import TableCell, TableLabel


class Box(NamedTuple):
    """A cell on a page: the ``lines`` of ``cell`` that stand there, from ``start`` on, and its four sides."""

    cell: TableCell | TableLabel
    start: int
    lines: tuple[str, ...]
    left: int
    top: int
    right: int
    bottom: int
    is_ruled: bool

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to print in it."""
        return not any(self.lines)


def boxes_of_pages(form: LaidOutForm) -> list[list[Box]]:
    """Return the cells on each page of ``form``, row by row and from left to right, each label once."""
    line_heights = {BODY: LINE_HEIGHT, TITLE: TITLE_LINE, YEAR: YEAR_LINE}
    head = sum(len(cell.lines) * line_heights[cell.style] for cell in form.head)
    below_title = TOP_MARGIN + head + BELOW_YEAR
    foot = form.paper.height - BOTTOM_MARGIN
    pages = paginate(form.rows, first_room=foot - below_title, room=foot - TOP_MARGIN)
    return [list(_boxes(page, TOP_MARGIN if number else below_title)) for number, page in enumerate(pages)]


def _boxes(page: Sequence[Fragment], top: int) -> Iterator[Box]:
    ends = list(accumulate(heights(page), initial=top))
    for place, (row, start, stop) in enumerate(page):
        for cell in row.cells:
            left, right = (LEFT_MARGIN + row.edges[side] for side in (cell.first, cell.end))
            is_ruled = bool(row.sides)
            if isinstance(cell, TableCell):
                lines = cell.lines[start:stop]
                yield Box(cell, start, lines, left, ends[place], right, ends[place + 1], is_ruled)
            else:
                places = [at for at, fragment in enumerate(page) if cell in fragment.row.labels]
                if place == places[0]:
                    bottom = ends[places[-1] + 1]
                    yield Box(cell, 0, cell.lines, left, ends[place], right, bottom, is_ruled)


def rules_around(boxes: Iterable[Box]) -> list[Rule]:
    """Return the sides of ``boxes`` in order, each only once and as long as it runs without a gap."""
    across: dict[int, list[tuple[int, int]]] = {}
    down: dict[int, list[tuple[int, int]]] = {}
    for box in boxes:
        if box.is_ruled:
            for y in (box.top, box.bottom):
                across.setdefault(y, []).append((box.left, box.right))
            for x in (box.left, box.right):
                down.setdefault(x, []).append((box.top, box.bottom))
    rules = [Rule(start, y, end, y) for y, sides in across.items() for start, end in _joined(sides)]
    rules += [Rule(x, start, x, end) for x, sides in down.items() for start, end in _joined(sides)]
    return sorted(rules)


def _joined(stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ``stretches`` of a line from start to end, those that touch as one."""
    ordered = sorted(stretches)
    start, end = ordered[0]
    for next_start, next_end in ordered[1:]:
        if next_start > end:
            yield start, end
            start = next_start
        end = max(end, next_end)
    yield start, end

"""Which lines of which rows stand on which page."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from perfeval_desktop.report.grid import Label, Row, lines_height

# Fewer lines than these of a row are not left alone at the foot of a page: the row moves as a whole.
LEAST_LINES = 4


@dataclass(frozen=True, slots=True)
class Fragment:
    """The lines of ``row`` from ``start`` up to but not with ``stop``: the whole row or a part of it."""

    row: Row
    start: int
    stop: int

    @classmethod
    def whole(cls, row: Row) -> "Fragment":
        """Return the fragment that is all of ``row``."""
        return cls(row, 0, row.line_count)


def paginate(rows: Sequence[Row], *, first_room: float, room: float) -> tuple[tuple[Fragment, ...], ...]:
    """Return the fragments of each page.

    ``first_room`` and ``room`` are the heights in points that the table may take on the first page and on
    every other. A row moves to the next page when fewer than :data:`LEAST_LINES` of its lines would fit, and
    splits otherwise; a row that keeps with the next one leaves at least a line to stand with it.
    """
    pages: list[list[Fragment]] = [[]]
    for number, row in enumerate(rows):
        start = 0
        while start < row.line_count:
            page = pages[-1]
            is_first = len(pages) == 1
            stop = _stop(rows, number, start, page, first_room if is_first else room)
            if stop - start < LEAST_LINES and stop < row.line_count:
                # Only a page of its own can hold the row, if even that does.
                is_fresh = not is_first and all(fragment.row is row.heading for fragment in page)
                stop = max(stop, start + 1) if is_fresh else start
            if stop > start:
                page.append(Fragment(row, start, stop))
                start = stop
            if start < row.line_count:
                pages.append([Fragment.whole(row.heading)] if row.heading else [])
    return tuple(map(tuple, pages))


def heights(fragments: Sequence[Fragment]) -> list[float]:
    """Return the height of each fragment of a page in points.

    As tall as its own lines ask for, and where a label beside several fragments is taller than they
    are together, all of them by the same share taller.
    """
    found = [lines_height(fragment.stop - fragment.start) for fragment in fragments]
    for label, places in sorted(label_places(fragments).items(), key=lambda item: len(item[1])):
        lacking = label.height - sum(found[place] for place in places)
        if lacking > 0:
            for place in places:
                found[place] += lacking / len(places)
    return found


def label_places(fragments: Sequence[Fragment]) -> dict[Label, list[int]]:
    """Return for each label of a page the places of the fragments it stands beside, neighbours all."""
    places: dict[Label, list[int]] = {}
    for place, fragment in enumerate(fragments):
        for label in fragment.row.labels:
            places.setdefault(label, []).append(place)
    return places


def _stop(rows: Sequence[Row], number: int, start: int, page: Sequence[Fragment], room: float) -> int:
    """Return up to which of its lines the row ``number``, from line ``start`` on, fits below ``page``."""
    row = rows[number]

    def overflows(*added: Fragment) -> bool:
        return sum(heights([*page, *added])) > room

    if not overflows(Fragment(row, start, row.line_count), *_kept_with(rows, number)):
        return row.line_count
    partial = range(start + 1, row.line_count)
    return start + bisect_left(partial, 1, key=lambda stop: overflows(Fragment(row, start, stop)))


def _kept_with(rows: Sequence[Row], number: int) -> list[Fragment]:
    """Return what must stand on one page with the last line of the row ``number``."""
    kept: list[Fragment] = []
    while rows[number].keeps_with_next:
        number += 1
        lines = min(rows[number].line_count, LEAST_LINES)
        kept.append(Fragment(rows[number], 0, lines))
        if lines < rows[number].line_count:
            break
    return kept

"""Which lines of which rows stand on which page."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perfeval_desktop.printing.typesetting.table import TableLabel, TableRow

# Fewer lines than these of a row are not left alone at the foot of a page: the row moves as a whole.
LEAST_LINES = 4


class Fragment(NamedTuple):
    """The lines of ``row`` from ``start`` up to but not with ``stop``: the whole row or a part of it."""

    row: TableRow
    start: int
    stop: int

    @property
    def height(self) -> int:
        """The height that its lines ask for."""
        return self.row.height(self.stop - self.start)


def paginate(rows: Sequence[TableRow], *, first_room: int, room: int) -> tuple[tuple[Fragment, ...], ...]:
    """Return the fragments of each page.

    ``first_room`` and ``room`` are the heights that the table may take on the first page and on every
    other. A row moves to the next page when fewer than :data:`LEAST_LINES` of its lines would fit, and
    splits otherwise; a row that keeps with the next one leaves at least a line to stand with it.
    """
    page = _Page(first_room)
    pages = [page]
    for number, row in enumerate(rows):
        start = 0
        while start < row.line_count:
            stop = page.stop(row, start, kept_with=_kept_with(rows, number) if row.keeps_with_next else ())
            if stop - start < LEAST_LINES and stop < row.line_count:
                # Only a page of its own can hold the row, if even that does.
                is_fresh = len(pages) > 1 and all(one.row in row.heading for one in page.fragments)
                stop = max(stop, start + 1) if is_fresh else start
            if stop > start:
                page.add(Fragment(row, start, stop))
                start = stop
            if start < row.line_count:
                page = _Page(room)
                pages.append(page)
                for heading in row.heading:
                    page.add(Fragment(heading, 0, heading.line_count))
    return tuple(tuple(page.fragments) for page in pages)


def heights(fragments: Sequence[Fragment], besides: Iterable[TableLabel] = ()) -> list[int]:
    """Return the height of each fragment of a page.

    As tall as its own lines ask for, and where a label beside several fragments is taller than they
    are together, all of them by the same share taller. The labels ``besides`` make none taller.
    """
    found = [fragment.height for fragment in fragments]
    spans = label_spans(fragments)
    for label in besides:
        spans.pop(label, None)
    for label, (first, end) in sorted(spans.items(), key=lambda item: item[1][1] - item[1][0]):
        lacking = label.height - sum(found[first:end])
        if lacking > 0:
            share, rest = divmod(lacking, end - first)
            for place in range(first, end):
                found[place] += share + (place - first < rest)
    return found


def label_spans(fragments: Sequence[Fragment]) -> dict[TableLabel, tuple[int, int]]:
    """Return for each label of a page the fragments it stands beside: the first one and the end."""
    spans: dict[TableLabel, tuple[int, int]] = {}
    for place, fragment in enumerate(fragments):
        for label in fragment.row.labels:
            spans[label] = (spans[label][0] if label in spans else place, place + 1)
    return spans


class _Page:
    """A page being filled.

    ``_asked`` is the height that the lines ask for, ``_beside`` that of the fragments beside each label,
    ``_lacking`` what the labels at most add to it.
    """

    def __init__(self, room: int) -> None:
        self.fragments: list[Fragment] = []
        self._room = room
        self._asked = 0
        self._lacking = 0
        self._beside: dict[TableLabel, int] = {}

    def add(self, fragment: Fragment) -> None:
        height = fragment.height
        self._asked += height
        self._lacking += self._lacking_with(fragment.row, height)
        for label in fragment.row.labels:
            self._beside[label] = self._beside.get(label, 0) + height
        self.fragments.append(fragment)

    def stop(self, row: TableRow, start: int, kept_with: Sequence[Fragment]) -> int:
        """Return up to which of its lines ``row``, from line ``start`` on, fits below what is there.

        ``kept_with`` must stand below its last line.
        """
        if self._surely_holds(row, start, kept_with):
            return row.line_count
        rest = Fragment(row, start, row.line_count)
        if sum(heights([*self.fragments, rest, *kept_with])) <= self._room:
            return row.line_count
        # However few lines are added, what the row's labels still need is added too.
        there = heights(self.fragments, besides=row.labels)
        spans = label_spans(self.fragments)
        needed = [label.height - sum(there[slice(*spans.get(label, (0, 0)))]) for label in row.labels]
        left = self._room - sum(there)

        def overflows(stop: int) -> bool:
            return max(row.height(stop - start), *needed, 0) > left

        return start + bisect_left(range(start + 1, row.line_count), 1, key=overflows)

    def _surely_holds(self, row: TableRow, start: int, kept_with: Sequence[Fragment]) -> bool:
        """Return whether the rest of ``row`` fits even if no label shares what another one lacks."""
        height = row.height(row.line_count - start)
        most = self._asked + height + self._lacking + self._lacking_with(row, height)
        for fragment in kept_with:
            most += fragment.height + sum(label.height for label in fragment.row.labels)
        return most <= self._room

    def _lacking_with(self, row: TableRow, height: int) -> int:
        """Return by how much the labels of ``row`` lack more, if it stands there with ``height``."""
        more = 0
        for label in row.labels:
            needed = label.height
            before = self._beside.get(label)
            if before is None:
                more += max(0, needed - height)
            elif needed > before:
                more += max(0, needed - before - height) - (needed - before)
        return more


def _kept_with(rows: Sequence[TableRow], number: int) -> list[Fragment]:
    """Return what must stand on one page with the last line of the row ``number``."""
    kept: list[Fragment] = []
    while rows[number].keeps_with_next:
        number += 1
        lines = min(rows[number].line_count, LEAST_LINES)
        kept.append(Fragment(rows[number], 0, lines))
        if lines < rows[number].line_count:
            break
    return kept

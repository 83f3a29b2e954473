"""Where pages break, decided plainly: whatever is asked is answered by adding up a whole page.

Slow and easy to read, to judge the quick decisions of ``paginate`` by.
"""

from collections.abc import Sequence

from perfeval_desktop.printing.typesetting.pagination import LEAST_LINES, Fragment, heights
from perfeval_desktop.printing.typesetting.table import TableRow

Pages = tuple[tuple[Fragment, ...], ...]


def plainly_paginated(rows: Sequence[TableRow], *, first_room: int, room: int) -> Pages:
    """Return what ``paginate`` has to return."""
    pages: list[list[Fragment]] = [[]]
    for number, row in enumerate(rows):
        start = 0
        while start < row.line_count:
            page = pages[-1]
            rest = Fragment(row, start, row.line_count)
            room_here = room if len(pages) > 1 else first_room
            if _fits(room_here, [*page, rest, *_kept_with(rows, number)]):
                page.append(rest)
                break
            part = _longest_part(page, rest, room_here)
            if part.stop - start < LEAST_LINES:
                # It moves to the next page, unless that would be no better.
                nothing_else = len(pages) > 1 and all(one.row in row.heading for one in page)
                part = part._replace(stop=max(part.stop, start + 1) if nothing_else else start)
            if part.stop > start:
                page.append(part)
            start = part.stop
            if start < row.line_count:
                pages.append([Fragment(heading, 0, heading.line_count) for heading in row.heading])
    return tuple(map(tuple, pages))


def _fits(room: int, fragments: Sequence[Fragment]) -> bool:
    return sum(heights(fragments)) <= room


def _longest_part(page: Sequence[Fragment], rest: Fragment, room: int) -> Fragment:
    """Return as many lines of ``rest`` as fit below ``page``, but not the last one."""
    part = rest._replace(stop=rest.start)
    while part.stop < rest.stop - 1 and _fits(room, [*page, part._replace(stop=part.stop + 1)]):
        part = part._replace(stop=part.stop + 1)
    return part


def _kept_with(rows: Sequence[TableRow], number: int) -> list[Fragment]:
    """Return the first lines of the rows that must stand on one page with the end of the row ``number``."""
    kept: list[Fragment] = []
    for row, following in zip(rows[number:], rows[number + 1 :], strict=False):
        if not row.keeps_with_next or (kept and kept[-1].stop < row.line_count):
            break
        kept.append(Fragment(following, 0, min(LEAST_LINES, following.line_count)))
    return kept

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.report.grid import LINE_HEIGHT, Cell, Label, Row, lines_height
from perfeval_desktop.report.pagination import LEAST_LINES, Fragment, heights, paginate

UNHURRIED = settings(deadline=None)

EDGES = (0.0, 50.0, 100.0)
ROOM = 400.0


def row(lines: int, *labels: Label, keeps: bool = False, heading: Row | None = None) -> Row:
    """Return a row with a cell of so many numbered lines."""
    cell = Cell(1, 2, tuple(map(str, range(lines))))
    return Row(EDGES, (*labels, cell), keeps_with_next=keeps, heading=heading)


def label(lines: int) -> Label:
    return Label(0, 1, ("字",) * lines)


def split(rows: list[Row], room: float = ROOM, first_room: float = ROOM) -> list[list[tuple[int, int, int]]]:
    """Return row number, start and stop of the fragments of each page."""
    return [
        [(rows.index(one.row), one.start, one.stop) for one in page]
        for page in paginate(rows, first_room=first_room, room=room)
    ]


def height_of(lines: int) -> float:
    return lines_height(lines)


class TestSplitting:
    def test_rows_that_fit_share_a_page(self) -> None:
        assert split([row(3), row(1)]) == [[(0, 0, 3), (1, 0, 1)]]

    def test_a_page_may_be_filled_to_the_last_point(self) -> None:
        assert split([row(3), row(2)], first_room=height_of(3) + height_of(2)) == [[(0, 0, 3), (1, 0, 2)]]

    def test_a_row_splits_when_four_of_its_lines_fit(self) -> None:
        assert split([row(3), row(9)], first_room=height_of(3) + height_of(4)) == [
            [(0, 0, 3), (1, 0, 4)],
            [(1, 4, 9)],
        ]

    def test_a_row_moves_when_only_three_of_its_lines_fit(self) -> None:
        room = height_of(3) + height_of(4) - 0.01
        assert split([row(3), row(9)], first_room=room) == [[(0, 0, 3)], [(1, 0, 9)]]

    def test_a_short_row_is_never_split(self) -> None:
        assert split([row(3), row(4)], first_room=height_of(3) + height_of(3)) == [[(0, 0, 3)], [(1, 0, 4)]]

    def test_a_row_runs_over_as_many_pages_as_it_needs(self) -> None:
        pages = split([row(1000)])
        assert len(pages) == 32
        assert [stop - start for page in pages for _, start, stop in page] == [32] * 31 + [8]

    def test_a_first_page_without_room_stays_without_table(self) -> None:
        assert split([row(1)], first_room=10.0) == [[], [(0, 0, 1)]]

    def test_a_page_too_low_for_anything_takes_a_line_all_the_same(self) -> None:
        assert split([row(2)], room=1.0, first_room=1.0) == [[], [(0, 0, 1)], [(0, 1, 2)]]


class TestHeadings:
    def test_the_heading_repeats_on_a_page_that_begins_with_its_row(self) -> None:
        heading = row(1, keeps=True)
        body = [row(20, heading=heading) for _ in range(2)]
        assert split([heading, *body]) == [
            [(0, 0, 1), (1, 0, 20), (2, 0, 10)],
            [(0, 0, 1), (2, 10, 20)],
        ]

    def test_a_heading_is_not_left_alone_at_the_foot(self) -> None:
        heading = row(1, keeps=True)
        rows = [row(10), heading, row(9, heading=heading)]
        room = height_of(10) + height_of(1) + height_of(3)
        assert split(rows, first_room=room) == [[(0, 0, 10)], [(1, 0, 1), (2, 0, 9)]]

    def test_a_heading_stays_when_four_lines_fit_below_it(self) -> None:
        heading = row(1, keeps=True)
        rows = [row(10), heading, row(9, heading=heading)]
        room = height_of(10) + height_of(1) + height_of(4)
        assert split(rows, first_room=room) == [
            [(0, 0, 10), (1, 0, 1), (2, 0, 4)],
            [(1, 0, 1), (2, 4, 9)],
        ]


class TestKeepingTogether:
    def test_a_short_row_moves_with_what_it_keeps_with(self) -> None:
        rows = [row(10), row(3, keeps=True), row(1, keeps=True), row(1)]
        room = height_of(10) + height_of(3) + height_of(1)
        assert split(rows, first_room=room) == [[(0, 0, 10)], [(1, 0, 3), (2, 0, 1), (3, 0, 1)]]

    def test_a_long_row_leaves_a_line_to_stand_with_the_next_one(self) -> None:
        rows = [row(10), row(9, keeps=True), row(1)]
        room = height_of(10) + height_of(9)
        assert split(rows, first_room=room) == [[(0, 0, 10), (1, 0, 8)], [(1, 8, 9), (2, 0, 1)]]


class TestLabels:
    def test_a_label_shorter_than_its_rows_changes_nothing(self) -> None:
        shared = label(2)
        fragments = [Fragment.whole(row(2, shared)), Fragment.whole(row(1, shared))]
        assert heights(fragments) == [height_of(2), height_of(1)]

    def test_a_label_taller_than_its_rows_stretches_them_evenly(self) -> None:
        shared = label(5)
        fragments = [Fragment.whole(row(1, shared)), Fragment.whole(row(1, shared)), Fragment.whole(row(1))]
        stretched = height_of(5) / 2
        assert heights(fragments) == pytest.approx([stretched, stretched, height_of(1)])

    def test_the_inner_label_is_served_before_the_outer_one(self) -> None:
        outer, inner = label(6), Label(0, 1, ("字",) * 4)
        fragments = [Fragment.whole(row(1, outer, inner)), Fragment.whole(row(1, outer))]
        found = heights(fragments)
        assert sum(found) == pytest.approx(height_of(6))
        assert found[0] >= height_of(4)
        assert found[0] - found[1] == pytest.approx(height_of(4) - height_of(1))

    def test_a_part_after_the_break_is_tall_enough_for_its_label(self) -> None:
        shared = label(6)
        rows = [row(30, shared), row(3, shared)]
        (*_, last) = paginate(rows, first_room=ROOM, room=ROOM)
        assert sum(heights(last)) == pytest.approx(height_of(6))

    def test_a_row_does_not_stay_if_its_label_does_not_fit(self) -> None:
        assert split([row(10), row(1, label(8))], first_room=height_of(10) + height_of(5)) == [
            [(0, 0, 10)],
            [(1, 0, 1)],
        ]


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Return a heading and rows below it, some of which share labels, and a tail kept with the last."""
    heading = row(draw(st.integers(1, 3)), keeps=True)
    rows = [heading]
    for _ in range(draw(st.integers(1, 6))):
        shared = label(draw(st.integers(1, 10)))
        rows += [
            row(draw(st.integers(1, 70)), shared, heading=heading) for _ in range(draw(st.integers(1, 4)))
        ]
    rows[-1] = replace(rows[-1], keeps_with_next=True)
    return [*rows, row(1, keeps=True), row(1)]


@UNHURRIED
@given(tables(), st.floats(250, ROOM))
def test_every_line_stands_on_one_page_and_in_order(rows: list[Row], first_room: float) -> None:
    heading = rows[0]
    pages = paginate(rows, first_room=first_room, room=ROOM)
    body = [one for page in pages for one in page if one.row is not heading]
    assert [(one.row, line) for one in body for line in range(one.start, one.stop)] == [
        (one, line) for one in rows[1:] for line in range(one.line_count)
    ]
    assert all(page[0].row is heading for page in pages)


@UNHURRIED
@given(tables(), st.floats(250, ROOM))
def test_no_page_is_fuller_than_its_room(rows: list[Row], first_room: float) -> None:
    first, *others = paginate(rows, first_room=first_room, room=ROOM)
    assert sum(heights(first)) <= first_room
    assert all(sum(heights(page)) <= ROOM for page in others)


@UNHURRIED
@given(tables(), st.floats(250, ROOM))
def test_the_tail_stands_with_the_last_row(rows: list[Row], first_room: float) -> None:
    last = paginate(rows, first_room=first_room, room=ROOM)[-1]
    assert [one.row for one in last][-3:] == rows[-3:]


@UNHURRIED
@given(tables(), st.floats(250, ROOM))
def test_a_row_is_broken_or_moved_only_by_the_rule_of_four_lines(rows: list[Row], first_room: float) -> None:
    pages = paginate(rows, first_room=first_room, room=ROOM)
    for number, (page, following) in enumerate(pairwise(pages)):
        room = ROOM if number else first_room
        last, next_one = page[-1], following[1]
        if next_one.start:
            assert last.row is next_one.row
            assert last.stop - last.start >= LEAST_LINES
            grown = [*page[:-1], replace(last, stop=last.stop + 1)]
            assert sum(heights(grown)) > room or last.stop + 1 == last.row.line_count
        else:
            more = Fragment(next_one.row, 0, min(LEAST_LINES, next_one.row.line_count))
            kept = next_one.row.keeps_with_next and next_one.row.line_count <= LEAST_LINES
            assert sum(heights([*page, more])) > room or kept


def test_the_height_of_a_line_is_that_of_the_design() -> None:
    assert LINE_HEIGHT == 12

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.printing.typesetting.cell_lines import LONGEST_LABEL
from perfeval_desktop.printing.typesetting.measures import LINE_HEIGHT, lines_height
from perfeval_desktop.printing.typesetting.pagination import (
    LEAST_LINES,
    Fragment,
    heights,
    label_spans,
    paginate,
)
from perfeval_desktop.printing.typesetting.table import TableCell, TableLabel, TableRow
from printing.typesetting.plain_pagination import plainly_paginated

UNHURRIED = settings(deadline=None)

EDGES = (0, 10_00, 20_00, 30_00, 180_00)
# 32 lines and a little.
ROOM = 139_00


def row(
    lines: int,
    *labels: TableLabel,
    keeps: bool = False,
    heading: tuple[TableRow, ...] = (),
    frame: Frame = Frame.RULED,
) -> TableRow:
    """Return a row with a cell of so many numbered lines."""
    cell = TableCell(3, 4, tuple(map(str, range(lines))))
    return TableRow(EDGES, (*labels, cell), keeps_with_next=keeps, heading=heading, frame=frame)


def whole(one: TableRow) -> Fragment:
    """Return the fragment that is all of a row."""
    return Fragment(one, 0, one.line_count)


def label(lines: int) -> TableLabel:
    return TableLabel(0, 1, ("字",) * lines)


def split(rows: list[TableRow], room: int = ROOM, first_room: int = ROOM) -> list[list[tuple[int, int, int]]]:
    """Return row number, start and stop of the fragments of each page."""
    return [
        [(rows.index(one.row), one.start, one.stop) for one in page]
        for page in paginate(rows, first_room=first_room, room=room)
    ]


height_of = lines_height


class TestSplitting:
    def test_rows_that_fit_share_a_page(self) -> None:
        assert split([row(3), row(1)]) == [[(0, 0, 3), (1, 0, 1)]]

    def test_a_page_may_be_filled_to_the_last_hundredth_of_a_millimetre(self) -> None:
        assert split([row(3), row(2)], first_room=height_of(3) + height_of(2)) == [[(0, 0, 3), (1, 0, 2)]]

    def test_a_row_splits_when_four_of_its_lines_fit(self) -> None:
        assert split([row(3), row(9)], first_room=height_of(3) + height_of(4)) == [
            [(0, 0, 3), (1, 0, 4)],
            [(1, 4, 9)],
        ]

    def test_a_row_moves_when_only_three_of_its_lines_fit(self) -> None:
        room = height_of(3) + height_of(4) - 1
        assert split([row(3), row(9)], first_room=room) == [[(0, 0, 3)], [(1, 0, 9)]]

    def test_a_short_row_is_never_split(self) -> None:
        assert split([row(3), row(4)], first_room=height_of(3) + height_of(3)) == [[(0, 0, 3)], [(1, 0, 4)]]

    def test_a_row_runs_over_as_many_pages_as_it_needs(self) -> None:
        pages = split([row(1000)])
        assert len(pages) == 32
        assert [stop - start for page in pages for _, start, stop in page] == [32] * 31 + [8]

    def test_rows_with_nothing_around_them_take_no_more_than_their_lines(self) -> None:
        rows = [row(3, frame=Frame.TIGHT), row(5, frame=Frame.TIGHT)]
        assert split(rows, first_room=8 * LINE_HEIGHT) == [[(0, 0, 3), (1, 0, 5)]]
        assert split(rows, first_room=8 * LINE_HEIGHT - 1) == [[(0, 0, 3), (1, 0, 4)], [(1, 4, 5)]]

    def test_a_first_page_without_room_stays_without_table(self) -> None:
        assert split([row(1)], first_room=3_00) == [[], [(0, 0, 1)]]

    def test_a_page_too_low_for_anything_takes_a_line_all_the_same(self) -> None:
        assert split([row(2)], room=1, first_room=1) == [[], [(0, 0, 1)], [(0, 1, 2)]]


class TestHeadings:
    def test_the_heading_repeats_on_a_page_that_begins_with_its_row(self) -> None:
        heading = row(1, keeps=True)
        body = [row(20, heading=(heading,)) for _ in range(2)]
        assert split([heading, *body]) == [
            [(0, 0, 1), (1, 0, 20), (2, 0, 10)],
            [(0, 0, 1), (2, 10, 20)],
        ]

    def test_a_heading_is_not_left_alone_at_the_foot(self) -> None:
        heading = row(1, keeps=True)
        rows = [row(10), heading, row(9, heading=(heading,))]
        room = height_of(10) + height_of(1) + height_of(3)
        assert split(rows, first_room=room) == [[(0, 0, 10)], [(1, 0, 1), (2, 0, 9)]]

    def test_a_heading_stays_when_four_lines_fit_below_it(self) -> None:
        heading = row(1, keeps=True)
        rows = [row(10), heading, row(9, heading=(heading,))]
        room = height_of(10) + height_of(1) + height_of(4)
        assert split(rows, first_room=room) == [
            [(0, 0, 10), (1, 0, 1), (2, 0, 4)],
            [(1, 0, 1), (2, 4, 9)],
        ]

    def test_a_heading_of_several_rows_repeats_whole(self) -> None:
        tall = label(1)
        upper, lower = row(1, tall, keeps=True), row(2, tall, keeps=True)
        body = [row(20, heading=(upper, lower)) for _ in range(2)]
        first, second = split([upper, lower, *body])
        assert first[:2] == second[:2] == [(0, 0, 1), (1, 0, 2)]
        assert second[2][0] == 3

    def test_a_heading_of_several_rows_is_not_torn(self) -> None:
        upper, lower = row(1, keeps=True), row(1, keeps=True)
        rows = [row(10), upper, lower, row(9, heading=(upper, lower))]
        room = height_of(10) + 2 * height_of(1) + height_of(3)
        assert split(rows, first_room=room) == [[(0, 0, 10)], [(1, 0, 1), (2, 0, 1), (3, 0, 9)]]


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
        fragments = [whole(row(2, shared)), whole(row(1, shared))]
        assert heights(fragments) == [height_of(2), height_of(1)]

    def test_a_label_taller_than_its_rows_stretches_them_evenly(self) -> None:
        shared = label(5)
        fragments = [whole(row(1, shared)), whole(row(1, shared)), whole(row(1))]
        assert heights(fragments) == [height_of(5) // 2, height_of(5) // 2, height_of(1)]

    def test_what_cannot_be_shared_evenly_goes_to_the_upper_rows(self) -> None:
        shared = label(6)
        found = heights([whole(row(1, shared)) for _ in range(3)])
        assert found == [907, 907, 906]
        assert sum(found) == height_of(6)

    def test_the_inner_label_is_served_before_the_outer_one(self) -> None:
        outer, inner = label(6), label(4)
        found = heights([whole(row(1, outer, inner)), whole(row(1, outer))])
        lacking = height_of(6) - height_of(4) - height_of(1)
        assert found == [height_of(4) + lacking // 2, height_of(1) + lacking // 2]

    def test_labels_beside_each_other_share_what_they_lack(self) -> None:
        outer, inner = label(6), label(5)
        assert heights([whole(row(1, outer, inner))]) == [height_of(6)]

    def test_labels_left_out_of_account_make_no_row_taller(self) -> None:
        outer, inner = label(6), label(4)
        fragments = [whole(row(1, outer, inner)), whole(row(1, outer))]
        assert heights(fragments, besides=[outer]) == [height_of(4), height_of(1)]
        assert heights(fragments, besides=[outer, inner, label(9)]) == [height_of(1), height_of(1)]

    def test_each_label_of_a_page_knows_where_it_stands(self) -> None:
        outer, inner = label(6), label(4)
        fragments = [whole(row(1)), whole(row(1, outer, inner)), whole(row(1, outer)), whole(row(1))]
        assert label_spans(fragments) == {outer: (1, 3), inner: (1, 2)}
        assert label_spans([]) == {}

    def test_a_part_after_the_break_is_tall_enough_for_its_label(self) -> None:
        shared = label(6)
        rows = [row(30, shared), row(3, shared)]
        (*_, last) = paginate(rows, first_room=ROOM, room=ROOM)
        assert sum(heights(last)) == height_of(6)

    def test_a_row_does_not_stay_if_its_label_does_not_fit(self) -> None:
        assert split([row(10), row(1, label(8))], first_room=height_of(10) + height_of(5)) == [
            [(0, 0, 10)],
            [(1, 0, 1)],
        ]

    def test_a_row_stays_if_the_rows_above_have_room_for_its_label(self) -> None:
        shared = label(8)
        rows = [row(4, shared), row(4, shared)]
        assert split(rows, first_room=height_of(4) + height_of(4)) == [[(0, 0, 4), (1, 0, 4)]]

    def test_two_labels_may_lack_the_same_room_only_once(self) -> None:
        # Each lacks what one label of eight lines lacks, and both together no more.
        outer, inner = label(8), label(8)
        rows = [row(10), row(1, outer, inner)]
        assert split(rows, first_room=height_of(10) + height_of(8)) == [[(0, 0, 10), (1, 0, 1)]]
        assert split(rows, first_room=height_of(10) + height_of(8) - 1) == [[(0, 0, 10)], [(1, 0, 1)]]


@st.composite
def tables(draw: st.DrawFn) -> list[TableRow]:
    """Return a heading, rows below it beside labels within labels, and what stands below the table.

    The heading has one row or two, with a cell as tall as both. Two rows of what stands below are kept with
    the last row.
    """
    line_counts = st.one_of(st.integers(1, 6), st.integers(1, 70))
    labels = st.integers(1, LONGEST_LABEL).map(label)
    block = draw(st.lists(labels, max_size=1))
    tall = draw(st.lists(st.integers(1, 4).map(label), max_size=1))
    heading = tuple(
        row(lines, *block, *tall, keeps=True)
        for lines in draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    )
    rows = [*heading]
    for _ in range(draw(st.integers(1, 4))):
        outer = draw(labels)
        for _ in range(draw(st.integers(1, 3))):
            inner = draw(st.lists(labels, max_size=1))
            counts = draw(st.lists(line_counts, min_size=1, max_size=3))
            rows += [row(count, *block, outer, *inner, heading=heading) for count in counts]
    rows[-1].keeps_with_next = True
    notes = draw(st.lists(line_counts, max_size=3))
    return [
        *rows,
        row(1, label(2), keeps=True),
        row(1, label(9), frame=Frame.OPEN),
        *(row(count, frame=Frame.TIGHT) for count in notes),
    ]


FIRST_ROOMS = st.integers(125_00, ROOM)


def heading_of(rows: list[TableRow]) -> tuple[TableRow, ...]:
    """Return the heading of a table."""
    return next(one.heading for one in rows if one.heading)


@UNHURRIED
@given(tables(), FIRST_ROOMS)
def test_every_line_stands_on_one_page_and_in_order(rows: list[TableRow], first_room: int) -> None:
    heading = heading_of(rows)
    pages = paginate(rows, first_room=first_room, room=ROOM)
    body = [one for page in pages for one in page if one.row not in heading]
    assert [(one.row, line) for one in body for line in range(one.start, one.stop)] == [
        (one, line) for one in rows[len(heading) :] for line in range(one.line_count)
    ]


@UNHURRIED
@given(tables(), FIRST_ROOMS)
def test_the_heading_stands_at_the_top_of_every_page_that_begins_with_its_rows(
    rows: list[TableRow], first_room: int
) -> None:
    heading = heading_of(rows)
    for page in paginate(rows, first_room=first_room, room=ROOM):
        top = page[: len(heading)]
        if any(one.row.heading is heading for one in page):
            assert top == tuple(map(whole, heading))
            page = page[len(heading) :]  # noqa: PLW2901  # what is left of it
        assert all(one.row not in heading for one in page)


@UNHURRIED
@given(tables(), FIRST_ROOMS)
def test_no_page_is_fuller_than_its_room(rows: list[TableRow], first_room: int) -> None:
    first, *others = paginate(rows, first_room=first_room, room=ROOM)
    assert sum(heights(first)) <= first_room
    assert all(sum(heights(page)) <= ROOM for page in others)


@UNHURRIED
@given(tables(), FIRST_ROOMS)
def test_the_tail_stands_with_the_last_row(rows: list[TableRow], first_room: int) -> None:
    place = max(number for number, one in enumerate(rows) if one.heading)
    tail = rows[place : place + 3]
    pages = paginate(rows, first_room=first_room, room=ROOM)
    (page,) = (page for page in pages if tail[-1] in [one.row for one in page])
    assert [one.row for one in page if one.row in tail] == tail


@UNHURRIED
@given(tables(), FIRST_ROOMS)
def test_a_row_is_broken_or_moved_only_by_the_rule_of_four_lines(
    rows: list[TableRow], first_room: int
) -> None:
    pages = paginate(rows, first_room=first_room, room=ROOM)
    for number, (page, following) in enumerate(pairwise(pages)):
        room = ROOM if number else first_room
        heading = heading_of(rows)
        last, next_one = page[-1], next(one for one in following if one.row not in heading)
        if next_one.start:
            assert last.row is next_one.row
            assert last.stop - last.start >= LEAST_LINES
            grown = [*page[:-1], last._replace(stop=last.stop + 1)]
            assert sum(heights(grown)) > room or last.stop + 1 == last.row.line_count
        else:
            more = Fragment(next_one.row, 0, min(LEAST_LINES, next_one.row.line_count))
            kept = next_one.row.keeps_with_next and next_one.row.line_count <= LEAST_LINES
            assert sum(heights([*page, more])) > room or kept


@UNHURRIED
@given(tables(), st.integers(1, ROOM), st.integers(1, ROOM))
def test_the_quick_decisions_are_those_of_adding_up_every_page(
    rows: list[TableRow], first_room: int, room: int
) -> None:
    expected = plainly_paginated(rows, first_room=first_room, room=room)
    assert paginate(rows, first_room=first_room, room=room) == expected


@UNHURRIED
@given(tables(), FIRST_ROOMS, st.data())
def test_they_are_so_too_where_a_page_is_full_to_the_brim(
    rows: list[TableRow], first_room: int, data: st.DataObject
) -> None:
    page = data.draw(st.sampled_from(paginate(rows, first_room=first_room, room=ROOM)))
    brim = sum(heights(page))
    for room in (brim - 1, brim, brim + 1):
        assert paginate(rows, first_room=first_room, room=room) == plainly_paginated(
            rows, first_room=first_room, room=room
        )

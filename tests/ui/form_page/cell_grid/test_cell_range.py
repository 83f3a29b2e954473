"""Where Ctrl and an arrow lead, and the rectangle of cells between two of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_ui.form_page.cell_grid.cell_range import CellBlock, CellRange, GridCell, blocks_of, data_edge


@pytest.mark.parametrize(
    ("cells", "at", "right", "left"),
    [
        ("xxxx", 1, 3, 0),
        ("xx--xx", 0, 1, 0),
        ("xx--xx", 1, 4, 0),
        ("xx--xx", 2, 4, 1),
        ("xx--xx", 3, 4, 1),
        ("xx--xx", 4, 5, 1),
        ("-x-", 1, 2, 0),
        ("----", 2, 3, 0),
        ("x", 0, 0, 0),
        ("xx-", 1, 2, 0),
    ],
)
def test_ctrl_and_an_arrow_lead_to_the_edge_of_what_is_filled(
    cells: str, at: int, right: int, left: int
) -> None:
    filled = [cell == "x" for cell in cells]
    assert (data_edge(filled, at, 1), data_edge(filled, at, -1)) == (right, left)


@given(st.lists(st.booleans(), min_size=1), st.data())
def test_a_jump_ends_at_an_edge_and_passes_none(filled: list[bool], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(filled) - 1))
    end = data_edge(filled, at, 1)
    assert end == len(filled) - 1 or (end > at and filled[end])
    # No cell between is one to stop at: all are filled, or none.
    assert len(set(filled[at + 1 : end])) < 2
    mirrored = data_edge(filled[::-1], len(filled) - 1 - at, -1)
    assert mirrored == len(filled) - 1 - end


def test_a_block_lies_between_its_corners_whichever_came_first() -> None:
    cells = CellRange((3, 1), (1, 4))
    assert (list(cells.rows(9)), list(cells.columns(9))) == ([1, 2, 3], [1, 2, 3, 4])


def test_a_block_reaches_elsewhere_from_where_it_began() -> None:
    cells = CellRange((3, 1), (1, 4)).extended_to((4, 0))
    assert (list(cells.rows(9)), list(cells.columns(9))) == ([3, 4], [0, 1])


def test_whole_rows_and_columns_go_from_end_to_end() -> None:
    rows = CellRange((2, 2), (3, 2), whole_rows=True)
    assert (list(rows.rows(5)), list(rows.columns(4))) == ([2, 3], [0, 1, 2, 3])
    columns = CellRange((2, 2), (3, 2), whole_columns=True).extended_to((3, 3))
    assert (list(columns.rows(5)), list(columns.columns(4))) == ([0, 1, 2, 3, 4], [2, 3])


CELLS = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 4)))


@given(CELLS)
def test_the_blocks_of_cells_hold_each_of_them_once(cells: set[GridCell]) -> None:
    held = [(row, column) for block in blocks_of(cells) for row in block.rows for column in block.columns]
    assert sorted(held) == sorted(cells)


@given(CELLS)
def test_no_block_of_cells_could_go_on_in_the_next_row(cells: set[GridCell]) -> None:
    blocks = blocks_of(cells)
    for one in blocks:
        assert not any(other.rows[0] == one.rows.stop and other.columns == one.columns for other in blocks)


def test_a_rectangle_is_one_block() -> None:
    cells = [(row, column) for row in range(3, 500) for column in range(9)]
    assert blocks_of(reversed(cells)) == [CellBlock(range(3, 500), range(9))]

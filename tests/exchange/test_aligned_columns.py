from itertools import pairwise

from perfeval_desktop.exchange.aligned_columns import aligned
from perfeval_desktop.exchange.ruled_tables import Box, RuledCell


def table(*rows: tuple[float, ...]) -> list[RuledCell]:
    """Return a table by the edges of the cells of each row, its columns counted from its own edges."""
    edges = sorted({edge for row in rows for edge in row})
    cells = []
    for number, row in enumerate(rows):
        for left, right in pairwise(row):
            column, end = edges.index(left), edges.index(right)
            cells.append(RuledCell(number, column, 1, end - column, Box(left, 10, right, 20)))
    return cells


def columns(cells: list[RuledCell]) -> list[tuple[int, int]]:
    return [(cell.column, cell.columns) for cell in cells]


def test_a_part_with_fewer_rules_has_the_columns_of_the_one_with_the_most() -> None:
    first = table((0, 50, 100, 200), (0, 50, 200))
    second = table((1, 51, 201))
    assert [columns(one) for one in aligned([first, second])] == [
        [(0, 1), (1, 1), (2, 1), (0, 1), (1, 2)],
        [(0, 1), (1, 2)],
    ]
    assert columns(aligned([second, first])[0]) == [(0, 1), (1, 2)]


def test_a_table_of_other_width_or_with_other_edges_is_counted_by_itself() -> None:
    first = table((0, 50, 100, 200))
    narrower, other = table((0, 100, 180)), table((0, 70, 200))
    assert aligned([first, narrower]) == [first, narrower]
    assert aligned([first, other]) == [first, other]


def test_the_first_of_many_may_be_the_one_with_fewer() -> None:
    few, many = table((0, 200)), table((0, 50, 200))
    assert [columns(one) for one in aligned([few, few, many])] == [[(0, 2)], [(0, 2)], [(0, 1), (1, 1)]]


def test_a_cell_narrower_than_what_is_told_apart_leaves_a_table_as_it_is() -> None:
    thin = table((0, 1, 200))
    assert aligned([thin, table((0, 50, 200))])[0] == thin


def test_nothing_stays_nothing() -> None:
    assert aligned([]) == []

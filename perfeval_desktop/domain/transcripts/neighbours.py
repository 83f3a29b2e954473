"""Which of several grids each row of a paper is of where some names (合计) stand in more than one.

The rows beside it tell. A paper is written down one grid after the other, each in one run of rows; or, where
grids stand side by side, row by row. What neither tells is left open.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple


class _Run(NamedTuple):
    """Rows that follow each other and fit one grid: their numbers, and what they are in each such grid."""

    numbers: list[int]
    grids: dict[str, tuple[int, ...]]


# -- one grid after the other --------------------------------------------------------------------------------


def grid_by_grid(rows: Sequence[frozenset[int]], grid_of: Sequence[str]) -> dict[int, str]:
    """Return the grid of each row that can be told where each grid has one run of rows, by the row's number.

    ``rows`` holds for each the rows of the template that it may be, ``grid_of`` the grid of each of these.
    Nothing is returned where several runs would be of one grid.

    A row between two runs goes with the one before or with the one behind it, whichever leaves more rows in
    the order of the template.
    """
    numbers = [number for number, fits in enumerate(rows) if fits]
    found = [
        settled
        for order in (numbers, list(reversed(numbers)))
        if (settled := _settled(_runs(rows, grid_of, order))) is not None
    ]
    fewest = min((_turned(settled, grid_of) for settled in found), default=0)
    best = [settled for settled in found if _turned(settled, grid_of) == fewest]
    return {
        number: grid_of[at]
        for number, at in (best[0] if best else {}).items()
        if all(number in one and grid_of[one[number]] == grid_of[at] for one in best)
    }


def _runs(rows: Sequence[frozenset[int]], grid_of: Sequence[str], order: Iterable[int]) -> list[_Run]:
    """Return the rows in runs, each as long as one grid has a row for each of them."""
    runs: list[_Run] = []
    for number in order:
        grown = _grown(runs[-1].grids, rows[number], grid_of) if runs else {}
        if grown:
            runs[-1] = _Run([*runs[-1].numbers, number], grown)
        else:
            start = dict.fromkeys((grid_of[at] for at in sorted(rows[number])), ())
            runs.append(_Run([number], _grown(start, rows[number], grid_of)))
    return runs


def _grown(
    grids: Mapping[str, tuple[int, ...]], fits: frozenset[int], grid_of: Sequence[str]
) -> dict[str, tuple[int, ...]]:
    """Return the grids of a run that have a row left for one more row."""
    free = {
        grid: [at for at in sorted(fits) if grid_of[at] == grid and at not in taken]
        for grid, taken in grids.items()
    }
    return {grid: (*taken, free[grid][0]) for grid, taken in grids.items() if free[grid]}


def _settled(runs: Sequence[_Run]) -> dict[int, int] | None:
    """Return which row each is where that is settled; ``None`` where two runs would be of one grid."""
    taken: set[str] = set()
    settled: dict[int, int] = {}
    left = list(runs)
    while run := next((one for one in left if len(one.grids.keys() - taken) <= 1), None):
        grid = next(iter(run.grids.keys() - taken), None)
        if grid is None:
            return None
        taken.add(grid)
        left.remove(run)
        settled.update(zip(run.numbers, run.grids[grid], strict=True))
    return settled


def _turned(settled: Mapping[int, int], grid_of: Sequence[str]) -> int:
    """Return how many rows stand behind one that the template has below them."""
    in_order = (settled[number] for number in sorted(settled))
    return sum(grid_of[one] == grid_of[other] and one > other for one, other in pairwise(in_order))


# -- row by row ----------------------------------------------------------------------------------------------


def row_by_row(rows: Sequence[frozenset[int]], grid_of: Sequence[str]) -> dict[int, str]:
    """Return the grid of each row where all follow each other as in the template, by the row's number.

    ``grid_of`` has the rows of grids side by side one row after the other. Only of names that
    stand there as often as in the template: else nobody knows which is missing.
    """
    found: dict[int, str] = {}
    last = -1
    for number, fits in enumerate(rows):
        if fits:
            last = min((at for at in fits if at > last), default=len(grid_of))
            if last == len(grid_of):
                return {}
            if rows.count(fits) == len(fits):
                found[number] = grid_of[last]
    return found

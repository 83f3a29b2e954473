"""The parts of a table on pages that follow each other: each has its own rules, all have the same columns."""

from collections.abc import Iterable, Sequence
from typing import Final

from perfeval_desktop.exchange.ruled_tables import RuledCell

# Edges that are nearer are the same.
_NEAR: Final = 2.5


def aligned(tables: Sequence[Sequence[RuledCell]]) -> list[list[RuledCell]]:
    """Return tables that follow each other, those that are parts of one with its columns.

    The columns of a table are counted from the rules that are there: where a cell of the first page is parted
    and none of the second, the second counts fewer. Parts are as wide, and have no edge that the part with
    the most has not.
    """
    found: list[list[RuledCell]] = []
    for group in _as_wide(tables):
        columns = max((_edges(table) for table in group), key=len)
        found += [_counted(table, columns) for table in group]
    return found


def _as_wide(tables: Sequence[Sequence[RuledCell]]) -> list[list[Sequence[RuledCell]]]:
    groups: list[list[Sequence[RuledCell]]] = []
    for table in tables:
        ends = _edges(table)[0], _edges(table)[-1]
        before = _edges(groups[-1][-1]) if groups else None
        if before is not None and all(
            abs(one - other) <= _NEAR for one, other in zip(ends, (before[0], before[-1]), strict=True)
        ):
            groups[-1].append(table)
        else:
            groups.append([table])
    return groups


def _edges(table: Iterable[RuledCell]) -> list[float]:
    """Return where the columns of a table begin, and where the last one ends."""
    places = sorted({edge for cell in table for edge in (cell.box.left, cell.box.right)})
    return [place for number, place in enumerate(places) if not number or place - places[number - 1] > _NEAR]


def _counted(table: Sequence[RuledCell], columns: Sequence[float]) -> list[RuledCell]:
    """Return a table with its columns counted by ``columns``; as it is where it has others."""
    places = [(_number(columns, cell.box.left), _number(columns, cell.box.right)) for cell in table]
    counted = []
    for cell, (left, right) in zip(table, places, strict=True):
        if left is None or right is None or right <= left:
            return list(table)
        counted.append(cell._replace(column=left, columns=right - left))
    return counted


def _number(columns: Sequence[float], edge: float) -> int | None:
    near = (number for number, place in enumerate(columns) if abs(place - edge) <= _NEAR)
    return next(near, None)

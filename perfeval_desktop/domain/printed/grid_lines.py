"""The printed lines of an indicator grid, and which of their neighbours share a cell at the left."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from perfeval_desktop.domain.blocks import Dimension, IndicatorsBlock
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.form import NO_ROW, Row, RowId
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.scoring import Score


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of the grid.

    It is an indicator, or has no ``facts`` and no ``score``: a level-2 name that the template keeps empty, or
    a goal under which nothing stands.
    """

    row: Row
    facts: IndicatorFacts | None
    score: Score | None
    level1: str
    level2: str
    goal: RowId | None


def printed_lines(seen: Seen, block: IndicatorsBlock) -> tuple[Line, ...]:
    """Return the lines of the grid: the form's indicators, and among them the empty level-2 rows.

    The form keeps its order. Where a dimension of the template keeps empty rows, each of its level-2 names
    that the form lacks stands before the first one that follows it in the template, and so does a dimension
    that the form lacks altogether. A dimension that the form uses without level 2 gets no empty rows.
    """
    groups: list[list[Line]] = []
    before: object = None
    rows = seen.form.rows(block.key)
    for row, facts, score in zip(rows, seen.facts.indicators, seen.sheet.indicators, strict=True):
        line = Line(row, facts, score, facts.level1, facts.level2, facts.goal)
        if groups and before == (line.goal, line.level1):
            groups[-1].append(line)
        else:
            groups.append([line])
        before = (line.goal, line.level1)
    for number, dimension in enumerate(block.dimensions):
        if dimension.keep_empty:
            _keep_empty(groups, block.dimensions, number)
    return tuple([line for group in groups for line in group])


def _keep_empty(groups: list[list[Line]], dimensions: Sequence[Dimension], number: int) -> None:
    """Put the empty level-2 rows of a dimension into ``groups``."""
    dimension = dimensions[number]
    own = [group for group in groups if group[0].level1 == dimension.name]
    used = {line.level2 for group in own for line in group}
    if used == {""}:
        return
    if own:
        goal = own[0][0].goal
    else:
        later = {one.name for one in dimensions[number + 1 :]}
        at = next((at for at, group in enumerate(groups) if group[0].level1 in later), len(groups))
        goal = groups[max(at - 1, 0)][0].goal if groups else None
        own = [[]]
        groups.insert(at, own[0])
    for at_name, name in enumerate(dimension.level2):
        if name not in used:
            empty = Line(NO_ROW, None, None, dimension.name, name, goal)
            behind = set(dimension.level2[at_name + 1 :])
            before = (at for at, line in enumerate(own[0]) if line.level2 in behind)
            own[0].insert(next(before, len(own[0])), empty)


def with_every_goal(lines: Sequence[Line], goals: Sequence[Row]) -> tuple[Line, ...]:
    """Return ``lines`` with one more for each goal that none of them stands under, in their order."""
    found = list(lines)
    standing = {line.goal for line in lines}
    earlier: set[RowId | None] = set()
    for goal in goals:
        if goal.id not in standing:
            at = max((at for at, line in enumerate(found, 1) if line.goal in earlier), default=0)
            found.insert(at, Line(NO_ROW, None, None, "", "", goal.id))
        earlier.add(goal.id)
    return tuple(found)


def level1_keys(lines: Sequence[Line]) -> list[Hashable]:
    """Return what neighbours of one level-1 cell have in common, ``None`` for a line without the name.

    The points printed behind a name belong to the cell: two names with other points stand apart.
    """
    keys: list[Hashable] = []
    name: tuple[RowId | None, str] | None = None
    points: Decimal | None = None
    number = 0
    for line in lines:
        own = None if line.facts is None else line.facts.level1_points
        if (line.goal, line.level1) != name or (own is not None and points is not None and own != points):
            name, points, number = (line.goal, line.level1), None, number + 1
        points = own if points is None else points
        keys.append(number if line.level1.strip() else None)
    return keys


def level2_keys(lines: Sequence[Line]) -> list[Hashable]:
    """Return what neighbours of one level-2 cell have in common, ``None`` for a line without the name."""
    return [(line.goal, line.level2) if line.level2.strip() else None for line in lines]


def runs(keys: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield where equal neighbours start and end; ``None`` has nothing in common with ``None``."""
    start = 0
    for end in range(1, len(keys) + 1):
        if end == len(keys) or keys[end] is None or keys[end] != keys[start]:
            yield start, end
            start = end

"""Tables of a page that is only drawn: from the rules, to cells that may go over several rows and columns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

# In points. What is nearer is the same place; what is shorter is no rule.
_NEAR: Final = 2.5
_SHORT: Final = 5.0


class Rule(NamedTuple):
    """A line of a page, level or upright: its place across its direction, its beginning and its end."""

    is_level: bool
    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle of a page; heights are counted from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, across: float, down: float) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= across <= self.right and self.top <= down <= self.bottom


class RuledCell(NamedTuple):
    """A cell of a table: where it is in the grid, and where on the page."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class RuledTable(NamedTuple):
    """A table of a page."""

    box: Box
    cells: tuple[RuledCell, ...]


def rules_of(box: Box) -> list[Rule]:
    """Return what is thin and long as a rule; nothing for anything else."""
    wide, high = box.right - box.left, box.bottom - box.top
    if high <= _NEAR and wide > _SHORT:
        return [Rule(is_level=True, at=(box.top + box.bottom) / 2, start=box.left, end=box.right)]
    if wide <= _NEAR and high > _SHORT:
        return [Rule(is_level=False, at=(box.left + box.right) / 2, start=box.top, end=box.bottom)]
    return []


def ruled_tables(rules: Iterable[Rule]) -> list[RuledTable]:
    """Return the tables that the rules of a page make, from top to bottom."""
    tables = (_table(group) for group in _connected(_joined(list(rules))))
    return sorted((table for table in tables if table), key=lambda table: (table.box.top, table.box.left))


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules, those that go on in each other as one."""
    found: list[Rule] = []
    for is_level in (True, False):
        some = sorted(rule for rule in rules if rule.is_level is is_level)
        for line in _clusters([rule.at for rule in some]):
            of_line = sorted(
                (rule for rule in some if line[0] <= rule.at <= line[-1]), key=lambda rule: rule.start
            )
            at = sum(line) / len(line)
            start, end = of_line[0].start, of_line[0].end
            for rule in of_line[1:]:
                if rule.start > end + _NEAR:
                    found.append(Rule(is_level, at, start, end))
                    start, end = rule.start, rule.end
                end = max(end, rule.end)
            found.append(Rule(is_level, at, start, end))
    return found


def _clusters(numbers: Sequence[float]) -> list[list[float]]:
    """Return numbers in rising order, those that are near each other together."""
    clusters: list[list[float]] = []
    for number in sorted(numbers):
        if clusters and number - clusters[-1][-1] <= _NEAR:
            clusters[-1].append(number)
        else:
            clusters.append([number])
    return clusters


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules in groups of those that touch each other."""
    level = [rule for rule in rules if rule.is_level]
    upright = [rule for rule in rules if not rule.is_level]
    group_of = {rule: number for number, rule in enumerate(rules)}
    members = {number: [rule] for rule, number in group_of.items()}
    for one in level:
        for other in upright:
            first, second = group_of[one], group_of[other]
            if first != second and _touch(one, other):
                for moved in members[second]:
                    group_of[moved] = first
                members[first] += members.pop(second)
    return list(members.values())


def _touch(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _table(rules: Sequence[Rule]) -> RuledTable | None:
    ups: dict[float, list[Rule]] = defaultdict(list)
    levels: dict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        (levels if rule.is_level else ups)[rule.at].append(rule)
    if not ups or not levels:
        return None
    across = _with_ends(sorted(ups), [end for rule in rules if rule.is_level for end in rule[2:]])
    down = _with_ends(sorted(levels), [end for rule in rules if not rule.is_level for end in rule[2:]])
    if len(across) < 2 or len(down) < 2:
        return None
    # A cell goes on to the right and down as far as no rule parts it; what is left over is part of it.
    taken: set[tuple[int, int]] = set()
    cells: list[RuledCell] = []
    for row, (top, bottom) in enumerate(pairwise(down)):
        for column, (left, right) in enumerate(pairwise(across)):
            if (row, column) in taken:
                continue
            last, low = column + 1, row + 1
            middle = (top + bottom) / 2
            while last < len(across) - 1 and not _is_ruled(ups[across[last]], middle):
                last += 1
            middle = (left + right) / 2
            while low < len(down) - 1 and not _is_ruled(levels[down[low]], middle):
                low += 1
            taken.update((i, j) for i in range(row, low) for j in range(column, last))
            box = Box(left, top, across[last], down[low])
            cells.append(RuledCell(row, column, low - row, last - column, box))
    return RuledTable(Box(across[0], down[0], across[-1], down[-1]), tuple(cells))


def _with_ends(places: list[float], ends: Sequence[float]) -> list[float]:
    """Return the places of rules, and where those across end beyond: some tables are open at a side."""
    before = [min(ends)] if min(ends) < places[0] - _NEAR else []
    behind = [max(ends)] if max(ends) > places[-1] + _NEAR else []
    return [*before, *places, *behind]


def _is_ruled(rules: Iterable[Rule], at: float) -> bool:
    return any(rule.start <= at <= rule.end for rule in rules)

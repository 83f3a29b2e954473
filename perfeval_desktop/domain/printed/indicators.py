"""The indicator grid: its heading, and the indicators with their merged levels."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from perfeval_desktop.domain.blocks import GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow, in_order
from perfeval_desktop.domain.printed.context import Seen, look_of
from perfeval_desktop.domain.printed.goals import goal_in_grid, stands_in_grid
from perfeval_desktop.domain.printed.grid_columns import GridColumn, grid_columns, grid_text
from perfeval_desktop.domain.printed.grid_lines import (
    Line,
    level1_keys,
    level2_keys,
    printed_lines,
    runs,
    with_every_goal,
)
from perfeval_desktop.domain.printed.labels import unbroken_parts
from perfeval_desktop.domain.printed.widths import Elastic, Holds, adapted, elastic, holds_of, mm
from perfeval_desktop.domain.scoring import Origin
from perfeval_desktop.domain.template import Template

_LEVEL1, _LEVEL2 = Role.LEVEL1, Role.LEVEL2
_LABEL = Look.LABEL


class IndicatorsPrinter:
    """Prints the grid, with its label or its goals at the left where it has some.

    It has ``count`` columns; ``first`` tells where those with a role begin. ``label_end`` is where the words
    end that stand under the levels in a row below the grid.
    """

    def __init__(self, template: Template, block: IndicatorsBlock) -> None:
        self._block = block
        goals = template.by_key.get(block.goals or "")
        self._goals = goals if isinstance(goals, GoalsBlock) and stands_in_grid(goals) else None
        left = block.label_width if self._goals is None else self._goals.label_width
        self._offset = offset = 1 if left else 0
        columns = list(enumerate(grid_columns(block), offset))
        self._widths = (*(left,) * offset, *(one.width for _, one in columns))
        self.first = {one.column.role: at for at, one in reversed(columns)}
        self.count = len(self._widths)
        level1 = self.first.get(Role.LEVEL1)
        self._levels_adjoin = level1 is not None and self.first.get(Role.LEVEL2) == level1 + 1
        self.label_end = min(offset + (2 if self._levels_adjoin else 1), self.count - 1)
        entries = [(at, one) for at, one in columns if one.column.role not in {_LEVEL1, _LEVEL2}]
        self._entries = [
            (at, one.column.key, one.choice is None, look_of(one.column), grid_text(one))
            for at, one in entries
        ]
        self._elastic = [_elastic(template, one) for _, one in entries]
        self._own = tuple([one.width for _, one in entries])
        self._label = [PrintedCell(0, 1, block.label, Look.UPRIGHT)] * offset
        corner = self._label if self._goals is None else [PrintedCell(0, 1, self._goals.label, Look.HEADING)]
        self._headings = _headings(corner, columns)

    def widths(self, seen: Seen) -> tuple[Decimal, ...]:
        """Return the widths of the columns on a form whose grid is printed."""
        return seen.widths.get(self._block.key, self._widths)

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the rows of the grid; the last one keeps with what closes it."""
        lines = printed_lines(seen, self._block)
        if self._goals is not None:
            lines = with_every_goal(lines, seen.form.rows(self._goals.key))
        entries = self._cells(seen, lines)
        widths = seen.widths[self._block.key] = self._adapted(entries)
        headings = tuple([PrintedRow(widths, cells, keeps_with_next=True) for cells in self._headings])
        yield from headings
        last = len(lines) - 1
        for number, (left, right) in enumerate(zip(self._beside(seen, lines), entries, strict=True)):
            yield PrintedRow(widths, in_order([*left, *right]), number == last, headings)

    def _beside(self, seen: Seen, lines: Sequence[Line]) -> list[list[PrintedCell]]:
        """Return the cells left of each line: label or goal, level 1, level 2; neighbours share theirs."""
        found: list[list[PrintedCell]] = [[] for _ in lines]
        if self._goals is None:
            for cells in found:
                cells.extend(self._label)
        else:
            for start, end in runs([line.goal for line in lines]):
                goal = goal_in_grid(seen, self._goals, lines[start].goal)
                for cells in found[start:end]:
                    cells.append(goal)
        if _LEVEL1 in self.first:
            keys = level1_keys(lines)
            for start, end in runs(keys):
                self._add_level1(lines[start:end], found[start:end], is_named=keys[start] is not None)
        else:
            self._add_level2(lines, found)
        return found

    def _add_level1(self, run: Sequence[Line], found: Sequence[list[PrintedCell]], *, is_named: bool) -> None:
        """Add the cells of a run of one level-1 name; without level 2 it spans both columns."""
        spans_both = self._levels_adjoin and is_named and not any(line.level2 for line in run)
        at = self.first[_LEVEL1]
        text = self._level1_text(run)
        cell = PrintedCell(at, at + (2 if spans_both else 1), text, _LABEL, self._spot(run, _LEVEL1))
        for cells in found:
            cells.append(cell)
        if not spans_both:
            self._add_level2(run, found)

    def _add_level2(self, run: Sequence[Line], found: Sequence[list[PrintedCell]]) -> None:
        at = self.first.get(_LEVEL2)
        if at is None:
            return
        for start, end in runs(level2_keys(run)):
            spot = self._spot(run[start:end], _LEVEL2)
            cell = PrintedCell(at, at + 1, run[start].level2, _LABEL, spot)
            for cells in found[start:end]:
                cells.append(cell)

    def _spot(self, run: Sequence[Line], role: Role) -> Place | None:
        """Return where the name of a level is entered, ``None`` where it is the template's."""
        column = self._block.by_role[role]
        return next((Place(self._block.key, line.row.id, column.key) for line in run if line.facts), None)

    def _level1_text(self, run: Sequence[Line]) -> str:
        """Return the level-1 name as typed, with its points where the template prints them."""
        own = [line for line in run if line.facts is not None]
        if not own:
            return run[0].level1
        key = self._block.by_role[_LEVEL1].key
        with_points = next(
            (line for line in own if line.facts and line.facts.level1_points is not None), None
        )
        if with_points is not None:
            return with_points.row.text(key)
        typed = own[0].row.text(key)
        if not self._block.points_in_level1 or not typed.strip():
            return typed
        weights = [
            line.score.weight
            for line in own
            if line.score and line.score.weight is not None and line.score.origin is not Origin.SHARED
        ]
        return f"{typed}（{points_text(sum(weights, Decimal(0)))}分）" if weights else typed

    def _cells(self, seen: Seen, lines: Sequence[Line]) -> list[list[PrintedCell]]:
        """Return the cells of each line right of its levels; a joined one is the cell of the row above."""
        block, entries = self._block.key, self._entries
        found: list[list[PrintedCell]] = []
        above: list[PrintedCell] = []
        for line in lines:
            row, facts, score = line.row, line.facts, line.score
            if facts is None or score is None:
                cells = [PrintedCell(at, at + 1, "", look) for at, _, _, look, _ in entries]
            else:
                cells = [
                    PrintedCell(at, at + 1, text(seen, row, facts, score), look, Place(block, row.id, key))
                    for at, key, _, look, text in entries
                ]
                if row.joined and above:
                    for number, (_, key, is_whole, _, _) in enumerate(entries):
                        if is_whole and key in row.joined:
                            cells[number] = above[number]
            found.append(cells)
            above = cells
        return found

    def _adapted(self, entries: Sequence[Sequence[PrintedCell]]) -> tuple[Decimal, ...]:
        """Return the widths for what stands in the cells."""
        texts = [
            [
                cell.text if cell is not above else ""
                for above, cell in zip((None, *cells), cells, strict=False)
            ]
            for cells in zip(*entries, strict=True)
        ]
        if not texts:
            return self._widths
        changed = mm(adapted(self._elastic, texts))
        if changed == self._own:
            return self._widths
        widths = list(self._widths)
        for (at, *_), width in zip(self._entries, changed, strict=True):
            widths[at] = width
        return tuple(widths)


def _elastic(template: Template, printed: GridColumn) -> Elastic:
    """Return how a column of the grid may change."""
    if printed.choice is not None:
        return elastic(Holds.FIXED, printed.width)
    return elastic(
        holds_of(printed.column), printed.width, unbroken_parts(template.break_points, printed.label)
    )


_Column = tuple[int, GridColumn]


def _headings(corner: Sequence[PrintedCell], columns: Sequence[_Column]) -> list[tuple[PrintedCell, ...]]:
    """Return the cells of the heading: one row, or two where a heading stands above others."""
    if not any(one.above for _, one in columns):
        return [(*corner, *(PrintedCell(at, at + 1, one.label, Look.HEADING) for at, one in columns))]
    upper, lower = list(corner), list(corner)
    for above, group in groupby(columns, key=lambda item: item[1].above or item[0]):
        run = list(group)
        cells = [PrintedCell(at, at + 1, one.label, Look.HEADING) for at, one in run]
        lower.extend(cells)
        upper.extend(cells if isinstance(above, int) else [_over(above, run)])
    return [tuple(upper), tuple(lower)]


def _over(above: str, run: Sequence[_Column]) -> PrintedCell:
    return PrintedCell(run[0][0], run[-1][0] + 1, above, Look.HEADING)

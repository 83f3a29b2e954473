"""The indicator grid: its heading, the indicators with their merged levels, and the figures that close it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfeval_desktop.domain.blocks import (
    Dimension,
    FiguresBlock,
    FiguresLayout,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Role
from perfeval_desktop.domain.earning import completion_share
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.figures import points_text, rate_text
from perfeval_desktop.domain.form import Row, RowId
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow, in_order
from perfeval_desktop.domain.printed.context import Seen, place
from perfeval_desktop.domain.printed.goals import goal_label
from perfeval_desktop.domain.scoring import Origin, Score, rate_figure
from perfeval_desktop.domain.template import Template

_LEVELS = (Role.LEVEL1, Role.LEVEL2)
_TICK = "√"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A printed column: a column of the template, or one of the choices of a ticked one."""

    column: Column
    width: Decimal
    choice: str | None = None

    @property
    def label(self) -> str:
        """The words above it."""
        return self.column.label if self.choice is None else self.choice

    @property
    def above(self) -> str:
        """The words above those, shared with its neighbours."""
        return self.column.above if self.choice is None else self.column.label


@lru_cache(maxsize=64)
def grid_columns(block: IndicatorsBlock) -> tuple[GridColumn, ...]:
    """Return the printed columns of a grid."""
    found: list[GridColumn] = []
    for column in block.columns:
        if column.choice_style is ChoiceStyle.TICKS:
            width = column.width / len(column.choices)
            found.extend(GridColumn(column, width, choice) for choice in column.choices)
        else:
            found.append(GridColumn(column, column.width))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of the grid: an indicator, or a level-2 name that the template keeps empty."""

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
    return tuple(line for group in groups for line in group)


def _keep_empty(groups: list[list[Line]], dimensions: Sequence[Dimension], number: int) -> None:
    """Put the empty level-2 rows of a dimension into ``groups``."""
    dimension = dimensions[number]
    own = [group for group in groups if group[0].level1 == dimension.name]
    used = {line.level2 for group in own for line in group}
    if used == {""}:
        return
    if not own:
        later = {one.name for one in dimensions[number + 1 :]}
        own = [[]]
        before = (at for at, group in enumerate(groups) if group[0].level1 in later)
        groups.insert(next(before, len(groups)), own[0])
    for at_name, name in enumerate(dimension.level2):
        if name not in used:
            empty = Line(Row(RowId("")), None, None, dimension.name, name, None)
            behind = set(dimension.level2[at_name + 1 :])
            before = (at for at, line in enumerate(own[0]) if line.level2 in behind)
            own[0].insert(next(before, len(own[0])), empty)


class IndicatorsPrinter:
    """Prints the grid, with its label or its goals at the left where it has some."""

    def __init__(self, template: Template, block: IndicatorsBlock) -> None:
        self._template = template
        self._block = block
        goals = template.by_key.get(block.goals or "")
        self._goals = goals if isinstance(goals, GoalsBlock) and goals.in_grid else None
        left = block.label_width if self._goals is None else self._goals.label_width
        self._offset = 1 if left else 0
        self._columns = grid_columns(block)
        self.widths = (*(left,) * self._offset, *(one.width for one in self._columns))
        self.first = {one.column.role: at for at, one in enumerate(self._columns, self._offset)}
        label = block.label if self._goals is None else self._goals.label
        self._label = [PrintedCell(0, 1, label, Look.UPRIGHT)] * self._offset
        self.levels_adjoin = (
            Role.LEVEL1 in self.first and self.first.get(Role.LEVEL2) == self.first[Role.LEVEL1] + 1
        )
        self._headings = self._heading_rows()

    @property
    def offset(self) -> int:
        """How many columns stand at the left of the grid."""
        return self._offset

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the rows of the grid; the last one keeps with what closes it."""
        yield from self._headings
        lines = printed_lines(seen, self._block)
        beside = self._beside(seen, lines)
        yield from self._goals_without_indicators(seen, lines)
        shared: dict[str, PrintedCell] = {}
        for number, (line, left) in enumerate(zip(lines, beside, strict=True), 1):
            cells = self._cells(seen, line, shared)
            yield PrintedRow(
                self.widths,
                in_order([*left, *cells]),
                keeps_with_next=number == len(lines),
                heading=self._headings,
            )

    def _heading_rows(self) -> tuple[PrintedRow, ...]:
        corner = list(self._label) if self._goals is None else []
        if self._goals is not None and self._offset:
            corner = [PrintedCell(0, 1, self._goals.label, Look.HEADING)]
        if not any(one.above for one in self._columns):
            cells = (
                PrintedCell(at, at + 1, one.label, Look.HEADING)
                for at, one in enumerate(self._columns, self._offset)
            )
            return (PrintedRow(self.widths, (*corner, *cells), keeps_with_next=True),)
        upper, lower = list(corner), list(corner)
        at = self._offset
        for above, run in _above_runs(self._columns):
            if above:
                upper.append(PrintedCell(at, at + len(run), above, Look.HEADING))
                lower.extend(
                    PrintedCell(at + step, at + step + 1, one.label, Look.HEADING)
                    for step, one in enumerate(run)
                )
            else:
                tall = PrintedCell(at, at + 1, run[0].label, Look.LABEL)
                upper.append(tall)
                lower.append(tall)
            at += len(run)
        return tuple(PrintedRow(self.widths, tuple(row), keeps_with_next=True) for row in (upper, lower))

    def _beside(self, seen: Seen, lines: Sequence[Line]) -> list[list[PrintedCell]]:
        """Return the cells left of each line: label or goal, level 1, level 2; neighbours share theirs."""
        found: list[list[PrintedCell]] = [[] for _ in lines]
        if self._goals is None:
            for cells in found:
                cells.extend(self._label)
        elif self._offset:
            numbers = {row.id: number for number, row in enumerate(seen.form.rows(self._goals.key))}
            for start, end in _line_runs([line.goal for line in lines]):
                number = numbers.get(lines[start].goal or RowId(""))
                text = "" if number is None else self._goal_text(seen, number)
                cell = PrintedCell(0, 1, text, Look.LABEL)
                for cells in found[start:end]:
                    cells.append(cell)
        self._add_levels(seen, lines, found)
        return found

    def _goal_text(self, seen: Seen, number: int) -> str:
        goals = self._goals
        if goals is None:
            raise AssertionError("only called with goals in the grid")
        row = seen.form.rows(goals.key)[number]
        lines = [goal_label(seen, goals, number)]
        for column in goals.columns:
            text = seen.entered(column, row.text(column.key))
            if text and column.role is not Role.WEIGHT:
                lines.append(text if column.role is Role.EXPECTED_GOAL else f"{column.words}：{text}")
        return "\n".join(lines)

    def _goals_without_indicators(self, seen: Seen, lines: Sequence[Line]) -> Iterator[PrintedRow]:
        if self._goals is None:
            return
        under = {line.goal for line in lines}
        for number, row in enumerate(seen.form.rows(self._goals.key)):
            if row.id not in under:
                cell = PrintedCell(0, 1, self._goal_text(seen, number), Look.LABEL)
                rest = PrintedCell(1, len(self.widths), "", Look.TEXT)
                yield PrintedRow(self.widths, (cell, rest), heading=self._headings)

    def _add_levels(self, seen: Seen, lines: Sequence[Line], found: list[list[PrintedCell]]) -> None:
        level1, level2 = self.first.get(Role.LEVEL1), self.first.get(Role.LEVEL2)
        keys = [(line.goal, line.level1) if line.level1.strip() else None for line in lines]
        for start, end in _line_runs(keys):
            run = lines[start:end]
            spans_both = (
                self.levels_adjoin and keys[start] is not None and not any(line.level2 for line in run)
            )
            if level1 is not None:
                text = self._level1_text(run)
                cell = PrintedCell(level1, level1 + (2 if spans_both else 1), text, Look.LABEL)
                for cells in found[start:end]:
                    cells.append(cell)
            if level2 is not None and not spans_both:
                names = [line.level2 if line.level2.strip() else None for line in run]
                for first, last in _line_runs(names):
                    cell = PrintedCell(level2, level2 + 1, run[first].level2, Look.LABEL)
                    for cells in found[start + first : start + last]:
                        cells.append(cell)

    def _level1_text(self, run: Sequence[Line]) -> str:
        """Return the level-1 name as typed, with its points where the template prints them."""
        facts = run[0].facts
        column = self._block.by_role[Role.LEVEL1]
        typed = run[0].level1 if facts is None else run[0].row.text(column.key)
        if not self._block.points_in_level1 or not typed or (facts and facts.level1_points is not None):
            return typed
        weights = [
            line.score.weight
            for line in run
            if line.score is not None
            and line.score.weight is not None
            and line.score.origin is not Origin.SHARED
        ]
        return f"{typed}（{points_text(sum(weights, Decimal(0)))}分）" if weights else typed

    def _cells(self, seen: Seen, line: Line, shared: dict[str, PrintedCell]) -> Iterator[PrintedCell]:
        """Yield the cells of a line right of its levels; a joined one is the cell of the row above."""
        for at, printed in enumerate(self._columns, self._offset):
            column = printed.column
            if column.role in _LEVELS:
                continue
            if column.key in line.row.joined and column.key in shared:
                yield shared[column.key]
                continue
            look = Look.VALUE if column.kind.is_centred else Look.TEXT
            spot = None if line.facts is None else place(self._block, line.row.id, column)
            cell = PrintedCell(at, at + 1, self._text(seen, line, printed), look, spot)
            if printed.choice is None:
                shared[column.key] = cell
            yield cell

    def _text(self, seen: Seen, line: Line, printed: GridColumn) -> str:
        if line.facts is None or line.score is None:
            return ""
        if printed.choice is not None:
            return _tick(printed, line.row.text(printed.column.key))
        return indicator_text(seen, self._block, line.row, line.facts, line.score, printed.column)


def indicator_text(
    seen: Seen, block: IndicatorsBlock, row: Row, facts: IndicatorFacts, score: Score, column: Column
) -> str:
    """Return the text of an indicator's cell as printed: computed where it is, else as entered."""
    typed = row.text(column.key)
    match column.role:
        case Role.SCORE:
            return points_text(score.value, column.decimals) or typed
        case Role.WEIGHT if facts.is_execution:
            return points_text(score.weight, column.decimals)
        case Role.COMPLETION_RATE:
            return completion_text(seen.template, facts) or typed
        case Role.ACTUAL if facts.is_execution and not typed and seen.sheet.rate is not None:
            return rate_text(seen.sheet.rate.figure, seen.template.rate)
        case _:
            return seen.entered(column, typed)


def completion_text(template: Template, facts: IndicatorFacts) -> str:
    """Return the actual's share of its target as a rate, ``""`` where there is none."""
    share = completion_share(facts)
    return "" if share is None else rate_text(rate_figure(template.rate, share), template.rate)


def _tick(printed: GridColumn, text: str) -> str:
    """Return what stands in the column of one choice: its tick; in the first one all that is no choice."""
    chosen = [one.strip() for one in text.split("、")]
    if printed.choice in chosen:
        return _TICK
    others = [one for one in chosen if one and one not in printed.column.choices]
    return "、".join(others) if printed.choice == printed.column.choices[0] else ""


def _above_runs(columns: Sequence[GridColumn]) -> Iterator[tuple[str, list[GridColumn]]]:
    """Yield the columns in runs of one heading above them; those without one each by itself."""
    run: list[GridColumn] = []
    for column in columns:
        if run and column.above and column.above == run[-1].above:
            run.append(column)
            continue
        if run:
            yield run[-1].above, run
        run = [column]
    if run:
        yield run[-1].above, run


def _line_runs(keys: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield where equal neighbours start and end; ``None`` has nothing in common with ``None``."""
    start = 0
    for end in range(1, len(keys) + 1):
        if end == len(keys) or keys[end] is None or keys[end] != keys[start]:
            yield start, end
            start = end


class FiguresPrinter:
    """Prints total weight, total and grade below the grid, in its columns."""

    def __init__(self, template: Template, block: FiguresBlock) -> None:
        self._block = block
        grid = template.by_key[block.grid]
        if not isinstance(grid, IndicatorsBlock):
            raise AssertionError("the reader sees to it")
        self._grid = IndicatorsPrinter(template, grid)
        self._figures = {
            self._grid.first[beside]: block.by_role[role]
            for role, beside in ((Role.TOTAL_WEIGHT, Role.WEIGHT), (Role.TOTAL, Role.SCORE))
            if role in block.by_role and beside in self._grid.first
        }
        self._others = [column for column in block.columns if column not in self._figures.values()]

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the row of the figures that stand in columns of the grid, and one for each other figure."""
        row = seen.only_row(self._block)
        others = list(self._others)
        end = len(self._grid.widths)
        if self._figures:
            after = max(self._figures) + 1
            in_row = others if self._block.layout is FiguresLayout.ONE_ROW and after < end else []
            others = [] if in_row else others
            cells = self._figure_cells(seen, row, after if in_row else end)
            if in_row:
                words = "  ".join(self._sentence(seen, row, column) for column in in_row)
                spot = place(self._block, row.id, in_row[0])
                cells.append(PrintedCell(after, end, words, Look.VALUE, spot))
            yield PrintedRow(self._grid.widths, in_order(cells), keeps_with_next=bool(others))
        for number, column in enumerate(others, 1):
            yield self._row_of_its_own(seen, row, column, keeps_with_next=number < len(others))

    def _figure_cells(self, seen: Seen, row: Row, end: int) -> list[PrintedCell]:
        """Return the words up to the first figure, and the figures in their columns."""
        first = next(at for at in range(end) if at not in self._figures)
        label_end = next((at for at in range(first, end) if at in self._figures), end)
        cells = [PrintedCell(first, label_end, seen.label(self._block.label), Look.LABEL)]
        at = 0
        while at < end:
            if first <= at < label_end:
                at = label_end
                continue
            column = self._figures.get(at)
            text = "" if column is None else seen.single(self._block, row, column)
            spot = None if column is None else place(self._block, row.id, column)
            cells.append(PrintedCell(at, at + 1, text, Look.VALUE, spot))
            at += 1
        return cells

    def _sentence(self, seen: Seen, row: Row, column: Column) -> str:
        return f"{column.label}：{seen.single(self._block, row, column)}"

    def _row_of_its_own(self, seen: Seen, row: Row, column: Column, *, keeps_with_next: bool) -> PrintedRow:
        widths, offset = self._grid.widths, self._grid.offset
        end = min(offset + (2 if self._grid.levels_adjoin else 1), len(widths) - 1)
        label = PrintedCell(0, end, seen.label(column.label), Look.LABEL)
        text = seen.single(self._block, row, column)
        value = PrintedCell(end, len(widths), text, Look.VALUE, place(self._block, row.id, column))
        return PrintedRow(widths, (label, value), keeps_with_next=keeps_with_next)

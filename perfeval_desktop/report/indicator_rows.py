"""The indicator grid: its heading, the indicators with their merged levels, 总分 and 评分等级."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from perfeval_desktop.domain.figures import score_text, total_text, weight_text
from perfeval_desktop.domain.form import Indicator, IndicatorField, SelfAssessment
from perfeval_desktop.domain.scoring import Score, ScoreSheet
from perfeval_desktop.domain.template import Dimension, Template
from perfeval_desktop.report.grid import LONGEST_LABEL, Cell, Columns, Label, Row

_LEVELS = frozenset({IndicatorField.LEVEL1, IndicatorField.LEVEL2})
_FIGURES = frozenset({IndicatorField.WEIGHT, IndicatorField.SCORE})
_SHORT_VALUES = frozenset({IndicatorField.TARGET, IndicatorField.ACTUAL})


@dataclass(frozen=True, slots=True)
class PrintedIndicator:
    """A line of the grid: an indicator with its score, or a level-2 name the template keeps empty."""

    indicator: Indicator
    score: Score | None


def printed_indicators(
    template: Template, form: SelfAssessment, sheet: ScoreSheet
) -> tuple[PrintedIndicator, ...]:
    """Return the lines of the grid: the form's indicators, and among them the empty level-2 rows.

    The form keeps its order. Where a dimension of the template keeps empty rows, each of its level-2 names
    that the form lacks stands before the first one that follows it in the template, and so does a dimension
    that the form lacks altogether. A dimension that the form uses without level 2 gets no empty rows.
    """
    groups = _groups(form, sheet)
    for place, dimension in enumerate(template.dimensions):
        if dimension.keep_empty:
            _keep_empty(groups, template.dimensions, place)
    return tuple(line for group in groups for line in group)


def indicator_rows(template: Template, form: SelfAssessment, sheet: ScoreSheet) -> Iterator[Row]:
    """Yield the rows of the grid."""
    grid = _Grid(template)
    heading = grid.heading()
    yield heading
    repeated = heading if heading.line_count <= LONGEST_LABEL else None
    lines = printed_indicators(template, form, sheet)
    for number, row in enumerate(grid.rows(lines), 1):
        yield replace(row, heading=repeated, keeps_with_next=number == len(lines))
    yield grid.total(sheet)
    if template.labels.grade is not None:
        yield grid.grade(template.labels.grade, sheet)


def _groups(form: SelfAssessment, sheet: ScoreSheet) -> list[list[PrintedIndicator]]:
    """Return the form's lines in runs of one level-1 name."""
    groups: list[list[PrintedIndicator]] = []
    for indicator, score in zip(form.indicators, sheet.indicators, strict=True):
        line = PrintedIndicator(indicator, score)
        if groups and groups[-1][0].indicator.level1 == indicator.level1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _keep_empty(groups: list[list[PrintedIndicator]], dimensions: Sequence[Dimension], place: int) -> None:
    """Put the empty level-2 rows of the dimension at ``place`` into ``groups``."""
    dimension = dimensions[place]
    own = [group for group in groups if group[0].indicator.level1 == dimension.name]
    used = {line.indicator.level2 for group in own for line in group}
    if used == {""}:
        return
    if not own:
        later = {one.name for one in dimensions[place + 1 :]}
        own = [[]]
        before = (at for at, group in enumerate(groups) if group[0].indicator.level1 in later)
        groups.insert(next(before, len(groups)), own[0])
    for number, name in enumerate(dimension.level2):
        if name not in used:
            empty = PrintedIndicator(Indicator(level1=dimension.name, level2=name), None)
            behind = set(dimension.level2[number + 1 :])
            before = (at for at, line in enumerate(own[0]) if line.indicator.level2 in behind)
            own[0].insert(next(before, len(own[0])), empty)


class _Grid:
    """The columns of the grid, with the 绩效指标 block as the first where the template has one."""

    def __init__(self, template: Template) -> None:
        layout = template.layout
        self._template = template
        self._offset = 1 if layout.indicator_block else 0
        block_width = (layout.indicator_block,) * self._offset
        widths = (*block_width, *(column.width for column in template.columns))
        self._columns = Columns.of_widths(widths, layout.break_points)
        self._fields = [column.field for column in template.columns]
        self._block: tuple[Cell | Label, ...] = (
            (self._columns.upright_label(0, 1, template.labels.indicators),) if self._offset else ()
        )
        # Only a level 2 right of level 1 leaves its place to it.
        after_level1 = self._fields.index(IndicatorField.LEVEL1) + 1
        self._levels_adjoin = self._fields[after_level1 : after_level1 + 1] == [IndicatorField.LEVEL2]

    def heading(self) -> Row:
        """Return the row of column labels."""
        cells = (
            self._columns.heading(place, place + 1, column.label)
            for place, column in enumerate(self._template.columns, self._offset)
        )
        return Row(self._columns.edges, (*self._block, *cells), keeps_with_next=True)

    def rows(self, lines: Sequence[PrintedIndicator]) -> Iterator[Row]:
        """Yield a row for each line; neighbours of one level-1 name, or of both, share its label."""
        start = 0
        while start < len(lines):
            level1 = lines[start].indicator.level1
            end = start + 1
            while level1 and end < len(lines) and lines[end].indicator.level1 == level1:
                end += 1
            yield from self._group(lines[start:end])
            start = end

    def total(self, sheet: ScoreSheet) -> Row:
        """Return the 总分 row: its words up to the first figure, then the figures in their columns."""
        template, columns, offset = self._template, self._columns, self._offset
        is_scored = any(one.value is not None for one in (sheet.execution, *sheet.indicators))
        figures = {
            IndicatorField.WEIGHT: total_text(sheet.total_weight, template),
            # On a form without any score a 0 would be a claim.
            IndicatorField.SCORE: total_text(sheet.total, template) if is_scored else "",
        }
        is_figure = [False] * offset + [field in _FIGURES for field in self._fields]
        first = is_figure.index(False)
        end = next((place for place in range(first, columns.count) if is_figure[place]), columns.count)
        rest = [place for place in range(columns.count) if not first <= place < end]
        cells = (
            columns.value(place, place + 1, figures.get(self._fields[place - offset], "")) for place in rest
        )
        words = columns.label(first, end, template.labels.total)
        return Row(columns.edges, (words, *cells), keeps_with_next=template.labels.grade is not None)

    def grade(self, label: str, sheet: ScoreSheet) -> Row:
        """Return the 评分等级 row: its words under the levels, the grade beside them."""
        columns = self._columns
        end = min(self._offset + (2 if self._levels_adjoin else 1), columns.count - 1)
        return Row(
            columns.edges,
            (columns.label(0, end, label), columns.value(end, columns.count, sheet.grade or "")),
        )

    def _group(self, lines: Sequence[PrintedIndicator]) -> Iterator[Row]:
        """Yield the rows of one level-1 name."""
        name = lines[0].indicator.level1
        spans_both = self._levels_adjoin and name != "" and not any(line.indicator.level2 for line in lines)
        first = self._place(IndicatorField.LEVEL1)
        level1 = self._columns.label(first, first + (2 if spans_both else 1), name)
        is_named = IndicatorField.LEVEL2 in self._fields and not spans_both
        level2 = self._level2_labels(lines) if is_named else ((),) * len(lines)
        for line, label in zip(lines, level2, strict=True):
            cells = (self._cell(field, line) for field in self._fields if field not in _LEVELS)
            yield Row(self._columns.edges, (*self._block, level1, *label, *cells))

    def _level2_labels(self, lines: Sequence[PrintedIndicator]) -> Iterator[tuple[Cell | Label]]:
        """Yield the level-2 label of each line: the same for neighbours of one name."""
        place = self._place(IndicatorField.LEVEL2)
        for name, run in groupby(lines, key=lambda line: line.indicator.level2):
            label = self._columns.label(place, place + 1, name)
            for _ in run:
                # Two lines without a name have nothing in common.
                yield (label if name else self._columns.label(place, place + 1, name),)

    def _place(self, field: IndicatorField) -> int:
        return self._offset + self._fields.index(field)

    def _cell(self, field: IndicatorField, line: PrintedIndicator) -> Cell:
        columns, place = self._columns, self._place(field)
        if field is IndicatorField.WEIGHT:
            return columns.value(place, place + 1, weight_text(line.indicator.weight, self._template))
        if field is IndicatorField.SCORE:
            value = line.score.value if line.score else None
            return columns.value(place, place + 1, score_text(value, self._template))
        text: str = getattr(line.indicator, field)
        if field in _SHORT_VALUES:
            return columns.value(place, place + 1, text)
        return columns.text(place, place + 1, text)

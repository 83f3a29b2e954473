"""The indicator grid: its heading, the indicators with their merged levels, 总分 and 评分等级."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from perfeval_desktop.domain_v1.figures import score_text, total_text, weight_text
from perfeval_desktop.domain_v1.form import Indicator, IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.scoring import Score, ScoreSheet
from perfeval_desktop.domain_v1.template import Dimension, Template
from perfeval_desktop.report.typesetting.grid import LONGEST_LABEL, Cell, Columns, Label, Row

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


class IndicatorGrid:
    """The rows of the grid for forms of one template, with the 绩效指标 block on the left if it has one."""

    def __init__(self, template: Template) -> None:
        layout = template.layout
        self._template = template
        self._offset = 1 if layout.indicator_block else 0
        block_width = (layout.indicator_block,) * self._offset
        widths = (*block_width, *(column.width for column in template.columns))
        self._columns = Columns(widths, layout.break_points)
        self._fields = [column.field for column in template.columns]
        self._entries = [
            (place, field) for place, field in enumerate(self._fields, self._offset) if field not in _LEVELS
        ]
        self._block = [self._columns.upright_label(0, 1, template.labels.indicators)] if self._offset else []
        # Only a level 2 right of level 1 leaves its place to it.
        after_level1 = self._fields.index(IndicatorField.LEVEL1) + 1
        self._levels_adjoin = self._fields[after_level1 : after_level1 + 1] == [IndicatorField.LEVEL2]
        self._heading = self._heading_row()
        self._repeated = self._heading if self._heading.line_count <= LONGEST_LABEL else None

    def rows(self, form: SelfAssessment, sheet: ScoreSheet, *, keeps_with_next: bool) -> Iterator[Row]:
        """Yield the rows of ``form``: heading, indicators, 总分, and 评分等级 where the template has it.

        ``keeps_with_next`` holds the last of them together with what stands below.
        """
        yield self._heading
        lines = printed_indicators(self._template, form, sheet)
        left = len(lines)
        for row in self._indicators(lines):
            left -= 1
            row.keeps_with_next = not left
            yield row
        grade = self._template.labels.grade
        yield self._total(sheet, keeps_with_next=keeps_with_next or grade is not None)
        if grade is not None:
            yield self._grade(grade, sheet, keeps_with_next=keeps_with_next)

    def _heading_row(self) -> Row:
        cells = (
            self._columns.heading(place, place + 1, column.label)
            for place, column in enumerate(self._template.columns, self._offset)
        )
        return Row(self._columns.edges, (*self._block, *cells), keeps_with_next=True)

    def _indicators(self, lines: Sequence[PrintedIndicator]) -> Iterator[Row]:
        """Yield a row for each line; neighbours of one level-1 name, or of both, share its label."""
        start = 0
        while start < len(lines):
            level1 = lines[start].indicator.level1
            end = start + 1
            while level1 and end < len(lines) and lines[end].indicator.level1 == level1:
                end += 1
            yield from self._group(lines[start:end])
            start = end

    def _total(self, sheet: ScoreSheet, *, keeps_with_next: bool) -> Row:
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
        return Row(columns.edges, _from_the_left((words, *cells)), keeps_with_next=keeps_with_next)

    def _grade(self, label: str, sheet: ScoreSheet, *, keeps_with_next: bool) -> Row:
        """Return the 评分等级 row: its words under the levels, the grade beside them."""
        columns = self._columns
        end = min(self._offset + (2 if self._levels_adjoin else 1), columns.count - 1)
        return Row(
            columns.edges,
            (columns.label(0, end, label), columns.value(end, columns.count, sheet.grade or "")),
            keeps_with_next=keeps_with_next,
        )

    def _group(self, lines: Sequence[PrintedIndicator]) -> Iterator[Row]:
        """Yield the rows of one level-1 name."""
        name = lines[0].indicator.level1
        spans_both = self._levels_adjoin and name != "" and not any(line.indicator.level2 for line in lines)
        first = self._place(IndicatorField.LEVEL1)
        columns = self._columns
        beside = [
            *map(columns.beside, self._block),
            columns.beside(columns.label(first, first + (2 if spans_both else 1), name)),
        ]
        if IndicatorField.LEVEL2 in self._fields and not spans_both:
            beside.append(iter(self._level2_labels(lines)))
        for line in lines:
            parts = (*map(next, beside), *self._cells(line))
            yield Row(columns.edges, _from_the_left(parts), heading=self._repeated)

    def _level2_labels(self, lines: Sequence[PrintedIndicator]) -> list[Cell | Label]:
        """Return the level-2 label of each line: the same for neighbours of one name."""
        place = self._place(IndicatorField.LEVEL2)
        found: list[Cell | Label] = []
        for name, run in groupby(lines, key=lambda line: line.indicator.level2):
            labels = self._columns.beside(self._columns.label(place, place + 1, name))
            # Two lines without a name have nothing in common.
            found.extend(next(labels) if name else self._columns.label(place, place + 1, "") for _ in run)
        return found

    def _place(self, field: IndicatorField) -> int:
        return self._offset + self._fields.index(field)

    def _cells(self, line: PrintedIndicator) -> Iterator[Cell]:
        """Yield the cells of a line right of its levels."""
        columns = self._columns
        for place, field in self._entries:
            if field is IndicatorField.WEIGHT:
                yield columns.value(place, place + 1, weight_text(line.indicator.weight, self._template))
            elif field is IndicatorField.SCORE:
                value = line.score.value if line.score else None
                yield columns.value(place, place + 1, score_text(value, self._template))
            elif field in _SHORT_VALUES:
                yield columns.value(place, place + 1, getattr(line.indicator, field))
            else:
                yield columns.text(place, place + 1, getattr(line.indicator, field))


def _from_the_left(parts: tuple[Cell | Label, ...]) -> tuple[Cell | Label, ...]:
    """Return ``parts`` in their order on paper, whatever the order of columns in the template."""
    return tuple(sorted(parts, key=attrgetter("first")))

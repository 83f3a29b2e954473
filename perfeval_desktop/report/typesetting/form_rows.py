"""What stands in which cell of the form: its blocks as rows, from the top to the bottom."""

from collections.abc import Iterator
from functools import lru_cache

from perfeval_desktop.domain.figures import FundFigures, fund_figures
from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.scoring import ScoreSheet
from perfeval_desktop.domain.template import Template
from perfeval_desktop.report.typesetting.closing_rows import closing_rows
from perfeval_desktop.report.typesetting.grid import Cell, Columns, Row
from perfeval_desktop.report.typesetting.indicator_rows import IndicatorGrid
from perfeval_desktop.report.typesetting.measures import LABEL

_OF_WHICH = "其中"
_AFTER_OF_WHICH = ":： "


class FormRows:
    """The rows of forms of one template, with what they have in common prepared."""

    def __init__(self, template: Template) -> None:
        self._template = template
        layout = template.layout
        self._identity_columns = Columns(layout.identity, layout.break_points)
        self._funding_columns = Columns(layout.funding, layout.break_points)
        self._goal_columns = Columns(layout.goals, layout.break_points)
        self._grid = IndicatorGrid(template)
        self._closing = tuple(closing_rows(template.closing))

    def of(self, form: SelfAssessment, sheet: ScoreSheet) -> tuple[Row, ...]:
        """Return the rows of the whole form with their text broken into lines."""
        return (
            *self._identity(form),
            *self._funding(sheet),
            *self._goals(form),
            *self._grid.rows(form, sheet, keeps_with_next=bool(self._closing)),
            *self._closing,
        )

    def _identity(self, form: SelfAssessment) -> Iterator[Row]:
        columns, labels = self._identity_columns, self._template.labels
        yield Row(columns.edges, (columns.label(0, 1, labels.project), columns.text(1, 4, form.project)))
        yield Row(
            columns.edges,
            (
                columns.label(0, 1, labels.department),
                columns.text(1, 2, form.department),
                columns.label(2, 3, labels.implementing_unit),
                columns.text(3, 4, form.implementing_unit),
            ),
        )

    def _funding(self, sheet: ScoreSheet) -> Iterator[Row]:
        template, columns = self._template, self._funding_columns
        labels = template.labels
        words = (
            *(label for _, label in template.funding.columns),
            labels.funding_weight,
            labels.execution_rate,
            labels.funding_score,
        )
        block = columns.beside(columns.label(0, 1, labels.funding))
        headings = (columns.heading(column, column + 1, label) for column, label in enumerate(words, 2))
        yield Row(columns.edges, (next(block), Cell(1, 2), *headings), keeps_with_next=True)
        rows = fund_figures(template, sheet)
        for figures, indent in zip(rows, _indents(rows), strict=True):
            values = (*figures.amounts, figures.weight, figures.rate, figures.score)
            cells = (columns.value(column, column + 1, text) for column, text in enumerate(values, 2))
            name = columns.row_name(1, 2, figures.label, indent=indent)
            yield Row(columns.edges, (next(block), name, *cells))

    def _goals(self, form: SelfAssessment) -> Iterator[Row]:
        columns, labels = self._goal_columns, self._template.labels
        block = columns.beside(columns.upright_label(0, 1, labels.annual_goal))
        headings = (columns.heading(1, 2, labels.expected_goal), columns.heading(2, 3, labels.actual_outcome))
        heading = Row(columns.edges, (next(block), *headings), keeps_with_next=True)
        yield heading
        yield Row(
            columns.edges,
            (next(block), columns.text(1, 2, form.expected_goal), columns.text(2, 3, form.actual_outcome)),
            heading=heading,
        )


@lru_cache(maxsize=16)
def rows_of(template: Template) -> FormRows:
    """Return the maker of rows for forms of ``template``, prepared once."""
    return FormRows(template)


def _indents(rows: tuple[FundFigures, ...]) -> Iterator[int]:
    """Yield how far each row's name is indented: one em a step.

    What follows 其中：at a deeper step stands under the word behind it.
    """
    under = 0
    for row in rows:
        indent = max(round(row.indent * LABEL.em), under if row.indent > 1 else 0)
        yield indent
        if row.label.startswith(_OF_WHICH):
            named = row.label.removeprefix(_OF_WHICH).lstrip(_AFTER_OF_WHICH)
            under = indent + round(LABEL.width(row.label.removesuffix(named)) * LABEL.em / 1000)

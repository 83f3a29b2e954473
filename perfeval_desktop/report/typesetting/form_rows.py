"""What stands in which cell of the form: its blocks as rows, from the top to the bottom."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from perfeval_desktop.domain_v1.figures import fund_figures
from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.scoring import ScoreSheet
from perfeval_desktop.domain_v1.template import FundRow, Template
from perfeval_desktop.report.typesetting.closing_rows import closing_rows
from perfeval_desktop.report.typesetting.grid import Cell, Columns, Row
from perfeval_desktop.report.typesetting.indicator_rows import IndicatorGrid
from perfeval_desktop.report.typesetting.measures import LABEL

_OF_WHICH = "其中"
_AFTER_OF_WHICH = ":： "


class FormRows:
    """The rows of forms of one template, with what they have in common prepared."""

    def __init__(self, template: Template) -> None:
        self._identity = _IdentityRows(template)
        self._funding = _FundingRows(template)
        self._goals = _GoalRows(template)
        self._grid = IndicatorGrid(template)
        self._closing = tuple(closing_rows(template.closing))

    def of(self, form: SelfAssessment, sheet: ScoreSheet) -> tuple[Row, ...]:
        """Return the rows of the whole form with their text broken into lines."""
        return (
            *self._identity.of(form),
            *self._funding.of(sheet),
            *self._goals.of(form),
            *self._grid.rows(form, sheet, keeps_with_next=bool(self._closing)),
            *self._closing,
        )


class _IdentityRows:
    """What the form is about and whose it is."""

    def __init__(self, template: Template) -> None:
        labels = template.labels
        columns = self._columns = Columns(template.layout.identity, template.layout.break_points)
        self._project = columns.label(0, 1, labels.project)
        self._department = columns.label(0, 1, labels.department)
        self._unit = columns.label(2, 3, labels.implementing_unit)

    def of(self, form: SelfAssessment) -> Iterator[Row]:
        columns = self._columns
        yield Row(columns.edges, (self._project, columns.text(1, 4, form.project)))
        department, unit = columns.text(1, 2, form.department), columns.text(3, 4, form.implementing_unit)
        yield Row(columns.edges, (self._department, department, self._unit, unit))


class _FundingRows:
    """What was given and spent."""

    def __init__(self, template: Template) -> None:
        self._template = template
        labels = template.labels
        columns = self._columns = Columns(template.layout.funding, template.layout.break_points)
        words = (
            *(label for _, label in template.funding.columns),
            labels.funding_weight,
            labels.execution_rate,
            labels.funding_score,
        )
        self._block = columns.label(0, 1, labels.funding)
        headings = (columns.heading(column, column + 1, label) for column, label in enumerate(words, 2))
        self._heading = Row(columns.edges, (self._block, Cell(1, 2), *headings), keeps_with_next=True)
        rows = template.funding.rows
        self._names = [
            columns.row_name(1, 2, row.label, indent=indent)
            for row, indent in zip(rows, _indents(rows), strict=True)
        ]

    def of(self, sheet: ScoreSheet) -> Iterator[Row]:
        yield self._heading
        columns = self._columns
        beside = columns.beside(self._block)
        for name, figures in zip(self._names, fund_figures(self._template, sheet), strict=True):
            values = (*figures.amounts, figures.weight, figures.rate, figures.score)
            cells = (columns.value(column, column + 1, text) for column, text in enumerate(values, 2))
            yield Row(columns.edges, (next(beside), name, *cells))


class _GoalRows:
    """What was promised and what came of it."""

    def __init__(self, template: Template) -> None:
        labels = template.labels
        columns = self._columns = Columns(template.layout.goals, template.layout.break_points)
        self._block = columns.upright_label(0, 1, labels.annual_goal)
        headings = (columns.heading(1, 2, labels.expected_goal), columns.heading(2, 3, labels.actual_outcome))
        self._heading = Row(columns.edges, (self._block, *headings), keeps_with_next=True)

    def of(self, form: SelfAssessment) -> Iterator[Row]:
        yield self._heading
        columns = self._columns
        goals = (columns.text(1, 2, form.expected_goal), columns.text(2, 3, form.actual_outcome))
        block = next(columns.beside(self._block))
        yield Row(columns.edges, (block, *goals), heading=self._heading)


@lru_cache(maxsize=16)
def rows_of(template: Template) -> FormRows:
    """Return the maker of rows for forms of ``template``, prepared once."""
    return FormRows(template)


def _indents(rows: Sequence[FundRow]) -> Iterator[int]:
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

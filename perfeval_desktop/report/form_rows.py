"""What stands in which cell of the form: its blocks as rows, from the top to the bottom."""

from collections.abc import Iterator

from perfeval_desktop.domain.figures import FundFigures, fund_figures
from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.scoring import ScoreSheet
from perfeval_desktop.domain.template import Template
from perfeval_desktop.report.faces import Face, width
from perfeval_desktop.report.grid import FONT_SIZE, Cell, Columns, Row
from perfeval_desktop.report.indicator_rows import indicator_rows

_OF_WHICH = "其中"
_AFTER_OF_WHICH = ":： "


def form_rows(template: Template, form: SelfAssessment, sheet: ScoreSheet) -> tuple[Row, ...]:
    """Return the rows of the whole form with their text broken into lines."""
    return (
        *_identity(template, form),
        *_funding(template, sheet),
        *_goals(template, form),
        *indicator_rows(template, form, sheet),
    )


def _identity(template: Template, form: SelfAssessment) -> Iterator[Row]:
    columns = Columns.of_widths(template.layout.identity, template.layout.break_points)
    labels = template.labels
    yield Row(
        columns.edges,
        (columns.label(0, 1, labels.project), columns.text(1, 4, form.project)),
    )
    yield Row(
        columns.edges,
        (
            columns.label(0, 1, labels.department),
            columns.text(1, 2, form.department),
            columns.label(2, 3, labels.implementing_unit),
            columns.text(3, 4, form.implementing_unit),
        ),
    )


def _funding(template: Template, sheet: ScoreSheet) -> Iterator[Row]:
    columns = Columns.of_widths(template.layout.funding, template.layout.break_points)
    labels = template.labels
    words = (
        *(label for _, label in template.funding.columns),
        labels.funding_weight,
        labels.execution_rate,
        labels.funding_score,
    )
    block = columns.label(0, 1, labels.funding)
    headings = (columns.heading(column, column + 1, label) for column, label in enumerate(words, 2))
    yield Row(columns.edges, (block, Cell(1, 2), *headings), keeps_with_next=True)
    rows = fund_figures(template, sheet)
    indents = _indents(rows)
    for figures, indent in zip(rows, indents, strict=True):
        values = (*figures.amounts, figures.weight, figures.rate, figures.score)
        cells = (columns.value(column, column + 1, text) for column, text in enumerate(values, 2))
        yield Row(columns.edges, (block, columns.row_name(1, 2, figures.label, indent=indent), *cells))


def _indents(rows: tuple[FundFigures, ...]) -> Iterator[float]:
    """Yield how far each row's name is indented, in points: one em a step.

    What follows 其中：at a deeper step stands under the word behind it.
    """
    under = 0.0
    for row in rows:
        indent = max(row.indent * FONT_SIZE, under if row.indent > 1 else 0.0)
        yield indent
        if row.label.startswith(_OF_WHICH):
            named = row.label.removeprefix(_OF_WHICH).lstrip(_AFTER_OF_WHICH)
            under = indent + width(row.label.removesuffix(named), Face.LABEL) * FONT_SIZE / 1000


def _goals(template: Template, form: SelfAssessment) -> Iterator[Row]:
    columns = Columns.of_widths(template.layout.goals, template.layout.break_points)
    labels = template.labels
    block = columns.upright_label(0, 1, labels.annual_goal)
    yield Row(
        columns.edges,
        (block, columns.heading(1, 2, labels.expected_goal), columns.heading(2, 3, labels.actual_outcome)),
        keeps_with_next=True,
    )
    yield Row(
        columns.edges,
        (block, columns.text(1, 2, form.expected_goal), columns.text(2, 3, form.actual_outcome)),
    )

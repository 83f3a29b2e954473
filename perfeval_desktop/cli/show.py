"""The whole form as text, in the order and the words of its template."""

from collections.abc import Iterator

from perfeval_desktop.cli.output import table, wrapped
from perfeval_desktop.domain_v1.cells import IndicatorCell, indicator_label
from perfeval_desktop.domain_v1.entry import typed_text
from perfeval_desktop.domain_v1.figures import fund_figures, score_text, total_text
from perfeval_desktop.domain_v1.form import IndicatorField, SelfAssessment
from perfeval_desktop.open_form import OpenForm

# In columns of a terminal.
_TEXT_WIDTH = 90
_CELL_WIDTH = 20
_REASON_WIDTH = 62


def form_lines(shown: OpenForm) -> Iterator[str]:
    """Yield the lines of one form."""
    template, form, sheet = shown.template, shown.form, shown.sheet
    labels = template.labels
    yield template.title
    yield template.year_line.format(year=form.fiscal_year)
    yield ""
    identity = [
        (labels.project, form.project),
        (labels.department, form.department),
        (labels.implementing_unit, form.implementing_unit),
        ("状态", form.state.label),
    ]
    yield from table(identity, limit=_TEXT_WIDTH)
    yield from _heading(labels.funding)
    yield from table(list(_funding(shown)), right=range(1, 7))
    yield from _text(labels.expected_goal, form.expected_goal)
    yield from _text(labels.actual_outcome, form.actual_outcome)
    yield from _heading(labels.indicators)
    yield from table(list(_indicators(shown)), limit=_CELL_WIDTH)
    if reasons := list(_reasons(form)):
        yield from _heading(template.column_label(IndicatorField.REASON))
        yield from table(reasons, limit=_REASON_WIDTH)
    yield from _heading(labels.total)
    weight, total = total_text(sheet.total_weight, template), total_text(sheet.total, template)
    missing = "" if sheet.is_complete else "（尚有得分未填）"
    yield f"{template.column_label(IndicatorField.WEIGHT)}合计 {weight}  {labels.total} {total}{missing}"
    if labels.grade is not None:
        yield f"{labels.grade} {sheet.grade or '—'}"


def _heading(label: str) -> Iterator[str]:
    yield ""
    yield "【" + label.replace("\n", "") + "】"


def _text(label: str, text: str) -> Iterator[str]:
    yield from _heading(label)
    yield from wrapped(text, _TEXT_WIDTH)


def _funding(shown: OpenForm) -> Iterator[tuple[str, ...]]:
    style, labels = shown.template.funding, shown.template.labels
    amounts = (label for _, label in style.columns)
    yield ("", *amounts, labels.funding_weight, labels.execution_rate, labels.funding_score)
    for row in fund_figures(shown.template, shown.sheet):
        yield ("  " * row.indent + row.label, *row.amounts, row.weight, row.rate, row.score)


def _indicators(shown: OpenForm) -> Iterator[tuple[str, ...]]:
    """Yield the grid without its reasons; the rows are numbered, as findings and reasons name them."""
    template, form = shown.template, shown.form
    fields = [column.field for column in template.columns if column.field is not IndicatorField.REASON]
    yield ("", *map(template.column_label, fields))
    for row, points in enumerate(shown.sheet.indicators):
        texts = (
            score_text(points.value, template)
            if field is IndicatorField.SCORE
            else typed_text(template, form, IndicatorCell(row, field))
            for field in fields
        )
        yield (str(row + 1), *texts)


def _reasons(form: SelfAssessment) -> Iterator[tuple[str, str]]:
    for row, indicator in enumerate(form.indicators):
        if indicator.reason.strip():
            yield f"{indicator_label(form, row)}：", indicator.reason

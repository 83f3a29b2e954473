"""What the form prints, for engines that know nothing of forms: texts by block, and the blank they stand in.

Values, figures and scores are spelt by the program itself; the peers get nothing to compute or to round.
"""

from collections.abc import Iterator
from typing import TypedDict

from perfeval_desktop.domain_v1.figures import fund_figures, score_text, total_text, weight_text
from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.scoring import ScoreSheet, score
from perfeval_desktop.domain_v1.template import Template


class Blank(TypedDict):
    """The empty form: its words, the widths of its columns in mm, the indents of the fund sources in ems."""

    title: str
    identity_labels: list[str]
    identity_widths: list[float]
    funding_label: str
    funding_headings: list[str]
    funding_rows: list[str]
    funding_indents: list[int]
    funding_widths: list[float]
    goals_label: str
    goals_headings: list[str]
    goals_widths: list[float]
    indicators_label: str
    indicators_headings: list[str]
    indicators_widths: list[float]
    total_label: str


class FormTexts(TypedDict):
    """What is filled in.

    ``funding`` and ``indicators`` are rows of cells from the left to the right, those of ``funding`` right of
    the row's name. The first two cells of an indicator are its levels, still to be merged with those of its
    neighbours. ``total`` is weight and score.
    """

    year_line: str
    project: str
    department: str
    implementing_unit: str
    funding: list[list[str]]
    goals: list[str]
    indicators: list[list[str]]
    total: list[str]


def blank(template: Template) -> Blank:
    """Return the words and columns of ``template``."""
    labels, layout = template.labels, template.layout
    return Blank(
        title=template.title,
        identity_labels=[labels.project, labels.department, labels.implementing_unit],
        identity_widths=[float(width) for width in layout.identity],
        funding_label=labels.funding,
        funding_headings=[
            *(label for _, label in template.funding.columns),
            *(labels.funding_weight, labels.execution_rate, labels.funding_score),
        ],
        funding_rows=[row.label for row in template.funding.rows],
        funding_indents=[row.indent for row in template.funding.rows],
        funding_widths=[float(width) for width in layout.funding],
        goals_label=labels.annual_goal,
        goals_headings=[labels.expected_goal, labels.actual_outcome],
        goals_widths=[float(width) for width in layout.goals],
        indicators_label=labels.indicators,
        indicators_headings=[column.label for column in template.columns],
        indicators_widths=[
            float(layout.indicator_block),
            *(float(column.width) for column in template.columns),
        ],
        total_label=labels.total,
    )


def form_texts(template: Template, form: SelfAssessment) -> FormTexts:
    """Return everything that ``form`` prints under ``template`` besides the words of the blank."""
    sheet = score(template, form)
    return FormTexts(
        year_line=template.year_line.replace("{year}", str(form.fiscal_year)),
        project=form.project,
        department=form.department,
        implementing_unit=form.implementing_unit,
        funding=[[*row.amounts, row.weight, row.rate, row.score] for row in fund_figures(template, sheet)],
        goals=[form.expected_goal, form.actual_outcome],
        indicators=list(_indicators(template, form, sheet)),
        total=[total_text(sheet.total_weight, template), total_text(sheet.total, template)],
    )


def _indicators(template: Template, form: SelfAssessment, sheet: ScoreSheet) -> Iterator[list[str]]:
    for indicator, earned in zip(form.indicators, sheet.indicators, strict=True):
        yield [
            *(indicator.level1, indicator.level2, indicator.level3, indicator.target, indicator.actual),
            *(weight_text(indicator.weight, template), score_text(earned.value, template)),
            indicator.reason,
        ]

"""The form as the checks read it: everything that several of them need, worked out once."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain_v1.cells import Cell, IndicatorCell, cell_label
from perfeval_desktop.domain_v1.figures import amount_text, points_text
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import Indicator, IndicatorField, SelfAssessment
from perfeval_desktop.domain_v1.judgement import Judgement, judge
from perfeval_desktop.domain.quantity import Quantity, parse_quantity
from perfeval_desktop.domain_v1.scoring import Score, ScoreSheet
from perfeval_desktop.domain_v1.template import Template


class Row(NamedTuple):
    """A row of the indicator grid that holds more than its level-1 and level-2 names.

    ``number`` counts from 0; ``target`` and ``actual`` are ``None`` where they are no quantities.
    """

    number: int
    indicator: Indicator
    score: Score
    target: Quantity | None
    actual: Quantity | None
    judgement: Judgement

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; ``None`` where that is for a person to say."""
        return self.judgement.is_reached

    def cell(self, field: IndicatorField) -> IndicatorCell:
        """Return the cell of one column."""
        return IndicatorCell(self.number, field)


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form with its template and score sheet.

    ``rows`` are the indicator rows begun, ``blank_rows`` the numbers of the others. ``columns`` are the
    indicator columns the template has: nothing is asked for that cannot be entered.
    """

    template: Template
    form: SelfAssessment
    sheet: ScoreSheet
    rows: tuple[Row, ...]
    blank_rows: tuple[int, ...]
    columns: frozenset[IndicatorField]

    def finding(self, code: Code, cell: Cell, message: str) -> Finding:
        """Return a finding at ``cell`` that reads ``message``."""
        return Finding(code, code.severity, cell, message)

    def finding_at(self, code: Code, cell: Cell, predicate: str) -> Finding:
        """Return a finding whose sentence begins with the name of ``cell``."""
        return self.finding(code, cell, self.label(cell) + predicate)

    def label(self, cell: Cell) -> str:
        """Return the words a clerk finds ``cell`` by."""
        return cell_label(self.template, self.form, cell)

    def amount(self, value: Decimal | None) -> str:
        """Return an amount (in 元) with the template's unit, e.g. ``9.00 万元``."""
        return f"{amount_text(value, self.template)} {self.template.funding.unit}"

    def points(self, value: Decimal | None) -> str:
        """Return points without trailing zeros."""
        return points_text(value, self.template, fixed=False)


def checked_form(template: Template, form: SelfAssessment, sheet: ScoreSheet) -> CheckedForm:
    """Return ``form`` prepared for the checks."""
    rows = []
    blank_rows = []
    for number, (indicator, points) in enumerate(zip(form.indicators, sheet.indicators, strict=True)):
        if _is_blank(indicator):
            blank_rows.append(number)
            continue
        rows.append(
            Row(
                number,
                indicator,
                points,
                parse_quantity(indicator.target),
                parse_quantity(indicator.actual),
                judge(template, indicator),
            )
        )
    return CheckedForm(
        template=template,
        form=form,
        sheet=sheet,
        rows=tuple(rows),
        blank_rows=tuple(blank_rows),
        columns=frozenset(column.field for column in template.columns),
    )


def _is_blank(indicator: Indicator) -> bool:
    if indicator.weight is not None or indicator.score is not None:
        return False
    texts = (indicator.level3, indicator.target, indicator.actual, indicator.reason)
    return not any(map(str.strip, texts))

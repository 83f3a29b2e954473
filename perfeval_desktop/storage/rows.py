"""Between the values of the domain and the rows of the tables: the only place that knows both.

Rows are read as plain tuples, in the order of the ``..._COLUMNS`` below.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from peewee import Field

from perfeval_desktop.domain_v1.form import (
    AmountField,
    Amounts,
    FormState,
    Funding,
    FundSource,
    Indicator,
    PrintedFigures,
    SelfAssessment,
)
from perfeval_desktop.storage.codec import number_text, patch_text, text_number, text_patch
from perfeval_desktop.storage.records import FormId, FormSummary, Revision, RevisionKind, Standing, StoredForm
from perfeval_desktop.storage.tables import ContentRow, FormRow, IndicatorRow, RevisionRow
from perfeval_desktop.storage.troubles import undamaged

Column = str | int | None
Columns = dict[str, Column]
Row = Sequence[Any]

_AMOUNTS = tuple((source, field) for source in FundSource for field in AmountField)

SUMMARY_COLUMNS: tuple[Field, ...] = (
    FormRow.id,
    FormRow.rev,
    FormRow.fiscal_year,
    FormRow.department,
    FormRow.implementing_unit,
    FormRow.project,
    FormRow.template,
    FormRow.state,
    FormRow.total,
    FormRow.grade,
    FormRow.is_complete,
    FormRow.errors,
    FormRow.warnings,
)
FORM_COLUMNS: tuple[Field, ...] = (
    FormRow.id,
    FormRow.rev,
    FormRow.template,
    FormRow.fiscal_year,
    FormRow.project,
    FormRow.department,
    FormRow.implementing_unit,
    FormRow.state,
    ContentRow.execution_score,
    ContentRow.funding_note,
    ContentRow.expected_goal,
    ContentRow.actual_outcome,
    ContentRow.printed_execution_rate,
    ContentRow.printed_total,
    *(getattr(ContentRow, f"{source}_{field}") for source, field in _AMOUNTS),
)
INDICATOR_COLUMNS: tuple[Field, ...] = (
    IndicatorRow.level1,
    IndicatorRow.level2,
    IndicatorRow.level3,
    IndicatorRow.target,
    IndicatorRow.actual,
    IndicatorRow.weight,
    IndicatorRow.score,
    IndicatorRow.reason,
)
REVISION_COLUMNS: tuple[Field, ...] = (
    RevisionRow.number,
    RevisionRow.form,
    RevisionRow.kind,
    RevisionRow.label,
    RevisionRow.patch,
    RevisionRow.at,
)

_STATES = {state.value: state for state in FormState}


def form_values(form: SelfAssessment) -> Columns:
    """Return the columns of the table ``form`` that hold what a clerk enters."""
    return {
        "template": form.template,
        "fiscal_year": form.fiscal_year,
        "project": form.project,
        "department": form.department,
        "implementing_unit": form.implementing_unit,
        "state": form.state.value,
    }


def standing_values(standing: Standing) -> Columns:
    """Return the columns of the table ``form`` that follow from its score sheet."""
    return {
        "total": number_text(standing.total),
        "grade": standing.grade,
        "is_complete": standing.is_complete,
        "errors": standing.errors,
        "warnings": standing.warnings,
    }


def content_values(form: SelfAssessment) -> Columns:
    """Return the columns of the table ``content``."""
    funding = form.funding
    return {
        "execution_score": number_text(funding.execution_score),
        "funding_note": funding.note,
        "expected_goal": form.expected_goal,
        "actual_outcome": form.actual_outcome,
        "printed_execution_rate": number_text(form.printed.execution_rate),
        "printed_total": number_text(form.printed.total),
        **{f"{source}_{field}": number_text(funding.of(source).of(field)) for source, field in _AMOUNTS},
    }


def indicator_values(indicator: Indicator) -> Columns:
    """Return the columns of the table ``indicator`` that hold one row of the grid."""
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "target": indicator.target,
        "actual": indicator.actual,
        "weight": number_text(indicator.weight),
        "score": number_text(indicator.score),
        "reason": indicator.reason,
    }


def revision_values(revision: Revision) -> Columns:
    """Return the columns of the table ``revision``."""
    return {
        "number": revision.number,
        "form_id": revision.form_id,
        "kind": revision.kind.value,
        "label": revision.label,
        "patch": patch_text(revision.patch),
        "at": revision.at.isoformat(timespec="seconds"),
    }


def changed(before: Mapping[str, Column], after: Mapping[str, Column]) -> Columns:
    """Return the columns of ``after`` that differ from ``before``."""
    return {name: value for name, value in after.items() if value != before[name]}


def summaries(rows: Iterable[Row]) -> list[FormSummary]:
    """Return the lines of the list in rows of ``SUMMARY_COLUMNS``."""
    with undamaged("form"):
        # Positional and in one expression: this runs ten thousand times while the window opens.
        return [
            FormSummary(  # type: ignore[call-arg]  # the head is seven columns
                *head, _STATES[state], Standing(Decimal(total), grade, bool(is_complete), errors, warnings)
            )
            for *head, state, total, grade, is_complete, errors, warnings in rows
        ]


def stored_form(row: Row, indicators: Iterable[Row]) -> StoredForm:
    """Return the form in a row of ``FORM_COLUMNS`` and rows of ``INDICATOR_COLUMNS``."""
    with undamaged("form"):
        form_id, rev, template, year, project, department, unit, state, *content = row
        execution_score, note, goal, outcome, printed_rate, printed_total, *amounts = content
        form = SelfAssessment(
            template=template,
            fiscal_year=year,
            project=project,
            department=department,
            implementing_unit=unit,
            funding=_funding(amounts, execution_score, note),
            expected_goal=goal,
            actual_outcome=outcome,
            indicators=tuple(
                Indicator(one, two, three, target, actual, text_number(weight), text_number(score), reason)
                for one, two, three, target, actual, weight, score, reason in indicators
            ),
            state=FormState(state),
            printed=PrintedFigures(text_number(printed_rate), text_number(printed_total)),
        )
        return StoredForm(form_id, rev, form)


def revision(row: Row) -> Revision:
    """Return the line of the log in a row of ``REVISION_COLUMNS``."""
    with undamaged("revision"):
        number, form_id, kind, label, patch, at = row
        return Revision(
            number, FormId(form_id), RevisionKind(kind), label, text_patch(patch), datetime.fromisoformat(at)
        )


def _funding(amounts: Sequence[str | None], execution_score: str | None, note: str) -> Funding:
    numbers = iter([text_number(amount) for amount in amounts])
    rows = {source.value: Amounts(*(next(numbers) for _ in AmountField)) for source in FundSource}
    return Funding(**rows, execution_score=text_number(execution_score), note=note)

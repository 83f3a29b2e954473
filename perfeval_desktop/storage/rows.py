"""Between the values of the core and the rows of the tables: the only place that knows both.

Rows are read as plain tuples, in the order of the ``..._COLUMNS`` below.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import Field

from perfeval_desktop.domain.form import Form, FormState, Row, Rows, TemplateRef
from perfeval_desktop.domain.form_json import whole_number, whole_text
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.storage.codec import (
    accepted_of,
    cells_text,
    joined_text,
    made_of,
    number_text,
    patch_text,
    read_moment,
    text_cells,
    text_joined,
    text_number,
    text_patch,
    text_rest,
)
from perfeval_desktop.storage.errors import decoding
from perfeval_desktop.storage.tables import BlockRow, FormRow, RestRow, RevisionRow
from perfeval_desktop.store import (
    FormCount,
    FormId,
    FormSummary,
    Outline,
    Revision,
    RevisionKind,
    Standing,
    StoredForm,
    UnitYear,
)

ColumnValue = str | int | None
ColumnValues = dict[str, ColumnValue]
ResultRow = Sequence[Any]

SUMMARY_COLUMNS: tuple[Field, ...] = (
    FormRow.id,
    FormRow.rev,
    FormRow.year,
    FormRow.kind,
    FormRow.template,
    FormRow.digest,
    FormRow.project,
    FormRow.project_code,
    FormRow.department,
    FormRow.implementing_unit,
    FormRow.state,
    FormRow.adjusted,
    FormRow.executed,
    FormRow.changed_by,
    FormRow.total,
    FormRow.grade,
    FormRow.is_complete,
    FormRow.errors,
    FormRow.warnings,
    FormRow.rules_version,
)
FORM_COLUMNS: tuple[Field, ...] = (*SUMMARY_COLUMNS, RestRow.value)
BLOCK_COLUMNS: tuple[Field, ...] = (
    BlockRow.block,
    BlockRow.id,
    BlockRow.parent,
    BlockRow.joined,
    BlockRow.cells,
    BlockRow.position,
)
REVISION_COLUMNS: tuple[Field, ...] = (
    RevisionRow.number,
    RevisionRow.form,
    RevisionRow.kind,
    RevisionRow.label,
    RevisionRow.patch,
    RevisionRow.at,
    RevisionRow.changed_by,
)

_TEXT_OR_NONE = frozenset({str, type(None)})
_LAST_YEAR = 9999
_STATES = {state.value: state for state in FormState}
_KINDS = {kind.value: kind for kind in FormKind}


def form_values(form: Form) -> ColumnValues:
    """Return the columns of the table ``form`` that are the form's own."""
    return {
        "template": form.template.id,
        "digest": form.template.digest,
        "year": form.year,
        "state": form.state.value,
    }


def outline_values(outline: Outline) -> ColumnValues:
    """Return the columns of the table ``form`` that follow from its rows."""
    standing = outline.standing
    return {
        "kind": outline.kind.value,
        "project": outline.project,
        "project_code": outline.project_code,
        "department": outline.department,
        "implementing_unit": outline.implementing_unit,
        "adjusted": number_text(outline.adjusted),
        "executed": number_text(outline.executed),
        "total": number_text(standing.total),
        "grade": standing.grade,
        "is_complete": standing.is_complete,
        "errors": standing.errors,
        "warnings": standing.warnings,
        "rules_version": standing.rules_version,
    }


def row_values(row: Row) -> ColumnValues:
    """Return the columns of the table ``row`` that hold a row, wherever it stands."""
    return {"parent": row.parent, "joined": joined_text(row), "cells": cells_text(row)}


def revision_values(revision: Revision) -> ColumnValues:
    """Return the columns of the table ``revision``."""
    return {
        "number": revision.number,
        "form_id": revision.form_id,
        "kind": revision.kind.value,
        "label": revision.label,
        "patch": patch_text(revision.patch),
        "at": revision.at.isoformat(timespec="seconds"),
        "changed_by": revision.by,
    }


def changed(before: Mapping[str, ColumnValue], after: Mapping[str, ColumnValue]) -> ColumnValues:
    """Return the columns of ``after`` that differ from ``before``."""
    return {name: value for name, value in after.items() if value != before[name]}


def summaries(rows: Iterable[ResultRow]) -> list[FormSummary]:
    """Return the lines of a list in rows of ``SUMMARY_COLUMNS``."""
    with decoding("form"):
        return [_summary(*row) for row in rows]


def _summary(  # noqa: PLR0913, PLR0917  # the columns, in one call: this runs ten thousand times at the start
    form_id: FormId,
    rev: int,
    year: int,
    kind: str,
    template: str,
    digest: str,
    project: str,
    code: str,
    department: str,
    unit: str,
    state: str,
    adjusted: str | None,
    executed: str | None,
    changed_by: str,
    total: str | None,
    grade: str | None,
    is_complete: int,
    errors: int,
    warnings: int,
    rules_version: int,
) -> FormSummary:
    # SQLite lets anything stand in any column; joining and combining are the quickest ways to find it out.
    "".join(
        (
            form_id,
            template,
            digest,
            project,
            code,
            department,
            unit,
            changed_by,
            "" if grade is None else grade,
        )
    )
    # Whole numbers of ours have no sign and fit 31 bits.
    if (rev | year | is_complete | errors | warnings | rules_version) >> 31 or not 0 < year <= _LAST_YEAR:
        raise ValueError(form_id)
    return FormSummary(
        form_id,
        rev,
        year,
        _KINDS[kind],
        template,
        digest,
        project,
        code,
        department,
        unit,
        _STATES[state],
        None if adjusted is None else text_number(adjusted),
        None if executed is None else text_number(executed),
        changed_by,
        Standing(
            None if total is None else text_number(total),
            grade,
            bool(is_complete),
            errors,
            warnings,
            rules_version,
        ),
    )


def counted(row: ResultRow) -> tuple[UnitYear, FormCount]:
    """Return how many forms, and final ones, there are of a unit and year, in a row of just these columns."""
    year, department, unit, forms, final = row
    if not (
        type(year) is int and 0 < year <= _LAST_YEAR and isinstance(department, str) and isinstance(unit, str)
    ):
        raise TypeError(row)
    return UnitYear(year, department, unit), FormCount(forms, final)


def stored_form(row: ResultRow, blocks: Sequence[ResultRow]) -> StoredForm:
    """Return the form in a row of ``FORM_COLUMNS`` and the rows of ``BLOCK_COLUMNS``, in their order."""
    with decoding("form"):
        *listed, rest = row
        line, values = _summary(*listed), text_rest(rest)
        form = Form(
            template=TemplateRef(line.template, line.digest),
            year=line.year,
            state=line.state,
            tables=_tables(blocks),
            made=made_of(values),
            accepted=accepted_of(values),
        )
        return StoredForm(line.form_id, line.rev, form, _outline(line), line.changed_by)


def _outline(line: FormSummary) -> Outline:
    return Outline(
        kind=line.kind,
        project=line.project,
        project_code=line.project_code,
        department=line.department,
        implementing_unit=line.implementing_unit,
        adjusted=line.adjusted,
        executed=line.executed,
        standing=line.standing,
    )


def _tables(blocks: Sequence[ResultRow]) -> dict[str, Rows]:
    if not blocks:
        return {}
    names, ids, parents, joined, cells, positions = zip(*blocks, strict=True)
    if not {*map(type, names), *map(type, ids)} <= {str} or not {*map(type, parents)} <= _TEXT_OR_NONE:
        raise TypeError(ids)
    tables: dict[str, list[Row]] = {}
    for block, row_id, parent, shared, texts in zip(
        names, ids, parents, joined, text_cells(cells), strict=True
    ):
        tables.setdefault(block, []).append(Row(row_id, texts, parent, text_joined(shared)))
    if [*positions] != [place for rows in tables.values() for place in range(len(rows))]:
        raise ValueError(positions)
    return {block: tuple(rows) for block, rows in tables.items()}


def revision(row: ResultRow) -> Revision:
    """Return the line of the log in a row of ``REVISION_COLUMNS``."""
    with decoding("revision"):
        number, form_id, kind, label, patch, at, by = row
        return Revision(
            whole_number(number),
            FormId(whole_text(form_id)),
            RevisionKind(kind),
            whole_text(label),
            text_patch(patch),
            read_moment(at),
            whole_text(by),
        )

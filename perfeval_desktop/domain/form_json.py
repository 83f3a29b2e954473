"""A form as plain values that JSON can hold: in a store, inside an exported file, in a package.

What is blank is left out, so that a value added by a later version needs no migration. What is read may come
from anybody: whatever this program never writes raises one of :data:`NOT_OURS`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from perfeval_desktop.domain.form import Accepted, Form, FormState, Place, Row, RowId, Rows, TemplateRef

Json = dict[str, Any]

# What reading raises for values that are none of ours.
NOT_OURS = (ValueError, TypeError, LookupError, AttributeError)

# Counts of rows and changes have no more bits than 31.
_HIGHEST = (1 << 31) - 1
_LAST_YEAR = 9999
_MADE_ROW = re.compile("r([0-9]{1,9})")


# -- whole forms -----------------------------------------------------------------------------------------


def written_form(form: Form) -> Json:
    """Return ``form`` as plain values; equal forms give the same, in the same order."""
    plain: Json = {
        "template": plain_template(form.template),
        "year": form.year,
        "state": form.state.value,
        "tables": {
            block: [plain_row(row) for row in rows] for block, rows in sorted(form.tables.items()) if rows
        },
    }
    if form.made:
        plain["made"] = form.made
    if form.accepted:
        plain["accepted"] = [plain_accepted(one) for one in form.accepted]
    return plain


def read_form(values: object) -> Form:
    """Return the form that :func:`written_form` wrote.

    It knows of each of its rows, so that no new one gets the id of another.
    """
    if not isinstance(values, dict) or not values.keys() <= _KEYS:
        raise TypeError(values)
    tables = {whole_text(block): _own_rows(rows) for block, rows in values["tables"].items()}
    form = Form(
        template=read_template_ref(values["template"]),
        year=read_year(values["year"]),
        state=FormState(whole_text(values["state"])),
        tables=tables,
        made=whole_number(values.get("made", 0)),
        accepted=read_all_accepted(values.get("accepted", [])),
    )
    return form.with_made(max(_numbers(tables.values()), default=0))


_KEYS = frozenset({"template", "year", "state", "tables", "made", "accepted"})


def _own_rows(values: object) -> Rows:
    """Return the rows of a block of a form: some, each with an id of its own and without blank cells."""
    rows = read_rows(values)
    if not rows or len({row.id for row in rows}) < len(rows) or any("" in row.cells.values() for row in rows):
        raise ValueError(rows)
    return rows


def _numbers(tables: Iterable[Rows]) -> Iterable[int]:
    """Yield the numbers in the ids of rows that a form has made."""
    found = (_MADE_ROW.fullmatch(row.id) for rows in tables for row in rows)
    return (int(one[1]) for one in found if one)


# -- parts of forms --------------------------------------------------------------------------------------


def plain_row(row: Row) -> Json:
    """Return a row as JSON has it."""
    plain: Json = {"id": row.id, "cells": dict(sorted(row.cells.items()))}
    if row.parent is not None:
        plain["parent"] = row.parent
    if row.joined:
        plain["joined"] = sorted(row.joined)
    return plain


def read_rows(values: object) -> Rows:
    """Return the rows that :func:`plain_row` wrote."""
    if not isinstance(values, list):
        raise TypeError(values)
    return tuple(_row(one) for one in values)


def _row(values: Json) -> Row:
    if not values.keys() <= {"id", "cells", "parent", "joined"}:
        raise ValueError(sorted(values))
    parent = values.get("parent")
    return Row(
        id=RowId(whole_text(values["id"])),
        cells=read_cells(values["cells"]),
        parent=None if parent is None else RowId(whole_text(parent)),
        joined=read_texts(values.get("joined", [])),
    )


def read_cells(values: object) -> Mapping[str, str]:
    """Return the texts of a row by the keys of their columns."""
    if not isinstance(values, dict):
        raise TypeError(values)
    return {whole_text(key): whole_text(text) for key, text in values.items()}


def read_texts(values: object) -> frozenset[str]:
    """Return texts of which no order is kept."""
    if not isinstance(values, list):
        raise TypeError(values)
    return frozenset(map(whole_text, values))


def plain_template(used: TemplateRef) -> Json:
    """Return the name of a template as JSON has it."""
    return {"id": used.id, "digest": used.digest}


def read_template_ref(values: object) -> TemplateRef:
    """Return the name of a template that :func:`plain_template` wrote."""
    if not isinstance(values, dict):
        raise TypeError(values)
    return TemplateRef(id=whole_text(values["id"]), digest=whole_text(values["digest"]))


def plain_accepted(one: Accepted) -> Json:
    """Return a finding that was set aside as JSON has it."""
    plain = {"code": one.code, "place": list(one.place), "reason": one.reason}
    return {**plain, "remark": one.remark} if one.remark else plain


def read_all_accepted(values: object) -> tuple[Accepted, ...]:
    """Return the findings that :func:`plain_accepted` wrote."""
    if not isinstance(values, list):
        raise TypeError(values)
    return tuple(_accepted(**one) for one in values)


def _accepted(*, code: object, place: list[object], reason: object, remark: object = "") -> Accepted:
    block, row, column = map(whole_text, place)
    at = Place(block, RowId(row), column)
    return Accepted(whole_text(code), at, whole_text(reason), whole_text(remark))


# -- single values ---------------------------------------------------------------------------------------


def whole_text(value: object) -> str:
    """Return ``value``, which has to be a text; half a character is none: no file could take it again."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def whole_number(value: object) -> int:
    """Return ``value``, which has to be a count of ours."""
    # A truth value is a whole number, too, to Python.
    if type(value) is not int or not 0 <= value <= _HIGHEST:
        raise ValueError(value)
    return value


def read_year(value: object) -> int:
    """Return ``value``, which has to be a year."""
    year = whole_number(value)
    if not 0 < year <= _LAST_YEAR:
        raise ValueError(year)
    return year

"""The copy of a form for the following year."""

from dataclasses import replace

from perfeval_desktop.domain.columns import Stage
from perfeval_desktop.domain.form import Form, FormState, Row
from perfeval_desktop.domain.places import TITLE
from perfeval_desktop.domain.template import Template


def for_next_year(template: Template, form: Form) -> Form:
    """Return a fresh draft for the following year: what was planned stays, what came of it goes.

    Results, scores, reasons and what a paper claimed belong to the old year. Rows keep their ids and their
    shared cells; a title of the form's own that names the year names the next one.
    """
    tables = {key: tuple(_planned(template, key, row) for row in rows) for key, rows in form.tables.items()}
    copy = replace(form, year=form.year + 1, state=FormState.DRAFT, tables=tables, accepted=())
    title = form.text(*TITLE)
    return copy.with_text(TITLE, title.replace(str(form.year), str(copy.year))) if title else copy


def _planned(template: Template, block: str, row: Row) -> Row:
    known = template.by_key.get(block)
    if known is None:
        return row
    passing = (column.key for column in known.columns if column.stage is not Stage.PLAN)
    return row.without(frozenset(passing))

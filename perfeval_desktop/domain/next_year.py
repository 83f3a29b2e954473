"""Stand-in: next year's form."""

from dataclasses import replace

from perfeval_desktop.domain.columns import Stage
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template


def for_next_year(template: Template, form: Form) -> Form:
    """Return a draft for the next year: plan kept, results cleared."""
    tables = {}
    for key, rows in form.tables.items():
        block = template.by_key.get(key)
        if block is None:
            continue
        gone = frozenset(c.key for c in block.columns if c.stage is not Stage.PLAN)
        tables[key] = tuple(row.without(gone) for row in rows)
    return replace(form, tables=tables, year=form.year + 1, state=FormState.DRAFT, accepted=())

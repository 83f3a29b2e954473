"""A form's amounts in another unit: the same money to the last digit."""

from dataclasses import replace

from perfeval_desktop.domain.columns import Kind
from perfeval_desktop.domain.facts import unit_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.money import MoneyUnit, converted
from perfeval_desktop.domain.places import UNIT
from perfeval_desktop.domain.template import Template


def with_unit(template: Template, form: Form, unit: MoneyUnit) -> Form:
    """Return ``form`` in ``unit``, each amount of its funding grids spelt anew."""
    source = unit_of(template, form)
    if unit is source:
        return form
    for block in template.fundings:
        keys = {column.key for column in block.columns if column.kind is Kind.AMOUNT}
        rows = tuple(
            replace(row, cells={
                key: converted(text, source, unit) if key in keys else text
                for key, text in row.cells.items()
            })
            for row in form.rows(block.key)
        )
        form = form.with_rows(block.key, rows)
    own = "" if unit is template.amounts.unit else unit.value
    return form.with_text(UNIT, own)

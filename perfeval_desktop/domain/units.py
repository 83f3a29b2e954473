"""Changing the unit of a form's amounts: one change over all of them, without loss."""

from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.columns import Kind
from perfeval_desktop.domain.facts import unit_of
from perfeval_desktop.domain.form import Form, Row
from perfeval_desktop.domain.money import MoneyUnit, converted
from perfeval_desktop.domain.places import UNIT
from perfeval_desktop.domain.template import Template


def with_unit(template: Template, form: Form, unit: MoneyUnit) -> Form:
    """Return ``form`` with its amounts in ``unit``: the same money in every cell, to the last digit.

    What is no amount, or names its unit itself, stays as it was typed.
    """
    present = unit_of(template, form)
    if unit is present:
        return form
    for block in template.blocks:
        rows = tuple(_converted(block, row, present) for row in form.rows(block.key))
        form = form.with_rows(block.key, rows)
    return naming_unit(template, form, unit)


def naming_unit(template: Template, form: Form, unit: MoneyUnit) -> Form:
    """Return ``form`` saying that its amounts are in ``unit``: with no word where the template does."""
    return form.with_text(UNIT, "" if unit is template.amounts.unit else unit.value)


def _converted(block: AnyBlock, row: Row, present: MoneyUnit) -> Row:
    for column in block.columns:
        text = row.text(column.key)
        if text and column.kind is Kind.AMOUNT:
            row = row.with_text(column.key, converted(text, present, present.other))
    return row

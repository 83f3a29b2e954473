"""New forms of the rows of a ledger that no form was found for."""

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.new_form import begin_form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.ledger.fields import NAME_ROLES, LedgerField
from perfeval_desktop.exchange.ledger.rows import LedgerRow
from perfeval_desktop.ledger_filling.plan import TemplatedForm, amount_changes, with_changes


def form_of_row(
    template: Template, row: LedgerRow, year: int, unit: MoneyUnit, *, keeps_own_units: bool = False
) -> Form:
    """Return a new form of ``template`` with names and amounts of a row, as far as it has room for them.

    ``year`` is that of the form where the row says none; amounts as in :func:`planned`.
    """
    form = begin_form(template, row.year or year)
    texts = {
        LedgerField.PROJECT: row.project,
        LedgerField.CODE: row.code,
        LedgerField.DEPARTMENT: row.department,
        LedgerField.UNIT: row.unit,
    }
    for field, role in NAME_ROLES.items():
        place = place_of(template, role)
        if place is not None and texts[field]:
            form = enter(template, form, place, texts[field])
    made = TemplatedForm(template, form)
    return with_changes(made, amount_changes(made, row, unit, keeps_own_units=keeps_own_units))

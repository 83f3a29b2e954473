"""Ledgers drawn as text, and forms for their rows."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from drawn_sheets import drawn
from form_summaries import listed
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.exchange.ledger.columns import chosen, proposals
from perfeval_desktop.exchange.ledger.fields import AMOUNTS
from perfeval_desktop.exchange.ledger.rows import LedgerAmount, LedgerRow, LedgerRows, ledger_rows
from perfeval_desktop.exchange.ledger.table import LedgerTable, ledger_tables
from perfeval_desktop.store import FormSummary


def table(text: str, sheet: str = "表") -> LedgerTable:
    """Return the first ledger in the sheet that ``text`` draws."""
    return ledger_tables([replace(drawn(text), name=sheet)])[0]


def read(text: str) -> LedgerRows:
    """Return the rows of a ledger with the columns that are proposed."""
    found = table(text)
    return ledger_rows(found, chosen(proposals(found)))


def row(
    project: str = "教师培训",
    *amounts: str,
    number: int = 0,
    code: str = "",
    unit: str = "",
    year: int | None = None,
    department: str = "",
) -> LedgerRow:
    """Return a row with its amounts: of the beginning, adjusted, received, executed; ``""`` for none."""
    return LedgerRow(
        number,
        f"A{number + 1}",
        project,
        code,
        department,
        unit,
        year,
        {
            field: LedgerAmount(text, f"{field}{number + 1}")
            for field, text in zip(AMOUNTS, amounts, strict=False)
            if text
        },
    )


def rows(*names: str) -> Sequence[LedgerRow]:
    """Return rows that have nothing but a name."""
    return [row(name, number=number) for number, name in enumerate(names)]


def form(
    number: int,
    project: str,
    *,
    unit: str = "",
    code: str = "",
    year: int = 2023,
    kind: FormKind = FormKind.SELF_ASSESSMENT,
    state: FormState = FormState.DRAFT,
    adjusted: str = "",
    executed: str = "",
) -> FormSummary:
    """Return the line of a stored form; amounts in 元."""
    made = listed(number, year=year, unit=unit, project=project, kind=kind, state=state)
    return made._replace(
        project_code=code,
        adjusted=Decimal(adjusted) if adjusted else None,
        executed=Decimal(executed) if executed else None,
    )

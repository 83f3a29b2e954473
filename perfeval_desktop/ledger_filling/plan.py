"""What a ledger would change in the forms that its rows are about, cell by cell, before anything is done."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.columns import RowRole
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import FundRow, facts, unit_of
from perfeval_desktop.domain.form import Form, FormState, Place, RowId
from perfeval_desktop.domain.fund_lines import fund_sum
from perfeval_desktop.domain.money import MoneyUnit, amount_text, read_amount
from perfeval_desktop.domain.places import total_row
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.ledger.fields import AMOUNT_ROLES, LedgerField
from perfeval_desktop.exchange.ledger.rows import LedgerRow
from perfeval_desktop.ledger_filling.matching import Match, MatchKind
from perfeval_desktop.ledger_filling.money import FAR, read_ledger_amount
from perfeval_desktop.store import FormId


class TemplatedForm(NamedTuple):
    """A stored form with the template it was made with."""

    template: Template
    form: Form


class Change(NamedTuple):
    """What a ledger would write into one cell: ``words`` name it, ``before`` is what stands there.

    ``is_far`` tells of an amount so far from it that it may be in another unit.
    """

    field: LedgerField
    place: Place
    words: str
    before: str
    after: str
    is_far: bool

    @property
    def overwrites(self) -> bool:
        """Whether something else stands there."""
        return bool(self.before.strip())


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of a ledger with what was found for it, and what it would change.

    ``same`` are the fields whose amount stands there already. ``troubles`` tell what could not be taken,
    ``notes`` what deserves a look.
    """

    row: LedgerRow
    match: Match
    changes: tuple[Change, ...] = ()
    same: tuple[LedgerField, ...] = ()
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def form_id(self) -> FormId | None:
        """The form it is about."""
        return None if self.match.form is None else self.match.form.form_id

    @property
    def needs_look(self) -> bool:
        """Whether it is to be looked at before it is taken."""
        if self.match.form is None:
            return self.match.kind is MatchKind.SEVERAL
        return not self.match.is_sure or bool(self.troubles or self.notes)


FINAL = "已定稿，不改动；要填请先把状态改回“填报中”"
_NO_TEMPLATE = "这张表的模板找不到，填不了；请先打开这张表，看怎样补上模板"
_NO_TOTAL = "这张表的资金没有总额一行，填不了"


def planned(
    rows: Sequence[LedgerRow],
    found: Sequence[Match],
    forms: Mapping[FormId, TemplatedForm],
    unit: MoneyUnit,
    *,
    keeps_own_units: bool = False,
) -> tuple[PlannedRow, ...]:
    """Return what each row would change. Amounts are in ``unit``; with ``keeps_own_units`` in their column's.

    ``forms`` has the forms that rows were matched with, but final ones and those without their template.
    """
    return tuple(
        _planned(row, one, forms, unit, keeps_own_units=keeps_own_units)
        for row, one in zip(rows, found, strict=True)
    )


def _planned(
    row: LedgerRow,
    found: Match,
    forms: Mapping[FormId, TemplatedForm],
    unit: MoneyUnit,
    *,
    keeps_own_units: bool,
) -> PlannedRow:
    read = _read(row, unit, keeps_own_units=keeps_own_units)
    troubles, notes = read.troubles, list(read.notes)
    if found.form is None:
        return PlannedRow(row, found, troubles=troubles, notes=tuple(notes))
    if found.form.state is FormState.FINAL:
        return PlannedRow(row, found, troubles=(FINAL, *troubles), notes=tuple(notes))
    stored = forms.get(found.form.form_id)
    block = None if stored is None else stored.template.funding
    if stored is None or block is None or not _has_whole(block):
        reason = _NO_TEMPLATE if stored is None else _NO_TOTAL
        return PlannedRow(row, found, troubles=(reason, *troubles), notes=tuple(notes))
    changes, same = _changes(stored, block, read.amounts, notes)
    if changes:
        after = with_changes(stored, changes)
        notes.extend(_uneven(stored.template, block, after, {one.field for one in changes}))
    return PlannedRow(row, found, tuple(changes), tuple(same), troubles, tuple(notes))


def amount_changes(
    stored: TemplatedForm, row: LedgerRow, unit: MoneyUnit, *, keeps_own_units: bool
) -> tuple[Change, ...]:
    """Return what the amounts of a row would change in a form; nothing where it has no row for all of it."""
    block = stored.template.funding
    if block is None or not _has_whole(block):
        return ()
    return tuple(_changes(stored, block, _read(row, unit, keeps_own_units=keeps_own_units).amounts, [])[0])


class _Amounts(NamedTuple):
    """The amounts of a row in 元; what could not be read, what deserves a look."""

    amounts: Mapping[LedgerField, Decimal]
    troubles: tuple[str, ...]
    notes: tuple[str, ...]


def _read(row: LedgerRow, unit: MoneyUnit, *, keeps_own_units: bool) -> _Amounts:
    read = {
        field: read_ledger_amount(one, (one.unit or unit) if keeps_own_units else unit)
        for field, one in row.amounts.items()
    }
    return _Amounts(
        {field: one.value for field, one in read.items() if one.value is not None},
        tuple(one.trouble for one in read.values() if one.trouble),
        tuple(one.note for one in read.values() if one.note),
    )


def _has_whole(block: FundingBlock) -> bool:
    """Whether a funding grid has a row for all of the money."""
    return len(block.rows) == 1 or any(row.role is RowRole.TOTAL for row in block.rows)


def _changes(
    stored: TemplatedForm, block: FundingBlock, amounts: Mapping[LedgerField, Decimal], notes: list[str]
) -> tuple[list[Change], list[LedgerField]]:
    template, form = stored
    changes: list[Change] = []
    same: list[LedgerField] = []
    unit, row = unit_of(template, form), RowId(total_row(block))
    for field, amount in amounts.items():
        column = block.by_role.get(AMOUNT_ROLES[field])
        if column is None:
            notes.append(f"这张表没有{field}一栏")
            continue
        before = form.text(block.key, row, column.key)
        value = read_amount(before, unit).value
        if value == amount:
            same.append(field)
            continue
        is_far = value is not None and _is_far(amount, value)
        if is_far:
            notes.append(f"{column.words}与原来的相差 {FAR} 倍以上，请核对单位")
        # As many decimals as the form prints, more where the amount has them.
        after = amount_text(amount, unit, decimals=template.amounts.decimals, grouping=False)
        changes.append(Change(field, Place(block.key, row, column.key), column.words, before, after, is_far))
    return changes, same


def with_changes(stored: TemplatedForm, changes: Collection[Change]) -> Form:
    """Return the form with these changes entered."""
    form = stored.form
    for one in changes:
        form = enter(stored.template, form, one.place, one.after)
    return form


def _is_far(one: Decimal, other: Decimal) -> bool:
    """Whether one of two amounts is a hundred times the other; nothing is no amount."""
    less, more = sorted((abs(one), abs(other)))
    return less > 0 and more >= less * FAR


# In the order of :func:`fund_sum`.
_AMOUNT_OF: Mapping[LedgerField, Callable[[FundRow], Decimal | None]] = {
    LedgerField.INITIAL: attrgetter("initial.value"),
    LedgerField.ADJUSTED: attrgetter("adjusted.value"),
    LedgerField.RECEIVED: attrgetter("received.value"),
    LedgerField.EXECUTED: attrgetter("executed.value"),
}


def _uneven(
    template: Template, block: FundingBlock, form: Form, fields: Collection[LedgerField]
) -> Iterator[str]:
    """Yield a sentence for each changed total that its sources do not add up to, where they are filled in."""
    read = facts(template, form)
    fund = next(one for one in read.funds if one.block == block.key)
    total = next(one for one in fund.rows if one.row == total_row(block))
    for number, (field, amount_of) in enumerate(_AMOUNT_OF.items()):
        parts, whole = fund_sum(fund, number), amount_of(total)
        if field in fields and parts is not None and whole is not None and parts != whole:
            told = [amount_text(one, read.unit, decimals=0, grouping=False) for one in (parts, whole)]
            yield f"{field}各来源加起来是 {told[0]}，不等于总额 {told[1]}（{read.unit}），请改各来源的数"

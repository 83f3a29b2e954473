"""Moving a form to another template: every value is kept, at its place by role, by key, or shown as kept."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from perfeval_desktop.domain.blank import with_first_rows
from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import Column, FixedRow
from perfeval_desktop.domain.facts import unit_of
from perfeval_desktop.domain.form import Form, Place, Row, RowId, TemplateRef
from perfeval_desktop.domain.places import UNIT
from perfeval_desktop.domain.template import FORM_BLOCK, Template
from perfeval_desktop.domain.transcripts.vocabulary import is_same_fund_row

_SINGLE = (FieldsBlock, TextsBlock, FiguresBlock)


class Kept(NamedTuple):
    """A text that the template has no place for: it stays in the form, and is shown as kept."""

    place: Place
    text: str


def kept_without_place(template: Template, form: Form) -> tuple[Kept, ...]:
    """Return the texts of ``form`` that ``template`` has no cell for, in the order they are stored in."""
    return tuple(
        Kept(Place(key, row.id, column), text)
        for key, rows in form.tables.items()
        for row in rows
        for column, text in row.cells.items()
        if not _has_place(template, key, row, column)
    )


def moved(target: Template, source: Template, form: Form) -> Form:
    """Return ``form``, made with ``source``, as a form of ``target``; moving it back gives the same form.

    A cell goes where its role is, else to the column of its key, else it stays under its old name. The amounts
    keep their unit, rows their ids.
    """
    unit = unit_of(source, form)
    texts = form.with_text(UNIT, "" if unit is target.amounts.unit else unit.value)
    result = replace(texts, template=TemplateRef(target.id, target.digest), tables={})
    cells: dict[Place, str] = {}
    for place, text in _texts(texts):
        _put(cells, _place_in(target, source, place), text)
    for key, row in _rows(texts):
        block = _block_in(target, source, key)
        whose = _row_in(target, source, key, row.id)
        own = {one.column: text for one, text in cells.items() if one[:2] == (block, whose)}
        shared = frozenset(_column_in(target, source, key, column) for column in row.joined)
        if own or _is_needed(target, block, row):
            made = Row(whose, own, row.parent, shared)
            result = result.with_rows(block, (*result.rows(block), made))
    return _completed(target, result, cells)


def _texts(form: Form) -> Iterator[tuple[Place, str]]:
    for key, row in _rows(form):
        for column, text in row.cells.items():
            yield Place(key, row.id, column), text


def _rows(form: Form) -> Iterator[tuple[str, Row]]:
    for key, rows in form.tables.items():
        for row in rows:
            yield key, row


def _put(cells: dict[Place, str], place: Place, text: str) -> None:
    """Keep ``text`` at ``place``; where something else is there already, under a name that is free."""
    while place in cells:
        place = place._replace(column=f"{place.column}*")
    cells[place] = text


def _is_needed(target: Template, block: str, row: Row) -> bool:
    """Whether an empty row is kept: those of the user are, those of a template are made anew."""
    known = target.by_key.get(block)
    return known is None or known.has_own_rows or row.parent is not None or bool(row.joined)


def _completed(target: Template, form: Form, cells: dict[Place, str]) -> Form:
    """Return ``form`` with the texts whose rows it lacks, and the rows every form of ``target`` has."""
    for place, text in cells.items():
        if form.text(*place) != text:
            form = form.with_text(place, text)
    for block in target.by_key.values():
        if not block.has_own_rows:
            there = {row.id for row in form.rows(block.key)}
            first = with_first_rows(block, form.with_rows(block.key, ())).rows(block.key)
            missing = tuple(Row(row.id) for row in first if row.id not in there)
            form = form.with_rows(block.key, (*form.rows(block.key), *missing))
    return form


# -- where things are in the other template ------------------------------------------------------------------


def _place_in(target: Template, source: Template, place: Place) -> Place:
    column = _column(source, place.block, place.column)
    block = source.by_key.get(place.block)
    if column is not None and column.role is not None and isinstance(block, _SINGLE):
        at = target.at(column.role)
        if at is not None:
            return Place(at.block, place.row, at.column)
    return Place(
        _block_in(target, source, place.block),
        _row_in(target, source, place.block, place.row),
        _column_in(target, source, place.block, place.column),
    )


def _block_in(target: Template, source: Template, key: str) -> str:
    """Return the key of the block that takes the rows of a block of ``source``."""
    block = source.by_key.get(key)
    if block is None or key == FORM_BLOCK:
        return key
    same = target.by_key.get(key)
    if type(same) is type(block):
        return key
    match block:
        case IndicatorsBlock():
            return key if target.grid is None else target.grid.key
        case GoalsBlock():
            return key if target.goals is None else target.goals.key
        case FundingBlock():
            at = source.fundings.index(block)
            return target.fundings[at].key if at < len(target.fundings) else key
        case _:
            return key


def _row_in(target: Template, source: Template, key: str, row: RowId) -> RowId:
    """Return the id of a row in the other template: a fixed row goes by its key, its role or its words."""
    block, other = source.by_key.get(key), target.by_key.get(_block_in(target, source, key))
    fixed = None if block is None else block.fixed_rows.get(row)
    if fixed is None or other is None or row in other.fixed_rows:
        return row
    return next((RowId(one.key) for one in other.rows if _is_same(fixed, one)), row)


def _is_same(one: FixedRow, other: FixedRow) -> bool:
    if one.role is not other.role:
        return False
    return one.role is not None and (
        one.role.value in {"total", "execution"} or is_same_fund_row(one.label, other.label)
    )


def _column_in(target: Template, source: Template, key: str, column: str) -> str:
    known = _column(source, key, column)
    other = target.by_key.get(_block_in(target, source, key))
    if known is None or known.role is None or other is None:
        return column
    same = other.by_role.get(known.role)
    return column if same is None else same.key


def _column(template: Template, block: str, column: str) -> Column | None:
    known = template.by_key.get(block)
    return None if known is None else known.by_key.get(column)


def _has_place(template: Template, block: str, row: Row, column: str) -> bool:
    known: AnyBlock | None = template.by_key.get(block)
    if known is None or column not in known.by_key:
        return False
    is_fixed = isinstance(known, FundingBlock | ChecklistBlock)
    return not is_fixed or row.id in known.fixed_rows

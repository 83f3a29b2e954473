"""Moving a form to another template: every value is kept, at its place by role, by key, or shown as kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.domain.blank_form import with_first_rows
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
from perfeval_desktop.domain.columns import FixedRow, Role, RowRole
from perfeval_desktop.domain.facts import unit_of
from perfeval_desktop.domain.form import Form, Place, Row, RowId, TemplateRef
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.places import UNIT
from perfeval_desktop.domain.template import FORM_FIELDS, Template
from perfeval_desktop.domain.units import naming_unit

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


def with_template(target: Template, source: Template, form: Form) -> Form:
    """Return ``form``, made with ``source``, as a form of ``target``; no text is lost, there or back.

    A cell goes where its role is, else to a column of its key that has none, else it stays under its old
    name. The amounts keep their unit, rows their ids.
    """
    texts = _with_unit_said(target, source, form)
    mapping = _mapping(target, source)
    accepted = tuple(replace(one, place=mapping.place(one.place)) for one in form.accepted)
    ref = TemplateRef(target.id, target.digest)
    result = replace(texts, template=ref, tables={}, accepted=accepted)
    cells: dict[Place, str] = {}
    for place, text in _texts(texts):
        _put(cells, mapping.place(place), text)
    by_row: dict[tuple[str, RowId], dict[str, str]] = {}
    for place, text in cells.items():
        by_row.setdefault((place.block, place.row), {})[place.column] = text
    for key, row in _rows(texts):
        block, whose = mapping.blocks.get(key, key), mapping.rows.get((key, row.id), row.id)
        own = by_row.pop((block, whose), {})
        shared = frozenset(mapping.place(Place(key, row.id, column)).column for column in row.joined)
        if own or (result.row(block, whose) is None and _is_needed(target, block, row)):
            made = Row(whose, own, row.parent, shared)
            result = result.with_rows(block, (*result.rows(block), made))
    for (block, whose), own in by_row.items():
        result = result.with_rows(block, (*result.rows(block), Row(whose, own)))
    return _completed(target, result)


def place_in(target: Template, source: Template, place: Place) -> Place:
    """Return where a cell of a form of ``source`` is once the form is one of ``target``."""
    return _mapping(target, source).place(place)


def _with_unit_said(target: Template, source: Template, form: Form) -> Form:
    """Return ``form`` saying the unit of its amounts where ``target`` has another; what is no unit stays."""
    own = form.text(*UNIT)
    if own and own not in tuple(MoneyUnit):
        return form
    return naming_unit(target, form, unit_of(source, form))


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


def _completed(target: Template, form: Form) -> Form:
    """Return ``form`` with the rows every form of ``target`` has."""
    for block in target.by_key.values():
        if not block.has_own_rows:
            there = {row.id for row in form.rows(block.key)}
            first = with_first_rows(block, form.with_rows(block.key, ())).rows(block.key)
            missing = tuple(Row(row.id) for row in first if row.id not in there)
            form = form.with_rows(block.key, (*form.rows(block.key), *missing))
    return form


# -- where things are in the other template ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _PlaceMapping:
    """Where the blocks, fixed rows and columns of one template are in another; what is missing stays."""

    blocks: Mapping[str, str]
    rows: Mapping[tuple[str, RowId], RowId]
    columns: Mapping[tuple[str, str], tuple[str, str]]

    def place(self, place: Place) -> Place:
        """Return where a cell goes."""
        block, column = self.columns.get(
            (place.block, place.column), (self.blocks.get(place.block, place.block), place.column)
        )
        return Place(block, self.rows.get((place.block, place.row), place.row), column)


@lru_cache(maxsize=32)
def _mapping(target: Template, source: Template) -> _PlaceMapping:
    blocks = {key: _block_in(target, source, block) for key, block in source.by_key.items()}
    rows: dict[tuple[str, RowId], RowId] = {}
    columns: dict[tuple[str, str], tuple[str, str]] = {}
    for key, block in source.by_key.items():
        other = target.by_key.get(blocks[key])
        if other is None:
            continue
        rows.update(((key, RowId(old)), RowId(new)) for old, new in _fixed_rows(block, other))
        columns.update(((key, old), (other.key, new)) for old, new in _columns(block, other))
    columns.update(_single_roles(target, source))
    return _PlaceMapping(blocks, rows, columns)


def _block_in(target: Template, source: Template, block: AnyBlock) -> str:
    """Return the key of the block that takes the rows of a block of ``source``."""
    if type(target.by_key.get(block.key)) is type(block):
        return block.key
    match block:
        case IndicatorsBlock() if target.grid is not None:
            return target.grid.key
        case GoalsBlock() if target.goals is not None:
            return target.goals.key
        case FundingBlock():
            left = [one.key for one in source.fundings if not _has_funding(target, one.key)]
            free = [one.key for one in target.fundings if not _has_funding(source, one.key)]
            return dict(zip(left, free, strict=False)).get(block.key, block.key)
        case _:
            return block.key


def _has_funding(template: Template, key: str) -> bool:
    return isinstance(template.by_key.get(key), FundingBlock)


def _fixed_rows(block: AnyBlock, other: AnyBlock) -> Iterator[tuple[str, str]]:
    """Yield the rows that are elsewhere: each by its role or its words, none of them twice."""
    free = [row for row in other.rows if row.key not in block.fixed_rows]
    for row in block.rows:
        if row.key in other.fixed_rows:
            continue
        same = next((one for one in free if _is_same(row, one)), None)
        if same is not None:
            free.remove(same)
            yield row.key, same.key


def _is_same(one: FixedRow, other: FixedRow) -> bool:
    if one.role is not other.role:
        return False
    from perfeval_desktop.domain.transcripts.vocabulary import is_same_fund_row  # noqa: PLC0415  # dear to load

    return one.role in {RowRole.TOTAL, RowRole.EXECUTION} or is_same_fund_row(one.label, other.label)


def _columns(block: AnyBlock, other: AnyBlock) -> Iterator[tuple[str, str]]:
    """Yield the columns of a grid that are under another key: those of the same role."""
    if isinstance(block, _SINGLE):
        return
    for role, column in block.by_role.items():
        same = other.by_role.get(role)
        if same is not None:
            yield column.key, same.key


def _single_roles(target: Template, source: Template) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield where the single cells with a role are: each of them only once in a form."""
    there = _single_cells(target)
    for role, cell in _single_cells(source).items():
        if role in there:
            yield cell, there[role]


def _single_cells(template: Template) -> dict[Role, tuple[str, str]]:
    """Return the cell that the rules read for each role: the template's own before the one every form has."""
    found: dict[Role, tuple[str, str]] = {}
    for block in (*template.blocks, FORM_FIELDS):
        if isinstance(block, _SINGLE):
            for role, column in block.by_role.items():
                found.setdefault(role, (block.key, column.key))
    return found


def _has_place(template: Template, block: str, row: Row, column: str) -> bool:
    known: AnyBlock | None = template.by_key.get(block)
    if known is None or column not in known.by_key:
        return False
    is_fixed = isinstance(known, FundingBlock | ChecklistBlock)
    return not is_fixed or row.id in known.fixed_rows

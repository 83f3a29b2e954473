"""The forms of one project and year, made from one another: what was planned is carried over by role."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import (
    AnyBlock,
    FieldsBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Column, FixedRow, Role, Stage
from perfeval_desktop.domain.facts import full_target, unit_of
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.places import ONLY, column_of, place_label, place_of, row_words
from perfeval_desktop.domain.quantities.reading import whole_quantity
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.vocabulary import is_same_fund_row
from perfeval_desktop.domain.units import naming_unit

# Sign, number and unit of a target that is nothing else.
_PARTS = re.compile(
    r"\s*(?P<sign>[^0-9０-９.．]*?)\s*(?P<number>[0-9０-９][0-9０-９,，.．]*)\s*(?P<unit>.*?)\s*"
)
_QUALITATIVE = "定性"
_BY_HAND = frozenset({Role.TITLE, Role.UNIT})


class LeftBehind(NamedTuple):
    """A planned text that the new form has no place for: ``words`` say where it stands in the old one."""

    words: str
    text: str


class Made(NamedTuple):
    """A form made of another one, and what of that one's plan it has no place for, from top to bottom."""

    form: Form
    left: tuple[LeftBehind, ...]


# Which text of the old form goes where in the new one, and as what.
_Move = tuple[Place, Place, str]


class _Old(NamedTuple):
    """The form that another one is made of, and which of its cells have been carried over."""

    template: Template
    form: Form
    taken: set[Place]


def made_from(
    template: Template, source_template: Template, source: Form, *, year: int | None = None
) -> Made:
    """Return a new form of ``template`` with what ``source`` plans, by role and else by the words of labels.

    ``year`` is that of the source where none is given. Targets in one cell and those in sign, number and unit
    become one another where that is certain; amounts keep their unit. The budget of the beginning becomes
    the only one where the new form has no other column for it.
    """
    form = blank_form(template, source.year if year is None else year)
    form = naming_unit(template, form, unit_of(source_template, source))
    old = _Old(source_template, source, set())
    filled: set[Place] = set()
    for place, to, text in (*_fields(template, old), *_amounts(template, old)):
        # Of two that would go to one place the second is left behind.
        if to not in filled:
            form = form.with_text(to, text)
            filled.add(to)
            old.taken.add(place)
    form, goals = _with_goals(template, old, form)
    form = _with_indicators(template, old, form, goals)
    return Made(form, tuple(_left(old)))


def _left(old: _Old) -> Iterator[LeftBehind]:
    template, form, taken = old
    for block in template.blocks:
        for row in form.rows(block.key):
            for column in block.columns:
                place, text = Place(block.key, row.id, column.key), row.text(column.key)
                if _is_plan(column, text) and place not in taken and row.id not in _by_program(block):
                    yield LeftBehind(_words(template, form, block, place), text)


def _words(template: Template, form: Form, block: AnyBlock, place: Place) -> str:
    """Return the words for a cell; amounts without any heading are those of their row."""
    if isinstance(block, FundingBlock) and not (block.by_key[place.column].words or block.words):
        return f"{row_words(template, form, block, place.row)}的金额"
    return place_label(template, form, place)


def _is_plan(column: Column, text: str) -> bool:
    return bool(text.strip()) and column.stage is Stage.PLAN and column.role not in _BY_HAND


def _by_program(block: AnyBlock) -> Collection[str]:
    """Return the rows of a grid that the template makes."""
    return block.fixed_rows if isinstance(block, IndicatorsBlock) else ()


def _fields(template: Template, old: _Old) -> Iterator[_Move]:
    for block in old.template.blocks:
        if not isinstance(block, FieldsBlock | TextsBlock):
            continue
        for column in block.columns:
            text = old.form.text(block.key, ONLY, column.key)
            if not _is_plan(column, text):
                continue
            to = _field(template, column) if column.role is None else place_of(template, column.role)
            taking = None if to is None else column_of(template, to)
            # A form about a whole department goes by its name; no project is called so.
            if to is not None and taking is not None and taking.role is column.role:
                yield Place(block.key, ONLY, column.key), to, text


def _field(template: Template, column: Column) -> Place | None:
    return next(
        (
            Place(block.key, ONLY, one.key)
            for block in template.blocks
            if isinstance(block, FieldsBlock | TextsBlock)
            for one in block.columns
            if one.role is None and one.stage is Stage.PLAN and one.words == column.words
        ),
        None,
    )


def _amounts(template: Template, old: _Old) -> Iterator[_Move]:
    planned = next(
        (one for one in reversed(old.template.fundings) if Role.INITIAL_BUDGET in one.by_role), None
    )
    taking = next(
        (
            (one, one.by_role[role].key)
            for role in (Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET)
            for one in template.fundings
            if role in one.by_role
        ),
        None,
    )
    if planned is None or taking is None:
        return
    (block, column), key = taking, planned.by_role[Role.INITIAL_BUDGET].key
    for fixed in planned.rows:
        text = old.form.text(planned.key, fixed.key, key)
        row = _fund_row(block, fixed)
        if text and row is not None:
            yield Place(planned.key, RowId(fixed.key), key), Place(block.key, row, column), text


def _fund_row(block: FundingBlock, fixed: FixedRow) -> RowId | None:
    return next(
        (
            RowId(one.key)
            for one in block.rows
            if one.role is fixed.role and (one.key == fixed.key or is_same_fund_row(one.label, fixed.label))
        ),
        None,
    )


def _with_goals(template: Template, old: _Old, form: Form) -> tuple[Form, Mapping[RowId, RowId]]:
    """Return the form with the goals, and which goal of it each goal of the source became."""
    given, taking = old.template.goals, template.goals
    if (
        given is None
        or taking is None
        or not {Role.EXPECTED_GOAL} <= given.by_role.keys() & taking.by_role.keys()
    ):
        return form, {}
    rows = old.form.rows(given.key)
    if not taking.has_own_rows:
        key, to = given.by_role[Role.EXPECTED_GOAL].key, taking.by_role[Role.EXPECTED_GOAL].key
        whole = "\n".join(filter(None, (row.text(key) for row in rows)))
        old.taken.update(Place(given.key, row.id, key) for row in rows)
        return form.with_text(Place(taking.key, ONLY, to), whole), {}
    form, own = form.new_rows(len(rows))
    filled = tuple(
        Row(new.id, _planned(given, taking, row, old.taken)) for new, row in zip(own, rows, strict=True)
    )
    if filled:
        form = form.with_rows(taking.key, filled)
    return form, {row.id: new.id for row, new in zip(rows, own, strict=True)}


def _planned(
    given: GoalsBlock | IndicatorsBlock, taking: GoalsBlock | IndicatorsBlock, row: Row, taken: set[Place]
) -> dict[str, str]:
    """Return the planned cells of a row under the keys of another block: by role, else by its words."""
    cells = {}
    for column in given.by_key.values():
        text = row.text(column.key)
        if not text or column.stage is not Stage.PLAN:
            continue
        if column.role is not None:
            other = taking.by_role.get(column.role)
        else:
            plain = (one for one in taking.by_key.values() if one.role is None and one.stage is Stage.PLAN)
            other = next((one for one in plain if one.words == column.words), None)
        if other is not None and other.key not in cells:
            cells[other.key] = text
            taken.add(Place(given.key, row.id, column.key))
    return cells


def _with_indicators(template: Template, old: _Old, form: Form, goals: Mapping[RowId, RowId]) -> Form:
    given, taking = old.template.grid, template.grid
    if given is None or taking is None:
        return form
    rows = [row for row in old.form.rows(given.key) if row.id not in given.fixed_rows]
    form, own = form.new_rows(len(rows))
    first = form.rows(taking.goals)[0].id if taking.goals and form.rows(taking.goals) else None
    filled = tuple(
        Row(
            new.id,
            {**_planned(given, taking, row, old.taken), **_target(given, taking, row, old.taken)},
            parent=goals.get(row.parent or RowId(""), first) if taking.goals else None,
        )
        for new, row in zip(own, rows, strict=True)
    )
    fixed = tuple(row for row in form.rows(taking.key) if row.id in taking.fixed_rows)
    return form.with_rows(taking.key, (*filled, *fixed)) if filled else form


def _target(given: IndicatorsBlock, taking: IndicatorsBlock, row: Row, taken: set[Place]) -> dict[str, str]:
    """Return the cells of the target where one form has sign or unit in a cell and the other has not."""
    keys, other = grid_keys(given), grid_keys(taking)
    number = keys.target or keys.target_number
    if not row.text(number) or not (other.target or other.target_number):
        return {}
    taken.add(Place(given.key, row.id, number))
    if other.target_is_split and not keys.target_is_split:
        return _split(taking, row.text(keys.target))
    lacking = {keys.comparator} if keys.comparator and not other.comparator else set()
    lacking |= {keys.measure} if keys.measure and not other.measure else set()
    if not lacking and keys.target_is_split == other.target_is_split:
        return {}
    kept = {key: text for key, text in row.cells.items() if key in lacking or key == number}
    whole = full_target(keys, replace(row, cells=kept))
    taken.update(
        Place(given.key, row.id, key)
        for key in lacking
        if row.text(key).strip() in whole or row.text(key).strip() == _QUALITATIVE
    )
    return {other.target or other.target_number: whole}


def _split(block: IndicatorsBlock, text: str) -> dict[str, str]:
    keys = grid_keys(block)
    match = _PARTS.fullmatch(text) if whole_quantity(text) is not None else None
    if match is None:
        parts = {keys.target_number: text}
        if text and keys.comparator and _QUALITATIVE in block.by_key[keys.comparator].choices:
            parts[keys.comparator] = _QUALITATIVE
    else:
        unit = match["unit"].strip("()（）")
        parts = {keys.comparator: match["sign"], keys.target_number: match["number"]}
        if keys.measure:
            parts[keys.measure] = unit
        else:
            parts[keys.target_number] += match["unit"]
    return {key: one for key, one in parts.items() if key and one}

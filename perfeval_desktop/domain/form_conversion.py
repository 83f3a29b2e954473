"""The forms of one project and year, made from one another: what was planned is carried over by role."""

import re
from collections.abc import Iterator, Mapping

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import FieldsBlock, FundingBlock, GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Column, FixedRow, Role, Stage
from perfeval_desktop.domain.facts import full_target, unit_of
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.places import ONLY, column_of, place_of
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


def made_from(
    template: Template, source_template: Template, source: Form, *, year: int | None = None
) -> Form:
    """Return a new form of ``template`` with what ``source`` plans, by role and else by the words of labels.

    ``year`` is that of the source where none is given. Targets in one cell and those in sign, number and unit
    become one another where that is certain; amounts keep their unit.
    """
    form = blank_form(template, source.year if year is None else year)
    form = naming_unit(template, form, unit_of(source_template, source))
    for place, text in _fields(template, source_template, source):
        form = form.with_text(place, text)
    for place, text in _amounts(template, source_template, source):
        form = form.with_text(place, text)
    form, goals = _with_goals(template, source_template, form, source)
    return _with_indicators(template, source_template, form, source, goals)


def _fields(template: Template, source_template: Template, source: Form) -> Iterator[tuple[Place, str]]:
    for block in source_template.blocks:
        if not isinstance(block, FieldsBlock):
            continue
        for column in block.columns:
            text = source.text(block.key, ONLY, column.key)
            if not text or column.stage is not Stage.PLAN or column.role in _BY_HAND:
                continue
            place = _field(template, column) if column.role is None else place_of(template, column.role)
            taking = None if place is None else column_of(template, place)
            # A form about a whole department goes by its name; no project is called so.
            if place is not None and taking is not None and taking.role is column.role:
                yield place, text


def _field(template: Template, column: Column) -> Place | None:
    return next(
        (
            Place(block.key, ONLY, one.key)
            for block in template.blocks
            if isinstance(block, FieldsBlock)
            for one in block.columns
            if one.role is None and one.stage is Stage.PLAN and one.words == column.words
        ),
        None,
    )


def _amounts(template: Template, source_template: Template, source: Form) -> Iterator[tuple[Place, str]]:
    planned = next(
        (one for one in reversed(source_template.fundings) if Role.INITIAL_BUDGET in one.by_role), None
    )
    taking = next((one for one in template.fundings if Role.INITIAL_BUDGET in one.by_role), None)
    if planned is None or taking is None:
        return
    column, key = taking.by_role[Role.INITIAL_BUDGET], planned.by_role[Role.INITIAL_BUDGET].key
    for fixed in planned.rows:
        text = source.text(planned.key, fixed.key, key)
        row = _fund_row(taking, fixed)
        if text and row is not None:
            yield Place(taking.key, row, column.key), text


def _fund_row(block: FundingBlock, fixed: FixedRow) -> RowId | None:
    return next(
        (
            RowId(one.key)
            for one in block.rows
            if one.role is fixed.role and (one.key == fixed.key or is_same_fund_row(one.label, fixed.label))
        ),
        None,
    )


def _with_goals(
    template: Template, source_template: Template, form: Form, source: Form
) -> tuple[Form, Mapping[RowId, RowId]]:
    """Return the form with the goals, and which goal of it each goal of the source became."""
    given, taking = source_template.goals, template.goals
    if (
        given is None
        or taking is None
        or not {Role.EXPECTED_GOAL} <= given.by_role.keys() & taking.by_role.keys()
    ):
        return form, {}
    rows = source.rows(given.key)
    if not taking.has_own_rows:
        texts = [row.text(given.by_role[Role.EXPECTED_GOAL].key) for row in rows]
        whole = "\n".join(filter(None, texts))
        place = Place(taking.key, ONLY, taking.by_role[Role.EXPECTED_GOAL].key)
        return form.with_text(place, whole), {}
    form, own = form.new_rows(len(rows))
    filled = tuple(Row(new.id, _planned(given, taking, row)) for new, row in zip(own, rows, strict=True))
    if filled:
        form = form.with_rows(taking.key, filled)
    return form, {row.id: new.id for row, new in zip(rows, own, strict=True)}


def _planned(
    given: GoalsBlock | IndicatorsBlock, taking: GoalsBlock | IndicatorsBlock, row: Row
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
        if other is not None:
            cells[other.key] = text
    return cells


def _with_indicators(
    template: Template, source_template: Template, form: Form, source: Form, goals: Mapping[RowId, RowId]
) -> Form:
    given, taking = source_template.grid, template.grid
    if given is None or taking is None:
        return form
    rows = [row for row in source.rows(given.key) if row.id not in given.fixed_rows]
    form, own = form.new_rows(len(rows))
    first = form.rows(taking.goals)[0].id if taking.goals and form.rows(taking.goals) else None
    filled = tuple(
        Row(
            new.id,
            {**_planned(given, taking, row), **_target(given, taking, row)},
            parent=goals.get(row.parent or RowId(""), first) if taking.goals else None,
        )
        for new, row in zip(own, rows, strict=True)
    )
    fixed = tuple(row for row in form.rows(taking.key) if row.id in taking.fixed_rows)
    return form.with_rows(taking.key, (*filled, *fixed)) if filled else form


def _target(given: IndicatorsBlock, taking: IndicatorsBlock, row: Row) -> dict[str, str]:
    """Return the cells of the target where one form has it in one cell and the other in three."""
    keys, other = grid_keys(given), grid_keys(taking)
    if keys.target_is_split == other.target_is_split:
        return {}
    if keys.target_is_split:
        return {other.target: text} if (text := full_target(keys, row)) and other.target else {}
    return _split(taking, row.text(keys.target))


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

"""A new form: the rows its template expects, nothing filled in."""

from perfeval_desktop.domain.blocks import ONLY_ROW, AnyBlock, Dimension, GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Form, Row, RowId, TemplateRef
from perfeval_desktop.domain.template import Template


def blank_form(template: Template, year: int) -> Form:
    """Return an empty form with one row for each level-2 name of the dimensions the template counts on.

    Those are the required ones and those with an expected weight; the others are there to be added.
    """
    form = Form(TemplateRef(template.id, template.digest), year)
    # Indicators stand under a goal, wherever on the form the goals are.
    for block in sorted(template.by_key.values(), key=lambda one: isinstance(one, IndicatorsBlock)):
        form = with_first_rows(block, form)
    return form


def with_first_rows(block: AnyBlock, form: Form) -> Form:
    """Return ``form`` with the rows that a block of a new form has."""
    match block:
        case IndicatorsBlock():
            return _with_indicators(block, form)
        case GoalsBlock(has_own_rows=True):
            form, rows = form.new_rows(1)
            return form.with_rows(block.key, rows)
        case _ if block.rows:
            prefilled = (
                (row, {key: text for key, text in row.prefilled.items() if text}) for row in block.rows
            )
            return form.with_rows(block.key, tuple(Row(RowId(row.key), cells) for row, cells in prefilled))
        case _ if block.columns:
            cells = {column.key: column.prefilled for column in block.columns if column.prefilled}
            return form.with_rows(block.key, (Row(RowId(ONLY_ROW), cells),))
        case _:
            return form


def _with_indicators(block: IndicatorsBlock, form: Form) -> Form:
    keys = {role: column.key for role, column in block.by_role.items()}
    names = [
        pair
        for dimension in block.dimensions
        if dimension.required or dimension.weight is not None
        for pair in _names(dimension, is_divided=Role.LEVEL2 in keys)
    ] or [("", "")]
    form, rows = form.new_rows(len(names))
    goals = form.rows(block.goals) if block.goals else ()
    filled = tuple(
        Row(row.id, _named(keys, level1, level2), parent=goals[0].id if goals else None)
        for row, (level1, level2) in zip(rows, names, strict=True)
    )
    placed = list(filled)
    for fixed in block.rows:
        name = grid_keys(block).name
        named = {name: fixed.words} if name and fixed.words else {}
        row = Row(RowId(fixed.key), {**named, **fixed.prefilled})
        placed.insert(_behind_its_dimension(row.text(keys.get(Role.LEVEL1, "")), names), row)
    return form.with_rows(block.key, tuple(placed))


def _behind_its_dimension(level1: str, names: list[tuple[str, str]]) -> int:
    """Return where a fixed row of a dimension stands: behind its last row, or else behind all."""
    own = [at for at, (name, _) in enumerate(names, 1) if name == level1]
    return max(own, default=len(names))


def _named(keys: dict[Role, str], level1: str, level2: str) -> dict[str, str]:
    named = {keys.get(Role.LEVEL1): level1, keys.get(Role.LEVEL2): level2}
    return {key: name for key, name in named.items() if key is not None and name}


def _names(dimension: Dimension, *, is_divided: bool) -> list[tuple[str, str]]:
    """Return one pair of names for each level-2 name, a single one where grid or dimension has none."""
    names = dimension.level2 if is_divided else ()
    return [(dimension.name, level2) for level2 in names or ("",)]

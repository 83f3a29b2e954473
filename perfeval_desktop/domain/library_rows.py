"""Indicators of the library as rows of a form, and rows of a form as indicators of the library."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import (
    DIRECTION,
    LESS_IS_BETTER,
    MORE_IS_BETTER,
    Dimension,
    IndicatorsBlock,
)
from perfeval_desktop.domain.checks.weights import dimension_key
from perfeval_desktop.domain.column_keys import GridKeys, grid_keys
from perfeval_desktop.domain.facts import Facts, IndicatorFacts, is_blank
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.library_indicator import LibraryIndicator, library_words, usual_weight
from perfeval_desktop.domain.library_levels import Levels, is_same_level1, levels_in
from perfeval_desktop.domain.point_shares import point_shares
from perfeval_desktop.domain.quantities.direction import Direction, Subject, direction_of
from perfeval_desktop.domain.quantities.reading import whole_quantity

_SIGNS = "≥≤=<>"
_CHOICES = {Direction.MORE: MORE_IS_BETTER, Direction.LESS: LESS_IS_BETTER, Direction.UNKNOWN: ""}


class InsertionChoices(NamedTuple):
    """How indicators are put in: under the goal of row ``beside``, with their usual points or without.

    ``elsewhere`` is the level-1 name for those that :func:`without_place` tells.
    """

    beside: int = 0
    with_weights: bool = True
    elsewhere: str = ""


_USUAL_CHOICES = InsertionChoices()


class Insertion(NamedTuple):
    """A form with rows put in: which, from the first chosen to the last."""

    form: Form
    rows: tuple[RowId, ...]


def names_in(block: IndicatorsBlock, form: Form) -> frozenset[str]:
    """Return the names of the indicators that a form has."""
    name = grid_keys(block).name
    return frozenset(text for row in form.rows(block.key) if (text := row.text(name).strip()))


def without_place(block: IndicatorsBlock, indicators: Iterable[LibraryIndicator]) -> list[LibraryIndicator]:
    """Return the indicators whose levels have no like in the template."""
    return [one for one in indicators if levels_in(block, Levels(one.level1, one.level2)) is None]


def with_library_rows(
    block: IndicatorsBlock,
    form: Form,
    indicators: Sequence[LibraryIndicator],
    choices: InsertionChoices = _USUAL_CHOICES,
) -> Insertion:
    """Return ``form`` with ``indicators`` in the groups of their levels.

    A row of the group that holds only the names of its levels is filled in, else a new one comes behind the
    last of the group. Where a dimension had no row before, its new ones share the points that the template
    has for it, in the place of the usual ones; under several goals nobody knows what is whose.
    """
    goal = _goal_at(block, form, choices.beside)
    weighted = () if block.goals else tuple(one for one in block.dimensions if one.weight)
    begun = [one for one in weighted if not _rows_of(block, form, one)]
    rows: list[RowId] = []
    for one in indicators:
        asked = Levels(one.level1, one.level2)
        levels = levels_in(block, asked) or Levels(choices.elsewhere or one.level1, one.level2)
        form, row = _row_for(block, form, levels, goal)
        texts = _texts(block, row, one, with_weight=choices.with_weights)
        filled = replace(row, cells={**row.cells, **texts})
        there = form.rows(block.key)
        form = form.with_rows(block.key, tuple(filled if each.id == row.id else each for each in there))
        rows.append(row.id)
    for dimension in begun if choices.with_weights else ():
        form = _with_level_points(block, form, dimension)
    return Insertion(form, tuple(rows))


def _rows_of(block: IndicatorsBlock, form: Form, dimension: Dimension) -> tuple[Row, ...]:
    level1 = grid_keys(block).level1
    return tuple(row for row in form.rows(block.key) if is_same_level1(row.text(level1), dimension.name))


def _with_level_points(block: IndicatorsBlock, form: Form, dimension: Dimension) -> Form:
    """Return ``form`` with the points of a dimension shared by its rows, all of them new."""
    weight = grid_keys(block).weight
    rows = _rows_of(block, form, dimension)
    if not (rows and weight and dimension.weight):
        return form
    shares = point_shares(dimension.weight, [Decimal(1)] * len(rows))
    for row, points in zip(rows, shares, strict=True):
        form = form.with_text(Place(block.key, row.id, weight), points_text(points))
    return form


def _goal_at(block: IndicatorsBlock, form: Form, beside: int) -> RowId | None:
    if not block.goals:
        return None
    rows, goals = form.rows(block.key), form.rows(block.goals)
    if 0 <= beside < len(rows) and rows[beside].parent is not None:
        return rows[beside].parent
    return goals[0].id if goals else None


def _row_for(block: IndicatorsBlock, form: Form, levels: Levels, goal: RowId | None) -> tuple[Form, Row]:
    """Return the row of the group that an indicator goes into, and the form that has it."""
    keys = grid_keys(block)
    rows = form.rows(block.key)
    own = [row for row in rows if row.parent == goal and row.id not in block.fixed_rows]
    group = [row for row in own if _levels_of(keys, row, levels) == levels]
    if found := next((row for row in group if is_blank(keys, row)), None):
        return form, found
    form, (row,) = form.new_rows(1)
    named = next((one for one in own if is_same_level1(one.text(keys.level1), levels.level1)), None)
    level1 = levels.level1 if named is None else named.text(keys.level1)
    names = {keys.level1: level1, keys.level2: levels.level2}
    cells = {key: text for key, text in names.items() if key in keys.headings and text}
    row = Row(row.id, cells, parent=goal)
    return form.inserting(block.key, _place(block, rows, levels, goal), (row,)), row


def _levels_of(keys: GridKeys, row: Row, wanted: Levels) -> Levels:
    """Return the levels of ``row``, in the words of ``wanted`` where they mean the same."""
    level1 = row.text(keys.level1) if keys.level1 in keys.headings else wanted.level1
    level2 = row.text(keys.level2).strip() if keys.level2 in keys.headings else wanted.level2
    return Levels(wanted.level1 if is_same_level1(level1, wanted.level1) else level1, level2)


def _place(block: IndicatorsBlock, rows: Sequence[Row], levels: Levels, goal: RowId | None) -> int:
    """Return where a new row of ``levels`` stands: behind what comes before it or with it in the template."""
    keys = grid_keys(block)
    order = _orders(block)
    wanted = _rank(order, levels)
    own = [(at, _levels_of(keys, row, levels)) for at, row in enumerate(rows, 1) if row.parent == goal]
    behind = [at for at, there in own if there == levels]
    behind = behind or [at for at, there in own if _rank(order, there) <= wanted]
    first = next((at for at, row in enumerate(rows) if row.parent == goal), len(rows))
    return max(behind, default=first)


Order = dict[tuple[str, str], int]


def _orders(block: IndicatorsBlock) -> Order:
    order: Order = {}
    for dimension in block.dimensions:
        for level2 in ("", *dimension.level2):
            order.setdefault((dimension_key(dimension.name), level2), len(order))
    return order


def _rank(order: Order, levels: Levels) -> int:
    """Return where ``levels`` stand in the template; what it does not have comes last of its dimension."""
    key = dimension_key(levels.level1)
    known = order.get((key, levels.level2))
    of_dimension = [at for (one, _), at in order.items() if one == key]
    return known if known is not None else max(of_dimension, default=len(order))


def _texts(block: IndicatorsBlock, row: Row, one: LibraryIndicator, *, with_weight: bool) -> dict[str, str]:
    """Return what is filled into a row, by column; what the template has no column for is left out."""
    keys = grid_keys(block)
    texts = {keys.name: one.name, **_target(keys, one)}
    # A row of a new form has its points already.
    if with_weight and one.weight is not None and not row.text(keys.weight):
        texts[keys.weight or keys.share] = f"{one.weight:f}" if keys.weight else f"{one.weight:f}%"
    levels = Levels(row.text(keys.level1) or one.level1, row.text(keys.level2) or one.level2)
    if one.direction and _direction(levels, one) != one.direction:
        texts[DIRECTION.key] = one.direction
    return {key: text for key, text in texts.items() if key and text}


def _target(keys: GridKeys, one: LibraryIndicator) -> dict[str, str]:
    """Return the cells of the target: in one cell, beside its unit, or taken apart."""
    bare = one.target.removesuffix(one.measure) if keys.measure else one.target
    if not keys.target_is_split:
        return {keys.target: bare, keys.measure: one.measure}
    sign = bare[:1] if bare[:1] in _SIGNS else ""
    number = bare.removeprefix(sign) if keys.comparator else bare
    return {keys.comparator: sign, keys.target_number: number, keys.measure: one.measure}


def _direction(levels: Levels, one: LibraryIndicator) -> str:
    """Return which way the program takes to be better of an indicator by its name."""
    quantity = whole_quantity(one.target)
    unit = "" if quantity is None else quantity.unit.name
    return _CHOICES[direction_of(Subject(levels.level1, levels.level2, one.name), unit)]


# -- from a form -----------------------------------------------------------------------------------------


def library_indicators(facts: Facts, rows: Iterable[str], field: str) -> tuple[LibraryIndicator, ...]:
    """Return the named ones of ``rows`` of a form as indicators of ``field``."""
    wanted = set(rows)
    chosen = (one for one in facts.indicators if one.row in wanted and not one.is_execution)
    found = (_from_facts(one, field) for one in chosen)
    return tuple(one for one in found if one.name)


def _from_facts(one: IndicatorFacts, field: str) -> LibraryIndicator:
    unit = "" if one.target_quantity is None else one.target_quantity.unit.name
    target = library_words(one.target)
    return LibraryIndicator(
        field=field,
        name=library_words(one.name),
        level1=library_words(one.level1),
        level2=library_words(one.level2),
        target=target,
        measure=unit if target.endswith(unit) else "",
        direction=_CHOICES[direction_of(one.subject, unit)],
        weight=usual_weight(one.weight.value),
    )

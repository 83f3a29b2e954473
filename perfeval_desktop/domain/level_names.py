"""Which names a template offers for the levels of an indicator, and which group a new row joins."""

from collections.abc import Mapping

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.facts import level1_parts
from perfeval_desktop.domain.form import Form, Row


def level1_offers(block: IndicatorsBlock) -> tuple[str, ...]:
    """Return the level-1 names of the template."""
    return tuple(dimension.name for dimension in block.dimensions)


def level2_offers(block: IndicatorsBlock, level1: str) -> tuple[str, ...]:
    """Return the level-2 names under ``level1``; all of them under a name of the user's own."""
    under = [one.level2 for one in block.dimensions if one.name == level1]
    names = under[0] if under else [name for one in block.dimensions for name in one.level2]
    return tuple(dict.fromkeys(names))


def joining(block: IndicatorsBlock, form: Form, beside: int) -> tuple[Form, Row]:
    """Return a new row in the group of the row at ``beside``, else of the last, and the form that knows it.

    The row of the execution rate is nobody's group.
    """
    form, (row,) = form.new_rows(1)
    rows = form.rows(block.key)
    neighbour = rows[min(max(beside, 0), len(rows) - 1)] if rows else row
    if neighbour.id in block.fixed_rows:
        return form, row
    keys = grid_keys(block)
    cells: Mapping[str, str] = {
        key: text for key, text in neighbour.cells.items() if key in {keys.level1, keys.level2} - {keys.name}
    }
    return form, Row(row.id, cells, parent=neighbour.parent)


def renamed_group(
    block: IndicatorsBlock, form: Form, key: str, names: tuple[str, str], ids: frozenset[str]
) -> Form:
    """Return ``form`` with a level name changed in the column ``key`` of a group.

    ``names`` are the old and the new one; of the rows ``ids``, those that still bear the old take the new.
    """
    old, new = names
    bare = level1_parts(old)[0]
    rows = tuple(
        row.with_text(key, new) if row.id in ids and level1_parts(row.text(key))[0] == bare else row
        for row in form.rows(block.key)
    )
    return form.with_rows(block.key, rows)

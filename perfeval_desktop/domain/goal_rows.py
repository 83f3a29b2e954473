"""Goals as rows: one comes with a row for its first indicator, one that goes leaves its indicators behind."""

from dataclasses import replace

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.template import Template


def with_goal(template: Template, form: Form, at: int) -> Form:
    """Return ``form`` with a new goal before position ``at``.

    Where indicators stand under goals, the new one has one row, behind those of the goal before it.
    """
    block, grid = template.goals, template.grid
    if block is None:
        raise ValueError("the template has no goals")
    form, (goal,) = form.new_rows(1)
    before = form.rows(block.key)[:at]
    form = form.inserting(block.key, at, (goal,))
    if grid is None or grid.goals != block.key:
        return form
    form, (row,) = form.new_rows(1)
    at = _end_of(grid, form, {one.id for one in before})
    return form.inserting(grid.key, at, (replace(row, parent=goal.id),))


def without_goals(template: Template, form: Form, ids: frozenset[str]) -> Form:
    """Return ``form`` without some goals; their indicators go to the goal before, else to the next one."""
    block, grid = template.goals, template.grid
    if block is None:
        raise ValueError("the template has no goals")
    heirs = _heirs(form.rows(block.key), ids)
    form = form.removing(block.key, ids)
    if grid is None or grid.goals != block.key:
        return form
    rows = (
        replace(row, parent=heirs[row.parent]) if row.parent in heirs else row for row in form.rows(grid.key)
    )
    return form.with_rows(grid.key, tuple(rows))


def _end_of(grid: IndicatorsBlock, form: Form, goals: set[RowId]) -> int:
    """Return the position behind the last indicator of ``goals``."""
    rows = form.rows(grid.key)
    return max((at for at, row in enumerate(rows, 1) if row.parent in goals), default=0)


def _heirs(goals: tuple[Row, ...], ids: frozenset[str]) -> dict[RowId | None, RowId | None]:
    """Return for each goal that goes the one that takes its indicators, ``None`` where all go."""
    heirs: dict[RowId | None, RowId | None] = {}
    last = next((goal.id for goal in goals if goal.id not in ids), None)
    for goal in goals:
        if goal.id in ids:
            heirs[goal.id] = last
        else:
            last = goal.id
    return heirs

"""A form that somebody begins to fill in: its blank, and the points that the template has for its levels."""

from decimal import Decimal

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Form, RowId
from perfeval_desktop.domain.point_shares import point_shares
from perfeval_desktop.domain.template import Template

_NONE = Decimal(0)


def begin_form(template: Template, year: int) -> Form:
    """Return an empty form with the points of the template's dimensions, shared by the rows of each."""
    form = blank_form(template, year)
    block = template.grid
    if block is None or not template.has_points or not grid_keys(block).weight:
        return form
    shares = _shares(template, block, form)
    weight = grid_keys(block).weight
    rows = (
        row.with_text(weight, points_text(shares[row.id])) if row.id in shares else row
        for row in form.rows(block.key)
    )
    return form.with_rows(block.key, tuple(rows))


def _shares(template: Template, block: IndicatorsBlock, form: Form) -> dict[RowId, Decimal]:
    shares: dict[RowId, Decimal] = {}
    level1 = grid_keys(block).level1
    for dimension in block.dimensions:
        rows = [row for row in form.rows(block.key) if row.text(level1) == dimension.name]
        own = [row.id for row in rows if row.id not in block.fixed_rows]
        points = (dimension.weight or _NONE) - (_of_execution(template) if len(own) < len(rows) else _NONE)
        if own and points > 0:
            given = point_shares(points, [Decimal(1)] * len(own))
            shares.update(zip(own, given, strict=True))
    return shares


def _of_execution(template: Template) -> Decimal:
    """Return the points of the execution rate: the one fixed row that may stand in a dimension has them."""
    rule = None if template.scoring is None else template.scoring.execution
    return _NONE if rule is None else rule.weight or _NONE

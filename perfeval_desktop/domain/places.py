"""The places of a form: their order, and the words a clerk finds each by."""

from perfeval_desktop.domain.blocks import (
    ONLY_ROW,
    AnyBlock,
    ChecklistBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.columns import Column, Role, RowRole
from perfeval_desktop.domain.facts import grid_keys
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.domain.template import FORM_BLOCK, Template

ONLY = RowId(ONLY_ROW)
YEAR = Place(FORM_BLOCK, ONLY, "year")
TITLE = Place(FORM_BLOCK, ONLY, "title")
UNIT = Place(FORM_BLOCK, ONLY, "unit")
EXECUTION_NOTE = Place(FORM_BLOCK, ONLY, "execution_note")


def place_of(template: Template, role: Role) -> Place | None:
    """Return the place of the one cell with ``role``, ``None`` where the form has none."""
    at = template.at(role)
    return None if at is None else Place(at.block, ONLY, at.column)


def execution_place(template: Template, role: Role) -> Place | None:
    """Return the place of the funding total's cell with ``role``, ``None`` where there is none.

    The score of the execution rate may be a row of the indicator grid instead.
    """
    if role is Role.SCORE and template.has_execution_row and template.grid is not None:
        execution = template.grid.rows[0].key
        return Place(template.grid.key, RowId(execution), grid_keys(template.grid).score)
    block = template.funding
    if block is None or role not in block.by_role:
        return None
    return Place(block.key, RowId(total_row(block)), block.by_role[role].key)


def total_row(block: FundingBlock) -> str:
    """Return the key of the row that stands for all of a funding grid: the total, or else its first row."""
    return next((row.key for row in block.rows if row.role is RowRole.TOTAL), block.rows[0].key)


def note_place(template: Template) -> Place:
    """Return where a budget that was changed, or a low execution, is to be explained."""
    return execution_place(template, Role.REASON) or place_of(template, Role.EXECUTION_NOTE) or EXECUTION_NOTE


def column_of(template: Template, place: Place) -> Column | None:
    """Return the column of ``place``; ``None`` for the year, and for a cell the template has no place for."""
    block = template.by_key.get(place.block)
    return None if block is None else block.by_key.get(place.column)


_LAST = 1_000_000


def place_order(template: Template, form: Form, place: Place) -> tuple[int, int, int]:
    """Return where ``place`` stands on the form, as a key to sort by: from top to bottom, left to right."""
    return (
        template.block_order.get(place.block, _LAST),
        row_number(template, form, place),
        template.columns_order.get(place.block, {}).get(place.column, _LAST),
    )


def row_number(template: Template, form: Form, place: Place) -> int:
    """Return where the row of ``place`` stands in its block, from 0."""
    block = template.by_key.get(place.block)
    if isinstance(block, FundingBlock | ChecklistBlock):
        return next((at for at, row in enumerate(block.rows) if row.key == place.row), _LAST)
    return next((at for at, row in enumerate(form.rows(place.block)) if row.id == place.row), _LAST)


def place_label(template: Template, form: Form, place: Place) -> str:
    """Return the words for ``place`` that a clerk finds it by, e.g. ``第 4 行“受众满意度”的得分``."""
    if place == YEAR:
        return "年度"
    block = template.by_key.get(place.block)
    column = column_of(template, place)
    if block is None or column is None:
        return f"模板没有位置的“{place.column}”"
    row = row_words(template, form, block, place.row)
    words = column.words or block.words
    return f"{row}的{words}" if row else words


def row_words(template: Template, form: Form, block: AnyBlock, row: str) -> str:
    """Return the words for a row of a block; ``""`` where the block has only one."""
    match block:
        case IndicatorsBlock():
            number = row_number(template, form, Place(block.key, RowId(row), ""))
            name = shortened(form.text(block.key, row, grid_keys(block).name))
            words = f"第 {number + 1} 行"
            return f"{words}“{name}”" if name else words
        case FundingBlock() | ChecklistBlock():
            fixed = block.fixed_rows.get(row)
            return "" if fixed is None else fixed.words
        case GoalsBlock(has_own_rows=True):
            number = row_number(template, form, Place(block.key, RowId(row), ""))
            return goal_words(block, number)
        case _:
            return ""


def goal_words(block: GoalsBlock, number: int) -> str:
    """Return the name of a goal; ``number`` counts from 0."""
    return block.numbered.replace("{n}", str(number + 1))

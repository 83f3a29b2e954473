"""The places of a form: their order, and the words the user finds each by."""

from collections.abc import Callable

from perfeval_desktop.domain.blocks import (
    CHINESE,
    DIGITS,
    ONLY_ROW,
    AnyBlock,
    ChecklistBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Column, Role, RowRole, label_words
from perfeval_desktop.domain.form import NO_ROW, Form, Place, Row, RowId
from perfeval_desktop.domain.numerals import in_chinese, shortened
from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.domain.template import FORM_BLOCK, Template

ONLY = RowId(ONLY_ROW)
YEAR = Place(FORM_BLOCK, ONLY, "year")
TITLE = Place(FORM_BLOCK, ONLY, "title")
UNIT = Place(FORM_BLOCK, ONLY, "unit")
EXECUTION_NOTE = Place(FORM_BLOCK, ONLY, "execution_note")
NOTE = Place(FORM_BLOCK, ONLY, "note")


def place_of(template: Template, role: Role) -> Place | None:
    """Return the place of the one cell with ``role``, ``None`` where the form has none."""
    at = template.at(role)
    return None if at is None else Place(at.block, ONLY, at.column)


def execution_place(template: Template, role: Role) -> Place | None:
    """Return the place of the funding total's cell with ``role``, ``None`` where there is none.

    The score of the execution rate may be a row of the indicator grid instead.
    """
    if role is Role.SCORE and template.has_execution_row and template.grid is not None:
        score = grid_keys(template.grid).score
        return Place(template.grid.key, RowId(template.grid.rows[0].key), score) if score else None
    block = template.funding
    if block is None or role not in block.by_role:
        return None
    return Place(block.key, RowId(total_row(block)), block.by_role[role].key)


def total_row(block: FundingBlock) -> str:
    """Return the key of the row that stands for all of a funding grid: the total, or else its first row."""
    return next((row.key for row in block.rows if row.role is RowRole.TOTAL), block.rows[0].key)


def changed_places(template: Template, form: Form, patch: Patch) -> tuple[Place, ...]:
    """Return where ``form`` differs from what it was before ``patch``, block by block and row by row.

    A new row of the user's own is told by its first cell; where rows have gone and nothing else differs, the
    first cell of the row that stands there now. What was in blocks of another template is not told.
    """
    places = [YEAR] if any(change.name == "year" for change in patch.head) else []
    for splice in patch.splices:
        block, rows = template.by_key.get(splice.block), form.rows(splice.block)
        if block is None:
            continue
        old, new = ({row.id: row for row in some} for some in (splice.before, splice.after))
        ids = dict.fromkeys((*new, *(() if block.has_own_rows else old)))
        found = [place for one in ids for place in _changed_cells(block, one, old.get(one), new.get(one))]
        if not found and rows:
            there = rows[min(splice.start, len(rows) - 1)]
            found = [Place(block.key, there.id, block.columns[0].key)]
        places += found
    return tuple(places)


def _changed_cells(block: AnyBlock, row: RowId, before: Row | None, after: Row | None) -> list[Place]:
    if before is None and block.has_own_rows:
        return [Place(block.key, row, block.columns[0].key)]
    old, new = before or NO_ROW, after or NO_ROW
    columns = dict.fromkeys((*old.cells, *new.cells))
    return [Place(block.key, row, one) for one in columns if old.text(one) != new.text(one)]


def note_place(template: Template) -> Place:
    """Return where a budget that was changed, or a low execution, is to be explained."""
    return execution_place(template, Role.REASON) or place_of(template, Role.EXECUTION_NOTE) or EXECUTION_NOTE


def column_of(template: Template, place: Place) -> Column | None:
    """Return the column of ``place``; ``None`` for the year, and for a cell the template has no place for."""
    block = template.by_key.get(place.block)
    return None if block is None else block.by_key.get(place.column)


_LAST = 1_000_000
Rank = tuple[int, int, int]


def place_order(template: Template, form: Form, place: Place) -> Rank:
    """Return where ``place`` stands on the form, as a key to sort by: from top to bottom, left to right."""
    return place_orders(template, form)(place)


def place_orders(template: Template, form: Form) -> Callable[[Place], Rank]:
    """Return what gives many places of ``form`` their :func:`place_order`, each row found once."""
    numbers: dict[str, dict[str, int]] = {}

    def order(place: Place) -> Rank:
        if place.block not in numbers:
            numbers[place.block] = row_numbers(template, form, place.block)
        return (
            template.block_order.get(place.block, _LAST),
            numbers[place.block].get(place.row, _LAST),
            template.columns_order.get(place.block, {}).get(place.column, _LAST),
        )

    return order


def row_numbers(template: Template, form: Form, block: str) -> dict[str, int]:
    """Return where each row of a block stands in it, from 0, by its id."""
    fixed = template.by_key.get(block)
    if isinstance(fixed, FundingBlock | ChecklistBlock):
        return {row.key: number for number, row in enumerate(fixed.rows)}
    return {row.id: number for number, row in enumerate(form.rows(block))}


def row_number(template: Template, form: Form, place: Place) -> int:
    """Return where the row of ``place`` stands in its block, from 0."""
    return row_numbers(template, form, place.block).get(place.row, _LAST)


def place_label(template: Template, form: Form, place: Place) -> str:
    """Return the words for ``place`` that the user finds it by, e.g. ``第 4 行“受众满意度”的得分``."""
    if place == YEAR:
        return "年度"
    block = template.by_key.get(place.block)
    column = column_of(template, place)
    if block is None or column is None:
        return f"模板没有位置的“{place.column}”"
    row = row_words(template, form, block, place.row)
    words = column.words or block.words or column.key
    return f"{row}的{words}" if row else words


def row_words(template: Template, form: Form, block: AnyBlock, row: str) -> str:
    """Return the words for a row of a block; ``""`` where the block has only one."""
    match block:
        case IndicatorsBlock():
            number = row_number(template, form, Place(block.key, RowId(row), ""))
            return indicator_words(number, form.text(block.key, row, grid_keys(block).name))
        case FundingBlock():
            fixed = block.fixed_rows.get(row)
            return "" if fixed is None else _fund_words(template, block, fixed.words)
        case ChecklistBlock():
            fixed = block.fixed_rows.get(row)
            return "" if fixed is None else fixed.words
        case GoalsBlock(has_own_rows=True):
            number = row_number(template, form, Place(block.key, RowId(row), ""))
            return goal_name(block, number)
        case _:
            return ""


def _fund_words(template: Template, block: FundingBlock, words: str) -> str:
    """Return the words for a fund row, behind those of its grid where another one has such a row (合计)."""
    others = (one for one in template.fundings if one is not block)
    is_shared = any(row.words == words for one in others for row in one.rows)
    title = fund_title(template, block) if is_shared else ""
    return f"{title}的{words}" if title else words


def fund_title(template: Template, block: FundingBlock) -> str:
    """Return what the user finds a funding grid by: its label, or what stands above the names of its rows.

    The label of two side by side is that of both.
    """
    label, names = block.words, label_words(block.name_label)
    is_beside = any(block.key in {one.key, one.partner} for one in template.fundings if one.partner)
    return (names or label if is_beside else label or names) or label_words(block.heading)


def total_words(template: Template) -> str:
    """Return what the form calls its total: 总分, 综合得分."""
    place = place_of(template, Role.TOTAL)
    column = None if place is None else column_of(template, place)
    return (column.words if column is not None else "") or "总分"


def indicator_words(number: int, name: str) -> str:
    """Return the words for an indicator: its number and its name; ``number`` counts from 0."""
    words = f"第 {number + 1} 行"
    return f"{words}“{shortened(name)}”" if name.strip() else words


def goal_words(block: GoalsBlock, number: int) -> str:
    """Return the name of a goal (``目标1``, ``目标一``); ``number`` counts from 0."""
    return block.numbered.replace(DIGITS, str(number + 1)).replace(CHINESE, in_chinese(number + 1))


def goal_name(block: GoalsBlock, number: int) -> str:
    """Return what a sentence calls a goal, from 0; one that the form only counts (``2``) 第 2 个目标."""
    without = block.numbered.replace(DIGITS, "").replace(CHINESE, "")
    if block.numbered and not any(map(str.isalnum, without)):
        return f"第 {number + 1} 个目标"
    return goal_words(block, number)


def goal_spellings(block: GoalsBlock, number: int) -> tuple[str, ...]:
    """Return the name of a goal with its number in digits and in Chinese; ``number`` counts from 0."""
    counted = (str(number + 1), in_chinese(number + 1))
    return tuple(block.numbered.replace(DIGITS, one).replace(CHINESE, one) for one in counted)

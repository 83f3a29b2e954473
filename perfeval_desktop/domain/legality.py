"""Which templates are legal, in one place: the reader refuses the others, the tests draw theirs from it."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    ClosingBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    FundingLayout,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Kind, Role, RowRole
from perfeval_desktop.domain.rules import Scoring
from perfeval_desktop.domain.template import FORM_BLOCK, Template

_SINGLE = {Role.PROJECT_CODE, Role.PROJECT, Role.DEPARTMENT, Role.IMPLEMENTING_UNIT}
_AMOUNTS = {Role.INITIAL_BUDGET, Role.ADJUSTED_BUDGET, Role.RECEIVED, Role.EXECUTED}
_FIGURES = {Role.TOTAL_WEIGHT, Role.TOTAL, Role.GRADE}

ROLES: dict[type[AnyBlock], frozenset[Role]] = {
    FieldsBlock: frozenset(_SINGLE | _FIGURES | {Role.EXECUTION_NOTE, Role.SHOWN_UNIT}),
    FundingBlock: frozenset(_AMOUNTS | {Role.EXECUTION_RATE, Role.WEIGHT, Role.SCORE, Role.REASON}),
    GoalsBlock: frozenset({Role.EXPECTED_GOAL, Role.ACTUAL_OUTCOME, Role.WEIGHT, Role.SCORE}),
    IndicatorsBlock: frozenset(
        {
            *(Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.TARGET, Role.COMPARATOR, Role.TARGET_NUMBER),
            *(Role.MEASURE, Role.ADJUSTED_TARGET, Role.ACTUAL, Role.COMPLETION_RATE, Role.WEIGHT),
            *(Role.SCORE, Role.ITEM_SCORE, Role.SHARE, Role.COEFFICIENT, Role.REVIEW_SCORE, Role.REASON),
        }
    ),
    TextsBlock: frozenset({Role.EXECUTION_NOTE}),
    ChecklistBlock: frozenset(),
    FiguresBlock: frozenset(_FIGURES),
    ClosingBlock: frozenset(),
}
_NEEDS_SCORING = {Role.SCORE, Role.TOTAL, Role.TOTAL_WEIGHT, Role.GRADE, Role.ITEM_SCORE, Role.COEFFICIENT}
_LEAST_TEXT_WIDTH = 20


class Problem(NamedTuple):
    """What is not legal: the key, and the reason as a clause."""

    path: str
    reason: str


def first_problem(template: Template) -> Problem | None:
    """Return the first thing about ``template`` that is not legal, ``None`` for a legal one."""
    return next(problems(template), None)


def problems(template: Template) -> Iterator[Problem]:
    """Yield everything about ``template`` that is not legal, from the top to the bottom."""
    for key, text in (("title", template.title), ("year_line", template.year_line)):
        if not _is_pattern(text):
            yield Problem(key, "花括号里只能是 {year}、{project}、{implementing_unit} 或 {unit}")
    yield from _scoring(template.scoring)
    yield from _whole(template)
    for number, block in enumerate(template.blocks, 1):
        path = f"blocks[{number}]."
        yield from _columns(template, block, path)
        yield from _rows(block, path)
        yield from _widths(template, block, path)


def _is_pattern(text: str) -> bool:
    try:
        text.format(year="", project="", implementing_unit="", unit="")
    except (KeyError, IndexError, ValueError, AttributeError):
        return False
    return True


def _scoring(scoring: Scoring | None) -> Iterator[Problem]:
    if scoring is None:
        return
    if list(scoring.grades) != sorted(scoring.grades, key=lambda band: -band.least):
        yield Problem("scoring.grades", "应由高到低排列")
    if scoring.grades and scoring.grades[-1].least != 0:
        yield Problem("scoring.grades", "最低一档应从 0 分起")
    if any(tier.least > tier.most for tier in scoring.tiers):
        yield Problem("scoring.tiers", "least 不应大于 most")


def _whole(template: Template) -> Iterator[Problem]:
    if not template.blocks:
        yield Problem("blocks", "至少要有一块")
    keys = Counter([FORM_BLOCK, *(block.key for block in template.blocks)])
    for key, count in keys.items():
        if count > 1:
            yield Problem("blocks", f"key“{key}”重复，或与程序自用的相同")
    for kind, word in ((GoalsBlock, "goals"), (IndicatorsBlock, "indicators")):
        if sum(isinstance(block, kind) for block in template.blocks) > 1:
            yield Problem("blocks", f"{word} 块最多一个")
    single = [
        column.role
        for block in template.blocks
        if isinstance(block, FieldsBlock | FiguresBlock | TextsBlock)
        for column in block.columns
        if column.role is not None
    ]
    for role, count in Counter(single).items():
        # A total may be printed in the head and again at the end.
        if count > 1 and role not in _FIGURES:
            yield Problem("blocks", f"角色“{role}”在各 fields、texts 块中最多出现一次")
    for number, block in enumerate(template.blocks, 1):
        if isinstance(block, FiguresBlock):
            grid = template.by_key.get(block.grid)
            if not isinstance(grid, IndicatorsBlock) or grid not in template.blocks[:number]:
                yield Problem(f"blocks[{number}].grid", "应为此块之前的 indicators 块的 key")
        if isinstance(block, IndicatorsBlock) and block.goals is not None:
            goals = template.by_key.get(block.goals)
            if not (isinstance(goals, GoalsBlock) and goals.has_own_rows):
                yield Problem(f"blocks[{number}].goals", "应为有 numbered 的 goals 块的 key")
        if isinstance(block, GoalsBlock) and block.in_grid:
            if template.grid is None or template.grid.goals != block.key:
                yield Problem(f"blocks[{number}].in_grid", "需要 indicators 块以 goals 指向此块")
        if isinstance(block, FundingBlock) and block.partner is not None:
            partner = template.by_key.get(block.partner)
            if not isinstance(partner, FundingBlock) or partner is block or partner.partner is not None:
                yield Problem(f"blocks[{number}].partner", "应为另一个没有 partner 的 funding 块的 key")


def _columns(template: Template, block: AnyBlock, path: str) -> Iterator[Problem]:
    for key, count in Counter(column.key for column in block.columns).items():
        if count > 1:
            yield Problem(f"{path}columns", f"key“{key}”重复")
    roles = [column.role for column in block.columns if column.role is not None]
    for role, count in Counter(roles).items():
        if count > 1:
            yield Problem(f"{path}columns", f"角色“{role}”在一块中最多出现一次")
    for number, column in enumerate(block.columns, 1):
        place = f"{path}columns[{number}]."
        if column.role is not None and column.role not in ROLES[type(block)]:
            yield Problem(f"{place}role", f"“{column.role}”不能用在这种块里")
        if column.role in _NEEDS_SCORING and template.scoring is None:
            yield Problem(f"{place}role", f"“{column.role}”需要模板有 scoring")
        if (column.kind is Kind.CHOICE) != bool(column.choices):
            yield Problem(f"{place}choices", "kind 为 choice 的栏要有 choices，其他的不能有")
        if column.choice_style is ChoiceStyle.TICKS and not isinstance(block, IndicatorsBlock):
            yield Problem(f"{place}choice_style", "ticks 只能用在 indicators 块")
        if column.shared and not isinstance(block, FundingBlock):
            yield Problem(f"{place}shared", "只能用在 funding 块")
        if column.prefilled and not isinstance(block, FieldsBlock | TextsBlock):
            yield Problem(f"{place}prefilled", "只能用在 fields、texts 块")
    if isinstance(block, ClosingBlock):
        if block.columns or block.rows:
            yield Problem(f"{path}columns", "closing 块没有要填的栏")
    elif not block.columns:
        yield Problem(f"{path}columns", "不能为空")
    if isinstance(block, IndicatorsBlock):
        yield from _grid(block, path)


def _grid(block: IndicatorsBlock, path: str) -> Iterator[Problem]:
    has = block.by_role.__contains__
    if not (has(Role.LEVEL1) or has(Role.LEVEL2) or has(Role.LEVEL3)):
        yield Problem(f"{path}columns", "至少要有 level1、level2、level3 之一")
    if has(Role.TARGET) and has(Role.TARGET_NUMBER):
        yield Problem(f"{path}columns", "target 与 target_number 只能有一个")
    if has(Role.ITEM_SCORE) and not has(Role.SHARE):
        yield Problem(f"{path}columns", "item_score 需要 share")
    if len({dimension.name for dimension in block.dimensions}) < len(block.dimensions):
        yield Problem(f"{path}dimensions", "一级指标的名称不能重复")


def _rows(block: AnyBlock, path: str) -> Iterator[Problem]:
    for key, count in Counter(row.key for row in block.rows).items():
        if count > 1:
            yield Problem(f"{path}rows", f"key“{key}”重复")
    if isinstance(block, FundingBlock | ChecklistBlock):
        if not block.rows:
            yield Problem(f"{path}rows", "不能为空")
    elif isinstance(block, IndicatorsBlock):
        if any(row.role is not RowRole.EXECUTION for row in block.rows) or len(block.rows) > 1:
            yield Problem(f"{path}rows", "indicators 块里只能有一行，role 为 execution")
    elif block.rows:
        yield Problem(f"{path}rows", "这种块没有固定的行")
    if isinstance(block, FundingBlock):
        roles = Counter(row.role for row in block.rows)
        if roles[RowRole.TOTAL] > 1 or roles[RowRole.EXECUTION]:
            yield Problem(f"{path}rows", "role 为 total 的行最多一行，不能有 execution")
    for number, row in enumerate(block.rows, 1):
        for name, of in (("labels", row.labels), ("fixed", row.fixed), ("prefilled", row.prefilled)):
            for key in of:
                if key not in block.by_key:
                    yield Problem(f"{path}rows[{number}].{name}", f"没有 key 为“{key}”的栏")


def _widths(template: Template, block: AnyBlock, path: str) -> Iterator[Problem]:
    """Yield where the widths of a block do not fill the table."""
    width, key = block.label_width, "columns"
    match block:
        case FieldsBlock():
            width, key = width + sum(block.widths, Decimal(0)), "widths"
            yield from _lines(block, path)
        case FundingBlock(layout=FundingLayout.GRID):
            width += block.name_width + _sum(block)
        case ChecklistBlock():
            width += block.name_width + _sum(block)
        case FundingBlock():
            amounts = sum(column.kind is Kind.AMOUNT for column in block.columns)
            width += block.name_width * amounts + _sum(block)
        case ClosingBlock():
            if block.boxes and not block.label_width:
                yield Problem(f"{path}label_width", "有 boxes 的块要写明标题栏的宽度")
            return
        case GoalsBlock(in_grid=True) | FiguresBlock():
            return
        case TextsBlock():
            if template.page.table_width - block.label_width < _LEAST_TEXT_WIDTH:
                yield Problem(f"{path}label_width", "没有给文字留出地方")
            return
        case IndicatorsBlock(goals=str()) if template.goals is not None and template.goals.in_grid:
            width += template.goals.label_width + _sum(block)
        case _:
            width += _sum(block)
    if isinstance(block, FundingBlock) and _is_partnered(template, block):
        return
    if width != template.page.table_width:
        yield Problem(f"{path}{key}", f"各栏宽度之和应为 {template.page.table_width} 毫米，现为 {width}")


def _is_partnered(template: Template, block: FundingBlock) -> bool:
    return block.partner is not None or any(one.partner == block.key for one in template.fundings)


def _sum(block: AnyBlock) -> Decimal:
    return sum((column.width for column in block.columns), Decimal(0))


def _lines(block: FieldsBlock, path: str) -> Iterator[Problem]:
    named = [key for line in block.lines for key in line]
    if sorted(named) != sorted(column.key for column in block.columns):
        yield Problem(f"{path}lines", "每一栏应恰好出现一次")
    if len(block.widths) != 2 * max(len(line) for line in block.lines):
        yield Problem(f"{path}widths", "应为最长一行各栏的标题和内容的宽度，两个一组")

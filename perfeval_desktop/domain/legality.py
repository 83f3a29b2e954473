"""Which templates are legal, in one place: the reader refuses the others, the tests draw theirs from it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from string import Formatter
from typing import NamedTuple, TypeVar

from perfeval_desktop.domain.block_reader import IMPLIED
from perfeval_desktop.domain.blocks import (
    CHINESE,
    DIGITS,
    DIRECTION,
    AnyBlock,
    ChecklistBlock,
    ClosingBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import ChoiceStyle, Column, FixedRow, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.legal_widths import width_problems
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
            *(Role.NUMBER, Role.LEVEL1, Role.LEVEL2, Role.LEVEL3),
            *(Role.TARGET, Role.COMPARATOR, Role.TARGET_NUMBER),
            *(Role.MEASURE, Role.ADJUSTED_TARGET, Role.ACTUAL, Role.COMPLETION_RATE, Role.WEIGHT),
            *(Role.SCORE, Role.ITEM_SCORE, Role.SHARE, Role.COEFFICIENT, Role.REVIEW_SCORE, Role.REASON),
        }
    ),
    TextsBlock: frozenset({Role.EXECUTION_NOTE}),
    ChecklistBlock: frozenset(),
    FiguresBlock: frozenset(_FIGURES),
    ClosingBlock: frozenset(),
}
# What the program computes beside the roles that are always computed.
_BY_RULE: dict[type[AnyBlock], frozenset[Role]] = dict.fromkeys(ROLES, frozenset()) | {
    FundingBlock: frozenset({Role.WEIGHT, Role.SCORE}),
    IndicatorsBlock: frozenset({Role.SCORE}),
}
_MAY_BE_FIXED = {Role.WEIGHT, Role.EXECUTION_RATE, Role.SCORE}
NEEDS_SCORING = {Role.SCORE, Role.TOTAL, Role.TOTAL_WEIGHT, Role.GRADE, Role.ITEM_SCORE, Role.COEFFICIENT}

PLACEHOLDERS = ("year", "project", "implementing_unit", "unit")
# A template's id is the name of its file; keys stand between dots in the names of places.
_NAME = re.compile(r"[\w-]{1,60}")
# As the rows are called that the user adds to a grid.
_USERS_ROW = re.compile("r[0-9]+")


_Value = TypeVar("_Value")


class Problem(NamedTuple):
    """What is not legal: the key, and the reason as a clause."""

    path: str
    reason: str


def first_problem(template: Template) -> Problem | None:
    """Return the first thing about ``template`` that is not legal, ``None`` for a legal one."""
    return next(problems(template), None)


def problems(template: Template) -> Iterator[Problem]:
    """Yield everything about ``template`` that is not legal, from the top to the bottom."""
    if not _NAME.fullmatch(template.id):
        yield Problem("id", _NAME_RULE)
    for key, text in (("title", template.title), ("year_line", template.year_line)):
        if not _is_pattern(text):
            names = "、".join(f"{{{name}}}" for name in PLACEHOLDERS)
            yield Problem(key, f"花括号里只能是 {names} 之一")
    if any(not all(parts) for parts in template.break_points.values()):
        yield Problem("break_points", "竖线两边都要有文字")
    yield from _scoring(template.scoring)
    yield from _whole(template)
    for number, block in enumerate(template.blocks, 1):
        path = f"blocks[{number}]."
        yield from _columns(template, block, path)
        if isinstance(block, GoalsBlock):
            yield from _goals(template, block, path)
        yield from _rows(block, path)
        yield from (Problem(f"{path}{key}", reason) for key, reason in width_problems(template, block))


_NAME_RULE = "只能由文字、数字、- 和 _ 组成，最多 60 个字"


def _is_pattern(text: str) -> bool:
    try:
        found = list(Formatter().parse(text))
    except ValueError:
        return False
    return all(
        name is None or (name in PLACEHOLDERS and not spec and not how) for _, name, spec, how in found
    )


def _scoring(scoring: Scoring | None) -> Iterator[Problem]:
    if scoring is None:
        return
    if list(scoring.grades) != sorted(scoring.grades, key=lambda band: -band.least):
        yield Problem("scoring.grades", "应由高到低排列")
    if scoring.grades and scoring.grades[-1].least != 0:
        last = scoring.grades[-1]
        yield Problem("scoring.grades", f"最低一档应从 0 分起，现为“{last.name}”，从 {last.least:f} 分起")
    if any(tier.least > tier.most for tier in scoring.tiers):
        yield Problem("scoring.tiers", "least 不应大于 most")


def _whole(template: Template) -> Iterator[Problem]:
    if not template.blocks:
        yield Problem("blocks", "至少要有一块")
    for key in _repeated([FORM_BLOCK, *(block.key for block in template.blocks)]):
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
    for role in _repeated(single):
        # A total may be printed in the head and again at the end.
        if role not in _FIGURES:
            yield Problem("blocks", f"角色“{role}”在各 fields、texts 块中最多出现一次")
    yield from _execution(template)
    partners = Counter(block.partner for block in template.fundings)
    for number, block in enumerate(template.blocks, 1):
        yield from _references(template, number, block, partners)


def _execution(template: Template) -> Iterator[Problem]:
    """Yield where points are given for an execution rate that the form does not have."""
    scoring = template.scoring
    if scoring is None or scoring.execution is None or not scoring.execution.weight:
        return
    if template.funding is None and not template.has_execution_row:
        yield Problem(
            "scoring.execution", "需要有 executed 栏的 funding 块，或 indicators 块里的 execution 行"
        )


def _references(
    template: Template, number: int, block: AnyBlock, partners: Counter[str | None]
) -> Iterator[Problem]:
    """Yield where a block names another one that it cannot go with."""
    match block:
        case FiguresBlock():
            grid = template.by_key.get(block.grid)
            if not isinstance(grid, IndicatorsBlock) or grid not in template.blocks[:number]:
                above = [one.key for one in template.blocks[:number] if isinstance(one, IndicatorsBlock)]
                instead = f"应为 {above[0]}" if above else "前面没有 indicators 块"
                yield Problem(
                    f"blocks[{number}].grid", f"“{block.grid}”不是此块之前的 indicators 块的 key，{instead}"
                )
        case IndicatorsBlock(goals=str(key)):
            goals = template.by_key.get(key)
            if not (isinstance(goals, GoalsBlock) and goals.has_own_rows):
                yield Problem(f"blocks[{number}].goals", "应为有 numbered 的 goals 块的 key")
        case GoalsBlock(in_grid=True):
            if template.grid is None or template.grid.goals != block.key:
                yield Problem(f"blocks[{number}].in_grid", "需要 indicators 块以 goals 指向此块")
        case FundingBlock(partner=str(key)):
            partner = template.by_key.get(key)
            if not isinstance(partner, FundingBlock) or partner is block or partner.partner is not None:
                yield Problem(f"blocks[{number}].partner", "应为另一个没有 partner 的 funding 块的 key")
            elif partners[key] > 1:
                yield Problem(f"blocks[{number}].partner", f"“{key}”只能与一块并排")
        case _:
            return


def _repeated(values: Iterable[_Value]) -> Iterator[_Value]:
    return (value for value, count in Counter(values).items() if count > 1)


def _columns(template: Template, block: AnyBlock, path: str) -> Iterator[Problem]:
    if not _NAME.fullmatch(block.key):
        yield Problem(f"{path}key", _NAME_RULE)
    for key in _repeated(column.key for column in block.columns):
        yield Problem(f"{path}columns", f"key“{key}”重复")
    for role in _repeated(column.role for column in block.columns if column.role is not None):
        yield Problem(f"{path}columns", f"角色“{role}”在一块中最多出现一次")
    for number, column in enumerate(block.columns, 1):
        for key, reason in _column(template, block, column):
            yield Problem(f"{path}columns[{number}].{key}", reason)
    if isinstance(block, ClosingBlock):
        if block.columns or block.rows:
            yield Problem(
                f"{path}columns",
                'closing 块没有要填的栏：要填的请写成 fields 块（frame = "open"），'
                "打印后手签的写在 signatures 里",
            )
    elif not block.columns:
        yield Problem(f"{path}columns", "不能为空")
    if isinstance(block, IndicatorsBlock):
        yield from _grid(block, path)


def _goals(template: Template, block: GoalsBlock, path: str) -> Iterator[Problem]:
    if block.has_own_rows and not _has_number(block.numbered):
        yield Problem(f"{path}numbered", "应有一个 {n}（印成 1）或 {一}（印成一），不能有别的花括号")
    if template.scoring is not None and template.grid is not None:
        yield from (Problem(f"{path}columns", reason) for reason in _points_of_goals(block, template.grid))


def _points_of_goals(block: GoalsBlock, grid: IndicatorsBlock) -> Iterator[str]:
    """Yield where points of goals beside those of indicators would be printed and not add up."""
    has_weight, has_score = Role.WEIGHT in block.by_role, Role.SCORE in block.by_role
    if grid.goals is not None:
        if has_score and grid_keys(grid).earns:
            yield (
                "目标的得分由其下的指标得出，这里的 score 不会计入总分：请去掉 role，只写 key；"
                "目标另有自己的分，请去掉 indicators 块的 goals"
            )
    elif has_weight is not has_score and grid_keys(grid).has_weights:
        yield (
            "目标和指标的分相加时，weight 和 score 两栏都要有：请补上缺的一栏；"
            "不计分的栏请去掉 role，只写 key；分由其下的指标得出的，请在 indicators 块写 goals"
        )


def _has_number(words: str) -> bool:
    """Whether the words that name a goal have one place for its number, and no other braces."""
    without = words.replace(DIGITS, "").replace(CHINESE, "")
    return words.count(DIGITS) + words.count(CHINESE) == 1 and not {"{", "}"} & set(without)


def _column(template: Template, block: AnyBlock, column: Column) -> Iterator[Problem]:
    role, kind = column.role, column.kind
    if not _NAME.fullmatch(column.key):
        yield Problem("key", _NAME_RULE)
    if column.key == DIRECTION.key and isinstance(block, IndicatorsBlock):
        yield Problem("key", f"“{DIRECTION.key}”是程序自己用的（{DIRECTION.label}），请换一个")
    if role is not None and role not in ROLES[type(block)]:
        here = "、".join(one for one in IMPLIED if one in ROLES[type(block)])
        instead = f"这里可以用 {here}；不让程序读取的栏不写 role" if here else "这里的栏都不写 role"
        counted = _COUNTED if role is Role.NUMBER and isinstance(block, GoalsBlock) else ""
        yield Problem("role", f"“{role}”不能用在这种块里：{counted}{instead}，只写 key")
    elif role in NEEDS_SCORING and template.scoring is None:
        yield Problem("role", f"“{role}”需要模板有 scoring")
    usual = kind if role is None else IMPLIED[role].kind
    if kind is not usual and (kind.is_number or usual.is_number):
        yield Problem("kind", f"“{role}”的 kind 是 {usual}，不能改成 {kind}")
    yield from _stage(template, block, column)
    yield from _choices(block, column)
    if column.above and not isinstance(block, IndicatorsBlock):
        yield Problem("above", "只能用在 indicators 块")
    if column.shared and not isinstance(block, FundingBlock):
        yield Problem("shared", "只能用在 funding 块")
    if column.prefilled and not isinstance(block, FieldsBlock | TextsBlock):
        yield Problem("prefilled", "只能用在 fields、texts 块")


_COUNTED = '目标的序号不是一栏，请删去它，在块里写 numbered，如 numbered = "{n}"；'


def _choices(block: AnyBlock, column: Column) -> Iterator[Problem]:
    implied = None if column.role is None else IMPLIED[column.role]
    if (
        column.kind is Kind.CHOICE
        and implied is not None
        and implied.stage is Stage.COMPUTED
        and not implied.kind.is_number
    ):
        # Nobody chooses it, and its choices would not be printed.
        yield Problem("kind", f"“{column.role}”由程序计算，不能是 choice，请删去 kind 和 choices")
    if column.kind is Kind.CHOICE and not column.choices:
        yield Problem("choices", "kind 为 choice 的栏要有 choices")
    if column.choices and column.kind is not Kind.CHOICE:
        yield Problem("kind", '有 choices 的栏请加 kind = "choice"')
    if any(_repeated(column.choices)):
        yield Problem("choices", "不能重复")
    if column.choice_style is not ChoiceStyle.TICKS:
        return
    if not isinstance(block, IndicatorsBlock):
        yield Problem("choice_style", "ticks 只能用在 indicators 块")
    if column.role in {Role.LEVEL1, Role.LEVEL2}:
        yield Problem("choice_style", "一级、二级指标的名称不能用 ticks")
    if any("、" in choice for choice in column.choices):
        yield Problem("choices", "打勾的选项里不能有顿号，一格里的几项是用它分开的")


def _stage(template: Template, block: AnyBlock, column: Column) -> Iterator[Problem]:
    is_computed = column.role is not None and IMPLIED[column.role].stage is Stage.COMPUTED
    if isinstance(block, FundingBlock) and column.role is Role.WEIGHT:
        is_computed = template.scoring is not None and template.scoring.execution is not None
    if is_computed and column.stage is not Stage.COMPUTED:
        yield Problem("stage", f"“{column.role}”由程序计算，只能是 computed")
    if column.stage is Stage.COMPUTED and not is_computed and column.role not in _BY_RULE[type(block)]:
        yield Problem("stage", "程序不计算这一栏，不能是 computed")


def _grid(block: IndicatorsBlock, path: str) -> Iterator[Problem]:
    has = block.by_role.__contains__
    if not (has(Role.LEVEL1) or has(Role.LEVEL2) or has(Role.LEVEL3)):
        yield Problem(f"{path}columns", "至少要有 level1、level2、level3 之一")
    if has(Role.TARGET) and has(Role.TARGET_NUMBER):
        yield Problem(f"{path}columns", "target 与 target_number 只能有一个，单位一栏的 role 是 measure")
    if has(Role.ITEM_SCORE) and not has(Role.SHARE):
        yield Problem(f"{path}columns", "item_score 需要 share")
    if len({dimension.name for dimension in block.dimensions}) < len(block.dimensions):
        yield Problem(f"{path}dimensions", "一级指标的名称不能重复")


def _rows(block: AnyBlock, path: str) -> Iterator[Problem]:
    for key in _repeated(row.key for row in block.rows):
        yield Problem(f"{path}rows", f"key“{key}”重复")
    yield from (Problem(f"{path}rows", reason) for reason in _row_roles(block))
    for number, row in enumerate(block.rows, 1):
        for key, reason in _row(block, row):
            yield Problem(f"{path}rows[{number}].{key}", reason)


def _row_roles(block: AnyBlock) -> Iterator[str]:
    """Yield what is wrong about which rows a block has."""
    roles = Counter(row.role for row in block.rows)
    match block:
        case FundingBlock() | ChecklistBlock() if not roles:
            yield "不能为空"
        case FundingBlock() if roles[RowRole.TOTAL] > 1 or roles[RowRole.EXECUTION]:
            yield "role 为 total 的行最多一行，不能有 execution"
        case ChecklistBlock() if roles.keys() != {None}:
            yield "checklist 块的行没有 role"
        case IndicatorsBlock() if roles == {None: 1}:
            yield 'indicators 块里的这一行是执行率，请写 role = "execution"'
        case IndicatorsBlock() if roles and roles != {RowRole.EXECUTION: 1}:
            yield "indicators 块里只能有一行，role 为 execution"
        case FieldsBlock() | GoalsBlock() | TextsBlock() | FiguresBlock() if roles:
            yield "这种块没有固定的行"


def _row(block: AnyBlock, row: FixedRow) -> Iterator[Problem]:
    if not _NAME.fullmatch(row.key):
        yield Problem("key", _NAME_RULE)
    if block.has_own_rows and _USERS_ROW.fullmatch(row.key):
        yield Problem("key", "r 加数字是用户各行的编号，请另起一个")
    for name, of in (("labels", row.labels), ("fixed", row.fixed), ("prefilled", row.prefilled)):
        for key in of:
            if key not in block.by_key:
                yield Problem(name, f"没有 key 为“{key}”的栏")
        if of and name != "prefilled" and not isinstance(block, FundingBlock):
            yield Problem(name, "只能用在 funding 块")
    if isinstance(block, FundingBlock):
        for key in row.fixed:
            # Anywhere else it would hide what was entered.
            if key in block.by_key and block.by_key[key].role not in _MAY_BE_FIXED:
                yield Problem("fixed", f"“{key}”不由程序计算，不能印固定的文字")

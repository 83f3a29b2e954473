"""What a derived template gives points for, and the figures that close the grid."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    FiguresBlock,
    FiguresLayout,
    FundingBlock,
    IndicatorsBlock,
)
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.legality import NEEDS_SCORING
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.rules import (
    USUAL_OVER_ACHIEVEMENT,
    USUAL_REACHED_WORDS,
    ExecutionRule,
    GradeBand,
    Proportional,
    Scoring,
)
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.domain.template_reader import USUAL_TIERS
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.exchange.deriving.columns import column_of
from perfeval_desktop.exchange.deriving.making import At, Making
from perfeval_desktop.exchange.deriving.styles import USUAL_ROUNDING, Rate, score_rounding
from perfeval_desktop.exchange.recogniser.layout import Part

_POINTS = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)分")
USUAL_WEIGHT = Decimal(10)
_EARNED = frozenset({Role.WEIGHT, Role.SCORE})
_MOST = 100
# What a form that gives points does where it does not say otherwise.
USUAL_SCORING = Scoring(
    execution=None,
    achievement=Proportional(),
    over_achievement=USUAL_OVER_ACHIEVEMENT,
    tiers=USUAL_TIERS,
    reached_words=USUAL_REACHED_WORDS,
    score_rounding=USUAL_ROUNDING,
    total_rounding=USUAL_ROUNDING,
    caps=(),
    grades=(),
)
_GRADES = (
    (("优", "90"), ("良", "80"), ("中", "60"), ("差", "0")),
    (("优", "90"), ("良", "80"), ("合格", "60"), ("不合格", "0")),
)


def figures_block(making: Making, part: Part) -> FiguresBlock:
    """Return the block that closes the grid: total, total weight and grade as they are printed."""
    words = making.grid.words
    name, *others = part.labelled
    key = making.block_key("figures")
    roles = {Role.TOTAL: name}
    for one in others:
        if one.label == "grade":
            roles[Role.GRADE] = one
        elif Role.WEIGHT in _meant(words.indicators, one.label):
            roles[Role.TOTAL_WEIGHT] = one
    ordered = [role for role in (Role.TOTAL_WEIGHT, Role.TOTAL, Role.GRADE) if role in roles]
    columns = []
    for role in ordered:
        label = "等级" if role is Role.GRADE else name.head.text
        columns.append(column_of(FiguresBlock, role, label))
        making.heads[At(key, role.value)] = (roles[role].head,)
    grade = Role.GRADE in roles
    return FiguresBlock(
        key=key,
        label=name.label,
        grid="indicators",
        layout=FiguresLayout.ONE_ROW if grade else FiguresLayout.ROWS,
        columns=tuple(columns),
    )


def _meant(vocabulary: Vocabulary, label: str) -> set[Role | None]:
    return {one.role for one in vocabulary.of(bare_label(label))}


def scoring_of(making: Making, blocks: Sequence[AnyBlock], found: Sequence[Rate]) -> Scoring | None:
    """Return how points are given; ``None`` for a form that gives none."""
    roles = {role for block in blocks for role in block.by_role}
    if not roles & NEEDS_SCORING and not (Role.WEIGHT in roles and making.kind is not FormKind.TARGET):
        return None
    rule = None
    if _gives_points_for_execution(blocks):
        weight = execution_weight(making, blocks)
        if weight is None:
            making.guess(None, f"表上没有印执行率的分值，按 {USUAL_WEIGHT} 分，请核对。")
        rule = execution_rule(USUAL_WEIGHT if weight is None else weight)
    rounding = score_rounding(making, Decimal(0) if rule is None else rule.weight, found)
    grades = _grades(making) if Role.GRADE in roles else ()
    return replace(
        USUAL_SCORING, execution=rule, score_rounding=rounding, total_rounding=rounding, grades=grades
    )


def execution_rule(weight: Decimal) -> ExecutionRule:
    """Return the usual rule for the points of the execution rate."""
    return ExecutionRule(weight=weight, rule=Proportional(), from_printed_rate=False)


def earns_points(block: AnyBlock) -> bool:
    """Whether the execution rate earns points in a funding block."""
    roles = set(block.by_role)
    return isinstance(block, FundingBlock) and Role.EXECUTED in roles and bool(_EARNED & roles)


def _gives_points_for_execution(blocks: Sequence[AnyBlock]) -> bool:
    fundings = [one for one in blocks if isinstance(one, FundingBlock) and Role.EXECUTED in one.by_role]
    has_row = any(isinstance(block, IndicatorsBlock) and block.rows for block in blocks)
    return has_row or any(map(earns_points, fundings[:1]))


def execution_weight(making: Making, blocks: Sequence[AnyBlock]) -> Decimal | None:
    """Return the points that the form prints for the execution rate, ``None`` where it prints none."""
    in_grid = [
        weight
        for grid in blocks
        if isinstance(grid, IndicatorsBlock) and grid.rows
        for weight in _in_grid(making, grid)
    ]
    in_funding = [
        weight
        for funding in blocks
        if isinstance(funding, FundingBlock) and _EARNED & set(funding.by_role)
        for weight in _in_funding(making, funding)
    ]
    return next((one for one in in_grid + in_funding if one is not None and 0 <= one <= _MOST), None)


def _in_grid(making: Making, grid: IndicatorsBlock) -> Iterator[Decimal | None]:
    """Yield the weights of the rows of the grid that bear the names of that of the execution rate."""
    names = {text for row in grid.rows for text in row.prefilled.values()}
    for row in making.found.transcript.indicators:
        if names & set(row.values()):
            yield from _numbers(making.grid.words.indicators, row.items())


def _in_funding(making: Making, funding: FundingBlock) -> Iterator[Decimal | None]:
    """Yield what may be the points for the execution rate: its weight, then what stands in the labels."""
    for fund in making.found.transcript.rows[:1]:
        yield from _numbers(making.grid.words.funding, fund.values.items())
    for text in (funding.label, *(column.label for column in funding.columns)):
        yield from (read_number(one).value for one in _POINTS.findall(text))


def _numbers(vocabulary: Vocabulary, values: Iterable[tuple[str, str]]) -> Iterator[Decimal | None]:
    for label, text in values:
        if Role.WEIGHT in _meant(vocabulary, label):
            yield read_number(text).value


def _grades(making: Making) -> tuple[GradeBand, ...]:
    bands = _GRADES["合格" in making.found.transcript.grade]
    named = "、".join(f"{name} {least} 分" for name, least in bands)
    making.guess(None, f"等级的分数线按{named}以上，请核对。")
    return tuple(GradeBand(name, Decimal(least)) for name, least in bands)

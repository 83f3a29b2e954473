"""The score sheet of a form: recomputed whole from template and facts, the only place where scores arise.

What the execution rate earns says :mod:`fund_lines`, what an indicator earns :mod:`earning`. The total is the
sum of the rounded scores, as printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import RowRole
from perfeval_desktop.domain.earning import HUNDRED, ZERO, as_score, earned, full_score
from perfeval_desktop.domain.facts import Facts, GoalFacts, IndicatorFacts
from perfeval_desktop.domain.fund_lines import FundLine, Rate, execution_points, fund_lines, main_line
from perfeval_desktop.domain.numerals import NOTHING, Number
from perfeval_desktop.domain.rounding import EXACT
from perfeval_desktop.domain.rules import Scoring
from perfeval_desktop.domain.template import Template


class Origin(StrEnum):
    """Where a score comes from."""

    TYPED = "typed"
    RULE = "rule"
    MISSING = "missing"
    SHARED = "shared"


# Looked up once: before Python 3.12 that takes longer than what they are for, and each row asks for them.
_TYPED, _RULE, _SHARED = Origin.TYPED, Origin.RULE, Origin.SHARED
_TOTAL = RowRole.TOTAL


class Score(NamedTuple):
    """A score of the form.

    ``rule`` is what the rule gives (``None`` where no rule applies), ``value`` what counts and is printed
    (``None`` while it is missing, and in a cell shared with the row above); both in points, rounded as the
    template says. ``weight`` is what can be earned, ``None`` where the row has none.
    """

    rule: Decimal | None
    value: Decimal | None
    origin: Origin
    weight: Decimal | None

    @property
    def overrides(self) -> bool:
        """Whether a typed score stands against another one of the rule."""
        return self.origin is _TYPED and self.rule is not None and self.rule != self.value


class DimensionScore(NamedTuple):
    """Points of one level-1 dimension, or of the goals: weights and scores added up."""

    name: str
    weight: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Everything that follows from a form under its template.

    ``funds`` has the lines of each funding grid by block key, ``indicators`` a score for each row in order,
    ``goals`` one for each goal, ``of_goals`` those together that the total adds up, ``None`` where it adds
    none. ``rate`` is that of the total, ``None`` without budget or execution.
    ``total`` adds the scores there are, ``uncapped`` before a low execution holds it down; ``grade`` is
    ``None`` while a score is missing or where the template has none. ``missing`` counts the scores that the
    total adds up and that are not there yet. ``is_scored``: whether any score is there, for without any a 0
    would be a claim. ``execution_is_apart``: the points of the execution rate are in none of ``dimensions``.
    """

    funds: dict[str, tuple[FundLine, ...]]
    rate: Rate | None
    execution: Score
    indicators: tuple[Score, ...]
    goals: tuple[Score, ...]
    dimensions: tuple[DimensionScore, ...]
    total_weight: Decimal
    total: Decimal
    uncapped: Decimal
    missing: int
    is_scored: bool
    grade: str | None
    execution_is_apart: bool = True
    of_goals: DimensionScore | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every score that is counted into the total is there."""
        return self.missing == 0


NO_SCORE = Score(rule=None, value=None, origin=Origin.RULE, weight=None)


def score(template: Template, facts: Facts) -> ScoreSheet:
    """Return the score sheet of a form. Pure; 300 indicators take well under 1 ms."""
    funds = {fund.block: fund_lines(template, fund) for fund in facts.funds}
    main = None if facts.fund is None else main_line(funds[facts.fund.block])
    rate = None if main is None else main.rate
    if template.scoring is None:
        return _without_points(facts, funds, rate)
    return _with_points(template.scoring, template, facts, funds=funds, rate=rate)


def _without_points(facts: Facts, funds: dict[str, tuple[FundLine, ...]], rate: Rate | None) -> ScoreSheet:
    return ScoreSheet(
        funds=funds,
        rate=rate,
        execution=NO_SCORE,
        indicators=(NO_SCORE,) * len(facts.indicators),
        goals=(NO_SCORE,) * len(facts.goals),
        dimensions=(),
        total_weight=ZERO,
        total=ZERO,
        uncapped=ZERO,
        missing=0,
        is_scored=False,
        grade=None,
    )


def _with_points(
    scoring: Scoring,
    template: Template,
    facts: Facts,
    *,
    funds: dict[str, tuple[FundLine, ...]],
    rate: Rate | None,
) -> ScoreSheet:
    execution = _execution(scoring, template, facts, rate)
    indicators = _indicators(scoring, template, facts.indicators, execution)
    goals = tuple(map(_goal, facts.goals))
    own = _own_scores(facts.indicators, indicators)
    # Goals count where no indicator earns points, and where they have some beside these.
    with_goals = template.goals_earn_beside or not own
    counted_goals = [one for one in goals if one is not NO_SCORE] if with_goals else []
    counted = [*([] if execution is NO_SCORE else [execution]), *own, *counted_goals]
    there = [one.value for one in counted if one.value is not None]
    missing = len(counted) - len(there)
    # An execution rate that earns no points says nothing yet.
    is_scored = any(one.value is not None and one.weight != 0 for one in counted)
    uncapped = scoring.total_rounding(sum(there, ZERO))
    total = _capped(scoring, uncapped, rate)
    dimensions = _dimensions(facts.indicators, indicators)
    in_rows = {row.level1 for row in facts.indicators if row.is_execution}
    is_apart = in_rows.isdisjoint(one.name for one in dimensions)
    return ScoreSheet(
        funds=funds,
        rate=rate,
        execution=execution,
        indicators=indicators,
        goals=goals,
        dimensions=dimensions,
        total_weight=_total_weight(template, execution, dimensions, goals, is_apart=is_apart),
        total=total,
        uncapped=uncapped,
        missing=missing,
        is_scored=is_scored,
        grade=scoring.grade(total) if not missing and is_scored else None,
        execution_is_apart=is_apart,
        of_goals=_together(counted_goals) if counted_goals else None,
    )


def _execution(scoring: Scoring, template: Template, facts: Facts, rate: Rate | None) -> Score:
    rule = scoring.execution
    if rule is None:
        return NO_SCORE
    if rule.weight == 0:
        zero = scoring.score_rounding(ZERO)
        return Score(rule=zero, value=zero, origin=Origin.RULE, weight=ZERO)
    points = execution_points(scoring, template.rate, rate)
    row = execution_row(facts)
    if row is not None:
        by_hand = row.coefficient.value
        if by_hand is not None:
            points = _by_coefficient(scoring, rule.weight, by_hand)
        elif template.grid is not None and grid_keys(template.grid).needs_coefficient:
            points = None
        return _counted(points, rule.weight, row.score)
    typed = NOTHING
    if facts.fund is not None and not template.has_execution_row:
        typed = min(facts.fund.rows, key=lambda row: row.role is not _TOTAL).score
    return _counted(points, rule.weight, typed)


def execution_row(facts: Facts) -> IndicatorFacts | None:
    """Return the row of the grid that is the execution rate's, ``None`` without one."""
    return next((row for row in facts.indicators if row.is_execution), None)


def _by_coefficient(scoring: Scoring, weight: Decimal, percentage: Decimal) -> Decimal:
    """Return what a person's coefficient makes of a weight."""
    return as_score(scoring, EXACT.divide(EXACT.multiply(weight, percentage), HUNDRED), weight)


# -- indicators and goals ------------------------------------------------------------------------------------


def _indicators(
    scoring: Scoring, template: Template, rows: Sequence[IndicatorFacts], execution: Score
) -> tuple[Score, ...]:
    keys = None if template.grid is None else grid_keys(template.grid)
    if keys is None or not keys.earns:
        return tuple([execution if row.is_execution else NO_SCORE for row in rows])
    if any(row.is_joined or row.weight_is_joined for row in rows):
        scores = [
            execution if row.is_execution else _in_common(scoring, rows, number)
            for number, row in enumerate(rows)
        ]
    else:
        scores = [execution if row.is_execution else _indicator(scoring, row) for row in rows]
    if keys.needs_coefficient:
        scores = [_given(row, one) for row, one in zip(rows, scores, strict=True)]
    return tuple(scores)


def _given(row: IndicatorFacts, one: Score) -> Score:
    """Return the score of a row whose coefficient is required: while it is blank, no other rule applies."""
    if row.is_execution or row.coefficient.value is not None or one.origin is _SHARED:
        return one
    return _counted(None, one.weight, row.score)


def _in_common(scoring: Scoring, rows: Sequence[IndicatorFacts], number: int) -> Score:
    """Return the score of a row in a grid where some share the cell of their score, or of their weight."""
    row = rows[number]
    below = rows[number + 1] if number + 1 < len(rows) else None
    if row.is_joined and number:
        return Score(None, None, Origin.SHARED, own_weight(row))
    if below is not None and below.is_joined:
        return _shared(scoring, sharing(rows, number))
    if row.weight_is_joined or (below is not None and below.weight_is_joined):
        # How rows divide the points of a weight they share is for a person to say.
        return _counted(None, own_weight(row), row.score)
    return _indicator(scoring, row)


def sharing(rows: Sequence[IndicatorFacts], number: int) -> Sequence[IndicatorFacts]:
    """Return the rows that have the score of row ``number`` in common, that one first."""
    end = number + 1
    while end < len(rows) and rows[end].is_joined:
        end += 1
    return rows[number:end]


def own_weight(row: IndicatorFacts) -> Decimal | None:
    """Return the weight of an indicator in points, ``None`` without: its share of 100 is one, too.

    In a cell shared with the row above there is none of its own.
    """
    if row.weight_is_joined:
        return None
    return row.share.value if row.weight.value is None else row.weight.value


def _shared(scoring: Scoring, rows: Sequence[IndicatorFacts]) -> Score:
    """Return the one score of several rows: full where all are reached, else a person's to give."""
    weights = [weight for row in rows if (weight := own_weight(row)) is not None]
    weight = sum(weights, ZERO) if weights else None
    are_reached = all(row.judgement.is_reached for row in rows)
    rule = full_score(scoring, weight) if are_reached and weight is not None else None
    return _counted(rule, weight, rows[0].score)


def _indicator(scoring: Scoring, row: IndicatorFacts) -> Score:
    weight = own_weight(row)
    if weight is None:
        return _counted(None, None, row.score)
    if row.coefficient.value is not None:
        return _counted(_by_coefficient(scoring, weight, row.coefficient.value), weight, row.score)
    if row.item_score.value is not None and row.share.value is not None:
        points = EXACT.divide(EXACT.multiply(row.item_score.value, row.share.value), HUNDRED)
        return _counted(as_score(scoring, points, weight), weight, row.score)
    return _counted(earned(scoring, row, weight), weight, row.score)


def _goal(goal: GoalFacts) -> Score:
    """Return the score of a goal: typed, or open; no rule judges prose."""
    weight = goal.weight.value
    if weight is None and goal.score.value is None:
        return NO_SCORE
    return _counted(None, weight, goal.score)


def _counted(rule: Decimal | None, weight: Decimal | None, typed: Number) -> Score:
    """Return the score that counts: what was typed, else the rule's."""
    if typed.value is not None:
        return Score(rule, typed.value, _TYPED, weight)
    if rule is None or typed.is_unreadable:
        return Score(rule, None, Origin.MISSING, weight)
    return Score(rule, rule, _RULE, weight)


# -- sums ----------------------------------------------------------------------------------------------------


def _own_scores(rows: Sequence[IndicatorFacts], indicators: Sequence[Score]) -> list[Score]:
    """Return the scores of indicators that the total adds up."""
    return [
        one
        for row, one in zip(rows, indicators, strict=True)
        if not (row.is_execution or one is NO_SCORE or one.origin is _SHARED)
    ]


def _together(goals: Sequence[Score]) -> DimensionScore:
    weight = sum((one.weight or ZERO for one in goals), ZERO)
    return DimensionScore("目标", weight, sum((one.value or ZERO for one in goals), ZERO))


def _total_weight(
    template: Template,
    execution: Score,
    dimensions: Sequence[DimensionScore],
    goals: Sequence[Score],
    *,
    is_apart: bool,
) -> Decimal:
    """Return what can be earned in all.

    The weights of goals count beside the indicators, or where nothing below them has any.
    """
    of_rate = execution.weight or ZERO
    of_indicators = sum((one.weight for one in dimensions), ZERO) - (ZERO if is_apart else of_rate)
    of_goals = sum((one.weight or ZERO for one in goals), ZERO)
    if template.goals_earn_beside:
        return of_rate + of_indicators + of_goals
    return of_rate + (of_indicators or of_goals)


def _capped(scoring: Scoring, total: Decimal, rate: Rate | None) -> Decimal:
    if rate is None:
        return total
    holding = [cap.most for cap in scoring.caps if rate.share < cap.below]
    return min([total, *holding])


def _dimensions(rows: Sequence[IndicatorFacts], scores: Sequence[Score]) -> tuple[DimensionScore, ...]:
    """Return weights and scores added up by level-1 name, in the order of the form.

    Where no row has a weight, a dimension has the points printed behind its name, once under each goal. The
    row of the execution rate counts where it stands in a dimension beside others, not where it is alone.
    """
    weights: dict[str, Decimal] = {}
    values: dict[str, Decimal] = {}
    has_weight = False
    names = {row.level1 for row in rows if not row.is_execution}
    for row, one in zip(rows, scores, strict=True):
        if row.is_execution and row.level1 not in names:
            continue
        name, weight, value = row.level1, one.weight, one.value
        if name not in weights:
            weights[name] = values[name] = ZERO
        # What a shared score can earn is the sum of its rows' weights already.
        if weight is not None and one.origin is not _SHARED:
            weights[name] += weight
            has_weight = has_weight or not row.is_execution
        if value is not None:
            values[name] += value
    if not has_weight:
        weights |= {name: points for name, points in _printed_points(rows).items() if name in weights}
    return tuple(DimensionScore(name, weight, values[name]) for name, weight in weights.items())


def _printed_points(rows: Sequence[IndicatorFacts]) -> dict[str, Decimal]:
    """Return the points printed behind level-1 names, those under each goal added up."""
    printed = {(row.goal, row.level1): row.level1_points for row in rows if row.level1_points is not None}
    added: dict[str, Decimal] = {}
    for (_, name), points in printed.items():
        added[name] = added.get(name, ZERO) + points
    return added

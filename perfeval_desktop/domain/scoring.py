"""The score sheet of a form: recomputed whole from template and facts, the only place where scores arise.

Rules: 财预〔2020〕10号 and its form. The execution rate is executed ÷ adjusted budget; its score is that share of
the execution weight, at most the weight. A quantitative indicator that reaches its target earns its weight,
else what the template's rule gives for the share reached. The total is the sum of the rounded scores, as
printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, assert_never

from perfeval_desktop.domain.columns import RowRole
from perfeval_desktop.domain.facts import Facts, Fund, FundRow, GoalFacts, IndicatorFacts
from perfeval_desktop.domain.form import RowId
from perfeval_desktop.domain.numerals import NOTHING, Number, narrow
from perfeval_desktop.domain.quantity import Quantity
from perfeval_desktop.domain.rounding import EXACT
from perfeval_desktop.domain.rules import (
    AllOrNothing,
    AskReason,
    DeductionLadder,
    DeductPoints,
    Proportional,
    RateForm,
    RateStyle,
    Scoring,
    Steps,
)
from perfeval_desktop.domain.template import Template

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)


class Origin(StrEnum):
    """Where a score comes from."""

    TYPED = "typed"
    RULE = "rule"
    MISSING = "missing"
    SHARED = "shared"


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
        return self.origin is Origin.TYPED and self.rule is not None and self.rule != self.value


class Rate(NamedTuple):
    """An execution rate: the exact share (1 = 100 %), and the rounded figure as the form prints it."""

    share: Decimal
    figure: Decimal


class FundLine(NamedTuple):
    """A row of a funding grid as shown: amounts in 元 (a blank total summed up), its rate and what it earns.

    ``score`` is what the rule gives for the row's own rate; only that of the total counts.
    """

    row: RowId
    role: RowRole
    initial: Decimal | None
    adjusted: Decimal | None
    received: Decimal | None
    executed: Decimal | None
    rate: Rate | None
    score: Decimal | None


class DimensionScore(NamedTuple):
    """Points of one level-1 dimension: its weights and its scores added up."""

    name: str
    weight: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Everything that follows from a form under its template.

    ``funds`` has the lines of each funding grid by block key, ``indicators`` a score for each row in order,
    ``goals`` one for each goal. ``rate`` is that of the total, ``None`` without budget or execution.
    ``total`` adds the scores there are, ``uncapped`` before a low execution holds it down; ``grade`` is
    ``None`` while a score is missing or where the template has none. ``is_scored`` tells whether any score is
    there at all: on a form without any, a 0 would be a claim.
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
    is_complete: bool
    is_scored: bool
    grade: str | None


_NO_SCORE = Score(rule=None, value=None, origin=Origin.RULE, weight=None)


def score(template: Template, facts: Facts) -> ScoreSheet:
    """Return the score sheet of a form. Pure; 300 indicators take well under 1 ms."""
    scoring = template.scoring
    funds = {fund.block: _lines(template, fund) for fund in facts.funds}
    main = None if facts.fund is None else _main_line(funds[facts.fund.block])
    rate = None if main is None else main.rate
    if scoring is None:
        none = tuple([_NO_SCORE] * len(facts.indicators))
        goals = tuple([_NO_SCORE] * len(facts.goals))
        return ScoreSheet(
            funds,
            rate,
            _NO_SCORE,
            none,
            goals,
            (),
            ZERO,
            ZERO,
            ZERO,
            True,
            False,
            None,  # noqa: FBT003
        )
    execution = _execution(scoring, template, facts, rate)
    indicators = _indicators(scoring, facts.indicators, execution)
    goals = tuple(_goal(scoring, goal) for goal in facts.goals)
    counted = _counted_scores(execution, facts.indicators, indicators, goals)
    values = [one.value for one in counted]
    there = [value for value in values if value is not None]
    uncapped = scoring.total_rounding(sum(there, ZERO))
    total = _capped(scoring, uncapped, rate)
    is_complete = None not in values
    return ScoreSheet(
        funds=funds,
        rate=rate,
        execution=execution,
        indicators=indicators,
        goals=goals,
        dimensions=_dimensions(facts.indicators, indicators),
        total_weight=_total_weight(facts, execution, indicators, goals),
        total=total,
        uncapped=uncapped,
        is_complete=is_complete,
        is_scored=bool(there),
        grade=scoring.grade(total) if is_complete else None,
    )


def is_reached(scoring: Scoring, row: IndicatorFacts) -> bool | None:
    """Return whether the actual reaches the target; ``None`` where that is for a person to say.

    Words of the template such as 达成指标, and an actual with the very text of its target, count as reached.
    """
    actual, target = row.actual.strip(), row.target.strip()
    if not actual:
        return None
    # Before the numbers: an actual "<5%" that copies its target "<5%" claims to have reached it.
    if actual in scoring.reached_words or actual == target:
        return True
    if row.target_quantity and row.actual_quantity:
        if not row.target_quantity.comparable_with(row.actual_quantity):
            return None
        return row.target_quantity.reached_by(row.actual_quantity.number)
    return True if len(actual) == len(target) and narrow(actual) == narrow(target) else None


def reached_share(target: Quantity, actual: Quantity) -> Decimal | None:
    """Return the exact share of a missed target that was reached (0-1); ``None`` where there is no proportion."""
    part, whole = actual.number, target.number
    if target.comparator.is_upper_bound:
        part, whole = whole, part
    # A zero or negative target knows "reached" and nothing in between.
    if part < 0 or whole <= 0 or target.number <= 0:
        return None
    return min(ONE, EXACT.divide(part, whole))


# -- funding -------------------------------------------------------------------------------------------------


def _lines(template: Template, fund: Fund) -> tuple[FundLine, ...]:
    scoring = template.scoring
    lines = []
    for row in fund.rows:
        amounts = _summed(fund, row) if row.role is RowRole.TOTAL else _entered(row)
        initial, adjusted, received, executed = amounts
        # Before the budget is adjusted, and in forms without such a column, the initial one is the measure.
        rate = _rate(template.rate, executed, initial if adjusted is None else adjusted)
        points = None if scoring is None else _execution_points(scoring, template.rate, rate)
        lines.append(FundLine(row.row, row.role, initial, adjusted, received, executed, rate, points))
    return tuple(lines)


Amounts = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]


def _entered(row: FundRow) -> Amounts:
    return row.initial.value, row.adjusted.value, row.received.value, row.executed.value


def _summed(fund: Fund, total: FundRow) -> Amounts:
    """Return the total as typed; where it is blank, the sum of its sources."""
    sums = (fund_sum(fund, at) for at in range(4))
    typed = (total.initial, total.adjusted, total.received, total.executed)
    initial, adjusted, received, executed = (
        one if one.is_unreadable or one.value is not None else Number(added)
        for one, added in zip(typed, sums, strict=True)
    )
    return initial.value, adjusted.value, received.value, executed.value


def fund_sum(fund: Fund, column: int) -> Decimal | None:
    """Return the sum of the sources in 元 in column 0-3 (initial, adjusted, received, executed).

    ``None`` where none is entered.
    """
    entered = [
        amount
        for row in fund.rows
        if row.role is RowRole.SOURCE
        and (amount := (row.initial, row.adjusted, row.received, row.executed)[column].value) is not None
    ]
    return sum(entered, ZERO) if entered else None


def _rate(style: RateStyle, executed: Decimal | None, budget: Decimal | None) -> Rate | None:
    if not budget or executed is None:
        return None
    share = EXACT.divide(executed, budget)
    return Rate(share, rate_figure(style, share))


def rate_figure(style: RateStyle, share: Decimal) -> Decimal:
    """Return ``share`` as the rounded figure the form prints: percent, or the fraction itself."""
    return style.rounding(share if style.form is RateForm.FRACTION else EXACT.multiply(share, HUNDRED))


def _main_line(lines: Sequence[FundLine]) -> FundLine | None:
    return next((line for line in lines if line.role is RowRole.TOTAL), lines[0] if lines else None)


def _execution_points(scoring: Scoring, style: RateStyle, rate: Rate | None) -> Decimal | None:
    """Return what a rate earns, rounded, at most the weight."""
    rule = scoring.execution
    if rule is None or rate is None:
        return None
    share = rate.share
    if rule.from_printed_rate:
        share = rate.figure if style.form is RateForm.FRACTION else EXACT.divide(rate.figure, HUNDRED)
    earned = _step(rule.rule, share) if isinstance(rule.rule, Steps) else min(ONE, share)
    return _rounded(scoring, EXACT.multiply(rule.weight, earned), rule.weight)


def _execution(scoring: Scoring, template: Template, facts: Facts, rate: Rate | None) -> Score:
    rule = scoring.execution
    if rule is None:
        return _NO_SCORE
    if rule.weight == 0:
        zero = scoring.score_rounding(ZERO)
        return Score(rule=zero, value=zero, origin=Origin.RULE, weight=ZERO)
    weight, typed = rule.weight, NOTHING
    if template.has_execution_row:
        row = next((one for one in facts.indicators if one.is_execution), None)
        typed = NOTHING if row is None else row.score
    elif facts.fund is not None:
        total = next((one for one in facts.fund.rows if one.role is RowRole.TOTAL), facts.fund.rows[0])
        typed = total.score
    return _counted(scoring, _execution_points(scoring, template.rate, rate), weight, typed)


# -- indicators ----------------------------------------------------------------------------------------------


def _indicators(scoring: Scoring, rows: Sequence[IndicatorFacts], execution: Score) -> tuple[Score, ...]:
    scores: list[Score] = []
    for place, row in enumerate(rows):
        if row.is_execution:
            scores.append(execution)
        elif row.is_joined and place:
            scores.append(Score(None, None, Origin.SHARED, row.weight.value))
        elif place + 1 < len(rows) and rows[place + 1].is_joined:
            scores.append(_shared(scoring, _run(rows, place)))
        else:
            scores.append(_indicator(scoring, row))
    return tuple(scores)


def _run(rows: Sequence[IndicatorFacts], place: int) -> Sequence[IndicatorFacts]:
    """Return the rows that share the score cell of the row at ``place``, that one first."""
    end = place + 1
    while end < len(rows) and rows[end].is_joined:
        end += 1
    return rows[place:end]


def _shared(scoring: Scoring, rows: Sequence[IndicatorFacts]) -> Score:
    """Return the one score of several rows: full where all are reached, else a person's to give."""
    weights = [row.weight.value for row in rows if not row.weight_is_joined]
    weight = sum((one for one in weights if one is not None), ZERO) if any(weights) else None
    are_reached = all(is_reached(scoring, row) for row in rows)
    return _counted(scoring, weight if are_reached else None, weight, rows[0].score)


def _indicator(scoring: Scoring, row: IndicatorFacts) -> Score:
    weight = row.weight.value
    if row.coefficient.value is not None and weight is not None:
        points: Decimal | None = EXACT.divide(EXACT.multiply(weight, row.coefficient.value), HUNDRED)
    elif row.item_score.value is not None and row.share.value is not None:
        points = EXACT.divide(EXACT.multiply(row.item_score.value, row.share.value), HUNDRED)
        weight = row.share.value
    else:
        if weight is None:
            weight = row.share.value
        points = None if weight is None else _points(scoring, row, weight)
    return _counted(scoring, points, weight, row.score)


def _goal(scoring: Scoring, goal: GoalFacts) -> Score:
    """Return the score of a goal: typed, or open; no rule judges prose."""
    weight = goal.weight.value
    if weight is None and goal.score.value is None:
        return _NO_SCORE
    return _counted(scoring, None, weight, goal.score)


def _counted(scoring: Scoring, points: Decimal | None, weight: Decimal | None, typed: Number) -> Score:
    """Return the score: what was typed, else the rule's exact ``points``, rounded, at most ``weight``."""
    rule = None if points is None or weight is None else _rounded(scoring, points, weight)
    if typed.value is not None:
        return Score(rule, typed.value, Origin.TYPED, weight)
    if typed.is_unreadable:
        return Score(rule, None, Origin.MISSING, weight)
    return Score(rule, rule, Origin.MISSING if rule is None else Origin.RULE, weight)


def _rounded(scoring: Scoring, points: Decimal, weight: Decimal) -> Decimal:
    # A weight with more decimals than scores have must not be rounded up beyond itself.
    return min(scoring.score_rounding(points), weight)


def _points(scoring: Scoring, row: IndicatorFacts, weight: Decimal) -> Decimal | None:
    """Return the exact points the rule gives an indicator, ``None`` where none applies."""
    reached = is_reached(scoring, row)
    if reached is None:
        return None
    if reached:
        return _after_over_achievement(scoring, row, weight)
    if row.target_quantity is None or row.actual_quantity is None:
        raise AssertionError("only a quantity can miss its target")
    share = reached_share(row.target_quantity, row.actual_quantity)
    rule = scoring.achievement
    match rule:
        case AllOrNothing():
            return ZERO
        case Proportional():
            return None if share is None else EXACT.multiply(weight, share)
        case Steps():
            return None if share is None else EXACT.multiply(weight, _step(rule, share))
        case _:
            assert_never(rule)


def _after_over_achievement(scoring: Scoring, row: IndicatorFacts, weight: Decimal) -> Decimal:
    rule = scoring.over_achievement
    match rule:
        case AskReason():
            return weight
        case DeductPoints(over, points):
            excess = excess_share(row)
            return weight if excess is None or excess < over else max(ZERO, weight - points)
        case DeductionLadder(steps):
            excess = excess_share(row)
            if excess is None or excess < rule.over:
                return weight
            return EXACT.multiply(weight, _step(Steps(steps), excess))
        case _:
            assert_never(rule)


def excess_share(row: IndicatorFacts) -> Decimal | None:
    """Return by which share the actual lies above its target (0.3 = 30 %).

    ``None`` where that has no meaning: no quantities, an upper bound, a zero target, other units.
    """
    target, actual = row.target_quantity, row.actual_quantity
    if target is None or actual is None or target.comparator.is_upper_bound or target.number <= 0:
        return None
    if not target.comparable_with(actual) or actual.number <= target.number:
        return None
    return EXACT.divide(actual.number, target.number) - ONE


def _step(rule: Steps, share: Decimal) -> Decimal:
    reached = [step for step in rule.steps if share >= step.least]
    return max(reached, key=lambda step: step.least).earns if reached else ZERO


# -- sums ----------------------------------------------------------------------------------------------------


def _counted_scores(
    execution: Score,
    rows: Sequence[IndicatorFacts],
    indicators: Sequence[Score],
    goals: Sequence[Score],
) -> list[Score]:
    """Return the scores that the total adds up; goals count only where no indicator earns points."""
    own = [
        one
        for row, one in zip(rows, indicators, strict=True)
        if not row.is_execution and one.origin is not Origin.SHARED
    ]
    counted = own or [one for one in goals if one is not _NO_SCORE]
    return [*counted] if execution is _NO_SCORE else [execution, *counted]


def _total_weight(
    facts: Facts, execution: Score, indicators: Sequence[Score], goals: Sequence[Score]
) -> Decimal:
    total = execution.weight or ZERO
    scored = [
        (row, one) for row, one in zip(facts.indicators, indicators, strict=True) if not row.is_execution
    ]
    if not scored:
        return total + sum((one.weight or ZERO for one in goals), ZERO)
    if any(one.weight is not None for _, one in scored):
        # What a shared score can earn is the sum of its rows' weights already.
        return total + sum((one.weight or ZERO for _, one in scored if one.origin is not Origin.SHARED), ZERO)
    # Where no row has a weight of its own, the dimensions print theirs, or the goals do.
    points = {(row.goal, row.level1): row.level1_points for row, _ in scored if row.level1_points is not None}
    if points:
        return total + sum(points.values(), ZERO)
    return total + sum((goal.weight.value or ZERO for goal in facts.goals), ZERO)


def _capped(scoring: Scoring, total: Decimal, rate: Rate | None) -> Decimal:
    if rate is None:
        return total
    holding = [cap.most for cap in scoring.caps if rate.share < cap.below]
    return min([total, *holding])


def _dimensions(rows: Sequence[IndicatorFacts], scores: Sequence[Score]) -> tuple[DimensionScore, ...]:
    """Return weights and scores added up by level-1 name, in the order of the form.

    The row of the execution rate counts where it stands in a dimension beside others, not where it is alone.
    """
    added: dict[str, tuple[Decimal, Decimal]] = {}
    names = {row.level1 for row in rows if not row.is_execution}
    for row, one in zip(rows, scores, strict=True):
        if row.is_execution and row.level1 not in names:
            continue
        weight, value = added.get(row.level1, (ZERO, ZERO))
        own = ZERO if one.origin is Origin.SHARED else one.weight or ZERO
        added[row.level1] = (weight + own, value + (one.value or ZERO))
    return tuple(DimensionScore(name, weight, value) for name, (weight, value) in added.items())

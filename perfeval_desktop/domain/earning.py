"""What one indicator earns by the rule, as far as that is certain.

Rule: 财预〔2020〕10号. A target that is reached earns the weight, one that is missed what the template gives
for the share reached. Full points for a target missed are what forms are sent back for (check 9): where the
rule would round up to them it gives nothing.
"""

from decimal import Decimal
from typing import assert_never

from perfeval_desktop.domain.direction import more_is_better, speaks_of_change
from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.judgement import Doubt, has_share
from perfeval_desktop.domain.rounding import EXACT, settled
from perfeval_desktop.domain.rules import (
    AllOrNothing,
    AskReason,
    DeductionLadder,
    DeductPoints,
    Proportional,
    Scoring,
    Step,
    Steps,
)

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)


def as_score(scoring: Scoring, points: Decimal, weight: Decimal) -> Decimal:
    """Return exact ``points`` as a score: rounded as the template says, from 0 to ``weight``.

    A weight with more decimals than scores have must not be rounded up beyond itself.
    """
    rounded = scoring.score_rounding(settled(max(points, ZERO)))
    return rounded if rounded <= weight else max(weight, ZERO)


def full_score(scoring: Scoring, weight: Decimal) -> Decimal:
    """Return the most a weight can earn: 12 of 12.5 where scores are whole points, cut off."""
    return as_score(scoring, weight, weight)


def earned(scoring: Scoring, row: IndicatorFacts, weight: Decimal) -> Decimal | None:
    """Return the score that the rule gives an indicator for its target and actual, ``None`` for no answer."""
    is_reached = row.judgement.is_reached
    if is_reached is None:
        return None
    if is_reached:
        return as_score(scoring, weight - _deduction(scoring, row, weight), weight)
    return _when_missed(scoring, row, weight)


def _deduction(scoring: Scoring, row: IndicatorFacts, weight: Decimal) -> Decimal:
    """Return the exact points that too much of a good thing loses."""
    rule = scoring.over_achievement
    if isinstance(rule, AskReason) or (excess := excess_share(row)) is None or excess < rule.over:
        return ZERO
    match rule:
        case DeductPoints(points=points):
            return points
        case DeductionLadder(steps):
            return EXACT.multiply(weight, ONE - (step_share(steps, excess) or ZERO))
        case _:
            assert_never(rule)


def _when_missed(scoring: Scoring, row: IndicatorFacts, weight: Decimal) -> Decimal | None:
    rule = scoring.achievement
    if isinstance(rule, AllOrNothing):
        return as_score(scoring, ZERO, weight)
    share = reached_share(row)
    if share is None:
        return None
    match rule:
        case Proportional():
            score = as_score(scoring, EXACT.multiply(weight, share), weight)
            return None if score >= full_score(scoring, weight) > 0 else score
        case Steps(steps):
            return as_score(scoring, EXACT.multiply(weight, step_share(steps, share) or ZERO), weight)
        case _:
            assert_never(rule)


def reached_share(row: IndicatorFacts) -> Decimal | None:
    """Return the exact share of a missed target that was reached (0-1), ``None`` where there is none."""
    target, actual = row.target_quantity, row.actual_quantity
    if target is None or actual is None or not has_share(target, actual):
        return None
    if target.comparator.is_upper_bound:
        return EXACT.divide(target.number, actual.number)
    return EXACT.divide(actual.number, target.number)


def excess_share(row: IndicatorFacts) -> Decimal | None:
    """Return by which exact share the actual lies above its target (0.3 = 30 %).

    ``None`` where that has no meaning: no quantities of one kind, a target of which more is not certainly
    better, grades; and a share of a whole up to 100 %, which cannot be overfulfilled.
    """
    target, actual = row.target_quantity, row.actual_quantity
    if target is None or actual is None or not 0 < target.number < actual.number:
        return None
    if row.judgement.doubt is Doubt.GRADES or not target.comparable_with(actual):
        return None
    if target.unit == "%" and actual.number <= HUNDRED and not speaks_of_change(row.name):
        return None
    if not more_is_better(row.subject, target):
        return None
    return EXACT.divide(actual.number, target.number) - ONE


def completion_share(row: IndicatorFacts) -> Decimal | None:
    """Return the actual as an exact share of its target (1 = 100 %), ``None`` where there is none."""
    target, actual = row.target_quantity, row.actual_quantity
    if target is None or actual is None or target.number <= 0 or not target.comparable_with(actual):
        return None
    return EXACT.divide(actual.number, target.number)


def step_share(steps: tuple[Step, ...], share: Decimal) -> Decimal | None:
    """Return what the highest step that ``share`` comes to earns, ``None`` below all of them."""
    step = max((step for step in steps if step.least <= share), key=lambda step: step.least, default=None)
    return None if step is None else step.earns

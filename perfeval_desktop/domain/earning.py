"""What one indicator earns by the rule, as far as that is certain.

Rule: 财预〔2020〕10号. A target that is reached earns the weight, one that is missed what the template gives
for the share reached. Full points for a target missed are what forms are sent back for (check 9): where the
rule would round up to them it gives nothing.
"""

from decimal import Decimal
from typing import assert_never

from perfeval_desktop.domain.facts import IndicatorFacts
from perfeval_desktop.domain.quantities.comparison import number_beside
from perfeval_desktop.domain.rounding import EXACT
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
    rounded = scoring.score_rounding(max(points, ZERO))
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
    share = row.judgement.share
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


def excess_share(row: IndicatorFacts) -> Decimal | None:
    """Return by which exact share the actual lies above its target (0.3 = 30 %).

    ``None`` where that has no meaning: what did not reach its target, of which more is not certainly better,
    or is no single number.
    """
    ratio = row.judgement.ratio
    return (
        EXACT.subtract(ratio, ONE) if row.judgement.is_reached and ratio is not None and ratio > 1 else None
    )


def completion_share(row: IndicatorFacts) -> Decimal | None:
    """Return the actual as an exact share of its target (1 = 100 %), ``None`` where there is none."""
    target, number = row.target_quantity, _number_beside(row)
    if target is None or number is None or target.number <= 0:
        return None
    return EXACT.divide(number, target.number)


def _number_beside(row: IndicatorFacts) -> Decimal | None:
    """Return the actual's number in the unit of the target, which is no range."""
    target, actual = row.target_quantity, row.actual_quantity
    if target is None or actual is None or target.top is not None:
        return None
    return number_beside(target, actual)


def step_share(steps: tuple[Step, ...], share: Decimal) -> Decimal | None:
    """Return what the highest step that ``share`` comes to earns, ``None`` below all of them."""
    step = max((step for step in steps if step.least <= share), key=lambda step: step.least, default=None)
    return None if step is None else step.earns

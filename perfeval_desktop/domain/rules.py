"""Scoring as data: a closed union of small values, each with the source of its rule. Never an expression."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perfeval_desktop.domain.rounding import Rounding


class RateForm(StrEnum):
    """How an execution rate is written: ``98.88%``, ``98.88``, ``0.99``."""

    PERCENT = "percent"
    NUMBER = "number"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class RateStyle:
    """How a rate is rounded, in the figure that is printed, and written.

    ``fixed`` keeps the zeros behind the point (100.00%).
    """

    rounding: Rounding
    form: RateForm
    fixed: bool = True


@dataclass(frozen=True, slots=True)
class Proportional:
    """A target not reached earns the share that was reached; 财预〔2020〕10号."""


@dataclass(frozen=True, slots=True)
class AllOrNothing:
    """A target not reached earns nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """From ``least`` on (0.9 = 90 % of target or budget), ``earns`` is earned, a share of the weight."""

    least: Decimal
    earns: Decimal


@dataclass(frozen=True, slots=True)
class Steps:
    """What was reached earns the share of the highest step it comes to, nothing below all of them."""

    steps: tuple[Step, ...]


AchievementRule = Proportional | AllOrNothing | Steps


@dataclass(frozen=True, slots=True)
class AskReason:
    """More than ``over`` above the target (0.3 = 30 %) asks for an explanation; points stay."""

    over: Decimal


@dataclass(frozen=True, slots=True)
class DeductPoints:
    """More than ``over`` above the target loses ``points`` of the weight, at most all of it."""

    over: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class DeductionLadder:
    """So much above the target (``least`` of a step, 0.3 = 30 %) still ``earns`` that share of the weight."""

    steps: tuple[Step, ...]

    @property
    def over(self) -> Decimal:
        """The share above the target from which an explanation is asked for."""
        return min(step.least for step in self.steps)


OverAchievement = AskReason | DeductPoints | DeductionLadder


@dataclass(frozen=True, slots=True)
class TotalCap:
    """An execution rate below ``below`` (0.5 = 50 %) holds the total to at most ``most`` points."""

    below: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionRule:
    """What the execution rate earns: ``weight`` points (0 where none), by ``rule``, never above the weight.

    ``from_printed_rate`` takes the rounded rate instead of the exact one.
    """

    weight: Decimal
    rule: Proportional | Steps
    from_printed_rate: bool


@dataclass(frozen=True, slots=True)
class GradeBand:
    """A grade and the least total (points, inclusive) that earns it."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class QualitativeTier:
    """A tier for qualitative indicators: a share of the weight from ``least`` to ``most`` (0-1)."""

    name: str
    least: Decimal
    most: Decimal


# What the forms of the country have in common; a template may say otherwise.
USUAL_REACHED_WORDS = frozenset({"达成指标", "达成", "已达成", "完成", "已完成", "全部完成", "按期完成"})
USUAL_OVER_ACHIEVEMENT = AskReason(Decimal("0.3"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What the checks hold a form against beside its scoring.

    Below ``explained_execution`` (a share of the budget, 0.9 = 90 %) a reason is asked for; below
    ``low_execution``, full scores of all outputs are not believed. Names of
    level 1 with ``output`` in them are outputs; what has ``quantity`` in its level 2 is counted. Where the
    form has ``numbered_names``, an indicator is called ``指标1：…``, elsewhere the number was left standing.
    ``switched_off`` are the codes of checks that are not made.
    """

    explained_execution: Decimal = Decimal("0.9")
    low_execution: Decimal = Decimal("0.9")
    output: str = "产出"
    quantity: str = "数量"
    numbered_names: bool = False
    switched_off: frozenset[str] = frozenset()


USUAL_THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How a form earns its points: 100 in all.

    ``reached_words`` are actuals that mean "as promised". ``caps`` hold the total down where little was
    spent. ``score_rounding`` is of each score, ``total_rounding`` of the sum of the printed scores.
    """

    execution: ExecutionRule | None
    achievement: AchievementRule
    over_achievement: OverAchievement
    tiers: tuple[QualitativeTier, ...]
    reached_words: frozenset[str]
    score_rounding: Rounding
    total_rounding: Rounding
    caps: tuple[TotalCap, ...]
    grades: tuple[GradeBand, ...]

    def grade(self, total: Decimal) -> str | None:
        """Return the grade of ``total`` points: lower bounds are inclusive; ``None`` without grades."""
        return next((band.name for band in self.grades if total >= band.least), None)

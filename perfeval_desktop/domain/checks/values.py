"""Target and actual: measurable, of one kind, in the right direction, and no copy of each other."""

from collections.abc import Iterator

from perfeval_desktop.domain.checks.check import Check, in_goals, in_grid, needs
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.checks.measurable import is_formula, is_scale
from perfeval_desktop.domain.checks.targets import ACTUAL_IN_TWO_UNITS
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.rules import AskReason


def copied_actual(judged: Judged) -> Iterator[Remark]:
    """Yield each actual that is a copy of its target with the operator, or no single value (check 11)."""
    return judged.told_of_targets(Code.COPIED_ACTUAL, judged.keys.actual)


def formula_word(judged: Judged) -> Iterator[Remark]:
    """Yield each actual that is only a word like 达成指标 where the target is a quantity (check 12)."""
    return judged.told_of_targets(Code.FORMULA_WORD, judged.keys.actual)


def other_kind(judged: Judged) -> Iterator[Remark]:
    """Yield each actual that cannot be held against its quantitative target (check 13)."""
    return judged.told_of_targets(Code.OTHER_KIND, judged.keys.actual)


def over_achievement(judged: Judged) -> Iterator[Remark]:
    """Yield each actual far above its target and unexplained (check 14); how far is the template's.

    Where that loses points, the deduction asks for the reason.
    """
    scoring = judged.template.scoring
    loses_points = scoring is not None and not isinstance(scoring.over_achievement, AskReason)
    deducted = {row.facts.row for row in judged.deducted} if loses_points else set()
    for row, predicate in judged.targets.get(Code.OVER_ACHIEVEMENT, ()):
        if row.facts.row not in deducted:
            yield judged.remark_on(row, judged.keys.reason or judged.keys.actual, predicate)


def only_words(judged: Judged) -> Iterator[Remark]:
    """Yield each actual that is only a formula or a scale word where the target is a promise in words."""
    return judged.told_of_targets(Code.ONLY_WORDS, judged.keys.actual)


def formula_outcomes(judged: Judged) -> Iterator[Remark]:
    """Yield each outcome of a goal that says no more than that it was reached, more or less."""
    block = judged.goals
    for goal in judged.facts.goals:
        said = goal.outcome.strip().rstrip("。")
        if is_formula(said) or is_scale(said):
            place = Place(block.key, goal.row, block.by_role[Role.ACTUAL_OUTCOME].key)
            yield judged.remark(place, f"只写了“{said}”，请对照目标写明做了什么、做到多少。")


def over_whole(judged: Judged) -> Iterator[Remark]:
    """Yield each share of more than all: a satisfaction of 120 %."""
    return judged.told_of_targets(Code.OVER_WHOLE, judged.keys.actual)


def two_units(judged: Judged) -> Iterator[Remark]:
    """Yield each quantity that is given twice, in two units, and is not the same in both."""
    yield from judged.told_of_targets(Code.TWO_UNITS, judged.target_key)
    if judged.keys.actual:
        yield from judged.told_of_targets(ACTUAL_IN_TWO_UNITS, judged.keys.actual)


def not_measurable(judged: Judged) -> Iterator[Remark]:
    """Yield each target of a quantity indicator that names no number (check 16)."""
    return judged.told_of_targets(Code.NOT_MEASURABLE, judged.target_key)


def target_direction(judged: Judged) -> Iterator[Remark]:
    """Yield each target in the wrong direction or out of reach (check 17)."""
    return judged.told_of_targets(Code.TARGET_DIRECTION, judged.target_key)


_TARGET = in_grid(Role.TARGET, Role.TARGET_NUMBER)
_ACTUAL = in_grid(Role.ACTUAL)

CHECKS = (
    Check(Code.COPIED_ACTUAL, Severity.WARNING, needs(_TARGET, _ACTUAL), copied_actual),
    Check(Code.FORMULA_WORD, Severity.WARNING, needs(_TARGET, _ACTUAL), formula_word),
    Check(Code.ONLY_WORDS, Severity.HINT, needs(_TARGET, _ACTUAL, outcome=True), only_words),
    Check(
        Code.ONLY_WORDS,
        Severity.HINT,
        needs(in_goals(Role.EXPECTED_GOAL), in_goals(Role.ACTUAL_OUTCOME)),
        formula_outcomes,
    ),
    Check(Code.OVER_WHOLE, Severity.WARNING, needs(_TARGET, _ACTUAL), over_whole),
    Check(Code.TWO_UNITS, Severity.WARNING, needs(_TARGET), two_units),
    Check(Code.OTHER_KIND, Severity.WARNING, needs(_TARGET, _ACTUAL), other_kind),
    Check(
        Code.OVER_ACHIEVEMENT,
        Severity.WARNING,
        needs(_TARGET, _ACTUAL, outcome=True),
        over_achievement,
    ),
    Check(Code.NOT_MEASURABLE, Severity.HINT, needs(_TARGET, in_grid(Role.LEVEL2)), not_measurable),
    Check(Code.TARGET_DIRECTION, Severity.WARNING, needs(_TARGET), target_direction),
)

"""Remedies for scores: what the rule gives, the most there is, or which way is better where that decides."""

from collections.abc import Iterator

from perfeval_desktop.domain.blocks import LESS_IS_BETTER, MORE_IS_BETTER
from perfeval_desktop.domain.checks.judged import Judged, JudgedRow
from perfeval_desktop.domain.checks.scores import is_given, is_less, judged_in, missed_indicator
from perfeval_desktop.domain.earning import ZERO
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.numerals import share_typed
from perfeval_desktop.domain.quantities.outcome import Doubt
from perfeval_desktop.domain.remedies.remedy import Remedy
from perfeval_desktop.domain.remedies.targets import chosen, of_copied_actual
from perfeval_desktop.domain.scoring import Score


def of_score(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield a score within its weight; for a missing one, the direction that the rule waits for."""
    row = _row_at(judged, place)
    score = _score_at(judged, place, row)
    if score is None:
        return
    yield from _by_rule(judged, place, score)
    if score.value is None:
        yield from _directions(judged, row)
    elif score.value < 0:
        yield Remedy("改为 0 分", ((place, "0"),))
    elif score.weight is not None and score.value > score.weight:
        most = judged.points(score.weight)
        yield Remedy(f"改为满分 {most} 分", ((place, most),))


def _score_at(judged: Judged, place: Place, row: JudgedRow | None) -> Score | None:
    if place == judged.execution_score:
        return judged.sheet.execution
    if row is not None:
        return row.score
    goals = zip(judged.facts.goals, judged.sheet.goals, strict=True)
    return next((score for goal, score in goals if goal.row == place.row), None)


def _directions(judged: Judged, row: JudgedRow | None) -> Iterator[Remedy]:
    if row is not None and row.facts.judgement.doubt is Doubt.NO_SIGN:
        yield chosen(judged, row.facts, MORE_IS_BETTER)
        yield chosen(judged, row.facts, LESS_IS_BETTER)


def of_deduction(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the score of the rule instead of a deduction; of a coefficient, all of it."""
    row = _row_at(judged, place)
    if row is None:
        return
    if place.column == judged.keys.score:
        yield from _by_rule(judged, place, row.score)
    elif is_given(row.facts) and place.column == judged_in(judged):
        is_share = place.column == judged.keys.coefficient and share_typed(judged.text(place)) is not None
        whole = "1" if is_share else "100"
        yield Remedy(f"改为 {whole}", ((place, whole),))


def of_full_score(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the score of the rule; where the target has no sign, that less is better comes first."""
    row = _row_at(judged, place)
    missed = None if row is None else missed_indicator(row)
    if row is None or missed is None:
        return
    target = missed.target_quantity
    if target is not None and not target.comparator.is_signed and is_less(missed):
        yield chosen(judged, missed, LESS_IS_BETTER)
        if missed.judgement.doubt is Doubt.NO_SIGN:
            yield chosen(judged, missed, MORE_IS_BETTER)
    if place.column == judged.keys.score:
        yield from _by_rule(judged, place, row.score)


def of_partial_score(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the score of the rule; for an actual with its target's sign, the sign taken off first."""
    row = _row_at(judged, place)
    if row is None:
        return
    if row.score.rule is None or row.facts.judgement.doubt is Doubt.SIGNED_ACTUAL:
        yield from _without_sign(judged, place)
    yield from _by_rule(judged, place, row.score)


def _without_sign(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the actual without its sign and the score that the rule then gives."""
    for remedy in of_copied_actual(judged, place._replace(column=judged.keys.actual)):
        yield Remedy(f"{remedy.label}，由规则算分", (*remedy.entries, (place, "")))


def _by_rule(judged: Judged, place: Place, score: Score) -> Iterator[Remedy]:
    """Yield the rule's score: what was typed is cleared, and the score follows the actual from now on."""
    if score.overrides and score.rule is not None and score.rule >= ZERO:
        yield Remedy(f"改用规则算的 {judged.points(score.rule)} 分", ((place, ""),))


def _row_at(judged: Judged, place: Place) -> JudgedRow | None:
    if judged.template.grid is None or place.block != judged.template.grid.key:
        return None
    return next((row for row in judged.rows if row.facts.row == place.row), None)

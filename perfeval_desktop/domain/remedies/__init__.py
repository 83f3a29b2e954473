"""What can be done about findings at a click: for each kind of finding the texts that would settle it.

A remedy is only offered where it leaves nothing to think about but whether it is wanted. What takes
knowledge that the form does not hold - a reason, an amount, what was really done - has none.
"""

from collections.abc import Callable, Iterator, Mapping

from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.remedies import cells, claims, funding, levels, scores, targets, weights
from perfeval_desktop.domain.remedies.remedy import Remedy, remedied

__all__ = ["REMEDIES", "Remedy", "remedied", "remedies_of"]

REMEDIES: Mapping[Code, Callable[[Judged, Place], Iterator[Remedy]]] = {
    Code.ENTRY: cells.of_entry,
    Code.WEIGHTS_SUM: weights.of_sum,
    Code.DIMENSION_WEIGHT: weights.of_dimension,
    Code.PRINTED_TOTAL: claims.of_claim,
    Code.COMPLETION: claims.of_claim,
    Code.REPEATED_SCORE: claims.of_repeated_score,
    Code.EXECUTION: claims.of_execution,
    Code.FUND_SOURCES: funding.of_sources,
    Code.BUDGET_REASON: funding.of_blank_budget,
    Code.SCORE: scores.of_score,
    Code.DEDUCTED_THOUGH_REACHED: scores.of_deduction,
    Code.FULL_THOUGH_MISSED: scores.of_full_score,
    Code.PARTIAL_SCORE: scores.of_partial_score,
    Code.COPIED_ACTUAL: targets.of_copied_actual,
    Code.TARGET_DIRECTION: targets.of_direction,
    Code.REQUIRED: levels.of_blank_level,
    Code.LEVEL_NAME: levels.of_level_name,
    Code.PLACEHOLDER: cells.of_placeholder,
    Code.STALE_YEAR: cells.of_stale_year,
    Code.UNPRINTABLE: cells.of_unprintable,
}


def remedies_of(judged: Judged, finding: Finding) -> tuple[Remedy, ...]:
    """Return what can be done about ``finding``, a finding on the form of ``judged``; the likeliest first.

    Of a finding about several cells, what can be done about each of them: one remedy for all.
    """
    remedies = REMEDIES.get(finding.code)
    if remedies is None:
        return ()
    by_place = [{one.label: one.entries for one in remedies(judged, place)} for place in finding.places]
    first, *others = by_place
    return tuple(
        Remedy(label, tuple([entry for one in by_place for entry in one[label]]))
        for label in first
        if all(label in one for one in others)
    )

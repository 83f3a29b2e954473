"""Remedies for figures that a paper claims: the program's own."""

from collections.abc import Iterator

from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import column_of
from perfeval_desktop.domain.remedies.remedy import Remedy

# What of the funding is not computed, but done.
_DONE = frozenset({Role.EXECUTED, Role.RECEIVED, Role.REASON})


def of_claim(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the computed figure: the cell is cleared, and the program fills it."""
    if judged.text(place).strip():
        yield Remedy("改用程序算的数", ((place, ""),))


def of_repeated_score(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the cell cleared: the form prints there what its template says."""
    if judged.text(place).strip():
        yield Remedy("清空", ((place, ""),))


def of_execution(judged: Judged, place: Place) -> Iterator[Remedy]:
    """Yield the same for rate, points and score of the execution; what was overspent nobody can compute."""
    column = column_of(judged.template, place)
    has_rule = place != judged.execution_score or judged.sheet.execution.rule is not None
    if column is not None and column.role not in _DONE and has_rule:
        yield from of_claim(judged, place)

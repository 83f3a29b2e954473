"""Entries: numbers that cannot be read or break a limit, other units, choices and dates that are none.

Nothing typed is refused; here is where it is said.
"""

from collections.abc import Collection, Iterable, Iterator

from perfeval_desktop.domain.checks.check import Check, needs
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.checks.scores import score_in_range
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import place_orders
from perfeval_desktop.domain.template import Template


def wrong_entries(judged: Judged) -> Iterator[Remark]:
    """Yield each number that cannot be read, or is beyond what it can be."""
    found = list(judged.told(lambda reading: reading.error))
    if not found:
        return
    # Of a score out of its range that is said, and not how many decimals it has.
    said = {remark.place for remark in score_in_range(judged)} if judged.template.has_points else set()
    yield from (remark for remark in found if remark.place not in said)


def doubtful_entries(judged: Judged) -> Iterator[Remark]:
    """Yield each amount in another unit than the form's, each choice that is none, each date that is none."""
    return judged.told(lambda reading: reading.doubt)


CHECKS = (
    Check(Code.ENTRY, Severity.ERROR, needs(), wrong_entries),
    Check(Code.ENTRY, Severity.WARNING, needs(), doubtful_entries),
)
# What says of a cell by itself that its text is not what its column is for.
_OF_ENTRIES = frozenset(check.code for check in CHECKS)


def entry_findings(
    template: Template, form: Form, findings: Iterable[Finding], places: Collection[Place]
) -> tuple[tuple[Place, Finding], ...]:
    """Return those of ``places`` that hold a text their column is not for, each with what is said of it.

    Amounts and points that cannot be read or are beyond what they can be, dates and choices that are none,
    units in doubt. From top to bottom and left to right, each place once, with the gravest of ``findings`` on
    ``form``, which are in their order, gravest first. What the user has set aside is not among it.
    """
    asked = frozenset(places)
    found: dict[Place, Finding] = {}
    for finding in findings:
        if finding.code in _OF_ENTRIES and not finding.accepted_for:
            for place in asked.intersection(finding.places):
                found.setdefault(place, finding)
    order = place_orders(template, form)
    return tuple([(place, found[place]) for place in sorted(found, key=order)])

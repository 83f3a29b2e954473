"""Entries: numbers that cannot be read or break a limit, other units, choices and dates that are none.

Nothing typed is refused; here is where it is said.
"""

from collections.abc import Iterator

from perfeval_desktop.domain.checks.check import Check, needs
from perfeval_desktop.domain.checks.judged import Judged, Remark
from perfeval_desktop.domain.checks.scores import score_in_range
from perfeval_desktop.domain.findings import Code, Severity


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

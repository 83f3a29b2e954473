"""The same sentence about several rows, said once: "第 2、4—6 行的实际完成值只写了……"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

from perfeval_desktop.domain.checks.check import Check
from perfeval_desktop.domain.checks.judged import Judged
from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Accepted, Place


def findings_of(
    check: Check, judged: Judged, accepted: Mapping[tuple[str, Place], Accepted]
) -> Iterator[Finding]:
    """Yield a finding for each remark of ``check``, one for all that say the same of one column.

    What was set aside, of ``accepted`` by code and place, is a finding of its own for each reason.
    """
    code, severity = check.code, check.severity
    alike: defaultdict[tuple[str, str, str], list[tuple[int, Place]]] = defaultdict(list)
    for place, sentence, row in check.find(judged):
        reason = _reason(accepted.get((code, place)), sentence) if accepted else ""
        if row is None:
            yield Finding(code, severity, place, sentence, remark=sentence, accepted_for=reason)
        else:
            alike[judged.column_words(place.column), sentence, reason].append((row, place))
    for (column, predicate, reason), same in alike.items():
        (row, first), *others = same
        if others:
            words = f"第 {in_words([row + 1 for row, _ in same])} 行的{column}"
        else:
            words = judged.row_label(row, first.column)
        elsewhere = tuple([place for _, place in others])
        yield Finding(code, severity, first, words + predicate, elsewhere, predicate, reason)


def _reason(accepted: Accepted | None, remark: str) -> str:
    """Return why something was set aside; ``""`` where it was not, or the check says something else now."""
    return accepted.reason if accepted is not None and accepted.remark in {"", remark} else ""


# Two rows that follow each other are two, not from one to the other.
_A_STRETCH = 3


def in_words(numbers: list[int]) -> str:
    """Return rows in words, in order: ``2、4—6``."""
    parts: list[str] = []
    for _, pairs in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        stretch = [number for _, number in pairs]
        if len(stretch) < _A_STRETCH:
            parts += map(str, stretch)
        else:
            parts.append(f"{stretch[0]}—{stretch[-1]}")
    return "、".join(parts)

"""The same sentence about several rows, said once: "第 2、4—6 行的实际完成值只写了……"."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from perfeval_desktop.domain.checks.judged import Cell, Remark
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import Accepted, Place
from perfeval_desktop.domain.places import indicator_words


def findings_of(
    code: Code, severity: Severity, remarks: Iterable[Remark], accepted: Mapping[tuple[str, Place], Accepted]
) -> Iterator[Finding]:
    """Yield a finding for each remark, one for all that say the same of one column.

    What was set aside, of ``accepted`` by code and place, is a finding of its own for each reason.
    """
    alike: dict[tuple[str, str, str], list[tuple[Cell, Place]]] = {}
    for place, sentence, cell in remarks:
        reason = _reason(accepted.get((code, place)), sentence) if accepted else ""
        if cell is None:
            yield Finding(code, severity, place, sentence, remark=sentence, accepted_for=reason)
        else:
            alike.setdefault((cell.column, sentence, reason), []).append((cell, place))
    for (column, predicate, reason), same in alike.items():
        (cell, first), *others = same
        words = indicator_words(cell.row, cell.name)
        if others:
            words = f"第 {in_words([one.row + 1 for one, _ in same])} 行"
        elsewhere = tuple([place for _, place in others])
        yield Finding(code, severity, first, f"{words}的{column}{predicate}", elsewhere, predicate, reason)


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

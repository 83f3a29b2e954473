"""Several quantities of an actual beside those of its target, each against the one of its kind."""

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.comparison import compared
from perfeval_desktop.domain.quantities.conversion import factor
from perfeval_desktop.domain.quantities.measures import DENIAL, Measured
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, MISSED, REACHED, Doubt, Judgement
from perfeval_desktop.domain.quantities.pair import Pair

_PAUSES = ",;、"
# Words around a number that say nothing of what it counts.
_GENERIC = Pattern(
    "同比|环比|[较比](?:上年|去年|上年度|上年同期|基期)|完成|已|共|全年|累计|实际|平均|均|在|达到|达|为|约|总|计|合计|达成|实现|"
    "开展|举办|组织|新增|新建|发放|其中|目前|截至|年度|全部|本年|投入|支出|成本|费用|发生|左右|内|前|后|[,;、:()]"
)


def own_words(label: str) -> str:
    """Return what the words around a number say of what it counts."""
    return _GENERIC.sub("", label)


def judged_part_by_part(pair: Pair) -> Judgement:
    """Judge several quantities; all have to be reached."""
    asked, done = pair.target.found.measures, pair.actual.found.measures
    if DENIAL.search(pair.actual.words):
        return LEFT_OPEN[Doubt.SEVERAL]
    partners = _in_order(asked, done) or _by_kind(asked, done)
    if partners is None:
        return LEFT_OPEN[Doubt.SEVERAL]
    return _all_of(
        [
            compared(pair.subject, one.quantity, other.quantity)
            for one, other in zip(asked, partners, strict=True)
        ]
    )


def _all_of(answers: list[Judgement]) -> Judgement:
    if all(one.is_reached for one in answers):
        return REACHED
    return MISSED if any(one.is_reached is False for one in answers) else LEFT_OPEN[Doubt.SEVERAL]


def _in_order(asked: tuple[Measured, ...], done: tuple[Measured, ...]) -> tuple[Measured, ...] | None:
    """Return ``done`` where each is in turn of the kind that was asked for."""
    if len(asked) != len(done) or not all(map(_is_one_kind, asked, done)):
        return None
    labels = [(_bare(one), _bare(other)) for one, other in zip(asked, done, strict=True)]
    if len({one.quantity.unit.kinds for one in asked}) == len(asked):
        labels = [(own_words(one), own_words(other)) for one, other in labels]
    return None if any(map(_contradict, *zip(*labels, strict=True))) else done


def _bare(one: Measured) -> str:
    return one.label.strip(_PAUSES)


def _contradict(one: str, other: str) -> bool:
    """Whether two labels have nothing in common; no label contradicts none."""
    return bool(one) and bool(other) and set(one).isdisjoint(other)


def _is_one_kind(one: Measured, other: Measured) -> bool:
    return factor(other.quantity.unit, one.quantity.unit) is not None


def _by_kind(asked: tuple[Measured, ...], done: tuple[Measured, ...]) -> tuple[Measured, ...] | None:
    """Return for each that was asked for the only one of its kind, by its words where there are several."""
    left, partners = list(done), []
    for one in asked:
        of_its_kind = [other for other in left if _is_one_kind(one, other)]
        if len(of_its_kind) > 1:
            of_its_kind = [other for other in of_its_kind if _labels_meet(one.label, other.label)]
        if len(of_its_kind) != 1 or (len(asked) > 1 and _contradict(_bare(one), _bare(of_its_kind[0]))):
            return None
        left.remove(of_its_kind[0])
        partners += of_its_kind
    # What is left may be more of what was asked for; a frequency (每月) has its total beside it.
    is_told = not left or any(one.quantity.unit.per for one in asked)
    return tuple(partners) if is_told else None


def _labels_meet(one: str, other: str) -> bool:
    """Whether the words before two numbers speak of the same."""
    first, second = own_words(one), own_words(other)
    if not first or not second:
        return first == second
    return first in second or second in first or len(set(first) & set(second)) > 1

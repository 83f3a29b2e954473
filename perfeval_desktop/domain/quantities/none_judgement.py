"""An actual beside a promise, in words, that something does not happen: 零事故, 无投诉."""

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.direction import Direction, direction_of
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, MISSED, REACHED, Doubt, Judgement
from perfeval_desktop.domain.quantities.pair import Pair
from perfeval_desktop.domain.quantities.sayings import Saying, promises_none

_NONE_SAID = frozenset({Saying.REACHED, Saying.NONE_HAPPENED})
_HAPPENED = Pattern("(?:发生|出现|存在|有).*|.+(?:发生|出现)")


def judged_as_none(pair: Pair) -> Judgement:
    """Judge beside a promise of none; a bare 无 for what one wants more of is no target."""
    is_wanted = direction_of(pair.subject, "个") is Direction.MORE
    if pair.target.plain == "无" and is_wanted:
        return LEFT_OPEN[Doubt.NO_TARGET]
    if _SMALL.search(pair.actual.plain) and _GREAT.search(pair.target.plain):
        return LEFT_OPEN[Doubt.ZERO]
    if pair.actual.found.measures:
        return _by_numbers(pair, is_wanted=is_wanted)
    if _leaves_small_ones_open(pair):
        return LEFT_OPEN[Doubt.ZERO]
    if pair.said in _NONE_SAID or promises_none(pair.actual.plain):
        return REACHED
    return MISSED if _HAPPENED.fullmatch(pair.actual.plain) else LEFT_OPEN[Doubt.ZERO]


def _by_numbers(pair: Pair, *, is_wanted: bool) -> Judgement:
    numbers = [one.quantity for one in pair.actual.found.measures]
    if all(one.number == 0 and one.is_exact for one in numbers):
        return REACHED
    happened = all(one.number > 0 and not one.comparator.is_upper_bound for one in numbers)
    return MISSED if happened and not is_wanted else LEFT_OPEN[Doubt.ZERO]


# Only great ones were promised not to happen, and small ones did.
_SMALL = Pattern("一般|轻微|较小|小型")
_GREAT = Pattern("重大|较大|特大")


def _leaves_small_ones_open(pair: Pair) -> bool:
    """Whether an actual denies only the great ones (无重大事故) of what was promised not to happen at all."""
    promise = pair.subject.name + pair.target.plain
    return _GREAT.search(pair.actual.plain) is not None and _GREAT.search(promise) is None

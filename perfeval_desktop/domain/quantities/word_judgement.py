"""Words of an actual beside words of its target."""

from perfeval_desktop.domain.pattern import Match, Pattern
from perfeval_desktop.domain.quantities.answers import answers
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, MISSED, REACHED, Doubt, Judgement
from perfeval_desktop.domain.quantities.pair import Pair, falls_short
from perfeval_desktop.domain.quantities.quantity import Change
from perfeval_desktop.domain.quantities.sayings import Saying

_COMPLETION = Pattern("完成|完工|建成|竣工|结题|验收|建立|建设|通过|投用")
_ON_TIME = Pattern("按期|按时|如期|准时|按合同|按计划|及时")
_BUDGET = Pattern("预算内")
# What an actual may say that answers a target only where the target speaks of it.
_BY_TARGET = {
    Saying.UNDER_WAY: (_COMPLETION, MISSED),
    Saying.ON_TIME: (_ON_TIME, REACHED),
    Saying.LATE: (_ON_TIME, MISSED),
    Saying.OVER_BUDGET: (_BUDGET, MISSED),
    Saying.WITHIN_BUDGET: (_BUDGET, REACHED),
}
_MISSED = frozenset({Saying.PARTLY, Saying.NOT})


def judged_by_words(pair: Pair) -> Judgement:
    """Judge words beside words; what does not answer them is left open."""
    promise = pair.target.plain
    if pair.said in _MISSED or _is_unfinished(pair):
        return MISSED
    answer = answers(promise, pair.actual.plain, pair.subject.name)
    if answer is not None:
        return REACHED if answer else MISSED
    if pair.said is Saying.REACHED and not promise.startswith("不"):
        return REACHED
    asked, judgement = _BY_TARGET.get(pair.said, (None, None))
    if asked is not None and judgement is not None and asked.search(promise):
        return judgement
    return _by_growth(pair)


def _is_unfinished(pair: Pair) -> bool:
    done = pair.actual.found.measures
    return (
        len(done) == 1 and falls_short(pair.actual, done[0]) and bool(_COMPLETION.search(pair.target.plain))
    )


_OFTEN = "(?:有所|稳步|持续|同比|逐年|较上年|不断|进一步){0,4}"
_GROWTH = Pattern(
    f"{_OFTEN}(?P<up>增长|增加|提高|提升|上升)|{_OFTEN}(?P<down>下降|降低|减少)"
    "|(?P<not_up>不增长)|(?P<not_down>不低于上年|不低于去年|不下降|持平)"
)


def _by_growth(pair: Pair) -> Judgement:
    """Judge a number, or none (持平), beside a growth of which the target says no number."""
    match = _GROWTH.fullmatch(pair.target.plain)
    if match is None:
        return LEFT_OPEN[Doubt.WORDS]
    quantity = pair.actual.quantity
    if quantity is not None and quantity.change and quantity.number > 0:
        return REACHED if quantity.change is _wanted(match) else MISSED
    if pair.actual.plain == "持平":
        return REACHED if match["not_up"] or match["not_down"] else MISSED
    return LEFT_OPEN[Doubt.WORDS]


def _wanted(match: Match) -> Change:
    return Change.DOWN if match["down"] or match["not_up"] else Change.UP

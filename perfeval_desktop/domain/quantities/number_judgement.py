"""An actual beside a target with numbers."""

from decimal import Decimal

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.answers import answers
from perfeval_desktop.domain.quantities.comparison import compared
from perfeval_desktop.domain.quantities.measures import Measured
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, MISSED, REACHED, Doubt, Judgement
from perfeval_desktop.domain.quantities.pair import MISSED_IN_WORDS, Pair, falls_short
from perfeval_desktop.domain.quantities.part_judgement import judged_part_by_part, own_words
from perfeval_desktop.domain.quantities.quantity import Change, Quantity
from perfeval_desktop.domain.quantities.sayings import Saying, saying
from perfeval_desktop.domain.quantities.units import is_counter, is_money, is_ratio

# Looked up once: before Python 3.12 that takes longer than what it is for, and each row asks for it.
_REACHED = Saying.REACHED
_PERIOD = Pattern(r"[,;、]?(?:上半年|下半年|[一二三四]季度|[0-9]+月)")
_PAUSES = ",;、"
_OVERSPENT = frozenset({"超支", "超出", "超预算"})
_DENIED = Pattern("(?:未完成|未达到|未达标)[,;、]?仅?")
_DENIES = Pattern("未|没有|取消|缺|流标|终止|不合格|不达标|除外")


def judged_by_number(pair: Pair) -> Judgement:
    """Judge beside the numbers of a target, each against its own."""
    asked, done = pair.target.found.measures, pair.actual.found.measures
    is_in_words = pair.said is _REACHED and not is_ratio(asked[0].quantity.unit)
    if not done or is_in_words:
        return _in_words(pair, asked[0].quantity if len(asked) == 1 else None)
    if len(asked) > 1:
        return judged_part_by_part(pair)
    if len(done) == 1:
        return _one_by_one(pair, asked[0], done[0])
    total = _total(done)
    if total is None:
        return judged_part_by_part(pair)
    return compared(pair.subject, asked[0].quantity, total)


def _total(done: tuple[Measured, ...]) -> Quantity | None:
    """Return the sum of what was done in one period after the other: 上半年5次,下半年8次."""
    units = {one.quantity.unit for one in done}
    if len(units) != 1 or not all(_PERIOD.fullmatch(one.label) for one in done):
        return None
    return done[0].quantity._replace(number=sum((one.quantity.number for one in done), Decimal(0)))


def _one_by_one(pair: Pair, asked: Measured, done: Measured) -> Judgement:
    target, actual = asked.quantity, done.quantity
    if falls_short(pair.actual, done) and not is_ratio(target.unit):
        return MISSED
    if pair.actual.words in _OVERSPENT and is_money(actual.unit) and is_money(target.unit):
        return MISSED
    answer = compared(pair.subject, target, actual)
    if "基础" in pair.target.words:
        answer = answer.without_share()
    return _beside_words(pair, done, answer) if pair.actual.words else answer


def _beside_words(pair: Pair, done: Measured, answer: Judgement) -> Judgement:
    """Return ``answer`` where the words beside the actual's number say the same, or nothing else."""
    words = pair.actual.words
    is_claim = words[0] in _PAUSES or done.label == "" or done.label[-1] in _PAUSES
    claim = saying(words) if is_claim else Saying.OTHER
    if claim in {Saying.REACHED, Saying.ON_TIME}:
        return LEFT_OPEN[Doubt.WORDS] if answer.is_reached is False else answer
    label = words.strip(_PAUSES)
    if claim in MISSED_IN_WORDS or _DENIED.match(label):
        return answer if answer.is_reached is False else LEFT_OPEN[Doubt.WORDS]
    if _is_of_something_else(pair, label):
        return LEFT_OPEN[Doubt.WORDS]
    return answer


def _is_of_something_else(pair: Pair, label: str) -> bool:
    """Whether the words around an actual's number speak of what the target does not: 流标, 其他."""
    about = pair.target.plain + pair.subject.name
    if _DENIES.search(label) and not _DENIES.search(about):
        return True
    own = own_words(label)
    return len(own) > 1 and set(about + pair.subject.level2).isdisjoint(own)


def _in_words(pair: Pair, one: Quantity | None) -> Judgement:
    """Judge words beside a number; ``one`` is the only number of the target."""
    if one is not None and one.number == 0 and not one.comparator.is_lower_bound:
        return _none_in_words(pair)
    if pair.said is Saying.REACHED or (pair.said is Saying.NONE_HAPPENED and _is_most(one)):
        return REACHED
    if pair.said in {Saying.NOT, Saying.PARTLY}:
        return MISSED
    judged = None if one is None else _of_all(pair, one) or _of_money(pair, one) or _of_growth(pair, one)
    if judged is not None:
        return judged
    is_denied = answers(pair.target.plain, pair.actual.plain, pair.subject.name) is False
    return MISSED if is_denied else LEFT_OPEN[Doubt.WORDS]


def _is_most(one: Quantity | None) -> bool:
    """Whether the target is how often something may happen at most: 无 is less than ``≤2次``."""
    return one is not None and one.comparator.is_upper_bound and one.number > 0 and is_counter(one.unit)


def _none_in_words(pair: Pair) -> Judgement:
    """Judge words beside zero: 无 and 未发生 are none of it, 无重大事故 leaves the small ones open."""
    is_none = pair.said in {Saying.NONE_HAPPENED, Saying.REACHED}
    return REACHED if is_none else LEFT_OPEN[Doubt.WORDS]


def _of_all(pair: Pair, one: Quantity) -> Judgement | None:
    """Judge 全部合格 beside a share."""
    whole, _, what = pair.actual.plain.partition("全部")
    if whole or not what or not is_ratio(one.unit) or one.comparator.is_upper_bound or one.change:
        return None
    return REACHED if what in pair.subject.name or pair.said is Saying.ON_TIME else None


def _of_money(pair: Pair, one: Quantity) -> Judgement | None:
    if not is_money(one.unit):
        return None
    if pair.said is Saying.OVER_BUDGET:
        return MISSED
    is_bound = one.comparator.is_upper_bound or pair.subject.is_cost
    return REACHED if pair.said is Saying.WITHIN_BUDGET and is_bound else None


def _of_growth(pair: Pair, one: Quantity) -> Judgement | None:
    return MISSED if one.change is Change.UP and pair.actual.plain in {"负增长", "持平"} else None

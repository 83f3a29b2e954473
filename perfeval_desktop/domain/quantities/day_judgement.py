"""An actual beside the day by which something has to be done."""

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.days import is_in_time
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.measures import DENIAL
from perfeval_desktop.domain.quantities.number_judgement import judged_by_number
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, MISSED, REACHED, Doubt, Judgement
from perfeval_desktop.domain.quantities.pair import MISSED_IN_WORDS, Pair
from perfeval_desktop.domain.quantities.reading import Reading
from perfeval_desktop.domain.quantities.sayings import Saying, saying

# Beside a number, so many days are the year it is about, not a deadline.
_MOST_OF_A_YEAR = 300
_ABOUT_DAYS = ("时间", "日期", "期限")
_IN_TIME = frozenset({Saying.REACHED, Saying.ON_TIME})
_TOO_LATE = MISSED_IN_WORDS | {Saying.UNDER_WAY}
_EARLIER = Pattern("提前[0-9一二三四五六七八九十]+个?(?:天|日|周|月|工作日)(?:完成)?")


def is_deadline(subject: Subject, target: Reading) -> bool:
    """Whether a target names days, by which it has to be done."""
    if target.days is None:
        return False
    if target.is_ambiguous:
        return "时效" in subject.level2 or any(word in subject.name for word in _ABOUT_DAYS)
    is_short = target.days.last - target.days.first < _MOST_OF_A_YEAR
    return not target.found.measures or target.days.is_before or is_short


def judged_by_day(pair: Pair, year: int) -> Judgement:
    """Judge beside a deadline; a number that stands beside it has to be reached, too."""
    has_number = _has_number(pair)
    in_time = _is_in_time(pair, year)
    if in_time is None:
        return LEFT_OPEN[Doubt.SEVERAL if has_number and pair.actual.days is None else Doubt.DATES]
    if not in_time:
        return MISSED
    if not has_number or pair.actual.days is None:
        return REACHED
    words = pair._replace(said=saying(pair.actual.words))
    return judged_by_number(words).without_share()


def _is_in_time(pair: Pair, year: int) -> bool | None:
    target, actual = pair.target.days, pair.actual.days
    if target is None or actual is None:
        return _is_in_time_by_words(pair)
    if Saying.LATE in {pair.said, saying(pair.actual.words)}:
        return False
    return None if DENIAL.search(pair.actual.words) else is_in_time(target, actual, year)


def _is_in_time_by_words(pair: Pair) -> bool | None:
    """Return whether an actual without days was in time: 按期完成, 提前10天, 推迟."""
    if pair.said in (MISSED_IN_WORDS if _has_number(pair) else _TOO_LATE):
        return False
    is_said = pair.said in _IN_TIME and not (_has_number(pair) and pair.actual.found.measures)
    return True if is_said or _EARLIER.fullmatch(pair.actual.plain) else None


def _has_number(pair: Pair) -> bool:
    return bool(pair.target.found.measures) and not pair.target.is_ambiguous

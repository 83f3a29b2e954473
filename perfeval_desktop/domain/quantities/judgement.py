"""Whether an actual reaches its target, as far as that is certain; where it is not, what is in doubt.

Rule: 财预〔2020〕10号. A wrong score is worse than none, so whatever can be read in two ways is left to
the user: the score stays open, and the program says what it would take to compute it.
"""

from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.domain.quantities.day_judgement import is_deadline, judged_by_day
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.none_judgement import judged_as_none
from perfeval_desktop.domain.quantities.number_judgement import judged_by_number
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, REACHED, Doubt, Judgement
from perfeval_desktop.domain.quantities.pair import Pair
from perfeval_desktop.domain.quantities.reading import Reading
from perfeval_desktop.domain.quantities.sayings import Saying, promises_none
from perfeval_desktop.domain.quantities.word_judgement import judged_by_words

# What has not happened yet, or happened in another year, answers nothing.
_NOT_YET = Pattern("预计|拟|将于|计划(?=[0-9])")
_OTHER_YEAR = Pattern("去年(?<![较比]去年)|上年(?<![较比]上年)|属20|预计")
_NOTHING_DONE = frozenset({"", "-", "/", "~"})


def judge(
    reached_words: frozenset[str], subject: Subject, target: Reading, actual: Reading, year: int
) -> Judgement:
    """Return whether the actual reaches the target in the form's ``year``.

    ``reached_words`` such as 达成指标, and an actual with the very text of its target, count as reached.
    """
    promise, outcome = target.plain, actual.plain
    if actual.is_blank:
        if target.is_blank:
            return LEFT_OPEN[Doubt.NO_TARGET]
        return LEFT_OPEN[Doubt.NO_ACTUAL if outcome in _NOTHING_DONE else Doubt.WORDS]
    if target.is_blank or target.is_unfilled:
        return LEFT_OPEN[Doubt.NO_TARGET]
    if outcome == promise or outcome in reached_words or actual.text.strip() in reached_words:
        return REACHED
    if (
        actual.is_unfilled
        or actual.found.is_unclear
        or target.found.is_unclear
        or _answers_nothing(target, actual)
    ):
        return LEFT_OPEN[Doubt.WORDS]
    return _judged(Pair(subject, target, actual, actual.said), year)


def _answers_nothing(target: Reading, actual: Reading) -> bool:
    if actual.said is Saying.NOTHING_SAID:
        return True
    is_of_other_days = _NOT_YET.search(actual.words) or _OTHER_YEAR.search(actual.plain)
    return is_of_other_days is not None and not _NOT_YET.search(target.plain)


def _judged(pair: Pair, year: int) -> Judgement:
    if is_deadline(pair.subject, pair.target):
        return judged_by_day(pair, year)
    if pair.target.found.measures:
        return judged_by_number(pair)
    return judged_as_none(pair) if promises_none(pair.target.plain) else judged_by_words(pair)

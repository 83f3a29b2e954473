"""Whether an actual reaches its target, as far as that is certain; where it is not, what is in doubt.

Rule: 财预〔2020〕10号. A wrong score is worse than none, so whatever can be read in two ways is left to
the user: the score stays open, and the program says what it would take to compute it.
"""

from perfeval_desktop.domain.quantities.day_judgement import is_deadline, judged_by_day
from perfeval_desktop.domain.quantities.direction import Subject
from perfeval_desktop.domain.quantities.none_judgement import judged_as_none
from perfeval_desktop.domain.quantities.number_judgement import judged_by_number
from perfeval_desktop.domain.quantities.outcome import LEFT_OPEN, REACHED, Doubt, Judgement
from perfeval_desktop.domain.quantities.pair import Pair
from perfeval_desktop.domain.quantities.reading import Reading
from perfeval_desktop.domain.quantities.sayings import Saying, is_yet_to_come, promises_none
from perfeval_desktop.domain.quantities.word_judgement import judged_by_words

# Looked up once: before Python 3.12 that takes longer than what it is for, and each row asks for it.
_NOTHING_SAID = Saying.NOTHING_SAID
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
    if actual.said is _NOTHING_SAID:
        return True
    return actual.is_of_other_days and not is_yet_to_come(target.plain)


def _judged(pair: Pair, year: int) -> Judgement:
    if is_deadline(pair.subject, pair.target):
        return judged_by_day(pair, year)
    if pair.target.found.measures:
        return judged_by_number(pair)
    return judged_as_none(pair) if promises_none(pair.target.plain) else judged_by_words(pair)

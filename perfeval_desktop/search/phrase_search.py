"""A few dozen phrases found by what is typed: words, pinyin, first letters."""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, auto
from typing import NamedTuple

from perfeval_desktop.search.marks import marks
from perfeval_desktop.search.words import words_of


class Phrase(NamedTuple):
    """What is looked through first, and what besides."""

    name: str
    context: str = ""


class _Fit(IntEnum):
    """How well a word fits a phrase, the best first."""

    BEGINNING = auto()
    NAME = auto()
    CONTEXT = auto()
    SCATTERED = auto()


def found_phrases(phrases: Sequence[Phrase], typed: str) -> list[int]:
    """Return which ``phrases`` fit all words of ``typed``, by number, the best first.

    How well a phrase fits is up to its worst word; of those that fit as well, the order stays as it is.
    Without a word all fit. Each word takes some hundredths of a millisecond for each phrase.
    """
    words = words_of(typed)
    fits = {number: _fit(phrase, words) for number, phrase in enumerate(phrases)}
    found = [(fit, number) for number, fit in fits.items() if fit is not None]
    return [number for _, number in sorted(found)]


def _fit(phrase: Phrase, words: Iterable[str]) -> _Fit | None:
    worst = _Fit.BEGINNING
    for word in words:
        fit = next(_fits(phrase, word), None)
        if fit is None:
            return None
        worst = max(worst, fit)
    return worst


def _fits(phrase: Phrase, word: str) -> Iterator[_Fit]:
    """Yield how ``word`` fits, the best first."""
    in_name = marks(phrase.name, (word,), scattered=False)
    if in_name:
        yield _Fit.BEGINNING if in_name[0].start == 0 else _Fit.NAME
    if marks(phrase.context, (word,), scattered=False):
        yield _Fit.CONTEXT
    if marks(phrase.name, (word,)):
        yield _Fit.SCATTERED

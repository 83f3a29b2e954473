"""What is typed to find something, as words, and the ways in which the letters of a word may be read."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from perfeval_desktop.search.pinyin import LETTERS, LONGEST_SYLLABLE, characters_of
from perfeval_desktop.summary_texts import folded, searchable

_LEAST_LETTERS = 3


class Step(NamedTuple):
    """One character of a text, any of ``characters``, passed by what is typed up to ``end`` in the word.

    ``is_pinyin`` where letters are typed, which may stand for a Chinese character.
    """

    end: int
    characters: str
    is_pinyin: bool


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words between the blanks of what is typed; neither case nor width matters."""
    return tuple(dict.fromkeys(filter(None, map(folded, searchable(typed).split()))))


def may_scatter(word: str) -> bool:
    """Whether it says anything that the characters of ``word`` stand somewhere, one behind the other.

    Two Chinese characters do (发改 in 发展和改革), or the first letters of three; digits never do.
    """
    if LETTERS.issuperset(word):
        return len(word) >= _LEAST_LETTERS
    return len(word) > 1 and any(map(is_chinese, word))


def is_chinese(character: str) -> bool:
    """Whether ``character`` is Chinese, and common enough to stand in a name."""
    return "㐀" <= character <= "鿿"


@lru_cache(maxsize=16)
def steps_of(word: str) -> tuple[tuple[Step, ...], ...]:
    """Return which steps can be taken from each place in ``word``.

    ``qiye`` is 企业 by qi and ye, and by q, i, y and e whatever has these first letters one after the other.
    """
    return tuple(tuple(_steps_from(word, start)) for start in range(len(word)))


def _steps_from(word: str, start: int) -> Iterator[Step]:
    if word[start] not in LETTERS:
        yield Step(start + 1, word[start], is_pinyin=False)
        return
    for end in range(start + 1, min(start + LONGEST_SYLLABLE, len(word)) + 1):
        if word[end - 1] not in LETTERS:
            return
        characters = characters_of(word[start:end], is_last=start + 1 < end == len(word))
        if characters:
            yield Step(end, characters, is_pinyin=True)

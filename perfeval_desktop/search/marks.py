"""Where in one text what is typed has been found, so that it can be marked."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perfeval_desktop.search.words import may_scatter, steps_of
from perfeval_desktop.summary_texts import folded

_START_OF_WORD = re.compile(r"(?<![a-z0-9])[a-z0-9]|(?<![㐀-鿿])[㐀-鿿]")


class Mark(NamedTuple):
    """A stretch of a text, from the first character to behind the last one."""

    start: int
    end: int


def marks(text: str, words: Sequence[str], *, scattered: bool = True) -> tuple[Mark, ...]:
    """Return the stretches of ``text`` that ``words`` fit, from the left, none of them touching the next.

    Of several places for a word it is the beginning of the text, else of a word in it, else the first.
    Characters with gaps between them are marked where ``scattered``, and nothing better is there.
    """
    found = [place for word in words for place in _places(_Folded(text), word, scattered=scattered)]
    joined: list[Mark] = []
    for mark in sorted(found):
        if joined and mark.start <= joined[-1].end:
            joined[-1] = Mark(joined[-1].start, max(mark.end, joined[-1].end))
        else:
            joined.append(mark)
    return tuple(joined)


class _Folded:
    """A text as it is looked through, and where each of its characters comes from."""

    def __init__(self, text: str) -> None:
        pairs = [(one, place) for place, character in enumerate(text) for one in folded(character)]
        self.characters = "".join(one for one, _ in pairs)
        self._places = [place for _, place in pairs]

    def mark(self, start: int, end: int) -> Mark:
        return Mark(self._places[start], self._places[end - 1] + 1)

    def starts(self) -> Iterator[int]:
        """Yield all places, those first where something begins."""
        words = [match.start() for match in _START_OF_WORD.finditer(self.characters)]
        yield from dict.fromkeys((0, *words, *range(len(self.characters))))


def _places(text: _Folded, word: str, *, scattered: bool) -> list[Mark]:
    for start in text.starts():
        end = _end_of(text.characters, start, word)
        if end is not None:
            return [text.mark(start, end)]
    return _scattered(text, word) if scattered and may_scatter(word) else []


def _end_of(text: str, start: int, word: str) -> int | None:
    """Return where ``word`` ends that begins at ``start``, ``None`` where it does not fit."""
    # For each place in the word, where in the text it may be reached.
    reached = [{start}, *(set[int]() for _ in word)]
    for at, steps in enumerate(steps_of(word)):
        for place in reached[at]:
            for step in steps:
                if place < len(text) and text[place] in step.characters:
                    reached[step.end].add(place + 1)
    return max(reached[-1], default=None)


def _scattered(text: _Folded, word: str) -> list[Mark]:
    found: list[Mark] = []
    place = 0
    for number, (single, *_) in enumerate(steps_of(word)):
        while place < len(text.characters) and text.characters[place] not in single.characters:
            place += 1
        if place == len(text.characters) or (single.is_pinyin and number == 0 and place > 0):
            return []
        found.append(text.mark(place, place + 1))
        place += 1
    return found

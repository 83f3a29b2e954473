"""Lines of text that is laid out with blanks, as pieces at places: what no blank parts is a piece."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

_PIECE: Final = re.compile(r"\S+")
_GAP: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
# So many lines with gaps are no accident of typing.
_LEAST_GAPS: Final = 8
# Many forms one below the other; to look for headings in more takes too long.
_MOST_LINES: Final = 3000
_ASCII: Final = re.compile(r"[!-~]")


class Piece(NamedTuple):
    """A text without blanks, its line, and the columns of characters from which to before which it goes."""

    text: str
    line: int
    start: int
    end: int

    @property
    def middle(self) -> float:
        """The middle between its ends."""
        return (self.start + self.end) / 2


# A line as its pieces from the left; none of a blank one.
Line = tuple[Piece, ...]


def is_laid_out(text: str) -> bool:
    """Tell whether blanks make columns in a text that is no longer than forms are: gaps, and no tab."""
    lines = text.splitlines()
    if "\t" in text or len(lines) > _MOST_LINES:
        return False
    return sum(_GAP.search(line) is not None for line in lines) >= _LEAST_GAPS


def pieces_of(lines: Sequence[str]) -> list[Line]:
    """Return the pieces of lines, placed so that most stand below each other.

    A Chinese character is as wide as two others on a screen; programs that lay out print count it as one.
    """
    return max((_placed(lines, width) for width in (_one, _two)), key=_aligned)


def _one(_: str) -> int:
    return 1


def _two(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _placed(lines: Sequence[str], width: Callable[[str], int]) -> list[Line]:
    placed = []
    for number, line in enumerate(lines):
        at = [0]
        for character in line:
            at.append(at[-1] + width(character))
        found = _PIECE.finditer(line)
        placed.append(tuple(Piece(one[0], number, at[one.start()], at[one.end()]) for one in found))
    return placed


def _aligned(lines: Sequence[Line]) -> int:
    """Return how often pieces behind a gap begin where others do."""
    starts = Counter(
        line[number].start
        for line in lines
        for number in range(1, len(line))
        if gap(line[number - 1], line[number]) > 1
    )
    return sum(count * count for count in starts.values())


def gap(one: Piece, other: Piece) -> int:
    """Return how many columns are blank between two pieces of a line."""
    return other.start - one.end


def away(one: Piece, other: Piece) -> int:
    """Return how far pieces of different lines are from standing below each other."""
    return max(other.start - one.end, one.start - other.end, 0)


def is_spaced(one: Piece, other: Piece) -> bool:
    """Tell whether a blank between pieces may be one that print has between Chinese and other characters."""
    return gap(one, other) == 1 and bool(_ASCII.match(one.text[-1])) != bool(_ASCII.match(other.text[0]))


def joined(pieces: Sequence[Piece]) -> str:
    """Return what pieces say together: a line that ends goes on in the next one, words of letters apart."""
    text = ""
    last: Piece | None = None
    for one in pieces:
        if last is not None and (last.line == one.line or _are_words(text, one.text)):
            text += " "
        text += one.text
        last = one
    return text


def _are_words(text: str, other: str) -> bool:
    return bool(re.match(r"[A-Za-z]", text[-1]) and re.match(r"[A-Za-z]", other))

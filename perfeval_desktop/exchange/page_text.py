"""Text of a page that is only drawn: from characters at places to lines and paragraphs."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from perfeval_desktop.exchange.ruled_tables import Box


class Character(NamedTuple):
    """A character, where it begins and ends, and the line it stands on; heights are counted from the top."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, self.base - self.size * 0.35


class Line(NamedTuple):
    """A line of text and where it stands."""

    text: str
    box: Box
    size: float


_WORD: Final = re.compile(r"[A-Za-z]")
_FIRST: Final = re.compile(r"[!-~]+")


def lines_of(characters: Iterable[Character]) -> list[Line]:
    """Return characters as lines, from top to bottom."""
    rows: list[list[Character]] = []
    for one in sorted(characters, key=lambda one: one.base):
        if rows and one.base - rows[-1][-1].base <= one.size * 0.4:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [_line(sorted(row, key=lambda one: one.left)) for row in rows]


def _line(row: Sequence[Character]) -> Line:
    size = max(one.size for one in row)
    text = row[0].text
    for before, one in pairwise(row):
        gap = (one.left - before.right) / size
        # A blank between words is a quarter of their height; wide ones part what stands side by side.
        text += " " * min(round(gap * 2), 8) if gap > 1 else " " if gap > 0.2 else ""
        text += one.text
    base = max(one.base for one in row)
    return Line(text, Box(row[0].left, base - size, row[-1].right, base), size)


def cell_text(characters: Iterable[Character], box: Box) -> str:
    """Return the text of a cell; a line that is full goes on in the next."""
    lines = lines_of(characters)
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        word = _FIRST.match(line.text)
        # What the next line begins with would have had no room; letters are half as wide as they are high.
        needed = before.size * (1 + (len(word[0]) * 0.55 if word else 1))
        if box.right - before.box.right > needed:
            text += "\n"
        elif _WORD.match(text[-1]) and _WORD.match(line.text):
            text += " "
        text += line.text
    return text

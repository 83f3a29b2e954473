"""The two faces of the printed form: what each can draw, and how wide.

Widths are whole thousandths of the em, so that lines are measured without rounding. The fonts are read from
``perfeval_resources`` when the first line is set, once per process.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate, groupby
from typing import NamedTuple

from perfeval_desktop.printing.fonts.truetype import TrueTypeFont

# The width of Chinese characters and of most others, in thousandths of the em.
FULL_WIDTH = 1000

# Shorter texts are measured before a quicker way is found.
_LONG = 40

_BEYOND_LATIN = "\u0100"

# Stands where no face has the character: 〓, the printer's mark for a missing type.
GETA = "〓"


class Face(Enum):
    """A face, by the PostScript name of its font."""

    BODY = "PerfEvalSerif-Regular"
    LABEL = "PerfEvalSans-Bold"

    @property
    def substitute(self) -> "Face":
        """The face that helps out with a character this one lacks."""
        return Face.LABEL if self is Face.BODY else Face.BODY


class Run(NamedTuple):
    """A stretch of a line drawn in one face.

    ``shown`` is what is drawn. It is ``text`` itself, or a 〓 for each character of a ``text`` that no face
    has.
    """

    face: Face
    shown: str
    text: str


class Advances(dict[str, int]):
    """The width of every character, as it is drawn in text of ``face``, in thousandths of the em.

    Filled as characters turn up: a character the face lacks is as wide as the substitute's, one that
    both lack as wide as the 〓 that stands in its place.
    """

    def __init__(self, face: Face) -> None:
        super().__init__(font(face).advances)
        self._face = face

    def __missing__(self, character: str) -> int:
        face = _drawn_in(character, self._face)
        width = font(face or self._face).advances[character if face else GETA]
        self[character] = width
        return width

    def ends(self, text: str) -> list[int]:
        """Return how wide each beginning of ``text`` is, from its first character up to all of it."""
        if len(text) < _LONG or _unusual().search(text):
            return list(accumulate(map(self.__getitem__, text)))
        # All beyond Latin is one em wide here. As single bytes, in which that is replaced by question marks,
        # the characters are looked up in half the time.
        return list(accumulate(map(self._of_bytes.__getitem__, text.encode("latin-1", "replace"))))

    @cached_property
    def _of_bytes(self) -> list[int]:
        """The widths of Latin characters by their codes, for the question mark that of what it replaces."""
        widths = [self[chr(code)] for code in range(256)]
        widths[ord("?")] = FULL_WIDTH
        return widths


@cache
def font(face: Face) -> TrueTypeFont:
    """Return the font of ``face``."""
    return TrueTypeFont((files("perfeval_resources") / "fonts" / f"{face.value}.ttf").read_bytes())


@cache
def advances(face: Face) -> Advances:
    """Return the widths of characters in text of ``face``; the same mapping for the whole process."""
    return Advances(face)


@cache
def _unusual() -> re.Pattern[str]:
    """Return what finds characters beyond Latin that are not one em wide in every face, and question marks.

    What no face has is as wide as the 〓 that stands in its place, which is one em.
    """
    narrow = {
        character
        for face in Face
        for character, advance in font(face).advances.items()
        if advance != FULL_WIDTH and character >= _BEYOND_LATIN
    }
    return re.compile(f"[?{''.join(sorted(narrow))}]")


def is_printable(character: str) -> bool:
    """Return whether a face has ``character``, so that it prints as itself and not as 〓."""
    return _drawn_in(character, Face.BODY) is not None


def runs(line: str, face: Face) -> Iterator[Run]:
    """Yield ``line`` in stretches of one face each: nearly always one, in ``face`` itself."""
    for drawn_in, characters in groupby(line, lambda character: _drawn_in(character, face)):
        text = "".join(characters)
        yield Run(drawn_in or face, text if drawn_in else GETA * len(text), text)


def _drawn_in(character: str, face: Face) -> Face | None:
    """Return the face that draws ``character`` in text of ``face``; ``None`` if neither has it."""
    return next((one for one in (face, face.substitute) if character in font(one).glyphs), None)

"""The two faces of the printed form: what each can draw, and how wide.

Widths are whole thousandths of the em, so that lines are measured without rounding. The fonts are read from
``perfeval_resources`` when the first line is set, once per process.
"""

from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib.resources import files
from itertools import accumulate, groupby
from typing import NamedTuple

from perfeval_desktop.printing.fonts.truetype import TrueTypeFont

# The width of Chinese characters and of most others, in thousandths of the em.
FULL_WIDTH = 1000

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
        return list(accumulate(map(self.__getitem__, text)))


@cache
def font(face: Face) -> TrueTypeFont:
    """Return the font of ``face``."""
    return TrueTypeFont((files("perfeval_resources") / "fonts" / f"{face.value}.ttf").read_bytes())


@cache
def advances(face: Face) -> Advances:
    """Return the widths of characters in text of ``face``; the same mapping for the whole process."""
    return Advances(face)


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

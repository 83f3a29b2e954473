"""Character codes: how text stands in the page streams.

The code of a character is its UTF-16 code unit; those beyond U+FFFF, which would take two, have fixed codes
in the private use area, of which no face has a character. So a page stream depends on its text alone, not
on the document it ends in.
"""

from collections.abc import Mapping
from functools import cache

from perfeval_desktop.printing.fonts.faces import Face, font

FIRST_PRIVATE = 0xE000


@cache
def private_codes() -> Mapping[int, int]:
    """Return the code of each character beyond U+FFFF that a face has, both as numbers."""
    beyond = sorted({ord(one) for face in Face for one in font(face).glyphs if one > "\uffff"})
    return {character: FIRST_PRIVATE + place for place, character in enumerate(beyond)}


def encoded(text: str) -> bytes:
    """Return the codes of ``text``, all of it drawn by faces, as two bytes each, the higher one first."""
    found = text.encode("utf-16-be")
    if len(found) > 2 * len(text):
        return text.translate(private_codes()).encode("utf-16-be")
    return found

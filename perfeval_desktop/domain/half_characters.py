"""Halves of characters, as clipboards and input methods leave them: no file takes them."""

import re

_HALF = re.compile("[\ud800-\udfff]")


def without_halves(text: str) -> str:
    """Return ``text`` with U+FFFD in the place of each half of a character."""
    return text if text.isascii() else _HALF.sub("\N{REPLACEMENT CHARACTER}", text)

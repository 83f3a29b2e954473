"""Text outside the pages - titles, bookmarks, true values - as PDF takes it."""

import re

# Halves of character pairs, and the character that begins the name of a language in a text string.
_NOT_IN_TEXT = re.compile("[\ud800-\udfff\x1b]")


def text_string(text: str) -> str:
    """Return ``text`` as a string of PDF, in hexadecimal; what it cannot hold becomes U+FFFD."""
    return f"<FEFF{representable(text).encode('utf-16-be').hex().upper()}>"


def representable(text: str) -> str:
    """Return ``text`` with what a text string cannot hold replaced by U+FFFD."""
    return _NOT_IN_TEXT.sub("\ufffd", text)

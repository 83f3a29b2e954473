"""A cache for what is read of texts, as large for short texts as it is small for long ones."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_Value = TypeVar("_Value")

SHORT = 500
# Many short texts and a few long ones: about 8 MB at the very worst.
_SHORT_TEXTS = 4096
_LONG_TEXTS = 32


def text_cache(read: Callable[[str], _Value]) -> Callable[[str], _Value]:
    """Return ``read`` with its latest answers kept: between two keystrokes nearly every text is the same."""
    short = lru_cache(maxsize=_SHORT_TEXTS)(read)
    long = lru_cache(maxsize=_LONG_TEXTS)(read)

    def cached(text: str) -> _Value:
        return short(text) if len(text) <= SHORT else long(text)

    return cached

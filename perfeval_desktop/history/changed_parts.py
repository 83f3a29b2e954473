"""Which characters of two texts differ, to be marked where they are seen side by side."""

from difflib import SequenceMatcher
from typing import NamedTuple

# Longer texts are compared from both ends only: what lies between is marked as a whole.
_LONGEST = 400


class ChangedParts(NamedTuple):
    """The stretches of the left text and of the right one that are not in the other: start and length."""

    left: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]


def changed_parts(left: str, right: str) -> ChangedParts:
    """Return what of each text is not in the other."""
    start = _same(left, right)
    end = _same(left[start:][::-1], right[start:][::-1])
    one, other = left[start : len(left) - end], right[start : len(right) - end]
    if max(len(one), len(other)) > _LONGEST:
        pairs = [(0, len(one), 0, len(other))]
    else:
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        pairs = [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return ChangedParts(
        tuple((start + a, b - a) for a, b, _, _ in pairs if b > a),
        tuple((start + c, d - c) for _, _, c, d in pairs if d > c),
    )


def _same(left: str, right: str) -> int:
    """Return how many characters are the same at the beginning."""
    length = min(len(left), len(right))
    return next((at for at in range(length) if left[at] != right[at]), length)

"""Which characters of two texts differ, to be marked where they are seen side by side."""

from difflib import SequenceMatcher
from typing import NamedTuple

# Longer texts are compared from both ends only: what lies between is marked as a whole.
_LONGEST = 400
# Characters that are the same by chance, in a text that was written anew, are no help.
_SHORTEST = 3


class ChangedParts(NamedTuple):
    """The stretches of the left text and of the right one that are not in the other: start and length."""

    left: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]


def changed_parts(left: str, right: str) -> ChangedParts:
    """Return what of each text is not in the other."""
    start = _same(left, right)
    end = _same(left[start:][::-1], right[start:][::-1])
    one, other = left[start : len(left) - end], right[start : len(right) - end]
    is_long = max(len(one), len(other)) > _LONGEST
    pairs = [(0, len(one), 0, len(other))] if is_long else _pairs(one, other)
    return ChangedParts(
        tuple((start + a, b - a) for a, b, _, _ in pairs if b > a),
        tuple((start + c, d - c) for _, _, c, d in pairs if d > c),
    )


def _pairs(left: str, right: str) -> list[tuple[int, int, int, int]]:
    """Return what lies between the stretches that are the same: from where to where on either side."""
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    # The last one has no length, and stands at the end.
    kept = [one for one in blocks if one.size >= _SHORTEST or one is blocks[-1]]
    a = c = 0
    pairs = []
    for one in kept:
        pairs.append((a, one.a, c, one.b))
        a, c = one.a + one.size, one.b + one.size
    return pairs


def _same(left: str, right: str) -> int:
    """Return how many characters are the same at the beginning."""
    length = min(len(left), len(right))
    return next((at for at in range(length) if left[at] != right[at]), length)

"""How wide the columns of a derived template are: by their labels and texts, to fill the page."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from perfeval_desktop.domain.columns import Column, Kind, Role
from perfeval_desktop.domain.transcripts.labels import plain_label

# A character in mm as it is printed, and what its cell has beside it.
_CHARACTER, _PADDING = 4, 4
_NARROW_SHARE = 2
# The least and the most that a column gets before the page is filled, in mm.
_LEAST = 10
_MOST_LABEL_LINES = 3
_USUAL = {
    Role.LEVEL1: (14, 16),
    Role.LEVEL2: (18, 22),
    Role.LEVEL3: (26, 46),
    Role.TARGET: (20, 36),
    Role.ACTUAL: (20, 36),
    Role.REASON: (26, 34),
    Role.EXPECTED_GOAL: (60, 60),
    Role.ACTUAL_OUTCOME: (60, 60),
}
_BY_KIND = {
    Kind.AMOUNT: (20, 34),
    Kind.POINTS: (10, 14),
    Kind.PERCENT: (14, 20),
    Kind.VALUE: (12, 30),
    Kind.DATE: (18, 24),
    Kind.LINE: (18, 40),
    Kind.TEXT: (22, 40),
    Kind.CHOICE: (16, 40),
}


def wanted(column: Column, texts: Iterable[str] = ()) -> int:
    """Return how many mm a column would take by itself."""
    least, most = _BY_KIND[column.kind]
    if column.role is not None:
        least, most = _USUAL.get(column.role, (least, most))
    label = -(-_length(plain_label(column.label)) * _CHARACTER // (2 * _MOST_LABEL_LINES)) + _PADDING
    longest = max((_length(line) for text in texts for line in text.split("\n")), default=0)
    inside = min(longest * _CHARACTER // 2 + _PADDING, most)
    return max(least, label, inside)


def _length(text: str) -> int:
    """Return how wide a text is, in half characters."""
    return sum(1 if one.isascii() else _NARROW_SHARE for one in text)


def filled(widths: Sequence[int], whole: Decimal, least: int = 4) -> tuple[Decimal, ...]:
    """Return ``widths`` made wider or narrower in proportion, to be ``whole`` together, none below ``least``.

    There has to be room for that. All are whole millimetres but the last, which has the rest.
    """
    room = int(whole) - least * len(widths)
    above = [max(0, width - least) for width in widths]
    together = sum(above) or len(above)
    shares = [least + room * (one if sum(above) else 1) // together for one in above]
    widest = shares.index(max(shares))
    shares[widest] += int(whole) - sum(shares)
    own = [Decimal(share) for share in shares]
    own[widest] += whole - int(whole)
    return tuple(own)

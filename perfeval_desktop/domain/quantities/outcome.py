"""What an actual is beside its target: reached, missed, or for the user to say, and why."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Doubt(StrEnum):
    """Why nobody but the user can say whether a target is reached."""

    NO_ACTUAL = "no actual"
    NO_TARGET = "no target"
    WORDS = "words"
    UNITS = "units"
    NO_UNITS = "no units"
    IMPOSSIBLE = "impossible"
    ZERO = "zero"
    GRADES = "grades"
    NO_SIGN = "no sign"
    WRONG_SIGN = "wrong sign"
    SIGNED_ACTUAL = "signed actual"
    DATES = "dates"
    SEVERAL = "several"


class Judgement(NamedTuple):
    """Whether a target is reached; ``None`` with the ``doubt`` where that is for the user to say.

    ``share`` is the share of a missed target that was reached (0-1), ``None`` where the rule gives none.
    ``ratio`` is actual by target in one unit, ``None`` where that has no meaning.
    """

    is_reached: bool | None
    doubt: Doubt | None = None
    share: Decimal | None = None
    ratio: Decimal | None = None

    def without_share(self) -> "Judgement":
        """Return the judgement of what has more to it than the number: no share of it alone can be given."""
        return self if self.share is None else self._replace(share=None)


REACHED, MISSED = Judgement(is_reached=True), Judgement(is_reached=False)
LEFT_OPEN = {doubt: Judgement(is_reached=None, doubt=doubt) for doubt in Doubt}

"""Rounding, in one place: the only ``quantize`` of the program.

Which mode and how many decimals is each template's choice; the forms of Shanghai 2021 round half up
(57,607,470 and 56,961,217 give 98.88 %), those of Minhang 2023 truncate (9.00 and 8.98 give 99.77 %).
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

# Wide enough that no figure a form can hold (15 digits before the point) is touched before it is rounded.
EXACT = Context(prec=60)
# Drops what a division leaves behind the figures that a form can hold: 1 ÷ 21 × 0.21 is 0.01, not a little
# less, and is not to be cut down to 0.
_WITHOUT_REMAINDERS = Context(prec=50)


class RoundingMode(StrEnum):
    """How a figure is cut to its decimals."""

    HALF_UP = "half-up"
    TRUNCATE = "truncate"
    UP = "up"

    @property
    def label(self) -> str:
        """The mode in the user's words."""
        return _MODE_LABELS[self]


_QUANTA = tuple(Decimal(1).scaleb(-decimals) for decimals in range(12))

_MODE_LABELS = {RoundingMode.HALF_UP: "四舍五入", RoundingMode.TRUNCATE: "截断", RoundingMode.UP: "进位"}
_DECIMAL_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.TRUNCATE: ROUND_DOWN,
    RoundingMode.UP: ROUND_UP,
}


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rounding rule: mode and decimals (0-3). All modes act on the magnitude."""

    mode: RoundingMode
    decimals: int

    def __call__(self, value: Decimal) -> Decimal:
        """Return ``value`` rounded to exactly ``decimals`` places."""
        return _rounded(value, self.decimals, self.mode)


# A form has the same few weights again and again.
@lru_cache(maxsize=1024)
def _rounded(value: Decimal, decimals: int, mode: RoundingMode) -> Decimal:
    return _WITHOUT_REMAINDERS.plus(value).quantize(_QUANTA[decimals], _DECIMAL_MODES[mode], EXACT)

"""Rounding, in one place: the only ``quantize`` of the program.

Which mode and how many decimals is each template's choice; the forms of Shanghai 2021 round half up
(57,607,470 and 56,961,217 give 98.88 %), those of Minhang 2023 truncate (9.00 and 8.98 give 99.77 %).
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from enum import StrEnum

# Wide enough that no figure a form can hold (15 digits before the point) is touched before it is rounded.
EXACT = Context(prec=60)


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


# Far behind what a template rounds to; before it there is room for the product of two numbers as typed.
_LAST_PLACE = Decimal(1).scaleb(-30)


def settled(value: Decimal) -> Decimal:
    """Return ``value`` without what a division leaves in its last digits: 0.21 × (1 ÷ 21) is 0.01."""
    return _cut(value, _LAST_PLACE, ROUND_HALF_EVEN)


def _cut(value: Decimal, quantum: Decimal, mode: str) -> Decimal:
    return value.quantize(quantum, mode, EXACT)


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rounding rule: mode and decimals (0-3). All modes act on the magnitude."""

    mode: RoundingMode
    decimals: int

    def __call__(self, value: Decimal) -> Decimal:
        """Return ``value`` rounded to exactly ``decimals`` places."""
        return _cut(value, _QUANTA[self.decimals], _DECIMAL_MODES[self.mode])

"""A number with all that belongs to it: bound, unit, how near it is meant, what it is a change of."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.units import NO_UNIT, Unit


class Nearness(StrEnum):
    """How near a number is meant: just so, about so (约), somewhat more (余), nearly (近)."""

    EXACT = ""
    ABOUT = "约"
    OVER = "余"
    NEARLY = "近"


class Change(StrEnum):
    """Whether a number is a level, or by how much something grew or fell."""

    NONE = ""
    UP = "增长"
    DOWN = "下降"


class Quantity(NamedTuple):
    """A quantity as it was written.

    ``number`` in ``unit``; ``top`` is the other end of a range, the greater one. ``is_worded``: the bound is
    a word of which nobody says whether it includes the number (高于 98 %).
    """

    comparator: Comparator
    number: Decimal
    unit: Unit = NO_UNIT
    top: Decimal | None = None
    nearness: Nearness = Nearness.EXACT
    change: Change = Change.NONE
    is_worded: bool = False

    @property
    def plain_number(self) -> Decimal:
        """The number in the plain unit of its kind, to 28 digits: 50000 (元) for 5 万元, 0.95 for 95 %."""
        top, bottom = self.unit.size
        return self.number * top / bottom

    @property
    def is_exact(self) -> bool:
        """Whether it can only be this one number."""
        return self.top is None and not self.nearness and not self.comparator.is_signed

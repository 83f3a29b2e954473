"""The numbers that a text may mean, as an interval: what a target accepts, what an actual may be."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from perfeval_desktop.domain.quantities.comparators import Comparator
from perfeval_desktop.domain.quantities.quantity import Nearness, Quantity

# What 约 and 左右 allow, a tenth of the number; nearly a number (近) is no more than that below it.
TOLERANCE = Decimal("0.1")
_LESS, _MORE = 1 - TOLERANCE, 1 + TOLERANCE
INFINITE = Decimal("Infinity")


class Edge(StrEnum):
    """Whether the end of a span belongs to it; ``SOFT`` where nobody can say (高于 98 %)."""

    IN = "in"
    OUT = "out"
    SOFT = "soft"


class Span(NamedTuple):
    """All numbers from ``low`` to ``high``."""

    low: Decimal
    high: Decimal
    low_edge: Edge = Edge.IN
    high_edge: Edge = Edge.IN

    def holds(self, other: "Span") -> bool | None:
        """Return whether all of ``other`` lies within, ``False`` where none of it does, else ``None``."""
        if self.low < other.low and other.high < self.high:
            return True
        above = _not_below(other.low, other.low_edge, self.low, self.low_edge)
        below = _not_below(-other.high, other.high_edge, -self.high, self.high_edge)
        if above and below:
            return True
        under = _apart(other.high, other.high_edge, self.low, self.low_edge)
        over = _apart(-other.low, other.low_edge, -self.high, self.high_edge)
        return False if under or over else None


def meant(quantity: Quantity) -> Span:
    """Return what an actual may be."""
    number, sign = quantity.number, quantity.comparator
    if quantity.is_exact:
        return Span(number, number)
    edge = Edge.OUT if sign.is_strict else Edge.IN
    if sign.is_upper_bound:
        return Span(-INFINITE, number, high_edge=edge)
    if sign.is_lower_bound and sign is not Comparator.REACHING:
        return Span(number, INFINITE, low_edge=edge)
    low, high = _around(quantity)
    is_open = quantity.nearness in _NOT_ITS_END
    return Span(low, high, high_edge=Edge.OUT if is_open else Edge.IN)


def accepted(quantity: Quantity, *, more: bool | None) -> Span:
    """Return what reaches a target; ``more``: whether more is better, ``None`` where that is not known."""
    sign = quantity.comparator
    if sign.is_signed and quantity.top is None:
        low, high = quantity.number, quantity.number
        edge = _edge(quantity)
    else:
        low, high = _around(quantity)
        edge = Edge.IN
    if sign.is_upper_bound or (more is False and not sign.is_lower_bound):
        return Span(-INFINITE, high, high_edge=edge)
    return Span(low, INFINITE if more or sign.is_lower_bound else high, low_edge=edge)


_NOT_ITS_END = frozenset({Nearness.OVER, Nearness.NEARLY})


def _around(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the ends of what a number without a bound means."""
    number = quantity.number
    if quantity.top is not None:
        return number, quantity.top
    match quantity.nearness:
        case Nearness.ABOUT:
            return min(number * _LESS, number * _MORE), max(number * _LESS, number * _MORE)
        case Nearness.OVER:
            return number, number + _one_of_the_first_digit(number)
        case Nearness.NEARLY:
            return number * _LESS, number
    return number, number


def _one_of_the_first_digit(number: Decimal) -> Decimal:
    """Return what 余 may add at most: ten to 十余, a hundred to 900多."""
    return Decimal(1).scaleb(max(number.adjusted(), 0))


def _edge(quantity: Quantity) -> Edge:
    if not quantity.comparator.is_strict:
        return Edge.IN
    return Edge.SOFT if quantity.is_worded else Edge.OUT


def _not_below(one: Decimal, its_edge: Edge, bound: Decimal, edge: Edge) -> bool:
    """Whether a span that begins at ``one`` certainly begins no lower than ``bound``."""
    if one != bound:
        return one > bound
    return edge is Edge.IN or its_edge is Edge.OUT


def _apart(end: Decimal, its_edge: Edge, bound: Decimal, edge: Edge) -> bool:
    """Whether a span that ends at ``end`` certainly ends below ``bound``."""
    if end != bound:
        return end < bound
    return edge is Edge.OUT or its_edge is Edge.OUT

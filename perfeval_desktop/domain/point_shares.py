"""Points shared out, so that the shares add up to them exactly."""

from collections.abc import Sequence
from decimal import Decimal

from perfeval_desktop.domain.numerals import decimals_of
from perfeval_desktop.domain.rounding import EXACT, Rounding, RoundingMode

# Nobody gives points in thousandths.
_MOST_DECIMALS = 2
_NONE = Decimal(0)


def point_shares(points: Decimal, ratio: Sequence[Decimal], *, decimals: int = 0) -> list[Decimal]:
    """Return ``points`` divided as ``ratio``; the largest share, of equal ones the first, gets the rest.

    The shares have as few decimals as they allow, but ``decimals`` at least, and two at most.
    """
    whole = sum(ratio, _NONE)
    first = min(max(decimals, decimals_of(points)), _MOST_DECIMALS)
    shares: list[Decimal] = []
    for more in range(first, _MOST_DECIMALS + 1):
        rounding = Rounding(RoundingMode.TRUNCATE, more)
        shares = [rounding(EXACT.divide(EXACT.multiply(points, one), whole)) for one in ratio]
        if all(shares):
            break
    largest = max(range(len(ratio)), key=ratio.__getitem__)
    shares[largest] += points - sum(shares, _NONE)
    return shares

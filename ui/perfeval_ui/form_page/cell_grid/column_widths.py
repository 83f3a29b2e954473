"""How wide the columns of a grid are, given the width of the page."""

from collections.abc import Sequence
from math import ceil


def column_widths(width: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """Share out ``width``: no column gets less than its ``least`` while others have more than theirs."""
    wanted = [max(need, int(width * share / sum(shares))) for share, need in zip(shares, least, strict=True)]
    missing = sum(wanted) - width
    spare = sum(wanted) - sum(least)
    if missing > 0 and spare > 0:
        taken = min(1.0, missing / spare)
        # Rather a pixel too much of each than of all together: the last column has what is left.
        wanted = [full - ceil((full - need) * taken) for full, need in zip(wanted, least, strict=True)]
    if wanted:
        wanted[-1] += width - sum(wanted)
    return [max(1, section) for section in wanted]

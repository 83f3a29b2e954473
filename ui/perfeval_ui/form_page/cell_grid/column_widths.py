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


def drawn_widths(widths: Sequence[int], least: Sequence[int], column: int, wanted: int) -> list[int]:
    """Return the widths after ``column`` was drawn to ``wanted``, all together as wide as before.

    The columns at its right give way from the nearest one on, none below its ``least``; the last column is
    as wide as the others leave it.
    """
    changed = list(widths)
    if column == len(widths) - 1:
        return changed
    spare = sum(
        max(0, width - need) for width, need in zip(widths[column + 1 :], least[column + 1 :], strict=True)
    )
    wanted = max(least[column], min(wanted, widths[column] + spare))
    missing = wanted - widths[column]
    changed[column] = wanted
    for other in range(column + 1, len(widths)):
        taken = missing if missing < 0 else min(missing, max(0, widths[other] - least[other]))
        changed[other] -= taken
        missing -= taken
        if missing <= 0:
            break
    return changed

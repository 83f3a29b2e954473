"""Names that stand beside several rows: each in the middle of them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from perfeval_desktop.exchange.laid_out.names import Name
from perfeval_desktop.exchange.laid_out.rows import Row

# A name without a row; names that stand further from the middle than that are not tried.
_NO_ROW: Final = 2.5
_FARTHEST: Final = 5.0
_MARGIN: Final = 1.0
# How far names may stand from the middle of their rows on average, and all together besides.
_LOOSE: Final = 0.5
_PLAY: Final = 0.8
_NOWHERE: Final = float("inf")

# From which row to before which, beside which name.
Stretch = tuple[int, int, int]
Costs = list[list[float]]


class NameOfRow(NamedTuple):
    """The name that a row has, ``""`` for none, and whether it may as well be another one."""

    text: str
    is_doubtful: bool


def names_by_row(
    rows: Sequence[Row], names: Sequence[Name], extra: Callable[[int, int, Name], float], *, blank: float
) -> list[NameOfRow]:
    """Return the name of each row.

    ``extra`` is what else it costs that a name has rows from which to before which, ``blank`` that a row
    has none.
    """
    costs = _costs(rows, names, extra)
    count, most = len(rows), len(names)
    forward = _forward(count, most, costs, blank)
    # The way back is the way forth of all of it turned about.
    turned = {
        (count - end, count - begin, most - 1 - number): cost for (begin, end, number), cost in costs.items()
    }
    backward = [row[::-1] for row in _forward(count, most, turned, blank)[::-1]]
    # For each row, what the best way costs in which it has each name, or none.
    told: list[dict[str, float]] = [
        {"": min(forward[at][used] + blank + backward[at + 1][used] for used in range(most + 1))}
        for at in range(count)
    ]
    for (begin, end, number), own in costs.items():
        total = forward[begin][number] + own + backward[end][number + 1]
        text = names[number].text
        for of_row in told[begin:end]:
            of_row[text] = min(total, of_row.get(text, _NOWHERE))
    # Names that do not stand in the middle of their rows are not of these rows.
    is_loose = forward[count][most] > _LOOSE * most + _PLAY
    unsure = {name.text for name in names if name.is_doubtful}
    found = []
    for of_row in told:
        best = min(of_row, key=lambda text: of_row[text])
        is_near = sorted(of_row.values())[1:2] < [of_row[best] + _MARGIN] and len(of_row) > 1
        found.append(NameOfRow(best, is_near or is_loose or best in unsure))
    return found


def _costs(
    rows: Sequence[Row], names: Sequence[Name], extra: Callable[[int, int, Name], float]
) -> Mapping[Stretch, float]:
    """Return what it costs that a name has some rows, where it may."""
    edges = [
        rows[0].top - 0.5,
        *((above.bottom + below.top) / 2 for above, below in pairwise(rows)),
        rows[-1].bottom + 0.5,
    ]
    costs = {}
    for begin in range(len(rows)):
        for end in range(begin + 1, len(rows) + 1):
            for number, name in enumerate(names):
                away = abs((edges[begin] + edges[end]) / 2 - name.middle)
                if away <= _FARTHEST:
                    costs[begin, end, number] = away + extra(begin, end, name)
    return costs


def _forward(count: int, most: int, costs: Mapping[Stretch, float], blank: float) -> Costs:
    """Return what the best way costs to give so many first rows so many first names."""
    best = [[_NOWHERE] * (most + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    ways: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for (begin, end, number), cost in costs.items():
        ways.setdefault((end, number), []).append((begin, cost))
    for end in range(count + 1):
        for used in range(most + 1):
            tried = [best[end][used]]
            if end:
                tried.append(best[end - 1][used] + blank)
            if used:
                tried.append(best[end][used - 1] + _NO_ROW)
                tried += [best[begin][used - 1] + cost for begin, cost in ways.get((end, used - 1), ())]
            best[end][used] = min(tried)
    return best

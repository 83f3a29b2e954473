"""Names that stand beside several rows: each in the middle of them."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from perfeval_desktop.exchange.laid_out.names import Name
from perfeval_desktop.exchange.laid_out.rows import Row

# A name without a row; names that stand further from the middle than that are not tried.
_NO_ROW: Final = 3.0
_FARTHEST: Final = 5.0
_MARGIN: Final = 0.8
_LOOSE: Final = 0.35
_PLAY: Final = 0.8
_NOWHERE: Final = float("inf")


class NameOfRow(NamedTuple):
    """The name that a row has, ``""`` for none, and whether it may as well be another one."""

    text: str
    is_doubtful: bool


def names_by_row(
    rows: Sequence[Row], names: Sequence[Name], extra: Callable[[int, int, Name], float], *, blank: float
) -> list[NameOfRow]:
    """Return the name of each row.

    ``extra`` is what else it costs that a name has rows from which to before which, ``blank`` that a row has none.
    """
    count, most = len(rows), len(names)
    edges = [
        rows[0].top - 0.5,
        *((above.bottom + below.top) / 2 for above, below in zip(rows, rows[1:], strict=False)),
        rows[-1].bottom + 0.5,
    ]

    def cost(begin: int, end: int, number: int) -> float:
        away = abs((edges[begin] + edges[end]) / 2 - names[number].middle)
        return away + extra(begin, end, names[number]) if away <= _FARTHEST else _NOWHERE

    costs = {
        (begin, end, number): cost(begin, end, number)
        for begin in range(count)
        for end in range(begin + 1, count + 1)
        for number in range(most)
    }
    forward = [[_NOWHERE] * (most + 1) for _ in range(count + 1)]
    forward[0][0] = 0.0
    for end in range(count + 1):
        for used in range(most + 1):
            ways = [forward[end][used]]
            if end:
                ways.append(forward[end - 1][used] + blank)
            if used:
                ways.append(forward[end][used - 1] + _NO_ROW)
                ways += [forward[begin][used - 1] + costs[begin, end, used - 1] for begin in range(end)]
            forward[end][used] = min(ways)
    backward = [[_NOWHERE] * (most + 1) for _ in range(count + 1)]
    backward[count][most] = 0.0
    for begin in reversed(range(count + 1)):
        for used in reversed(range(most + 1)):
            ways = [backward[begin][used]]
            if begin < count:
                ways.append(backward[begin + 1][used] + blank)
            if used < most:
                ways.append(backward[begin][used + 1] + _NO_ROW)
                ways += [costs[begin, end, used] + backward[end][used + 1] for end in range(begin + 1, count + 1)]
            backward[begin][used] = min(ways)
    # For each row, what the best way costs in which it has each name, or none.
    told: list[dict[str, float]] = [{} for _ in rows]
    for at in range(count):
        told[at][""] = min(
            forward[at][used] + blank + backward[at + 1][used] for used in range(most + 1)
        )
    for (begin, end, number), own in costs.items():
        total = forward[begin][number] + own + backward[end][number + 1]
        text = names[number].text
        for at in range(begin, end):
            told[at][text] = min(total, told[at].get(text, _NOWHERE))
    # Names that do not stand in the middle of their rows are not of these rows.
    is_loose = forward[count][most] > _LOOSE * most + _PLAY
    found = []
    for of_row in told:
        best = min(of_row, key=lambda text: of_row[text])
        near = [text for text, total in of_row.items() if total < of_row[best] + _MARGIN and text != best]
        unsure = any(name.is_doubtful and name.text == best for name in names)
        found.append(NameOfRow(best, bool(near) or unsure or is_loose))
    return found

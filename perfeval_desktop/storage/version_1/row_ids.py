"""Ids for the rows of the grid, which had none: the same row has the same id through all of the log."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from perfeval_desktop.storage.version_1.raw import RawForm, RawRow, Step

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of the rows, and how many have been given."""

    ids: Ids
    made: int


def named_steps(first: RawForm, steps: Iterable[Step]) -> list[Named]:
    """Return the ids of the rows in the form ``first`` and after each of ``steps``.

    Ids are r1, r2 … in the order in which rows appear. What an undo takes back and a redo brings back has
    the ids that it had.
    """
    count = len(first.rows)
    named = [Named(tuple(f"r{number}" for number in range(1, count + 1)), count)]
    done: list[tuple[Named, Named]] = []
    undone: list[tuple[Named, Named]] = []
    for step in steps:
        here, kind = named[-1], step.revision.kind
        there = _after(step, here)
        if kind == "undo":
            before, _ = done.pop() if done else (there, here)
            there = before if _fits(step, here, before) else there
            undone.append((there, here))
        elif kind == "redo":
            _, after = undone.pop() if undone else (here, there)
            there = after if _fits(step, here, after) else there
            done.append((here, there))
        elif kind == "edit":
            done.append((here, there))
            undone.clear()
        named.append(there)
    return named


def _fits(step: Step, here: Named, there: Named) -> bool:
    """Whether a step from ``here`` may lead ``there``: only the rows that it replaces have other ids."""
    return (
        len(there.ids) == len(step.after.rows)
        and there.ids[: step.start] == here.ids[: step.start]
        and there.ids[step.end_after :] == here.ids[step.end :]
    )


def _after(step: Step, here: Named) -> Named:
    """Return the ids after a step: rows that are there before and after it keep theirs."""
    start, end = step.start, step.end
    old = here.ids[start:end]
    kept = _kept(step.before.rows[start:end], step.after.rows[start : step.end_after])
    made = here.made
    new: list[str] = []
    for place in kept:
        if place is None:
            made += 1
            new.append(f"r{made}")
        else:
            new.append(old[place])
    return Named((*here.ids[:start], *new, *here.ids[end:]), made)


def _kept(before: Sequence[RawRow], after: Sequence[RawRow]) -> list[int | None]:
    """Return which row of ``before`` each row of ``after`` is, ``None`` for a new one.

    Equal rows first: those in their place, then those that have moved; the others in their order, as cells
    that were changed.
    """
    found: list[int | None] = [
        place if place < len(before) and before[place] == row else None for place, row in enumerate(after)
    ]
    moved: dict[frozenset[tuple[str, str]], list[int]] = defaultdict(list)
    for place in sorted({*range(len(before))}.difference(found), reverse=True):
        moved[frozenset(before[place].items())].append(place)
    for at, row in enumerate(after):
        same = moved.get(frozenset(row.items()))
        if found[at] is None and same:
            found[at] = same.pop()
    left = iter(sorted({*range(len(before))}.difference(found)))
    return [next(left, None) if one is None else one for one in found]

"""What a campaign is: a kind of fault, tried so many times, in portions that each can be had again."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from faults.figures import Failure, Figures

# How large a campaign is to be: a factor to its usual size, ``None`` for that of docs/reliability.md.
Size = float | None


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a campaign: so many tries in an empty ``folder``; seed and number make its chances."""

    campaign: str
    seed: int
    number: int
    tries: int
    folder: Path
    figures: Figures = field(default_factory=Figures)

    @property
    def random(self) -> Random:
        """The portion's chances, from their beginning."""
        return Random(f"{self.seed} {self.campaign} {self.number}")


def nothing_missing() -> str:
    """Return what a campaign without special needs lacks here."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A kind of fault and how it is tried.

    ``sizes`` are the tries of each of its portions. A control has ``must_fail``: the program is broken on
    purpose, and only a campaign that then fails so is one that sees faults at all. With ``shim`` a portion
    runs under the library of ``shim.c``; ``seconds`` is how long one may take. ``missing`` tells why the
    campaign cannot be tried on this computer, ``""`` where it can.
    """

    name: str
    run: Callable[[Portion], None]
    sizes: Callable[[Size], Sequence[int]]
    must_fail: frozenset[Failure] = frozenset()
    shim: bool = False
    seconds: int = 1800
    missing: Callable[[], str] = nothing_missing

    def is_called(self, word: str) -> bool:
        """Whether ``word`` is the campaign's name, or the beginning of it up to a dash."""
        return self.name == word or self.name.startswith(f"{word}-")

    def is_passed(self, figures: Figures) -> bool:
        """Whether nothing went wrong; of a control, whether something did."""
        return bool(self.must_fail & figures.failures.keys()) if self.must_fail else not figures.failures


def tries(usual: int, *, full: int, each: int) -> Callable[[Size], list[int]]:
    """Return the sizes of a campaign of so many tries, ``each`` of them a portion."""

    def sizes(size: Size) -> list[int]:
        whole = full if size is None else math.ceil(usual * size)
        return [min(each, whole - done) for done in range(0, whole, each)]

    return sizes


def always(count: int) -> Callable[[Size], list[int]]:
    """Return the sizes of a control: one portion of so many tries, enough to fail surely."""
    return lambda _: [count]


def depth(usual: int, *, full: int, portions: int) -> Callable[[Size], list[int]]:
    """Return the sizes of a campaign of a fixed number of portions, each counting up to so many."""

    def sizes(size: Size) -> list[int]:
        return [full if size is None else math.ceil(usual * size)] * portions

    return sizes

"""What a campaign counts: tries, what was met on the way, and what went wrong, the first cases in detail."""

import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from perfeval_desktop.errors import PerfEvalError

T = TypeVar("T")


class Failure(StrEnum):
    """The ways in which the program can fail."""

    # A change that was acknowledged is not there after the fault.
    LOST = "lost"
    # A store or a backup does not read back whole.
    DAMAGED = "damaged"
    # A file under its final name is empty, or half written; or one in the making stays behind.
    PARTIAL = "partial"
    # Told as saved, and it is not.
    FALSE_SAVED = 'wrong "saved"'
    # Told as not saved, and it is.
    FALSE_REFUSED = 'wrong "not saved"'
    # Anything is raised that is none of the program's own errors.
    TRACEBACK = "traceback"
    # There was no answer within the time allowed.
    ENDLESS = "endless"
    # The fault is over, and work still cannot go on.
    UNUSABLE = "unusable"
    # Other contents or figures than there must be.
    WRONG = "wrong"


class Case(NamedTuple):
    """One case of a failure, in words."""

    failure: Failure
    words: str


# Of each kind of failure so many cases are kept in a portion.
_KEPT = 5
_LONGEST = 500


@dataclass(slots=True)
class Figures:
    """Counts of one portion, or of a whole campaign: ``met`` is what shows that faults took place at all."""

    tries: int = 0
    met: Counter[str] = field(default_factory=Counter)
    failures: Counter[Failure] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)

    def meet(self, what: str, times: int = 1) -> None:
        """Count something that is no failure."""
        self.met[what] += times

    def fail(self, failure: Failure, words: str) -> None:
        """Count a failure; the first of each kind are kept in words."""
        self.failures[failure] += 1
        if sum(one.failure is failure for one in self.cases) < _KEPT:
            self.cases.append(Case(failure, " ".join(words.split())[:_LONGEST]))

    def as_json(self) -> dict[str, Any]:
        """Return the figures for a line of the journal."""
        return {
            "tries": self.tries,
            "met": dict(self.met),
            "failures": dict(self.failures),
            "cases": [list(one) for one in self.cases],
        }

    @classmethod
    def of_json(cls, values: dict[str, Any]) -> Self:
        """Return the figures of a line of the journal."""
        failures = Counter({Failure(name): count for name, count in values["failures"].items()})
        cases = [Case(Failure(name), words) for name, words in values["cases"]]
        return cls(values["tries"], Counter(values["met"]), failures, cases)

    @classmethod
    def together(cls, many: Iterable["Figures"]) -> "Figures":
        """Return the figures of several portions as those of one."""
        whole = cls()
        for one in many:
            whole.tries += one.tries
            whole.met += one.met
            whole.failures += one.failures
            whole.cases += one.cases
        return whole


def attempt(figures: Figures, where: str, work: Callable[[], T]) -> T | PerfEvalError | None:
    """Return what ``work`` returns, or the error that the program tells; ``None`` after anything else.

    Anything else is a bug of the program, and counted as one.
    """
    try:
        return work()
    except PerfEvalError as told:
        return told
    except Exception as bug:  # noqa: BLE001  # whatever it is
        figures.fail(Failure.TRACEBACK, f"{where}: {in_words(bug)}")
        return None


def in_words(bug: BaseException) -> str:
    """Return what was raised, and where."""
    places = [f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_tb(bug.__traceback__)]
    return f"{type(bug).__name__} {str(bug)[:200]} at {' > '.join(places[-3:])}"

"""One step of the self-test, and how it went."""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType


class SelfTestError(Exception):
    """Something that is not as it should be."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be tried; ``do`` returns what was found. ``needs`` is the step it builds on, if any."""

    name: str
    do: Callable[[], str]
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step went: what was found, or what went wrong; and how long it took."""

    step: str
    passed: bool
    result: str
    milliseconds: int = 0


def expect(what: str, found: object, expected: object) -> None:
    """Raise :class:`SelfTestError` unless ``found`` equals ``expected``."""
    if found != expected:
        raise SelfTestError(f"{what}应为 {expected}，实为 {found}")


def carry_out(steps: Iterable[Step]) -> Iterator[Outcome]:
    """Take the steps one by one; one that builds on a step that has not passed is not taken, nor passed."""
    passed = set()
    with _mishaps_of_slots() as mishaps:
        for step in steps:
            if step.needs and step.needs not in passed:
                outcome = Outcome(step.name, passed=False, result=f"没有进行：“{step.needs}”没有通过")
            else:
                outcome = _outcome(step, mishaps)
            if outcome.passed:
                passed.add(step.name)
            yield outcome


def _outcome(step: Step, mishaps: list[str]) -> Outcome:
    mishaps.clear()
    start = perf_counter()
    try:
        result, passed = step.do(), True
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever it is, it is what came of the step
        result, passed = _words(error), False
    if passed and mishaps:
        result, passed = "；".join(mishaps), False
    return Outcome(step.name, passed, result, round((perf_counter() - start) * 1000))


@contextmanager
def _mishaps_of_slots() -> Iterator[list[str]]:
    """Collect what Qt calls and goes wrong: it does not come back to who made Qt call it."""
    mishaps: list[str] = []

    def collect(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        mishaps.append(_words(error))

    before, sys.excepthook = sys.excepthook, collect
    try:
        yield mishaps
    finally:
        sys.excepthook = before


def _words(error: BaseException) -> str:
    """Return what went wrong and where; there is nothing private in the samples."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"（{Path(frames[-1].filename).name}:{frames[-1].lineno}）" if frames else ""
    return f"{type(error).__name__}：{error}{place}"

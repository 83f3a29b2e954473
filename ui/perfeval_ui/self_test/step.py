"""What a step of the self-test is, and how steps are run."""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType


class SelfTestError(Exception):
    """A step has found that something is not as it should be."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: ``do`` returns what was found, or raises. ``needs`` names a step that has to pass before."""

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
    """Run the steps one by one. A step whose ``needs`` has not passed is not run, and counts as failed."""
    passed = set()
    with _errors_in_slots() as slot_errors:
        for step in steps:
            if step.needs and step.needs not in passed:
                outcome = Outcome(step.name, passed=False, result=f"没有进行：“{step.needs}”没有通过")
            else:
                outcome = _outcome(step, slot_errors)
            if outcome.passed:
                passed.add(step.name)
            yield outcome


def _outcome(step: Step, slot_errors: list[str]) -> Outcome:
    slot_errors.clear()
    start = perf_counter()
    try:
        result, passed = step.do(), True
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever it is, the step has failed
        result, passed = _text_of(error), False
    if passed and slot_errors:
        result, passed = "；".join(slot_errors), False
    return Outcome(step.name, passed, result, round((perf_counter() - start) * 1000))


@contextmanager
def _errors_in_slots() -> Iterator[list[str]]:
    """Collect the exceptions in functions that Qt calls; these do not reach the code that called Qt."""
    slot_errors: list[str] = []

    def collect(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        slot_errors.append(_text_of(error))

    before, sys.excepthook = sys.excepthook, collect
    try:
        yield slot_errors
    finally:
        sys.excepthook = before


def _text_of(error: BaseException) -> str:
    """Return the error with its text and place. The samples contain nothing private."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"（{Path(frames[-1].filename).name}:{frames[-1].lineno}）" if frames else ""
    return f"{type(error).__name__}：{error}{place}"

"""Files that another program holds for some seconds, as scanners, synchronisers and readers do."""

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from enum import StrEnum
from functools import partial
from itertools import product
from pathlib import Path

from faults.campaign import Campaign, Portion, depth
from faults.outcome import Fault, Trial
from faults.processes import Tell, Work, beside, preload
from faults.steps import STEPS, Step, ready
from faults.works import JOBS, MERGED, STORE
from perfeval_desktop.printing.batch import export_merged


class Hold(StrEnum):
    """How a program of somebody else uses a store, as SQLite begins it."""

    READING = "BEGIN"
    WRITING = "BEGIN IMMEDIATE"
    EXCLUSIVE = "BEGIN EXCLUSIVE"


# As long as nobody notices, as long as SQLite waits, and longer.
_SECONDS = (0.1, 2.0, 7.0)
_BY_NAME = {step.name: step for step in STEPS}
_STEPS = [_BY_NAME[name] for name in ("commit", "undo", "delete", "backup", "restore")]


def _hold(tell: Tell, path: Path, hold: Hold, seconds: float) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(hold)
        connection.execute("SELECT * FROM form").fetchone()
        tell("held")
        time.sleep(seconds)


def _hold_unshared(tell: Tell, path: Path, seconds: float) -> None:
    """Open a file so that nobody else may, as Windows lets a program do."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # has this there only

        kernel, reading, existing = ctypes.windll.kernel32, 0x80000000, 3
        handle = kernel.CreateFileW(str(path), reading, 0, None, existing, 0, None)
        assert handle not in {0, -1}
        tell("held")
        time.sleep(seconds)


def _beside(work: Work, *arguments: object) -> tuple[Callable[[], None], Callable[[], bool]]:
    """Return what begins a process that holds something, and what ends it."""
    stack = ExitStack()

    def end() -> bool:
        stack.close()
        return True

    return lambda: stack.enter_context(beside(work, *arguments)), end


def _run(portion: Portion) -> None:
    preload(__name__)
    step = _STEPS[portion.number]
    trial = _trial(portion, step)
    for hold, seconds in list(product(Hold, _SECONDS))[: portion.tries]:
        begin, end = _beside(_hold, trial.folder / STORE, hold, seconds)
        fault = Fault(begin=_whatever_folder(begin), end=end)
        trial.run(fault, where=f"{step.name}, {hold} of another program for {seconds} s")


def _whatever_folder(begin: Callable[[], None]) -> Callable[[Path], None]:
    return lambda _: begin()


def _trial(portion: Portion, step: Step) -> Trial:
    base = portion.folder / "base"
    base.mkdir()
    ready(base)
    return Trial.of(portion.figures, step, base, portion.folder / "work")


def _run_unshared(portion: Portion) -> None:
    """Export over a file that a reader has open, and holds for itself."""
    preload(__name__)
    trial = _trial(portion, _BY_NAME["merge"])
    for seconds in _SECONDS[: portion.tries]:
        begin, end = _beside(_hold_unshared, trial.folder / MERGED, seconds)
        fault = Fault(begin=partial(_export_before, begin), end=end)
        trial.run(fault, where=f"merge over a file that is held for {seconds} s")


def _export_before(begin: Callable[[], None], folder: Path) -> None:
    export_merged(JOBS[:1], folder / MERGED, progress=lambda *_: True)
    begin()


def _missing() -> str:
    return "" if sys.platform == "win32" else "only Windows lets a program open a file for itself alone"


CAMPAIGNS = (
    Campaign(name="held-store", run=_run, sizes=depth(9, full=9, portions=len(_STEPS))),
    Campaign(name="held-unshared", run=_run_unshared, sizes=depth(3, full=3, portions=1), missing=_missing),
)

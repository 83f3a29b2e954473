"""A limit to how long anything may take: what takes longer is a failure, also where nothing interrupts it."""

import faulthandler
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

from faults.figures import Failure, Figures, in_words
from perfeval_desktop.errors import PerfEvalError

T = TypeVar("T")

# What is being tried is noted here, in the folder of the portion, for when its process does not end well.
NOTE = "now.txt"


class TooLongError(BaseException):
    """Took longer than allowed. No error that anything in between may catch."""


def guarded(figures: Figures, work: Callable[[], T], *, seconds: int, where: str, note: Path) -> T | None:
    """Return what ``work`` returns; ``None`` where it raises, be it an error that the program tells.

    Any other error is counted as a bug, and as endless what takes more than ``seconds``. What does not even
    hear a signal, such as a query of SQLite, ends the process; ``note`` then tells ``where``.
    """
    note.write_text(where, "utf-8", "backslashreplace")
    try:
        with _limit(seconds):
            return work()
    except PerfEvalError:
        figures.meet("told")
    except TooLongError:
        figures.fail(Failure.ENDLESS, f"{where}: no answer within {seconds} s")
    except Exception as bug:  # noqa: BLE001  # whatever it is
        figures.fail(Failure.TRACEBACK, f"{where}: {in_words(bug)}")
    return None


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    faulthandler.dump_traceback_later(3 * seconds, exit=True)
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, _interrupt)
        signal.alarm(seconds)
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError

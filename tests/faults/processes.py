"""Processes that work until they are killed, and such as work at once; the same on Windows and Linux."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from faults.figures import in_words

Tell = Callable[[object], None]
# A function of a module, since another process has to find it: it is given a way to tell, and arguments.
Work = Callable[..., None]

# A process of Linux begins as a copy of one that has everything loaded: in milliseconds.
_CONTEXT: Any = get_context("spawn" if sys.platform == "win32" else "forkserver")
_FIRST_WORD_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Raised:
    """What a process raised, in words."""

    words: str


def preload(*modules: str) -> None:
    """Let processes begin with ``modules`` loaded, where that is possible; to be called before the first."""
    _CONTEXT.set_forkserver_preload([*modules, "faults.warm"])


def killed(work: Work, *arguments: object, after: float) -> list[object]:
    """Run ``work`` in a process of its own and kill it ``after`` seconds from its first word.

    Return its words; what it raises by itself is among them, as :class:`Raised`.
    """
    process, words = _begun(work, arguments)
    told: list[object] = []
    if words.poll(_FIRST_WORD_SECONDS):
        end = time.monotonic() + after
        while (left := end - time.monotonic()) > 0 and (not words.poll(left) or _took(words, told)):
            pass
    process.kill()
    while words.poll() and _took(words, told):
        pass
    _end(process, words)
    return told


def together(works: Sequence[tuple[Work, tuple[object, ...]]], *, seconds: float) -> list[list[object]]:
    """Run all ``works`` at once, each in a process; return the words of each.

    Nobody has more than ``seconds``. Each work is given, behind the way to tell, a function that waits until
    all have come as far.
    """
    barrier = _CONTEXT.Barrier(len(works), timeout=_FIRST_WORD_SECONDS)
    begun = [_begun(work, (barrier.wait, *arguments)) for work, arguments in works]
    end = time.monotonic() + seconds
    found = []
    for process, words in begun:
        told: list[object] = []
        while words.poll(max(0, end - time.monotonic())) and _took(words, told):
            pass
        if process.is_alive() and time.monotonic() > end:
            told.append(Raised(f"not ended after {seconds} s"))
        process.kill()
        _end(process, words)
        found.append(told)
    return found


@contextmanager
def beside(work: Work, *arguments: object) -> Iterator[None]:
    """Let ``work`` go on in a process of its own, from its first word on; it is killed at the end."""
    process, words = _begun(work, arguments)
    try:
        first = words.recv()
        assert not isinstance(first, Raised), first.words
        yield
    finally:
        process.kill()
        _end(process, words)


def _begun(work: Work, arguments: tuple[object, ...]) -> tuple[Any, Connection]:
    words, tell = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_run, args=(tell, work, arguments), daemon=True)
    process.start()
    # The last one to hold it ends the words when it goes.
    tell.close()
    return process, words


def _run(tell: Connection, work: Work, arguments: tuple[object, ...]) -> None:
    try:
        work(tell.send, *arguments)
    except Exception as bug:  # noqa: BLE001  # whatever it is, it is told
        tell.send(Raised(in_words(bug)))


def _took(words: Connection, told: list[object]) -> bool:
    """Take one word into ``told``; return ``False`` where there are no more."""
    try:
        told.append(words.recv())
    except (EOFError, OSError):
        # Also a word that was cut off.
        return False
    return True


def _end(process: Any, words: Connection) -> None:  # noqa: ANN401  # of whichever context
    process.join()
    process.close()
    words.close()

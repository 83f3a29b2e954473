"""Sharing independent work among the cores of the machine.

Python computes on one core at a time, so the others get processes of their own. Starting one takes about as
long as printing fifty forms; this process therefore works from the first moment on, and does everything
itself where no helper can be started.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import Generic, TypeVar

# With fewer pieces of work the helpers would be ready when it is done.
FEWEST = 100

_MOST_HELPERS = 7
# A helper is handed so many pieces at once, and so many times ahead.
_CHUNK = 8
_AHEAD = 2

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")


def share(
    work: Sequence[_Piece], do: Callable[[_Piece], _Result], *, progress: Callable[[int], bool]
) -> Iterator[tuple[int, _Result]]:
    """Yield the place of each piece of ``work`` with what ``do`` made of it, nearly in order.

    ``do`` is a function of a module; it, the pieces and the results can be pickled. ``progress`` is called
    with how many are done, before each piece that this process does itself and after the last; it returns
    whether to go on. Once it says no, only what helpers have begun is still yielded.
    """
    helpers = _Helpers(do, work, _helper_count(len(work)))
    left = deque(range(len(work)))
    done = 0
    try:
        while progress(done) and done < len(work):
            helpers.hand_out(left)
            if left:
                place = left.popleft()
                yield place, do(work[place])
                done += 1
            for place, result in helpers.take_in(left, is_idle=not left):
                yield place, result
                done += 1
    finally:
        helpers.stop()
    yield from helpers.rest()


def _helper_count(pieces: int) -> int:
    return min((os.cpu_count() or 1) - 1, _MOST_HELPERS) if pieces >= FEWEST else 0


class _Helpers(Generic[_Piece, _Result]):
    """Processes that do pieces of ``work``; ``_handed`` are the places each future is at."""

    def __init__(self, do: Callable[[_Piece], _Result], work: Sequence[_Piece], count: int) -> None:
        self._do = do
        self._work = work
        self._count = count
        # Not forked: a process with a window and threads cannot be copied safely.
        self._pool = ProcessPoolExecutor(count, get_context("spawn")) if count else None
        self._handed: dict[Future[list[_Result]], list[int]] = {}

    def hand_out(self, left: deque[int]) -> None:
        """Take places from ``left`` until every helper has enough to do."""
        while self._pool and left and len(self._handed) < self._count * _AHEAD:
            places = [left.popleft() for _ in range(min(_CHUNK, len(left)))]
            try:
                future = self._pool.submit(_do_all, self._do, [self._work[place] for place in places])
            except (BrokenExecutor, OSError):
                self._give_up(places, left)
            else:
                self._handed[future] = places

    def take_in(self, left: deque[int], *, is_idle: bool) -> Iterator[tuple[int, _Result]]:
        """Yield what the helpers have done; wait for the next of it if ``is_idle``."""
        if is_idle:
            wait(self._handed, return_when="FIRST_COMPLETED")
        for future in [future for future in self._handed if future.done()]:
            places = self._handed.pop(future)
            try:
                results = future.result()
            except (BrokenExecutor, OSError):
                self._give_up(places, left)
            else:
                yield from zip(places, results, strict=True)

    def stop(self) -> None:
        """Take back what no helper has begun, and wait for the rest."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def rest(self) -> Iterator[tuple[int, _Result]]:
        """Yield what the helpers had begun when they were stopped."""
        for future, places in self._handed.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                yield from zip(places, future.result(), strict=True)

    def _give_up(self, places: list[int], left: deque[int]) -> None:
        """Leave ``places`` to this process, and whatever else there is."""
        left.extendleft(reversed(places))
        self._pool = None


def _do_all(do: Callable[[_Piece], _Result], pieces: list[_Piece]) -> list[_Result]:
    return [do(piece) for piece in pieces]

"""Independent tasks shared among the cores of the machine.

Python computes on one core at a time, so the others get processes of their own. Starting one takes about as
long as printing fifty forms; this process therefore works from the first moment on, and does everything
itself where no worker can be started.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import Generic, TypeVar

# With fewer tasks the workers would be ready when it is done.
FEWEST_TASKS = 100

_MOST_WORKERS = 7
# A worker is handed so many tasks at once at most, and so many times ahead.
_LARGEST_CHUNK = 8
_AHEAD = 2

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def run_tasks(
    tasks: Sequence[_Task], do: Callable[[_Task], _Result], *, progress: Callable[[int], bool]
) -> Iterator[tuple[int, _Result]]:
    """Yield the place of each of ``tasks`` with what ``do`` made of it, nearly in order.

    ``do`` is a function of a module; it, the tasks and the results can be pickled. ``progress`` is called
    with how many are done, before each task that this process does itself and after the last; it returns
    whether to go on. Once it says no, only what workers have begun is still yielded.
    """
    workers = _Workers(do, tasks, _worker_count(len(tasks)))
    left = deque(range(len(tasks)))
    done = 0
    try:
        while progress(done) and done < len(tasks):
            workers.hand_out(left)
            if left:
                place = left.popleft()
                yield place, do(tasks[place])
                done += 1
            for place, result in workers.take_in(left, is_idle=not left):
                yield place, result
                done += 1
    finally:
        workers.stop()
    yield from workers.rest()


def _worker_count(task_count: int) -> int:
    return min((os.cpu_count() or 1) - 1, _MOST_WORKERS) if task_count >= FEWEST_TASKS else 0


class _Workers(Generic[_Task, _Result]):
    """Processes that do ``tasks``; ``_handed`` are the places each future is at."""

    def __init__(self, do: Callable[[_Task], _Result], tasks: Sequence[_Task], count: int) -> None:
        self._do = do
        self._tasks = tasks
        self._count = count
        # Not forked: a process with a window and threads cannot be copied safely. The search for cycles is
        # spared: a worker lives for one export.
        self._pool = ProcessPoolExecutor(count, get_context("spawn"), gc.disable) if count else None
        self._handed: dict[Future[list[_Result]], list[int]] = {}

    def hand_out(self, left: deque[int]) -> None:
        """Take places from ``left`` until every worker has enough to do."""
        while self._pool and left and len(self._handed) < self._count * _AHEAD:
            places = [left.popleft() for _ in range(self._chunk(len(left)))]
            try:
                future = self._pool.submit(_do_all, self._do, [self._tasks[place] for place in places])
            except (BrokenExecutor, OSError):
                self._give_up(places, left)
            else:
                self._handed[future] = places

    def take_in(self, left: deque[int], *, is_idle: bool) -> Iterator[tuple[int, _Result]]:
        """Yield what the workers have done; wait for the next of it if ``is_idle``."""
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
        """Take back what no worker has begun, and wait for the rest; a worker without work just ends."""
        if self._pool:
            self._pool.shutdown(wait=bool(self._handed), cancel_futures=True)

    def rest(self) -> Iterator[tuple[int, _Result]]:
        """Yield what the workers had begun when they were stopped."""
        for future, places in self._handed.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                yield from zip(places, future.result(), strict=True)

    def _chunk(self, left: int) -> int:
        """Return how many tasks are handed out at once: fewer towards the end, where all finish together."""
        return min(_LARGEST_CHUNK, 1 + left // (2 * _AHEAD * (self._count + 1)))

    def _give_up(self, places: list[int], left: deque[int]) -> None:
        """Leave ``places`` to this process, and whatever else there is."""
        left.extendleft(reversed(places))
        self._pool = None


def _do_all(do: Callable[[_Task], _Result], tasks: list[_Task]) -> list[_Result]:
    return [do(task) for task in tasks]

import os
from collections.abc import Callable, Collection
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnProcess

import pytest

from perfeval_desktop.printing import worker_pool
from perfeval_desktop.printing.worker_pool import run_tasks
from printing.shared_work import die_in_a_worker, done_by, refuse_thirteen, square

FORTY = list(range(100, 140))
SQUARES = {place: number * number for place, number in enumerate(FORTY)}


class Watch:
    """A progress that remembers what it was told and says stop when so many are done."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.told: list[int] = []
        self.stop_at = stop_at

    def __call__(self, done: int) -> bool:
        self.told.append(done)
        return self.stop_at is None or done < self.stop_at


class Pool:
    """Workers in this process, to say exactly when they do what.

    What is handed out is done when somebody waits for it, ``at_once``, or never if the pool is shut down
    before: then the first is under way and is done, the others are cancelled. ``broken_at`` and
    ``refused_at`` are the numbers of the chunk, from 0, that breaks the pool when it is done, and of the one
    that is not taken.
    """

    def __init__(
        self, *, at_once: bool = False, broken_at: int | None = None, refused_at: int | None = None
    ) -> None:
        self._at_once = at_once
        self._broken_at = broken_at
        self._refused_at = refused_at
        self._open: list[tuple[Future[list[int]], Callable[[], list[int]]]] = []
        self.chunks: list[list[int]] = []
        self.is_shut_down = self.is_waited_for = False

    def submit(
        self, do_all: Callable[..., list[int]], do: Callable[[int], int], tasks: list[int]
    ) -> Future[list[int]]:
        if len(self.chunks) == self._refused_at:
            raise BrokenProcessPool
        future: Future[list[int]] = Future()
        self._open.append((future, lambda: do_all(do, tasks)))
        self.chunks.append(tasks)
        if self._at_once:
            self._finish()
        return future

    def wait(self, futures: Collection[Future[list[int]]], return_when: str) -> None:
        assert return_when == "FIRST_COMPLETED"
        if self._open:
            assert self._open[0][0] in futures
            self._finish()

    def shutdown(self, *, wait: bool, cancel_futures: bool) -> None:
        assert cancel_futures
        self.is_shut_down = True
        self.is_waited_for = wait
        if self._open:
            self._finish()
        for future, _ in self._open:
            future.cancel()

    def _finish(self) -> None:
        future, do = self._open.pop(0)
        if self._broken_at is not None and len(self.chunks) > self._broken_at:
            for one in (future, *[one for one, _ in self._open]):
                one.set_exception(BrokenProcessPool())
            self._open = []
            return
        try:
            future.set_result(do())
        except ValueError as error:
            future.set_exception(error)


@pytest.fixture
def with_pool(monkeypatch: pytest.MonkeyPatch) -> Callable[[Pool], Pool]:
    """Return a way to put a pool in the place of processes."""

    def put(pool: Pool) -> Pool:
        monkeypatch.setattr(worker_pool, "FEWEST_TASKS", 1)
        monkeypatch.setattr(os, "cpu_count", lambda: 2)
        monkeypatch.setattr(worker_pool, "ProcessPoolExecutor", lambda *_: pool)
        monkeypatch.setattr(worker_pool, "wait", pool.wait)
        return pool

    return put


@pytest.fixture
def _one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process help with any work, on any machine."""
    monkeypatch.setattr(worker_pool, "FEWEST_TASKS", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


class TestAlone:
    def test_every_task_is_done(self) -> None:
        watch = Watch()
        assert dict(run_tasks(FORTY, square, progress=watch)) == SQUARES
        assert watch.told == list(range(41))

    def test_a_stop_leaves_what_is_done(self) -> None:
        watch = Watch(stop_at=7)
        assert dict(run_tasks(FORTY, square, progress=watch)) == {place: SQUARES[place] for place in range(7)}
        assert watch.told == list(range(8))

    def test_an_error_is_raised(self) -> None:
        with pytest.raises(ValueError, match="thirteen"):
            dict(run_tasks([1, 13, 2], refuse_thirteen, progress=Watch()))

    def test_no_work_is_done_at_once(self) -> None:
        watch = Watch()
        assert dict(run_tasks([], square, progress=watch)) == {}
        assert watch.told == [0]

    @pytest.mark.parametrize(
        ("tasks", "processors", "workers"),
        [
            (worker_pool.FEWEST_TASKS - 1, 8, 0),
            (worker_pool.FEWEST_TASKS, 8, 7),
            (worker_pool.FEWEST_TASKS, 2, 1),
            (worker_pool.FEWEST_TASKS, 1, 0),
            (worker_pool.FEWEST_TASKS, None, 0),
            (10_000, 64, 7),
        ],
    )
    def test_workers_are_as_many_as_there_are_other_cores_and_none_for_little_work(
        self, tasks: int, processors: int | None, workers: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        counts = []

        def pool(count: int, context: object, _initializer: object) -> Pool:
            assert context.get_start_method() == "spawn"  # type: ignore[attr-defined]  # a context
            counts.append(count)
            return Pool(at_once=True)

        monkeypatch.setattr(os, "cpu_count", lambda: processors)
        monkeypatch.setattr(worker_pool, "ProcessPoolExecutor", pool)
        assert dict(run_tasks(range(tasks), square, progress=Watch())) == {
            one: one * one for one in range(tasks)
        }
        assert counts == [workers][: bool(workers)]


class TestShared:
    def test_workers_begin_at_the_start_and_this_process_behind_them(
        self, with_pool: Callable[[Pool], Pool]
    ) -> None:
        pool = with_pool(Pool())
        assert dict(run_tasks(FORTY, square, progress=Watch())) == SQUARES
        # Two chunks ahead; this process has done the rest by the time it waits for the first.
        assert pool.chunks == [FORTY[:6], FORTY[6:11]]
        assert pool.is_shut_down

    def test_a_worker_that_is_done_gets_more(self, with_pool: Callable[[Pool], Pool]) -> None:
        pool = with_pool(Pool(at_once=True))
        watch = Watch()
        assert dict(run_tasks(FORTY, square, progress=watch)) == SQUARES
        assert sum(map(len, pool.chunks)) > 16
        assert watch.told == sorted(watch.told)
        assert watch.told[-1] == 40

    def test_a_stop_keeps_what_is_under_way_and_takes_back_the_rest(
        self, with_pool: Callable[[Pool], Pool]
    ) -> None:
        pool = with_pool(Pool())
        results = dict(run_tasks(FORTY, square, progress=Watch(stop_at=3)))
        # Three by this process; the first chunk was under way, the second was not.
        assert results == {place: SQUARES[place] for place in (*range(6), *range(11, 14))}
        assert pool.is_waited_for

    def test_workers_without_work_end_without_being_waited_for(
        self, with_pool: Callable[[Pool], Pool]
    ) -> None:
        pool = with_pool(Pool())
        dict(run_tasks(FORTY, square, progress=Watch()))
        assert pool.is_shut_down
        assert not pool.is_waited_for

    def test_chunks_are_smaller_towards_the_end_so_that_all_finish_together(
        self, with_pool: Callable[[Pool], Pool]
    ) -> None:
        pool = with_pool(Pool(at_once=True))
        dict(run_tasks(range(200), square, progress=Watch()))
        sizes = list(map(len, pool.chunks))
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[0] == 8
        assert sizes[-1] == 1

    def test_a_stop_before_anything_does_nothing(self, with_pool: Callable[[Pool], Pool]) -> None:
        pool = with_pool(Pool())
        assert dict(run_tasks(FORTY, square, progress=Watch(stop_at=0))) == {}
        assert pool.chunks == []
        assert pool.is_shut_down

    def test_an_error_of_a_worker_is_raised(self, with_pool: Callable[[Pool], Pool]) -> None:
        pool = with_pool(Pool())
        with pytest.raises(ValueError, match="thirteen"):
            dict(run_tasks([13, *range(100, 120)], refuse_thirteen, progress=Watch()))
        assert pool.is_shut_down

    def test_an_error_here_waits_for_the_workers(self, with_pool: Callable[[Pool], Pool]) -> None:
        pool = with_pool(Pool())
        with pytest.raises(ValueError, match="thirteen"):
            dict(run_tasks([*range(100, 116), 13, *range(116, 140)], refuse_thirteen, progress=Watch()))
        assert pool.is_shut_down

    def test_what_fails_after_a_stop_is_not_done(self, with_pool: Callable[[Pool], Pool]) -> None:
        with_pool(Pool())
        work = [13, *range(100, 120)]
        assert dict(run_tasks(work, refuse_thirteen, progress=Watch(stop_at=2))) == {6: 105, 7: 106}

    def test_who_wants_no_more_lets_the_workers_go(self, with_pool: Callable[[Pool], Pool]) -> None:
        pool = with_pool(Pool())
        for _ in run_tasks(FORTY, square, progress=Watch()):
            break
        assert pool.is_shut_down

    @pytest.mark.parametrize("broken_at", [0, 1])
    def test_what_a_broken_pool_had_is_done_here(
        self, broken_at: int, with_pool: Callable[[Pool], Pool]
    ) -> None:
        pool = with_pool(Pool(broken_at=broken_at))
        watch = Watch()
        assert dict(run_tasks(FORTY, square, progress=watch)) == SQUARES
        assert watch.told[-1] == 40
        assert len(pool.chunks) == 2

    @pytest.mark.parametrize("refused_at", [0, 1])
    def test_a_pool_that_takes_no_work_gets_none(
        self, refused_at: int, with_pool: Callable[[Pool], Pool]
    ) -> None:
        pool = with_pool(Pool(refused_at=refused_at, broken_at=0))
        assert dict(run_tasks(FORTY, square, progress=Watch())) == SQUARES
        assert len(pool.chunks) == refused_at

    def test_a_stop_after_a_pool_broke_leaves_what_is_done(self, with_pool: Callable[[Pool], Pool]) -> None:
        with_pool(Pool(refused_at=0))
        assert dict(run_tasks(FORTY, square, progress=Watch(stop_at=5))) == {
            place: SQUARES[place] for place in range(5)
        }


@pytest.mark.usefixtures("_one_worker")
class TestProcesses:
    def test_the_work_is_done_by_two_of_them_and_is_the_same(self) -> None:
        found = dict(run_tasks(FORTY, done_by, progress=Watch()))
        assert {place: result for place, (result, _) in found.items()} == SQUARES
        assert len({process for _, process in found.values()}) == 2
        assert os.getpid() in {process for _, process in found.values()}

    def test_work_of_a_worker_that_dies_is_done_here(self) -> None:
        assert dict(run_tasks(FORTY, die_in_a_worker, progress=Watch())) == SQUARES

    def test_an_error_in_a_worker_is_raised_here(self) -> None:
        with pytest.raises(ValueError, match="thirteen"):
            dict(run_tasks([*FORTY, 13], refuse_thirteen, progress=Watch()))

    def test_a_worker_that_cannot_be_started_is_done_without(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_process: SpawnProcess) -> None:
            raise OSError(11, "Resource temporarily unavailable")

        monkeypatch.setattr(SpawnProcess, "_Popen", staticmethod(fail))
        assert dict(run_tasks(FORTY, square, progress=Watch())) == SQUARES

import os
from collections.abc import Iterator

import pytest

from perfeval_ui.self_test import worker_processes
from perfeval_ui.self_test.step import SelfTestError


def test_workers_that_do_nothing_fail_where_there_could_be_some(monkeypatch: pytest.MonkeyPatch) -> None:
    def alone(tasks: range, do: object, *, progress: object) -> Iterator[tuple[int, int]]:
        assert do
        assert progress
        return ((task, os.getpid()) for task in tasks)

    monkeypatch.setattr(worker_processes, "run_tasks", alone)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    with pytest.raises(SelfTestError, match="有 4 个处理器，但没有一个辅助进程做成事"):
        worker_processes.share_work()
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert worker_processes.share_work() == "1 个处理器，1 个进程"


def test_a_worker_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert worker_processes.share_work() == "2 个处理器，2 个进程"

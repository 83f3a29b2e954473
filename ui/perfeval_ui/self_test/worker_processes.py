"""Do the worker processes of a large export work? Without Qt, for a worker loads this module, too."""

import os

from perfeval_desktop.printing.worker_pool import FEWEST_TASKS, run_tasks
from perfeval_ui.self_test.step import SelfTestError


def share_work() -> str:
    """Share work among processes, each of them this program started anew."""
    results = run_tasks(range(FEWEST_TASKS), _own_number, progress=lambda _done: True)
    processes = {process for _, process in results}
    cores = os.cpu_count() or 1
    # What was handed to a worker is done by it, or here where it has failed.
    if cores > 1 and len(processes) == 1:
        raise SelfTestError(f"有 {cores} 个处理器，但没有一个辅助进程做成事")
    return f"{cores} 个处理器，{len(processes)} 个进程"


def _own_number(_piece: int) -> int:
    return os.getpid()

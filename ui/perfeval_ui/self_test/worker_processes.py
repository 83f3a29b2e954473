"""The step that tests the worker processes of large exports. Without Qt, as they import this module too."""

import os

from perfeval_desktop.printing.worker_pool import FEWEST_TASKS, run_tasks
from perfeval_ui.self_test.step import SelfTestError


def share_work() -> str:
    """Share work among worker processes, which are this program started again; return how many worked."""
    results = run_tasks(range(FEWEST_TASKS), _process_id, progress=lambda _done: True)
    processes = {process for _, process in results}
    cores = os.cpu_count() or 1
    # Work that a worker process fails to do is done in this process.
    if cores > 1 and len(processes) == 1:
        raise SelfTestError(f"有 {cores} 个处理器，但没有一个辅助进程做成事")
    return f"{cores} 个处理器，{len(processes)} 个进程"


def _process_id(_piece: int) -> int:
    return os.getpid()

"""Do the helper processes of a large export work? Without Qt, for a helper loads this module, too."""

import os

from perfeval_desktop.report.worker_pool import FEWEST, share
from perfeval_ui.self_test.step import SelfTestError


def share_work() -> str:
    """Share work among processes, each of them this program started anew."""
    processes = {process for _, process in share(range(FEWEST), _own_number, progress=lambda _done: True)}
    cores = os.cpu_count() or 1
    # What was handed to a helper is done by it, or here where it has failed.
    if cores > 1 and len(processes) == 1:
        raise SelfTestError(f"有 {cores} 个处理器，但没有一个辅助进程做成事")
    return f"{cores} 个处理器，{len(processes)} 个进程"


def _own_number(_piece: int) -> int:
    return os.getpid()

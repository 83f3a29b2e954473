"""Measuring and printing: medians, percentiles, the ratio to a peer, and what measured processes inherit."""

import os
import time
from collections.abc import Callable, Sequence


def environment_of_process(**settings: str) -> dict[str, str]:
    """Return the environment of a process that is measured: this one's and ``settings``.

    Python may keep its bytecode there, as it does for a user; where it may not, each start would measure the
    compiler. The first run is a warm-up that leaves the bytecode, and is not measured.
    """
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **settings}


def times_of(do: Callable[[], object], *, runs: int, warm_up: int = 3) -> list[float]:
    """Return how long ``do`` took in each of ``runs`` calls, in milliseconds, sorted."""
    for _ in range(warm_up):
        do()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        do()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def percentile(sorted_times: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` (0-1) of the times lie."""
    return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * share))]


def tell(what: str, times: Sequence[float], peer: str, peer_times: Sequence[float], bound: str) -> None:
    """Print one line: median, p95 and p99 of both sides and the ratio of the medians."""
    mine, theirs = percentile(times, 0.5), percentile(peer_times, 0.5)
    print(
        f"{what}: median {mine:.2f}  p95 {percentile(times, 0.95):.2f}  p99 {percentile(times, 0.99):.2f} ms"
    )
    print(f"    peer ({peer}): median {theirs:.2f} ms; ratio {mine / theirs:.2f}; bound: {bound}")

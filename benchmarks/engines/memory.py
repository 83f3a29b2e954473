"""How much memory a process has held at most."""

from pathlib import Path


def peak_memory(process: int) -> float:
    """Return the most memory ``process`` has held, in MiB; NaN where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    # Not getrusage: its peak includes what the parent held when it started this process.
    peaks = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(next(peaks, "VmHWM: 0 kB").split()[1]) / 1024

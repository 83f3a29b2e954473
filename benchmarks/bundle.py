"""The bundle beside the same program from source: start on 7, 10,000 and 100,000 forms, memory, size.

From the start of the process to its end, with a picture of the window saved on the way: ``--screenshot``
fills the tree, opens a form, paints everything and writes a PNG file. That is a little more than a user waits
for, and the same for both; beside them the bare window of ``start``. The bundle is ``dist/PerfEval`` or what
PERFEVAL_BUNDLE names.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from measuring import environment_of_process, percentile, tell
from start import BARE, stores_in

_RUNS = 11
_ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure and print."""
    bundle = Path(os.environ.get("PERFEVAL_BUNDLE", _ROOT / "dist" / "PerfEval"))
    program = bundle / ("PerfEval.exe" if sys.platform == "win32" else "PerfEval")
    if not program.is_file():
        print(f"没有打包好的程序 {program}，请先运行 pyinstaller build.spec。")
        return
    from_source = [sys.executable, "-m", "perfeval_desktop"]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        for number, path in stores_in(home).items():
            arguments = ["--store", str(path), "--screenshot", str(home / "window.png")]
            commands = ([str(program), *arguments], [*from_source, *arguments], [sys.executable, "-c", BARE])
            # In turn, so that all sides see the same weather; without the first, the warm-up.
            rounds = [[_run(command, home) for command in commands] for _ in range(1 + _RUNS)][1:]
            bundled, source, bare = zip(*rounds, strict=True)
            tell(
                f"bundle, picture of the window on {number:,} forms",
                _sorted_times(bundled),
                "from source",
                _sorted_times(source),
                "ratio 1.5; 1200 ms",
            )
            print(f"    bare window: median {percentile(_sorted_times(bare), 0.5):.2f} ms")
            peaks = [max(mebibytes for _, mebibytes in runs) for runs in (bundled, source)]
            print(f"    peak memory {peaks[0]:.0f} MiB; from source {peaks[1]:.0f} MiB; bound: 200 MiB")
    files = [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()]
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"    {size:.1f} MB in {len(files)} files; bound: 110 MB on Windows, 150 MB on Linux")


def _sorted_times(runs: Sequence[tuple[float, float]]) -> list[float]:
    return sorted(milliseconds for milliseconds, _ in runs)


def _run(command: Sequence[str], home: Path) -> tuple[float, float]:
    """Return milliseconds and the most memory held, in MiB (0 where the system does not tell)."""
    environment = environment_of_process(HOME=str(home), QT_QPA_PLATFORM="offscreen")
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, cwd=_ROOT, stderr=subprocess.DEVNULL)
    if sys.platform == "win32":
        code, peak = process.wait(), 0
    else:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = code = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss
    taken = (time.perf_counter() - start) * 1000
    if code:
        sys.exit(f"{command[0]} 结束码 {code}")
    return taken, peak / 1024

"""A measurement here and in another revision, in turns: how much faster or slower this checkout is.

    python benchmarks/against.py scoring v2.1.0
    python benchmarks/against.py scoring v2.1.0 --pairs 15

Each revision runs its own measurement in processes of its own; lines of the same name are compared. The
ratio is the median of the ratios of the pairs, with the middle half of them; below 1 this checkout is faster.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from measuring import environment_of_process

_ROOT = Path(__file__).resolve().parents[1]
_MEDIAN = re.compile(r"^(?P<what>\S.*): median (?P<milliseconds>[0-9.]+)", re.MULTILINE)
_LEAST_PAIRS = 9


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="在本版本和另一版本中轮流做同一项测量。")
    parser.add_argument("name", help="测量的名称，如 scoring")
    parser.add_argument("revision", help="另一版本：git 的提交、标签或分支")
    parser.add_argument("--pairs", type=int, default=_LEAST_PAIRS, help="轮流测量的次数（默认 9）")
    arguments = parser.parse_args()
    here: defaultdict[str, list[float]] = defaultdict(list)
    there: defaultdict[str, list[float]] = defaultdict(list)
    with _checkout(arguments.revision) as other:
        # The first pair leaves the bytecode, and is not counted.
        for number in range(arguments.pairs + 1):
            for root, times in ((_ROOT, here), (other, there)):
                for what, milliseconds in _medians(root, arguments.name):
                    if number:
                        times[what].append(milliseconds)
    for what, milliseconds_here in here.items():
        _tell(what, milliseconds_here, there.get(what, []))


@contextmanager
def _checkout(revision: str) -> Iterator[Path]:
    """Yield a folder with the files of ``revision``, gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "revision.tar"
        folder = Path(name) / "revision"
        folder.mkdir()
        subprocess.run(["git", "archive", "-o", archive, revision], cwd=_ROOT, check=True)  # noqa: S607
        subprocess.run(["tar", "-xf", archive, "-C", folder], check=True)  # noqa: S607
        yield folder


def _medians(root: Path, name: str) -> Iterator[tuple[str, float]]:
    """Yield what the measurement ``name`` of the checkout in ``root`` prints, in milliseconds."""
    path = os.pathsep.join(map(str, (root, root / "ui", root / "resources")))
    done = subprocess.run(
        [sys.executable, root / "benchmarks" / "run.py", name],
        cwd=root,
        env=environment_of_process(PYTHONPATH=path),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return ((match["what"], float(match["milliseconds"])) for match in _MEDIAN.finditer(done.stdout))


def _tell(what: str, here: list[float], there: list[float]) -> None:
    """Print one line of the medians of both sides, and how their ratios spread."""
    if not there:
        print(f"{what}: {median(here):.2f} ms; nothing of that name there")
        return
    ratios = [mine / other for mine, other in zip(here, there, strict=True)]
    low, _, high = quantiles(ratios, n=4)
    print(
        f"{what}: {median(here):.2f} ms, there {median(there):.2f} ms; "
        f"ratio {median(ratios):.2f} ({low:.2f}-{high:.2f}) of {len(ratios)} pairs"
    )


if __name__ == "__main__":
    main()

"""Our PDF of the form beside typst and plain platypus: single files, one merged file, and our second print.

Every measurement has a process of its own; the engines take turns round by round, so that all see the same
weather. ``PERFEVAL_ROUNDS`` sets the number of rounds.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from engines.engine import EngineName
from engines.measurement import NUMBER, Figure, Kind
from measuring import environment_of_process
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # it has no types

_ROUNDS = int(os.environ.get("PERFEVAL_ROUNDS", "5"))

_COMPARED = (Kind.SINGLE, Kind.MERGED)
_OURS_ALONE = (Kind.FILES, Kind.EDIT, Kind.MERGED_AGAIN)


@dataclass
class _Measured:
    """What all rounds gave for one engine and one kind; ``size`` in KB and ``pages`` are for one form."""

    figures: dict[Figure, list[float]] = field(default_factory=lambda: defaultdict(list))
    size: float = 0
    pages: float = 0

    def median(self, figure: Figure = Figure.A_FORM) -> float:
        """Return the median of ``figure`` over the rounds."""
        return statistics.median(self.figures[figure])

    def spread(self) -> str:
        """Return the time of a form as ``median (least-most)``."""
        times = self.figures[Figure.A_FORM]
        return f"{self.median():6.2f} ({min(times):.2f}-{max(times):.2f})"


_Results = dict[tuple[EngineName, Kind], _Measured]


def main() -> None:
    """Measure and print."""
    if find_spec("typst") is None:
        sys.exit(
            "这项测量需要 typst 作对照，请先安装：pip install --group benchmarks（或 pip install typst）。"
        )
    for name in EngineName:
        _measure(Kind.WARM_UP, name, _Measured())
    results: _Results = defaultdict(_Measured)
    for _ in range(_ROUNDS):
        for kind in _COMPARED:
            for name in EngineName:
                _measure(kind, name, results[name, kind])
        for kind in _OURS_ALONE:
            _measure(kind, EngineName.OURS, results[EngineName.OURS, kind])
    _tell_what()
    _tell_table(results)
    _tell_bounds(results)


def _measure(kind: Kind, name: EngineName, measured: _Measured) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = subprocess.run(
            [sys.executable, "-m", "engines", kind, name, folder],
            check=True,
            cwd=Path(__file__).parent,
            env=environment_of_process(),
            stdout=subprocess.PIPE,
        )
        for figure, value in json.loads(found.stdout).items():
            measured.figures[Figure(figure)].append(value)
        paths = list(Path(folder).iterdir())
        measured.size = sum(path.stat().st_size for path in paths) / NUMBER / 1000
        measured.pages = sum(map(_page_count, paths)) / NUMBER


def _page_count(path: Path) -> int:
    with PdfDocument(path) as document:
        return len(document)


def _tell_what() -> None:
    accelerated = "with" if find_spec("_rl_accel") else "without"
    print(f"printed form: {NUMBER} forms; {_ROUNDS} rounds, median (least-most); {os.cpu_count()} cores")
    print(f"    typst {version('typst')}: PDF/A-2b, tagged; its package has no switch for the tags")
    print(f"    reportlab {version('reportlab')} {accelerated} rl_accel")


def _tell_table(results: _Results) -> None:
    print(f"{'':22}{'single: ms a form':>23} x typst     KB pages", end="")
    print(f"{'merged: ms a form':>24} x typst     KB pages  MiB  first use")
    for name in EngineName:
        single, merged = results[name, Kind.SINGLE], results[name, Kind.MERGED]
        print(f"{name:22}{_columns(single, _typst(results, Kind.SINGLE))}", end="")
        print(f" {_columns(merged, _typst(results, Kind.MERGED))}", end="")
        print(f" {merged.median(Figure.MEMORY):4.0f} {single.median(Figure.FIRST_USE):8.2f} s")
    files = results[EngineName.OURS, Kind.FILES]
    print(f"{'ours, export_files':22}{_columns(files, _typst(results, Kind.SINGLE))}")


def _columns(measured: _Measured, typst: _Measured) -> str:
    speed = typst.median() / measured.median()
    return f"{measured.spread():>23}{speed:8.2f}{measured.size:7.1f}{measured.pages:6.2f}"


def _typst(results: _Results, kind: Kind) -> _Measured:
    return results[EngineName.TYPST, kind]


def _tell_bounds(results: _Results) -> None:
    ours = {kind: results[EngineName.OURS, kind] for kind in Kind}
    single, merged, files = ours[Kind.SINGLE], ours[Kind.MERGED], ours[Kind.FILES]
    for name in (EngineName.TYPST, EngineName.TYPST_WITHOUT_TOTAL):
        one, all_in_one = results[name, Kind.SINGLE].median(), results[name, Kind.MERGED].median()
        print(f"  times as fast as {name}:")
        _tell("single files", one / single.median(), least=(3, 5))
        _tell("export_files", one / files.median(), least=(3, 7))
        _tell("merged", all_in_one / merged.median(), least=(5, 8))
    print("  ours alone:")
    _tell("KB a single file", single.size, most=(150,))
    _tell("KB a form, merged", merged.size, most=(16,))
    _tell("MiB, merging", merged.median(Figure.MEMORY), most=(150,))
    _tell("ms for a form after an edit", ours[Kind.EDIT].median(Figure.ONE_EDIT), most=(20, 10))
    _tell("ms to merge all again", ours[Kind.MERGED_AGAIN].median(Figure.ALL_AGAIN), most=(100, 50))


def _tell(what: str, value: float, *, least: Sequence[float] = (), most: Sequence[float] = ()) -> None:
    """Print ``value`` beside the limits it was to keep: the bound first, then what was hoped for."""
    verdicts = [
        *(f"≥ {limit:g} {'met' if value >= limit else 'missed'}" for limit in least),
        *(f"≤ {limit:g} {'met' if value <= limit else 'missed'}" for limit in most),
    ]
    print(f"    {what:28}{value:9.2f}   {', '.join(verdicts)}")

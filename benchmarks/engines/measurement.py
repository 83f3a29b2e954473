"""One measurement in a process of its own.

The files are left in the folder, what was measured is printed as JSON. Before anything but the first use is
timed, 40 other forms are printed.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engines.content import TEMPLATE, forms
from engines.engine import Engine, EngineName, load
from engines.memory import peak_memory
from perfeval_desktop.domain.form import Form, Place

if TYPE_CHECKING:
    from engines.ours import Ours

NUMBER = 200

_OTHERS = 40
_FIRST_OTHER = 1000
_EDITS = 30
_MERGES = 5


class Kind(StrEnum):
    """What is measured; all but the first three of our side alone."""

    WARM_UP = "warm-up"
    SINGLE = "single"
    MERGED = "merged"
    FILES = "files"
    EDIT = "edit"
    MERGED_AGAIN = "merged-again"


class Figure(StrEnum):
    """What comes of it, with its unit."""

    FIRST_USE = "first use in s"
    A_FORM = "a form in ms"
    ONE_EDIT = "one edit in ms"
    ALL_AGAIN = "all again in ms"
    MEMORY = "peak memory in MiB"


Figures = dict[Figure, float]


def main() -> None:
    """Measure what the command line asks for and print it."""
    kind, name, folder = Kind(sys.argv[1]), EngineName(sys.argv[2]), Path(sys.argv[3])
    print(json.dumps(_MEASURES[kind](name, folder)))


def _warm_up(name: EngineName, _folder: Path) -> Figures:
    """Measure nothing; print one form, so that all that it takes has its bytecode."""
    engine = load(name)
    engine.single(engine.content(forms(1)[0]))
    return {}


def _single(name: EngineName, folder: Path) -> Figures:
    """Print 200 files and write each as it comes."""
    others = forms(_OTHERS, first=_FIRST_OTHER)
    start = time.perf_counter()
    engine = load(name)
    engine.single(engine.content(others[0]))
    first_use = time.perf_counter() - start
    for form in others[1:]:
        engine.single(engine.content(form))
    contents = [engine.content(form) for form in forms(NUMBER)]
    start = time.perf_counter()
    for number, content in enumerate(contents):
        (folder / f"{number}.pdf").write_bytes(engine.single(content))
    taken = _milliseconds_since(start)
    return {Figure.FIRST_USE: first_use, Figure.A_FORM: taken / NUMBER}


def _merged(name: EngineName, folder: Path) -> Figures:
    """Print 200 forms into one file, none of them printed before in this process."""
    engine = load(name)
    path = folder / "merged.pdf"
    _merge_others(engine, path)
    contents = [engine.content(form) for form in forms(NUMBER)]
    start = time.perf_counter()
    engine.merged(contents, path)
    taken = _milliseconds_since(start)
    memory = peak_memory(os.getpid()) + getattr(engine, "workers_peak", 0.0)
    return {Figure.A_FORM: taken / NUMBER, Figure.MEMORY: memory}


def _files(_name: EngineName, folder: Path) -> Figures:
    """Export 200 files as the program does."""
    engine = _ours()
    engine.files([engine.content(form) for form in forms(_OTHERS, first=_FIRST_OTHER)], folder)
    for path in folder.iterdir():
        path.unlink()
    contents = [engine.content(form) for form in forms(NUMBER)]
    start = time.perf_counter()
    engine.files(contents, folder)
    return {Figure.A_FORM: _milliseconds_since(start) / NUMBER}


def _edit(_name: EngineName, _folder: Path) -> Figures:
    """Print a form again after one of its cells was changed."""
    engine = _ours()
    for form in (*forms(_OTHERS, first=_FIRST_OTHER), *forms(_EDITS)):
        engine.single((TEMPLATE, form))
    taken = []
    for number, form in enumerate(forms(_EDITS)):
        start = time.perf_counter()
        engine.single((TEMPLATE, _edited(form, number)))
        taken.append(_milliseconds_since(start))
    return {Figure.ONE_EDIT: statistics.median(taken)}


def _merged_again(_name: EngineName, folder: Path) -> Figures:
    """Merge 200 forms that were merged before, one of them changed since."""
    engine = _ours()
    path = folder / "merged.pdf"
    _merge_others(engine, path)
    contents = [engine.content(form) for form in forms(NUMBER)]
    engine.merged(contents, path)
    taken = []
    for number in range(_MERGES):
        place = number * NUMBER // _MERGES
        contents[place] = TEMPLATE, _edited(contents[place][1], number)
        start = time.perf_counter()
        engine.merged(contents, path)
        taken.append(_milliseconds_since(start))
    return {Figure.ALL_AGAIN: statistics.median(taken)}


_MEASURES: dict[Kind, Callable[[EngineName, Path], Figures]] = {
    Kind.WARM_UP: _warm_up,
    Kind.SINGLE: _single,
    Kind.MERGED: _merged,
    Kind.FILES: _files,
    Kind.EDIT: _edit,
    Kind.MERGED_AGAIN: _merged_again,
}


def _ours() -> "Ours":
    # Not above, or our first use would be half over before it is timed.
    from engines.ours import Ours  # noqa: PLC0415

    return Ours()


def _merge_others(engine: Engine[Any], path: Path) -> None:
    engine.merged([engine.content(form) for form in forms(_OTHERS, first=_FIRST_OTHER)], path)


def _edited(form: Form, number: int) -> Form:
    """Return ``form`` with one cell changed: each ``number`` another row, and each time another column."""
    rows = form.rows("indicators")
    row = rows[number % len(rows)]
    match number % 3:
        case 0:
            column, text = "reason", f"{row.text('reason')}已按复核意见补充佐证材料3份。"
        case 1:
            column, text = "actual", f"{row.text('actual')}（已核）"
        case _:
            column, text = "score", "2.5"
    return form.with_text(Place("indicators", row.id, column), text)


def _milliseconds_since(start: float) -> float:
    return (time.perf_counter() - start) * 1000

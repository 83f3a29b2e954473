"""Reading and recognising a form beside what others take to open the file and read every cell; 300 at once.

``PERFEVAL_FILES`` names a folder with files of others; without it the one form of the self-test is read.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import docx
import openpyxl
from measuring import tell, times_of

from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.importing.contents import Reading
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.templates import TemplateCatalogue

_MANY = 300
_BOUND = "1.5"


def main() -> None:
    """Measure and print."""
    _beside(".docx", "python-docx", _with_python_docx)
    _beside(".xlsx", "openpyxl, values and formulas", _with_openpyxl)
    _many()


def _sources(suffix: str) -> list[Path]:
    folder = os.environ.get("PERFEVAL_FILES") or str(files("perfeval_resources") / "office")
    return sorted(file for file in Path(folder).iterdir() if file.suffix == suffix)


def _beside(suffix: str, peer: str, read: Callable[[Path], None]) -> None:
    sources = _sources(suffix)
    runs = max(5, 60 // len(sources))
    ours = times_of(lambda: _all(forms_in, sources), runs=runs)
    theirs = times_of(lambda: _all(read, sources), runs=runs)
    tell(f"{len(sources)} {suffix}, read and recognised", ours, peer, theirs, _BOUND)


def _all(read: Callable[[Path], object], sources: Iterable[Path]) -> None:
    for file in sources:
        read(file)


def _with_python_docx(file: Path) -> None:
    for table in docx.Document(str(file)).tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def _with_openpyxl(file: Path) -> None:
    for data_only in (True, False):
        for sheet in openpyxl.load_workbook(file, data_only=data_only):
            for row in sheet.iter_rows(values_only=True):
                _ = tuple(row)


def _many() -> None:
    """Read many files as the window does, in processes of their own, templates chosen."""
    sources = _sources(".docx")
    with tempfile.TemporaryDirectory() as name:
        copies = [Path(name) / f"{number}.docx" for number in range(_MANY)]
        for number, copy in enumerate(copies):
            shutil.copyfile(sources[number % len(sources)], copy)
        start = time.perf_counter()
        with ReaderPool(Reading(TemplateCatalogue(), datetime.now(UTC).year)) as pool:
            pool.add(copies)
            read = sum(not one.refusal for one in pool.all_results())
        print(
            f"{read} of {_MANY} .docx with their templates: {time.perf_counter() - start:.1f} s; bound: 40 s"
        )


if __name__ == "__main__":
    main()

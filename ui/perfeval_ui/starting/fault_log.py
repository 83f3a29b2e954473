"""What is left of a run that ended in a fault below Python, where no dialog can be shown any more."""

import faulthandler
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def fault_log(file: Path) -> Iterator[str]:
    """Keep ``file`` while the program runs, for the places in it should it end in a fault.

    Yields what the run before left in it: ``""`` after one that ended well, or without a word, as when the
    power fails. What is written during a run that ends well is no fault: some systems raise and handle
    exceptions of their own. Without the file the program works all the same.
    """
    report = ""
    try:
        with suppress(FileNotFoundError):
            report = file.read_text(encoding="utf-8", errors="replace").strip()
        file.parent.mkdir(parents=True, exist_ok=True)
        places = file.open("w", encoding="utf-8")
    except OSError:
        yield report
        return
    with places:
        faulthandler.enable(places)
        try:
            yield report
        finally:
            faulthandler.disable()
    with suppress(OSError):
        file.unlink()

"""What is left of a run that ended in a fault below Python, where no dialog can be shown any more."""

import faulthandler
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Windows' own dialogs raise and handle exceptions that have a code and no name.
_FAULT = re.compile("Fatal Python error|Windows fatal exception: (?!code )")


@contextmanager
def fault_log(file: Path) -> Iterator[str]:
    """Keep ``file`` while the program runs, for the places in it should it end in a fault.

    Yields what the run before left in it: ``""`` after one that ended well, or without a fault, as when the
    power fails. Without the file the program works all the same.
    """
    report = ""
    try:
        with suppress(FileNotFoundError):
            left = file.read_text(encoding="utf-8", errors="replace").strip()
            report = left if _FAULT.search(left) else ""
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

"""The record of a crash below Python, where no dialog can be shown any more; the next start reads it."""

import faulthandler
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from perfeval_desktop.own_places import close_to_others, make_folder

# Windows' own dialogs raise and handle exceptions that have a code and no name.
_FAULT = re.compile("Fatal Python error|Windows fatal exception: (?!code )")


@contextmanager
def fault_log(file: Path) -> Iterator[str]:
    """Keep ``file`` open while the program runs; in a crash, Python writes the call stacks into it.

    Yields what the run before has left there: ``""`` where that did not crash. The file is removed at the
    end of a run without a crash. Where it cannot be written, the program runs without it.
    """
    report = ""
    try:
        with suppress(FileNotFoundError):
            left = file.read_text(encoding="utf-8", errors="replace").strip()
            report = left if _FAULT.search(left) else ""
        make_folder(file.parent, with_parents=True)
        stacks = file.open("w", encoding="utf-8")
        close_to_others(file)
    except OSError:
        yield report
        return
    with stacks:
        faulthandler.enable(stacks)
        try:
            yield report
        finally:
            faulthandler.disable()
    with suppress(OSError):
        file.unlink()

"""Files in the making: under a name of their own until they are whole.

What is half written never bears the name that users know, and the change of name is one step. No two
writers, be they of two processes or two computers, ever write to the same file in the making.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from perfeval_desktop.long_paths import LongPath, long_path

_NAME = re.compile("[.]perfeval-[0-9a-f]{16}[.]tmp")
# A file is in the making for seconds. What has not been written to for a day was left by a crash.
_LEFT_SECONDS = 24 * 60 * 60


@contextmanager
def temporary_file(folder: Path) -> Iterator[LongPath]:
    """Make an empty file in ``folder`` that is nobody else's; remove it at the end if it still has that name.

    Raises ``OSError`` where it cannot be made.
    """
    # Not ``tempfile``, whose files nobody else may read.
    part = long_path(folder) / f".perfeval-{os.urandom(8).hex()}.tmp"
    part.open("xb").close()
    try:
        yield part
    finally:
        # One that cannot be removed now is swept later; it must not hide what went wrong before.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove from ``folder`` the files in the making that crashes have left a day ago or earlier."""
    folder = long_path(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                # Gone by now, or not to be removed: neither is a reason to leave the others.
                with suppress(OSError):
                    if time.time() - entry.stat().st_mtime > _LEFT_SECONDS:
                        (folder / entry.name).unlink()

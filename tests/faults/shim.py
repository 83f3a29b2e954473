"""The library of ``shim.c``, compiled when it is first asked for, and its functions as Python calls them."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from enum import IntFlag
from functools import cache
from pathlib import Path

_SOURCE = Path(__file__).with_name("shim.c")


class Call(IntFlag):
    """The kinds of calls of the system that can be made to fail, as ``shim.c`` numbers them."""

    WRITE = 1
    SYNC = 2
    TRUNCATE = 4
    OPEN = 8
    UNLINK = 16
    RENAME = 32
    READ = 64
    LOCK = 128


def missing() -> str:
    """Return why there is no shim here, ``""`` where there is one."""
    if not sys.platform.startswith("linux"):
        return "the shim is for Linux, whose loader takes it before the C library"
    return "" if shutil.which("gcc") else "the shim needs gcc"


@cache
def library() -> Path:
    """Return the compiled library; a folder of its own holds it as long as the computer keeps such."""
    made = Path(tempfile.mkdtemp(prefix="perfeval-shim-")) / "shim.so"
    command = [
        "gcc",
        "-O2",
        "-Wall",
        "-Werror",
        "-shared",
        "-fPIC",
        "-o",
        str(made),
        str(_SOURCE),
        "-ldl",
        "-lpthread",
    ]
    subprocess.run(command, check=True)  # our own source
    return made


class Shim:
    """The shim that this process was started under."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.fault_seen.restype = ctypes.c_long

    def record(self, folder: Path, log: Path) -> None:
        """Record from now on everything that is written and synced below ``folder``, into ``log``."""
        self._library.fault_watch(os.fsencode(folder), os.fsencode(log))

    def note(self, number: int) -> None:
        """Put a mark into the record."""
        self._library.fault_note(ctypes.c_long(number))

    def arm(self, folder: Path, call: Call, number: int, error: int, *, half: bool, lasting: bool) -> None:
        """Let the ``number``-th call of a kind below ``folder`` fail by ``error``, counted from now.

        With ``half`` a write first does half of what is asked. With ``lasting`` later ones fail as well.
        """
        self._library.fault_watch(os.fsencode(folder), b"")
        self._library.fault_arm(ctypes.c_long(number), error, int(call), int(half), int(lasting))

    def disarm(self) -> int:
        """Let nothing fail or be recorded any more; return how many calls of the kind there were."""
        seen: int = self._library.fault_seen()
        self._library.fault_arm(ctypes.c_long(0), 0, 0, 0, 0)
        self._library.fault_watch(b"", b"")
        return seen

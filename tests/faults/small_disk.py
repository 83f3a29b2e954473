"""A disk of a few megabytes: one that Linux keeps in memory, or a small volume that somebody names."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from shutil import disk_usage

# A folder on a small file system of its own, e.g. a virtual disk of 8 MB under Windows.
_NAMED = "PERFEVAL_SMALL_DISK"
_SIZE = "size=8m"
_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
PAGE = 4096


def missing() -> str:
    """Return why there is no small disk here, ``""`` where there is one."""
    if os.environ.get(_NAMED):
        return ""
    if not sys.platform.startswith("linux"):
        return f"{_NAMED} names no folder on a small disk"
    command = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "-o", _SIZE, "tmpfs", "/tmp"]  # noqa: S108
    try:
        is_allowed = subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        is_allowed = False
    return "" if is_allowed else "the system lets nobody mount a file system of his own"


def small_disk(folder: Path) -> Path:
    """Return the folder of a small disk; one that is mounted at ``folder`` goes with this process."""
    if named := os.environ.get(_NAMED):
        return Path(named)
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    _check(libc.unshare(_NEW_USER | _NEW_MOUNTS))
    for file, text in (
        ("setgroups", "deny"),
        ("uid_map", f"0 {user} 1"),
        ("gid_map", f"0 {group} 1"),
    ):
        Path("/proc/self", file).write_text(text, "ascii")
    _check(libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, _SIZE.encode()))
    return folder


def _check(answer: int) -> None:
    if answer:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


class Ballast:
    """A file that takes up a disk but for some pages."""

    def __init__(self, disk: Path) -> None:
        self._disk = disk
        self._file = disk / "ballast"

    def leave(self, pages: int) -> None:
        """Leave so many pages free."""
        size = max(0, disk_usage(self._disk).free - pages * PAGE)
        with self._file.open("wb") as file:
            while size:
                size -= file.write(bytes(min(size, 1 << 20)))

    def remove(self) -> None:
        """Give the room back."""
        self._file.unlink(missing_ok=True)

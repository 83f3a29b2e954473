"""On what kind of drive a folder lies: network drives lock and sync in ways of their own."""

import ctypes
import os
import re
import shutil
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

_REMOTE_SYSTEMS = re.compile(
    "nfs.*|cifs|smb.*|9p|afs|ceph|davfs|fuse[.](sshfs|davfs|rclone|gvfsd-fuse|glusterfs)"
)
_MOUNTS = Path("/proc/self/mountinfo")
# Where in a line of it the place of the mount stands.
_POINT = 4
_DRIVE_REMOTE = 4
_OCTAL = re.compile(r"\\([0-7]{3})")


class DriveKind(StrEnum):
    """Whether what lies on a drive is on this computer."""

    LOCAL = "local"
    NETWORK = "network"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The kind in the user's words."""
        return {"local": "本机磁盘", "network": "网络磁盘"}.get(self, "磁盘类型不明")


def drive_kind(path: Path) -> DriveKind:
    """Return on what kind of drive ``path`` lies, whether it is there or not."""
    if sys.platform == "win32":
        drive = path.absolute().anchor
        # The system knows of letters that stand for shares; what begins with the name of a server is none.
        is_remote = drive.startswith("\\\\") or (ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE)
        return DriveKind.NETWORK if is_remote else DriveKind.LOCAL
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return DriveKind.UNKNOWN
    return _kind_on_linux(os.path.realpath(path), mounts)


def free_bytes(path: Path) -> int | None:
    """Return how much room this user has on the drive of ``path``; ``None`` where nobody can tell."""
    for folder in (path, *path.absolute().parents):
        with suppress(OSError):
            return shutil.disk_usage(folder).free
    return None


def _kind_on_linux(path: str, mounts: str) -> DriveKind:
    """Return the kind of the drive of ``path`` among ``mounts``, lines as in ``/proc/self/mountinfo``."""
    found, system = "", ""
    for line in mounts.splitlines():
        place, _, description = line.partition(" - ")
        words = place.split(" ")
        if len(words) > _POINT and description:
            point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), words[_POINT])
            # Of several in one place, the last covers the others.
            if len(point) >= len(found) and (path == point or path.startswith(f"{point.rstrip('/')}/")):
                found, system = point, description.split(" ")[0]
    if not system:
        return DriveKind.UNKNOWN
    return DriveKind.NETWORK if _REMOTE_SYSTEMS.fullmatch(system) else DriveKind.LOCAL

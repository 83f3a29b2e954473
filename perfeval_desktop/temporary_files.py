"""Files in the making: under a name of their own until they are whole.

What is half written never bears the name that users know, and the change of name is one step. No two
writers, be they of two processes or two computers, ever write to the same file in the making.
"""

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from perfeval_desktop.long_paths import LongPath, long_path
from perfeval_desktop.own_places import open_new

_NAME = re.compile("[.]perfeval-[0-9a-f]{16}[.]tmp")
# A file is in the making for seconds. What has not been written to for a day was left by a crash.
_LEFT_SECONDS = 24 * 60 * 60


class NotAFileError(OSError):
    """Where a file is to be put stands something that is none: a folder, a device, a pipe, a socket."""

    def __init__(self) -> None:
        super().__init__(errno.EEXIST, "那里不是普通文件")


@contextmanager
def temporary_file(folder: Path, data: bytes = b"") -> Iterator[LongPath]:
    """Make a file in ``folder`` that is nobody else's; remove it at the end if it still has that name.

    ``data`` is in it and on the disk. Nothing that stands there already is opened, and no link is followed.
    Raises ``OSError`` where it cannot be made.
    """
    # Not ``tempfile``, whose files nobody else may read.
    part = long_path(folder) / f".perfeval-{os.urandom(8).hex()}.tmp"
    file = open(part, "xb", opener=open_new)  # noqa: SIM115  # pathlib takes no opener; closed below
    try:
        with file:
            if data:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        yield part
    finally:
        # One that cannot be removed now is swept later; it must not hide what went wrong before.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def destination(path: Path) -> LongPath:
    """Return where a file that is put at ``path`` comes to stand: there, or where a link leads.

    A link stays a link, and what it leads to is replaced.
    """
    path = long_path(path)
    # Not ``is_symlink``, which raises for a name that is too long: whoever opens it says so better.
    return long_path(Path(os.path.realpath(path))) if os.path.islink(path) else path  # noqa: PTH114


def check_replaceable(target: LongPath) -> None:
    """Raise :class:`NotAFileError` if anything but a file stands at ``target``."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(target.lstat().st_mode):
            raise NotAFileError


def put_in_place(part: LongPath, target: LongPath, *, like: Path | None = None) -> None:
    """Give ``part`` the name ``target``, in one step, replacing a file of that name. Raises ``OSError``.

    Who might read and write that file - or the one that it is to be ``like`` - may do so with the new one, so
    far as the system lets this user give that.
    """
    # Windows hands down the rights of the folder to what is renamed within it.
    if sys.platform != "win32":
        with suppress(OSError):
            take_over_rights(part, (like or target).stat())
    part.replace(target)


def put_as_new(part: LongPath, target: LongPath) -> None:
    """Give the content of ``part`` the name ``target`` as well, in one step.

    Raises ``FileExistsError`` where anything bears that name, be it put there at the same time from another
    computer, and ``OSError``.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links there, as on sticks: whole it is only once it is written, but still the only one.
        content = part.read_bytes()
        with open(target, "xb", opener=open_new) as file:  # pathlib takes no opener
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                with suppress(OSError):
                    target.unlink()
                raise


def take_over_rights(part: Path, of: os.stat_result, *, at_least: int = 0) -> None:
    """Let everybody do with ``part`` what they may do with another file, of these facts; ``at_least`` that.

    So far as the system lets this user give it, else it raises ``OSError``.
    """
    mode = stat.S_IMODE(of.st_mode) | at_least
    try:
        os.chown(part, of.st_uid, of.st_gid)
    except OSError:
        try:
            # Only the superuser gives files away; to a group of one's own everybody may.
            os.chown(part, -1, of.st_gid)
        except OSError:
            # What was meant for that group must not be given to another one.
            mode &= ~stat.S_IRWXG
    part.chmod(mode)


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

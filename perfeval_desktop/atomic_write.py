"""Writing a file so that it is there whole, or as it was before."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from perfeval_desktop.errors import OutputError
from perfeval_desktop.long_paths import LongPath
from perfeval_desktop.paths import PACKAGE_SUFFIX, STORE_SUFFIX
from perfeval_desktop.temporary_files import (
    NotAFileError,
    check_replaceable,
    destination,
    put_in_place,
    sweep,
    temporary_file,
)

_DISK_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_MOST_NAMES = 3
# How every database of SQLite begins.
_DATABASE = b"SQLite format 3\0"


class _StoreError(OSError):
    """Where a file is to be put stands a store, or what belongs to one."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps files from being written: a sentence without their names, which stand in between."""

    before: str
    after: str

    def sentence(self, names: Sequence[str]) -> str:
        """Return the sentence about the files of these names, at least one."""
        told = "、".join(f"“{name}”" for name in names[:_MOST_NAMES])
        more = f"等 {len(names)} 个文件" if len(names) > _MOST_NAMES else ""
        return f"{self.before}{told}{more}{self.after}"


class UnwrittenError(OutputError):
    """A file that could not be written, and what keeps it, and perhaps others, from it."""

    def __init__(self, name: str, obstacle: Obstacle) -> None:
        super().__init__(obstacle.sentence([name]))
        self.obstacle = obstacle


def write_atomically(path: Path, data: bytes, *, sweeping: bool = True) -> None:
    """Write ``data`` to ``path`` so that the file is there whole, or as it was before.

    A file of that name is replaced, where ``path`` is a link the one that it leads to; a store or what lies
    beside it, a folder, a device, a pipe or the like is not. Raises :class:`UnwrittenError`, naming the file
    and the remedy, for those and when the folder is gone, the disk is full, or the file may not be written or
    is open elsewhere; nothing is left behind then. What crashes have left in the folder is removed too;
    whoever writes many files there sweeps once, and lets each file be written without ``sweeping``.
    """
    with replacing(path, data, sweeping=sweeping):
        # It is in the making already.
        pass


@contextmanager
def replacing(path: Path, data: bytes = b"", *, sweeping: bool = True) -> Iterator[LongPath]:
    """Give a file in the making, with ``data`` in it, which takes the place of ``path`` at the end.

    For those whose bytes something else writes; otherwise like :func:`write_atomically`. What is raised
    inside leaves everything as it was.
    """
    path = destination(path)
    if sweeping:
        sweep(path.parent)
    try:
        check_replaceable(path)
        _check_no_store(path)
        with temporary_file(path.parent, data) as part:
            yield part
            put_in_place(part, path)
    except OSError as error:
        raise UnwrittenError(path.name, _obstacle(path, error)) from error


def _check_no_store(path: LongPath) -> None:
    """Raise ``OSError`` if a store stands at ``path``, under whichever name, or a journal or lock of one."""
    name = path.name.casefold()
    is_store = STORE_SUFFIX in name.removesuffix(PACKAGE_SUFFIX) and path.exists()
    # What cannot be read cannot be told from others by what is in it.
    with suppress(OSError), path.open("rb") as file:
        is_store = is_store or file.read(len(_DATABASE)) == _DATABASE
    if is_store:
        raise _StoreError


def _obstacle(path: Path, error: OSError) -> Obstacle:
    folder = path.parent
    if _is_folder(path):
        return Obstacle(
            "", f"是一个文件夹，不能写成文件，它在“{folder}”里。请换一个文件名，或先把该文件夹改名。"
        )
    if isinstance(error, NotAFileError):
        return Obstacle(
            "",
            f"没有写入“{folder}”：那里同名的不是普通文件，而是设备、管道之类，不能替换。请换一个文件名。",
        )
    if isinstance(error, _StoreError):
        return Obstacle("", f"是自评数据或它的附属文件，没有写入“{folder}”，数据没有改动。请换一个文件名。")
    if isinstance(error, PermissionError):
        return Obstacle(
            "",
            f"无法写入“{folder}”：文件可能正在其他程序中打开，或没有写入权限。请关闭该文件后重试，或另选文件夹。",
        )
    if error.errno in _DISK_FULL:
        return Obstacle("磁盘空间不足，", f"没有写入“{folder}”。请清理磁盘，或另选文件夹后重试。")
    if error.errno == errno.ENAMETOOLONG:
        return Obstacle("", f"没有写入“{folder}”：文件名或路径太长。请把文件名改短，或另选层级浅的文件夹。")
    if not _is_folder(folder):
        return Obstacle(f"文件夹“{folder}”不存在或已断开，", "没有写成。请检查磁盘或网络连接，或另选文件夹。")
    reason = error.strerror or str(error)
    return Obstacle("", f"无法写入“{folder}”：{reason}。请检查磁盘和文件名，或另选文件夹后重试。")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A folder that may not even be looked into.
        return False

"""Writing a file so that it is there whole, or as it was before."""

import errno
import os
from pathlib import Path

from perfeval_desktop.errors import OutputError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.temporary_files import sweep, temporary_file

_DISK_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def write_atomically(path: Path, data: bytes, *, sweeping: bool = True) -> None:
    """Write ``data`` to ``path`` so that the file is there whole, or as it was before.

    A file of that name is replaced. Raises :class:`OutputError`, naming the file and the remedy, when the
    folder is gone, the disk is full, or the file may not be written or is open elsewhere; nothing is
    left behind then. What crashes have left in the folder is removed too; whoever writes many files there
    sweeps once, and lets each file be written without ``sweeping``.
    """
    path = long_path(path)
    if sweeping:
        sweep(path.parent)
    try:
        with temporary_file(path.parent) as part:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
    except OSError as error:
        raise OutputError(_sentence(path, error)) from error


def _sentence(path: Path, error: OSError) -> str:
    folder = path.parent
    if _is_folder(path):
        return f"“{path}”是一个文件夹，不能写成文件。请换一个文件名，或先把该文件夹改名。"
    if isinstance(error, PermissionError):
        return (
            f"“{path.name}”无法写入“{folder}”：文件可能正在其他程序中打开，或没有写入权限。"
            "请关闭该文件后重试，或另选文件夹。"
        )
    if error.errno in _DISK_FULL:
        return f"磁盘空间不足，“{path.name}”没有写入“{folder}”。请清理磁盘，或另选文件夹后重试。"
    if error.errno == errno.ENAMETOOLONG:
        return f"“{path.name}”没有写入“{folder}”：文件名或路径太长。请把文件名改短，或另选层级浅的文件夹。"
    if not _is_folder(folder):
        return f"文件夹“{folder}”不存在或已断开，“{path.name}”没有写成。请检查磁盘或网络连接，或另选文件夹。"
    reason = error.strerror or str(error)
    return f"“{path.name}”无法写入“{folder}”：{reason}。请检查磁盘和文件名，或另选文件夹后重试。"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A folder that may not even be looked into.
        return False

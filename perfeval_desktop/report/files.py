"""Files of printed forms: names that every system takes, and writing that leaves all or nothing."""

import errno
import os
import unicodedata
from pathlib import Path

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import ReportError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.part_files import part_file, sweep
from perfeval_desktop.report.names import form_names

SUFFIX = ".pdf"

# What Windows forbids in names, as the full-width character that looks the same.
_LOOK_ALIKES = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
_MOST_CHARACTERS = 110
_MOST_BYTES = 220  # of the 255 that Linux takes, with room for the number of a namesake and the suffix
_MOST_UNIT_CHARACTERS = 40
_MOST_UNIT_BYTES = 90

_DISK_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def file_name(template: Template, form: Form) -> str:
    """Return the name of the PDF of ``form``: 年度_单位_项目.pdf, at most 120 characters and 240 bytes.

    Characters that Windows forbids are replaced by full-width ones, invisible ones by ``_``. It begins with
    the year, so that it is never empty and never one of the names Windows keeps for devices.
    """
    names = form_names(template, form)
    unit, project = _cut(_clean(names.unit), _MOST_UNIT_CHARACTERS, _MOST_UNIT_BYTES), _clean(names.project)
    stem = f"{form.year}_{unit or '未填单位'}_{project or '未填项目'}"
    return _cut(stem, _MOST_CHARACTERS, _MOST_BYTES) + SUFFIX


def write_whole(path: Path, data: bytes, *, sweeping: bool = True) -> None:
    """Write ``data`` to ``path`` so that the file is there whole, or as it was before.

    A file of that name is replaced. Raises :class:`ReportError`, naming the file and the remedy, when the
    folder is gone, the disk is full, or the file may not be written or is open elsewhere; nothing is
    left behind then. What crashes have left in the folder is removed too; whoever writes many files there
    sweeps once, and lets each file be written without ``sweeping``.
    """
    path = long_path(path)
    if sweeping:
        sweep(path.parent)
    try:
        with part_file(path.parent) as part:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
    except OSError as error:
        raise ReportError(_sentence(path, error)) from error


def _clean(text: str) -> str:
    """Return ``text`` with characters that may stand in a name; none at its ends that Windows drops."""
    shown = text.strip().translate(_LOOK_ALIKES)
    plain = "".join(
        "_" if unicodedata.category(one)[0] == "C" or one in "\u2028\u2029" else one for one in shown
    )
    return plain.rstrip(". ")


def _cut(text: str, characters: int, size: int) -> str:
    """Return the beginning of ``text`` with at most so many characters and bytes of UTF-8."""
    return text[:characters].encode()[:size].decode(errors="ignore").rstrip(". ")


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

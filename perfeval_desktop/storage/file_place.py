"""Whether an open file is still the one at its path: synchronising programs, sticks and people replace files.

Where another file has come to bear the name, or none has it any more, the open one can still be read on
Linux, but nobody finds what is written to it.
"""

from enum import StrEnum
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind

FileIdentity = tuple[int, int]


class Displacement(StrEnum):
    """What has become of the file at the path while it was open."""

    REPLACED = "replaced"
    GONE = "gone"
    FOLDER_GONE = "folder-gone"
    OVERWRITTEN = "overwritten"


_MESSAGES = {
    Displacement.REPLACED: (
        "“{path}”被换成了另一个文件（同步盘、网盘或别人复制过来的），这次没有写入任何内容，那个文件也没有动。"
        "请用“另存为”把程序里的全部内容存成一个新文件，或重新打开现在的这个文件。"
    ),
    Displacement.GONE: (
        "“{path}”不在原处了：它被删除、改名或移走，这次没有写入任何内容。"
        "请把程序里的全部内容放回原处，或另存为一个新文件。"
    ),
    Displacement.FOLDER_GONE: (
        "找不到“{path}”所在的文件夹：它被移走、改名，或 U 盘、移动盘、共享文件夹断开了，"
        "这次没有写入任何内容。请插好、连好后重试，或把内容另存到别处。"
    ),
    Displacement.OVERWRITTEN: (
        "“{path}”的内容被别的程序（如同步盘）换掉了，这次没有写入任何内容。"
        "请把正在编辑的内容另存为一个新文件，再重新打开现在的这个文件，或用备份恢复。"
    ),
}


def identity_of(file: Path) -> FileIdentity | None:
    """Return what tells a file from another of the same name; ``None`` where there is none."""
    try:
        facts = file.lstat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def last_written(file: Path) -> object:
    """Return what changes when somebody writes into a file, so far as a look at it tells."""
    try:
        facts = file.lstat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns


def displacement(path: Path, identity: FileIdentity | None) -> Displacement | None:
    """Return what has become of the file at ``path``, of that ``identity`` when it was opened."""
    present = identity_of(path)
    if present == identity:
        return None
    if present is not None:
        return Displacement.REPLACED
    return Displacement.GONE if path.parent.is_dir() else Displacement.FOLDER_GONE


def displaced_error(path: Path, what: Displacement) -> StorageError:
    """Return the error that tells of it, with the remedies."""
    return StorageError(StorageErrorKind.DISPLACED, _MESSAGES[what].format(path=path))

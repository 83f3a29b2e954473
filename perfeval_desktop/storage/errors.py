"""From the errors of SQLite, peewee and the operating system to the one type that users are shown."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import PeeweeException

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.file_place import Displacement, displaced_error, displacement

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_BUSY: StorageErrorKind.BUSY,
    sqlite3.SQLITE_LOCKED: StorageErrorKind.BUSY,
    sqlite3.SQLITE_READONLY: StorageErrorKind.READ_ONLY,
    sqlite3.SQLITE_PERM: StorageErrorKind.READ_ONLY,
    sqlite3.SQLITE_FULL: StorageErrorKind.FULL,
    sqlite3.SQLITE_CORRUPT: StorageErrorKind.CORRUPT,
    sqlite3.SQLITE_NOTADB: StorageErrorKind.FOREIGN,
    sqlite3.SQLITE_IOERR: StorageErrorKind.INPUT_OUTPUT,
    sqlite3.SQLITE_CANTOPEN: StorageErrorKind.INPUT_OUTPUT,
    sqlite3.SQLITE_NOLFS: StorageErrorKind.INPUT_OUTPUT,
}
# Two rows under one key, or one that belongs to none: only a file that contradicts itself comes to that.
_CONTRADICTIONS = frozenset(
    {
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        sqlite3.SQLITE_CONSTRAINT_ROWID,
        sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
    }
)
_BY_ERRNO = {
    errno.EACCES: StorageErrorKind.READ_ONLY,
    errno.EPERM: StorageErrorKind.READ_ONLY,
    errno.EROFS: StorageErrorKind.READ_ONLY,
    errno.ENOSPC: StorageErrorKind.FULL,
    errno.EDQUOT: StorageErrorKind.FULL,
    errno.ENOENT: StorageErrorKind.MISSING,
}
_MESSAGES = {
    StorageErrorKind.BUSY: (
        "“{path}”正被其他程序占用。请关闭占用它的程序（如同步盘、数据库工具、杀毒软件），稍后再试。"
    ),
    StorageErrorKind.READ_ONLY: (
        "“{path}”不能写入：它是只读的、没有写入权限，或正被其他程序占用。"
        "请取消只读属性，或把它移到可以写入的文件夹，也可以以只读方式打开。"
    ),
    StorageErrorKind.FULL: "“{path}”所在的磁盘已满，这次没有写入任何内容。请清理磁盘空间后再试。",
    StorageErrorKind.CORRUPT: "“{path}”已损坏，读不出完整的内容。"
    "请不要删除它。重新打开它，程序会用备份和还读得出的内容恢复（命令行用 rescue）。",
    StorageErrorKind.FOREIGN: "“{path}”不是绩效自评的数据文件，没有改动它。请另选一个文件，或改用备份。",
    StorageErrorKind.MISSING: "找不到“{path}”。请检查它是否被移动或改名，移动盘或共享文件夹是否已连接。",
    StorageErrorKind.INPUT_OUTPUT: "读写“{path}”时出错（{detail}）。请检查磁盘、网络连接和文件夹，再试一次。",
}
# What SQLite says without a telling code: of text that is no UTF-8, of a schema whose own text is damaged.
_DAMAGED = (
    *("Could not decode to UTF-8", "no such column", "no such table", "foreign key mismatch"),
    "error in ",
)
_TOO_LONG = (
    "“{path}”的名称或所在的路径太长，没有写入任何内容。"
    "请把文件名或文件夹名改短，或者换一个层级浅一些的文件夹，再试一次。"
)
_NO_NAME = "“{path}”不能用作文件名：里面有看不见的空字符或残缺的字。请换一个名称，再试一次。"
_INTERRUPTED = (
    "“{path}”上次没有正常关闭，要先恢复才能查看。请先以普通方式（不是只读方式）打开一次，它会自动恢复。"
)


class DamagedError(Exception):
    """A stored value that this program cannot have written; shown to users as a corrupt file."""


@contextmanager
def decoding(what: str) -> Iterator[None]:
    """Turn the errors of decoding ill-formed stored values into :class:`DamagedError` about ``what``."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        raise DamagedError(what) from error


@contextmanager
def translating_errors(path: Path) -> Iterator[None]:
    """Raise what is wrong with the file at ``path`` as :class:`StorageError`; let bugs of ours pass."""
    try:
        yield
    except (sqlite3.Error, PeeweeException, OSError, DamagedError, ValueError) as error:
        known = storage_error(error, path)
        if known is None:
            raise
        raise known from error


def storage_error(error: Exception, path: Path) -> StorageError | None:
    """Return ``error``, about the file at ``path``, as one of ours; ``None`` where it is a bug."""
    if isinstance(error, PeeweeException):
        error = getattr(error, "orig", error)
    if isinstance(error, ValueError) and not _is_possible(path):
        return StorageError(StorageErrorKind.MISSING, _NO_NAME.format(path=_readable(path)))
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return displaced_error(path, displacement(path, None) or Displacement.GONE)
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return StorageError(StorageErrorKind.READ_ONLY, _INTERRUPTED.format(path=path))
    if code == sqlite3.SQLITE_CANTOPEN and not path.exists():
        return usual_error(path, StorageErrorKind.MISSING)
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return StorageError(StorageErrorKind.INPUT_OUTPUT, _TOO_LONG.format(path=path))
    kind = _kind(error, code)
    detail = getattr(error, "strerror", None) or str(error)
    return None if kind is None else usual_error(path, kind, detail=detail)


def usual_error(path: Path, kind: StorageErrorKind, *, detail: str = "") -> StorageError:
    """Return the usual error of its kind about the file or folder at ``path``."""
    return StorageError(kind, _MESSAGES[kind].format(path=path, detail=detail))


def _kind(error: Exception, code: int | None) -> StorageErrorKind | None:
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, StorageErrorKind.INPUT_OUTPUT)
    if isinstance(error, DamagedError | UnicodeDecodeError) or str(error).startswith(_DAMAGED):
        return StorageErrorKind.CORRUPT
    if code in _CONTRADICTIONS:
        return StorageErrorKind.CORRUPT
    # The low byte of an extended code is its family.
    return None if code is None else _BY_SQLITE_CODE.get(code & 0xFF)


def _is_possible(path: Path) -> bool:
    """Return whether any file can be at ``path``: the system is not even asked for some."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _readable(path: Path) -> str:
    """Return ``path`` with a mark in the place of each character that no file can be named by."""
    return "".join("�" if one == "\0" or "\ud800" <= one <= "\udfff" else one for one in str(path))


def missing_form(what: str) -> StorageError:
    """Return the error that says ``what`` came of a form that is not there, with the remedy."""
    return StorageError(StorageErrorKind.MISSING, f"{what}请刷新列表后再试。")

"""Journals that lie beside a store when it is opened, looked at before SQLite takes them for the store's.

A crash leaves one, and SQLite rolls the interrupted change back with it, whatever file bears the name by
then. A backup that was copied over the store would be damaged by that.
"""

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.connections import file_uri

_JOURNAL, _WAL = "-journal", "-wal"


def settle_journals(path: Path, *, read_only: bool, clock: Callable[[], datetime]) -> tuple[Path, ...]:
    """Put aside what lies beside the store at ``path`` as a journal and is not of this very file.

    Return where it is now, beside the store. Nobody else may be about to write the store. Raises
    :class:`StorageError` where a journal is in the way that cannot be moved, and ``OSError``.
    """
    found = [path.with_name(path.name + suffix) for suffix in (_JOURNAL, _WAL)]
    there = [(file, size) for file in found if (size := _size(file)) is not None]
    if read_only:
        _check_readable(path, there)
        return ()
    for file, size in there:
        _check_writable(file, size)
    strange = [file for file, size in there if size and _is_strange(path, file)]
    return tuple(_put_aside(path, file, clock()) for file in strange)


def unsettled_journal(path: Path) -> Path | None:
    """Return the journal beside the store at ``path`` of a change that was never finished, if any."""
    journal = path.with_name(path.name + _JOURNAL)
    return journal if _size(journal) else None


def check_settled(path: Path) -> None:
    """Raise :class:`StorageError` READ_ONLY where the file alone is not all of the store at ``path``."""
    if unsettled_journal(path):
        raise StorageError(
            StorageErrorKind.READ_ONLY,
            f"“{path}”上次没有正常关闭，要先恢复才能查看。请签出到本机（命令行：checkout），签出的那一份会自动恢复，"
            "再签入即可。",
        )


def _size(file: Path) -> int | None:
    """Return the size of a journal in bytes, ``None`` where there is none."""
    try:
        facts = file.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(facts.st_mode):
        raise _in_the_way(file, "不是普通文件（可能是链接或文件夹）")
    return facts.st_size


def _check_readable(path: Path, there: list[tuple[Path, int]]) -> None:
    # A rollback journal SQLite refuses by itself where it can only read; a write-ahead log it would follow.
    for file, size in there:
        if size and file.name.endswith(_WAL) and path.exists() and _is_strange_log(path):
            raise StorageError(
                StorageErrorKind.READ_ONLY,
                f"“{path}”旁边的“{file.name}”不属于这份数据，这样打开会看到别的内容。"
                "请先以普通方式（不是只读方式）打开一次，它会自动移开；也可以先把它移到别处。",
            )


def _check_writable(file: Path, size: int) -> None:
    """See to it that SQLite can write the journal; one that is empty can as well be made anew."""
    if os.access(file, os.W_OK):
        return
    with suppress(OSError):
        file.chmod(file.stat().st_mode | stat.S_IWUSR)
    if os.access(file, os.W_OK):
        return
    try:
        if not size:
            file.unlink()
            return
    except OSError:
        # Said below.
        pass
    raise StorageError(
        StorageErrorKind.INPUT_OUTPUT,
        f"“{file}”是只读的，数据文件不能打开。这是数据文件旁边的日志，请不要删除，取消它的只读属性，再打开一次。",
    )


def _is_strange(path: Path, file: Path) -> bool:
    if not _size_of_store(path):
        # SQLite would simply delete it; it may be all that is left of the store.
        return True
    if file.name.endswith(_WAL):
        return _is_strange_log(path)
    return _would_be_rolled_back(path) and not _fits(path, file)


def _size_of_store(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _is_strange_log(path: Path) -> bool:
    """Whether a write-ahead log is of another file: a file of this program never uses one."""
    from perfeval_desktop.storage.file_header import read_header  # noqa: PLC0415  # hardly ever needed

    return read_header(path).is_in_rollback_mode


def _would_be_rolled_back(path: Path) -> bool:
    """Whether SQLite takes the journal for one that a crash has left, and nobody is at work with it."""
    try:
        with closing(sqlite3.connect(file_uri(path, "ro"), uri=True, timeout=0)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_ROLLBACK
    return False


def _fits(path: Path, file: Path) -> bool:
    """Whether rolling back mends the store; where that is not sure, SQLite is let do as it always does."""
    from perfeval_desktop.storage.file_header import parse_header  # noqa: PLC0415  # only after a crash
    from perfeval_desktop.storage.rollback_journal import parse_journal  # noqa: PLC0415  # only after a crash

    journal, content = parse_journal(file.read_bytes()), path.read_bytes()
    if journal is None or not journal.may_belong_to(parse_header(content)):
        return False
    as_it_is = _sound_state(content)
    if as_it_is is None or not journal.page_count:
        return True
    undone = _sound_state(journal.undo(content))
    return undone is not None and undone[0] == as_it_is[0] and undone[1] <= as_it_is[1]


def _sound_state(content: bytes) -> tuple[str, int] | None:
    """Return lineage and last revision of a store with ``content``, ``None`` where it is damaged or none."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            connection.deserialize(content)
            if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                return None
            lineage, last, logged = connection.execute(
                "SELECT lineage, last_revision, (SELECT coalesce(max(number), 0) FROM revision) FROM store"
            ).fetchone()
        except (sqlite3.Error, TypeError):
            return None
    return (lineage, last) if isinstance(last, int) and logged <= last else None


def _put_aside(path: Path, file: Path, at: datetime) -> Path:
    """Give a journal a name under which SQLite does not find it; it is never deleted."""
    kind = file.name.removeprefix(path.name)
    number, target = 1, path.with_name(f"{path.stem}-不属于它的日志-{at:%Y%m%d-%H%M%S}{kind}")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}-不属于它的日志-{at:%Y%m%d-%H%M%S}-{number}{kind}")
    try:
        file.rename(target)
    except OSError as error:
        raise _in_the_way(file, "不属于这份数据，又不能改名") from error
    return target


def _in_the_way(file: Path, why: str) -> StorageError:
    return StorageError(
        StorageErrorKind.INPUT_OUTPUT,
        f"“{file}”{why}，数据文件不能打开。这是数据文件旁边的日志，请不要删除，把它移到别的文件夹，再打开一次。",
    )

"""A copy of a whole store as one file: checked, on the disk, and only then there under its name."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageTrouble
from perfeval_desktop.storage.connections import connect
from perfeval_desktop.storage.identity import pragma

_UNFINISHED = ".part"

_Facts = tuple[object, ...]


def write_copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy everything in ``source`` to the file ``target``, which appears whole or not at all.

    Raises :class:`StorageError` CORRUPT where the copy does not read back as what was to be copied, and
    SQLite's and the system's errors as they are.
    """
    part = target.with_name(target.name + _UNFINISHED)
    part.unlink(missing_ok=True)
    try:
        with closing(connect(part, "rwc")) as copy:
            # Nobody reads the copy before it is synced below, so no journal has to guard it.
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA synchronous=OFF")
            facts = _copy(source, copy)
        with closing(connect(part, "ro")) as copy:
            if not is_whole(copy) or _facts(copy) != facts:
                raise StorageError(
                    StorageTrouble.CORRUPT,
                    f"“{target}”写好后核对不一致，已经撤销。请先核对数据文件是否完好，再检查磁盘，然后重试。",
                )
        _sync(part)
        part.replace(target)
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Return whether SQLite finds all of the open file in order."""
    return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]


def _copy(source: sqlite3.Connection, copy: sqlite3.Connection) -> _Facts:
    # One transaction, so that the facts are those of the very state that is copied.
    source.execute("BEGIN")
    try:
        facts = _facts(source)
        source.backup(copy)
    finally:
        source.rollback()
    return facts


def _facts(connection: sqlite3.Connection) -> _Facts:
    """Return what tells two states of a store apart, of whichever schema version."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return (
        pragma(connection, "application_id"),
        pragma(connection, "user_version"),
        connection.execute("SELECT last_revision FROM store").fetchall(),
        [(name, connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()) for (name,) in tables],  # noqa: S608  # a table's own name
    )


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _sync_folder(folder: Path) -> None:
    # Makes the new name last through a power cut. Windows opens no folders and needs no such thing.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

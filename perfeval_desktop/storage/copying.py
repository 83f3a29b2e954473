"""A copy of a whole store as one file: checked, on the disk, and only then there under its name."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.connections import connected, copy_content
from perfeval_desktop.storage.file_header import make_distinct
from perfeval_desktop.storage.identity import pragma
from perfeval_desktop.temporary_files import (
    check_replaceable,
    destination,
    put_in_place,
    sweep,
    temporary_file,
)

Facts = tuple[object, ...]


def write_copy(source: sqlite3.Connection, facts: Facts, *, target: Path) -> None:
    """Copy everything in ``source`` to the file ``target``, which appears whole or not at all.

    ``facts`` are the :func:`facts_of` the source. Any number of processes may do so at once. What crashes
    have left of earlier copies in the folder is removed. Raises :class:`StorageError` CORRUPT where the copy
    does not read back as what was to be copied, and SQLite's and the system's errors as they are. Who may
    not read the source may not read the copy either.
    """
    target = destination(target)
    check_replaceable(target)
    sweep(target.parent)
    # Made by Python, which says better than SQLite why a file cannot be made.
    with temporary_file(target.parent) as part:
        with connected(part, "rw") as copy:
            # Nobody reads the copy before it is synced below, so no journal has to guard it.
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA synchronous=OFF")
            copy_content(source, copy, _file_of(source) or target)
        make_distinct(part)
        with connected(part, "ro") as copy:
            _check(copy, facts, target)
        sync_file(part)
        put_in_place(part, target, like=_file_of(source))
        sync_folder(target.parent)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Return whether SQLite finds all of the open file in order."""
    return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]


def facts_of(connection: sqlite3.Connection) -> Facts:
    """Return what tells two states of a store apart, of whichever schema version."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return (
        pragma(connection, "application_id"),
        pragma(connection, "user_version"),
        connection.execute("SELECT last_revision FROM store").fetchall(),
        [(name, _count(connection, name)) for (name,) in tables],
    )


def _count(connection: sqlite3.Connection, table: str) -> object:
    quoted = table.replace('"', '""')
    return connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608  # a table's own name


def _file_of(source: sqlite3.Connection) -> Path | None:
    """Return the file that is open, ``None`` for a database in memory."""
    _, _, name = source.execute("PRAGMA database_list").fetchone()
    return Path(name) if name else None


def _check(copy: sqlite3.Connection, facts: Facts, target: Path) -> None:
    if not is_whole(copy) or facts_of(copy) != facts:
        raise StorageError(
            StorageErrorKind.CORRUPT,
            f"“{target}”写好后核对不一致，已经撤销。请先核对数据文件是否完好，再检查磁盘，然后重试。",
        )


def sync_file(file: Path) -> None:
    """Wait until all of a closed file is on the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Make new names in ``folder`` last through a power cut."""
    # Windows opens no folders and needs no such thing.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

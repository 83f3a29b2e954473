"""Whether a file is ours, and of which schema version."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from perfeval_desktop import __version__
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.errors import usual_error

# "PEVF"; written into byte 68 of every file of ours.
APPLICATION_ID = 0x50455646


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether nothing has ever been put into the open file."""
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(count == pragma(connection, "application_id") == pragma(connection, "user_version") == 0)


def check_own(connection: sqlite3.Connection, path: Path) -> None:
    """Raise :class:`StorageError` FOREIGN unless the open file at ``path`` is ours. Writes nothing.

    It holds tables and indexes and nothing that runs when they are used: no view, no trigger, no virtual
    table. Tables and indexes of others beside ours are their own business.
    """
    if pragma(connection, "application_id") != APPLICATION_ID:
        raise usual_error(path, StorageErrorKind.FOREIGN)
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if not _is_inert(kind, sql):
            raise StorageError(
                StorageErrorKind.FOREIGN,
                f"“{path}”里有绩效自评不会建立的东西（{kind}“{name}”），没有打开，也没有改动它。"
                "请改用备份；如果是别的程序加进去的，请用那个程序把它删去。",
            )


# By what stands in the file: the word before the name, which SQLite takes no notice of, may be another.
_MAKING = {"table": ("create table ",), "index": ("create index ", "create unique index ")}


def _is_inert(kind: object, sql: object) -> bool:
    """Return whether a line of the schema is a plain table or index; that of a key has no text of its own."""
    if sql is None:
        return kind == "index"
    return str(sql).lower().startswith(_MAKING.get(str(kind), ("nothing",)))


def known_version(connection: sqlite3.Connection, path: Path, *, known: int) -> int:
    """Return the schema version of our file at ``path``, at most ``known``. Writes nothing.

    Raises :class:`StorageError` FOREIGN for a file that is not ours, NEWER, naming both versions, for one of
    a later program.
    """
    check_own(connection, path)
    version = pragma(connection, "user_version")
    if version > known:
        raise StorageError(
            StorageErrorKind.NEWER,
            f"“{path}”由更新的程序{_program(connection)}写成，数据格式为第 {version} 版；"
            f"本程序（{__version__}）只认得到第 {known} 版。请升级本程序后再打开，文件没有改动。",
        )
    return version


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return a pragma of the file that is a whole number."""
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _program(connection: sqlite3.Connection) -> str:
    with suppress(sqlite3.OperationalError, TypeError):
        (program,) = connection.execute("SELECT program FROM store").fetchone()
        return f"（{program}）"
    return ""

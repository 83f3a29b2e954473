"""What is left of a store file, opened in memory, whatever has become of its first page, end or journal.

The file itself is only read, and its journal is not left to SQLite: nothing that lies there is changed.
"""

import sqlite3
from contextlib import suppress
from functools import cache
from pathlib import Path

from perfeval_desktop.errors import StorageError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.storage import list_index
from perfeval_desktop.storage.connections import guard
from perfeval_desktop.storage.errors import DamagedError
from perfeval_desktop.storage.file_header import is_sqlite_file, parse_header, with_open_end
from perfeval_desktop.storage.identity import APPLICATION_ID, known_version, pragma
from perfeval_desktop.storage.migrations import MIGRATIONS, migrate
from perfeval_desktop.storage.rollback_journal import parse_journal
from perfeval_desktop.storage.tables import TABLES

_PAGE = 4096
_NAMES = frozenset(table._meta.table_name for table in TABLES)  # noqa: SLF001  # peewee's own way to ask


def open_remains(path: Path) -> sqlite3.Connection | None:
    """Return what is left of the store file at ``path``, in memory; ``None`` where that is no store at all.

    Any page of it may still be damaged. Texts that are none come as bytes. Raises ``OSError``.
    """
    path = long_path(path)
    content = _rolled_back(path, path.read_bytes())
    if not content.strip(b"\0"):
        return None
    # The first page of all stores is the same but for numbers that nobody needs to read the others.
    for mended in (content, _first_page() + content[_PAGE:]):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        with suppress(sqlite3.Error, StorageError, DamagedError):
            connection.deserialize(with_open_end(mended))
            if _is_ours(guard(connection), path):
                connection.text_factory = _text_or_bytes
                return connection
        connection.close()
        if is_sqlite_file(content) and parse_header(content).application_id != APPLICATION_ID:
            # Another program's database: nothing of ours is in it.
            return None
    return None


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    known_version(connection, path, known=len(MIGRATIONS))
    migrate(connection)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name for (name,) in tables} >= _NAMES and pragma(connection, "user_version") == len(MIGRATIONS)


def _rolled_back(path: Path, content: bytes) -> bytes:
    """Return ``content`` without the transaction that did not end, if the journal of one lies beside it."""
    with suppress(OSError):
        journal = parse_journal(path.with_name(f"{path.name}-journal").read_bytes())
        if journal is not None and journal.page_count and journal.may_belong_to(parse_header(content)):
            return journal.undo(content)
    return content


@cache
def _first_page() -> bytes:
    """Return the first page of a new store."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection)
        list_index.make(connection)
        return connection.serialize()[:_PAGE]
    finally:
        connection.close()


def _text_or_bytes(value: bytes) -> str | bytes:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value

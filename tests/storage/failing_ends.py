"""Transactions whose end fails: nothing is saved, all is saved, or nobody can tell."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from typing import Any

import pytest

from perfeval_desktop.storage.store import Store


class End(Enum):
    """What has become of a transaction whose end failed; ``NEVER`` has failed before, at a row of the log."""

    NEVER = auto()
    LOST = auto()
    SAVED = auto()
    SAVED_AND_SILENT = auto()


class FailingConnection:
    """A connection that fails at the end of a transaction, and where it is silent, at every reading after."""

    def __init__(self, connection: sqlite3.Connection, end: End) -> None:
        self._connection, self._end = connection, end
        self._is_silent = False

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a connection has
        return getattr(self._connection, name)

    def executemany(self, sql: str, values: Any) -> sqlite3.Cursor:  # noqa: ANN401  # what SQLite takes
        if self._end is End.NEVER:
            # As SQLite does by itself after an error of the disk.
            self._connection.execute("ROLLBACK")
            self._is_silent = True
            raise _disk_error()
        return self._connection.executemany(sql, values)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401  # what SQLite takes
        if self._is_silent:
            raise _disk_error()
        if sql != "COMMIT":
            return self._connection.execute(sql, *values)
        self._connection.execute("ROLLBACK" if self._end is End.LOST else "COMMIT")
        self._is_silent = self._end is End.SAVED_AND_SILENT
        raise _disk_error()


def _disk_error() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    return error


@contextmanager
def failing_ends(store: Store, end: End) -> Iterator[None]:
    """Let every transaction of ``store`` fail at its end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store.database, "connection", FailingConnection(store.database.connection, end))
        yield

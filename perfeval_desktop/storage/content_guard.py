"""Whether what stands in an open file is still what was left in it: some programs write into open files."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.storage.connections import connected
from perfeval_desktop.storage.file_place import last_written

_PRESENT = (
    "SELECT lineage, last_revision,"
    " (SELECT form_id || at || label FROM revision WHERE number = last_revision) FROM store"
)
_CHANGE = "SELECT form_id || at || label FROM revision WHERE number = ?"
# What is no database, and one that has no such tables: an empty file is one.
_NO_STORE = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


class ContentState(NamedTuple):
    """The lineage of a store, the number of its last change, and which change that is, if it was logged."""

    lineage: object
    number: object
    change: object


class ContentGuard:
    """Knows as which the content of an open file was left by ``connection``, once it has been noted."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        # More than one where it could not be told whether a transaction was saved.
        self._left_as: list[ContentState] = []
        self._left_at: object = None

    def note(self) -> None:
        """Note which content this is."""
        self._left_as = [_state(self._connection)]
        self._left_at = last_written(self._path)

    def is_overwritten(self) -> bool:
        """Return whether the content is no longer what was left, nor a continuation of it.

        Looked at is the file as it is on the disk, if somebody has written into it. SQLite tells by a counter
        in the file whether what it has in memory still holds, and two stores may have counted equally far.
        Raises SQLite's errors and the system's where it cannot be looked at.
        """
        written = last_written(self._path)
        if not self._left_as or written == self._left_at:
            return False
        try:
            with connected(self._path, "ro") as connection:
                if not any(_is_continued(one, connection) for one in self._left_as):
                    return True
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in _NO_STORE:
                return True
            raise
        self._left_at = written
        return False

    def leave(self) -> None:
        """Note as which the present transaction leaves the content, if it is saved."""
        self._left_as.append(_state(self._connection))

    def settle(self) -> None:
        """Note that the transaction was saved."""
        del self._left_as[:-1]
        self._left_at = last_written(self._path)


def _state(connection: sqlite3.Connection) -> ContentState:
    return ContentState(*(connection.execute(_PRESENT).fetchone() or (None, None, None)))


def _is_continued(left: ContentState, connection: sqlite3.Connection) -> bool:
    """Return whether the content is as it was ``left``, or was changed from there by another writer.

    One who has taken the lock after its file was deleted does that; the forms have numbers of their own
    against it. An older copy, another store and one with another history are no continuation.
    """
    present = _state(connection)
    if present == left:
        return True
    if present.lineage != left.lineage or not _is_higher(present.number, left.number):
        return False
    ((change,),) = connection.execute(_CHANGE, (left.number,)).fetchall() or [(None,)]
    # That of a form which was purged since is no longer logged.
    return change in {left.change, None}


def _is_higher(number: object, than: object) -> bool:
    return isinstance(number, int) and isinstance(than, int) and number > than

"""The index by which parts of the list of forms are found; a convenience, no part of the schema.

A program that does not know of it keeps it up to date all the same, since SQLite does, and a file without it
is as good: so no version of the schema had to be made for it.
"""

import sqlite3
from contextlib import suppress

_NAME = "form_by_unit_and_year"


def make(connection: sqlite3.Connection) -> None:
    """Put the index into the open file unless it is there; where that is impossible, go without."""
    with suppress(sqlite3.Error):
        connection.execute(
            f'CREATE INDEX IF NOT EXISTS "{_NAME}" ON "form"'
            ' ("deleted_revision", "year", "department", "implementing_unit", "state")'
        )


def is_there(connection: sqlite3.Connection) -> bool:
    """Return whether the open file has the index."""
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_NAME,)).fetchall())

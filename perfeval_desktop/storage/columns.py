"""Whether the tables of the open file are ours, column by column."""

import sqlite3
from pathlib import Path

from perfeval_desktop.errors import StorageErrorKind
from perfeval_desktop.storage.errors import usual_error
from perfeval_desktop.storage.tables import TABLES


def check_columns(connection: sqlite3.Connection, path: Path) -> None:
    """Raise :class:`StorageError` CORRUPT unless all columns of the present schema are there, as such.

    A column of another program may be there, too, where rows can be made without it.
    """
    for table in TABLES:
        meta = table._meta  # noqa: SLF001  # as peewee names it
        found = connection.execute(f'PRAGMA table_xinfo("{meta.table_name}")').fetchall()
        ours = {field.column_name for field in meta.sorted_fields}
        there = {name for _, name, _, _, _, _, hidden in found if not hidden}
        needed = {name for _, name, _, not_null, default, _, _ in found if not_null and default is None}
        computed = any(hidden for *_, hidden in found)
        if computed or not (needed <= ours <= there):
            raise usual_error(path, StorageErrorKind.CORRUPT)

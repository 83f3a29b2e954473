"""The table of the lock lines; a convenience, no part of the schema.

It is made with the first line. A program that does not know of it leaves it alone and locks nothing, and a
file without it is as good: so no version of the schema had to be made for it.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from perfeval_desktop.domain.form_json import whole_number, whole_text
from perfeval_desktop.domain.half_characters import without_halves
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.storage.errors import DamagedError, decoding

_MAKE = (
    "CREATE TABLE IF NOT EXISTS lock_line (year INTEGER NOT NULL PRIMARY KEY, day TEXT NOT NULL,"
    " remark TEXT NOT NULL, changed_by TEXT NOT NULL, at TEXT NOT NULL)"
)
_IS_THERE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'lock_line'"
_LINES = "SELECT year, day, remark FROM lock_line ORDER BY year"
_ADD = "INSERT INTO lock_line (year, day, remark, changed_by, at) VALUES (?, ?, ?, ?, ?)"
# Stands for every year.
_ANY = 0


def read(connection: sqlite3.Connection) -> list[LockLine]:
    """Return the lines, that of all years first; what cannot be read locks nothing."""
    found: list[LockLine] = []
    if connection.execute(_IS_THERE).fetchall():
        for year, day, remark in connection.execute(_LINES):
            with suppress(DamagedError), decoding("lock_line"):
                of = whole_number(year) or None
                found.append(LockLine(date.fromisoformat(whole_text(day)), of, whole_text(remark)))
    return found


def write(connection: sqlite3.Connection, lines: Sequence[LockLine], at: datetime, by: str) -> None:
    """Keep ``lines``, and no others, within a transaction."""
    connection.execute(_MAKE)
    connection.execute("DELETE FROM lock_line")
    told = at.isoformat(timespec="seconds")
    values = [(one.year or _ANY, one.day.isoformat(), without_halves(one.remark), by, told) for one in lines]
    connection.executemany(_ADD, values)

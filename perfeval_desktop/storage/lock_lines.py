"""The table of the lock lines."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from perfeval_desktop.domain.form_json import whole_number, whole_text
from perfeval_desktop.domain.half_characters import without_halves
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.storage.errors import DamagedError, decoding

_LINES = "SELECT year, day, remark FROM lock_line ORDER BY year"
_ADD = "INSERT INTO lock_line (year, day, remark, changed_by, at) VALUES (?, ?, ?, ?, ?)"
# Stands for every year.
_ANY = 0


def read(connection: sqlite3.Connection) -> list[LockLine]:
    """Return the lines, that of all years first; what cannot be read locks nothing."""
    found: list[LockLine] = []
    for year, day, remark in connection.execute(_LINES):
        with suppress(DamagedError), decoding("lock_line"):
            of = whole_number(year) or None
            found.append(LockLine(date.fromisoformat(whole_text(day)), of, whole_text(remark)))
    return found


def write(connection: sqlite3.Connection, lines: Sequence[LockLine], at: datetime, by: str) -> None:
    """Keep ``lines``, and no others, within a transaction."""
    connection.execute("DELETE FROM lock_line")
    told = at.isoformat(timespec="seconds")
    values = [(one.year or _ANY, one.day.isoformat(), without_halves(one.remark), by, told) for one in lines]
    connection.executemany(_ADD, values)

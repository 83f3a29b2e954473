"""All rows of a table that can be read, around pages that cannot."""

import sqlite3
from contextlib import suppress
from typing import Any

# A row of ours takes so many bytes at least: no table has more rows than fit.
_SHORTEST_ROW = 16
# How far to go on behind a row that cannot be read: a damaged page holds that many at least.
_STEP = 8
_FIRST, _LAST = -(1 << 63), (1 << 63) - 1

Rows = dict[int, tuple[Any, ...]]


def readable_rows(connection: sqlite3.Connection, table: str, columns: str) -> tuple[Rows, bool]:
    """Return ``columns`` of the rows of ``table`` that can be read, by rowid, and whether those are all.

    From both ends up to the first damaged page, then from every place in between.
    """
    where = "NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
    # The names are our own.
    query = f'SELECT rowid, {columns} FROM "{table}" {where}'  # noqa: S608
    up: Rows = {}
    if _collect(connection, query, (_FIRST, _LAST), up):
        return up, True
    down: Rows = {}
    _collect_down(connection, query, (_FIRST, _LAST), down)
    last = min(down, default=_size(connection) // _SHORTEST_ROW)
    at = max(up, default=0) + 1
    between: Rows = {}
    while at < last:
        run: Rows = {}
        _collect(connection, query, (at, last - 1), run)
        if run:
            # The step may have led past the first rows behind the damage.
            _collect_down(connection, query, (at - _STEP, min(run) - 1), run)
        at = max(at + _STEP, max(run, default=0) + 1)
        between |= run
    return up | between | down, False


def _collect_down(connection: sqlite3.Connection, query: str, bounds: tuple[int, int], into: Rows) -> None:
    _collect(connection, f"{query} DESC", bounds, into)


def _collect(connection: sqlite3.Connection, query: str, bounds: tuple[int, int], into: Rows) -> bool:
    """Put what ``query`` gives into ``into``; return whether that is all, and not only up to some damage."""
    last = None
    try:
        for last, *values in connection.execute(query, bounds):
            into[last] = tuple(values)
    except sqlite3.Error:
        # Python asks for the following row before it hands out one: the last before the damage is missing.
        low, high = bounds
        if last is not None:
            low, high = (low, last - 1) if query.endswith("DESC") else (last + 1, high)
        with suppress(sqlite3.Error):
            for number, *values in connection.execute(f"{query} LIMIT 1", (low, high)):
                into[number] = tuple(values)
        return False
    return True


def _size(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages * size)

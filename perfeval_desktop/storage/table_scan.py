"""All rows of a table that can be read, around pages that cannot."""

import sqlite3
from typing import Any

# A row of ours takes so many bytes at least: no table has more rows than fit.
_SHORTEST_ROW = 16
# How far to go on behind a row that cannot be read: a damaged page holds that many at least.
_STEP = 8

Rows = dict[int, tuple[Any, ...]]


def readable_rows(connection: sqlite3.Connection, table: str, columns: str) -> tuple[Rows, bool]:
    """Return ``columns`` of the rows of ``table`` that can be read, by rowid, and whether those are all.

    From both ends up to the first damaged page, then from every place in between.
    """
    # The names are our own.
    where = "NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
    query = f'SELECT rowid, {columns} FROM "{table}" {where}'  # noqa: S608
    up: Rows = {}
    if _collect(connection, query, (-(1 << 63), (1 << 63) - 1), up):
        return up, True
    down: Rows = {}
    _collect(connection, f"{query} DESC", (-(1 << 63), (1 << 63) - 1), down)
    last = min(down, default=_size(connection) // _SHORTEST_ROW)
    at = max(up, default=0) + 1
    between: Rows = {}
    while at < last:
        run: Rows = {}
        if _collect(connection, query, (at, last - 1), run):
            at = last
        at = max(at + _STEP, max(run, default=0) + 1)
        between |= run
    return up | between | down, False


def _collect(connection: sqlite3.Connection, query: str, bounds: tuple[int, int], into: Rows) -> bool:
    """Put what ``query`` gives into ``into``; return whether that is all, and not only up to some damage."""
    try:
        for number, *values in connection.execute(query, bounds):
            into[number] = tuple(values)
    except (sqlite3.Error, OverflowError):
        return False
    return True


def _size(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages * size)

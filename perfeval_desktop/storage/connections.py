"""How SQLite is opened: by address, and with the safeguards that hold for every connection."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

Mode = Literal["ro", "rw", "rwc"]

# How long to wait for another program's lock, e.g. a synchronising or scanning one, before giving up.
BUSY_SECONDS = 5


def file_uri(path: Path, mode: Mode) -> str:
    """Return the SQLite address of the file at ``path``: any characters, drive letters and network shares."""
    posix = path.absolute().as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode={mode}"


@contextmanager
def connected(path: Path, mode: Mode) -> Iterator[sqlite3.Connection]:
    """Give a guarded connection to the file at ``path``, in autocommit, and close it."""
    address = file_uri(path, mode)
    with closing(
        sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    ) as connection:
        yield guard(connection)


@contextmanager
def transaction(connection: sqlite3.Connection, kind: Literal["DEFERRED", "IMMEDIATE"]) -> Iterator[None]:
    """Make all that is done inside last, or nothing of it."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After some errors SQLite has rolled back by itself and then refuses to do it twice.
        with suppress(sqlite3.OperationalError):
            connection.rollback()
        raise


def guard(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Set what protects the program from the file and the file from the power cut; writes nothing."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    return connection

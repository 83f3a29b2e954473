"""How SQLite is opened: by address, and with the safeguards that hold for every connection."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote

from perfeval_desktop.errors import StorageErrorKind
from perfeval_desktop.long_paths import LongPath, long_path
from perfeval_desktop.regular_files import check_regular
from perfeval_desktop.storage.bounds import bounded
from perfeval_desktop.storage.errors import usual_error

Mode = Literal["ro", "rw", "rwc"]

# For reports of what the program is made of.
SQLITE_VERSION = sqlite3.sqlite_version
_REPORTED_SETTINGS = ("journal_mode", "foreign_keys", "trusted_schema", "synchronous")

# How long to wait for another program's lock, e.g. a synchronising or scanning one, before giving up.
BUSY_SECONDS = 5

# What SQLite appends to the name of a file for its journal. With it, the system takes names of so many bytes
# (characters on Windows), and SQLite itself, elsewhere than on Windows, paths of so many bytes.
_JOURNAL = "-journal"
_LONGEST_NAME = 255
_LONGEST_PATH = 512 if os.name == "posix" else 1 << 16


class Engine(NamedTuple):
    """The SQLite behind a connection: its version, how it was built for threads, and how it is set."""

    version: str
    threading: str
    settings: Mapping[str, object]


def file_uri(path: Path, mode: Mode) -> str:
    """Return the SQLite address of the file at ``path``: any characters, drive letters and network shares.

    Raises ``OSError`` ENAMETOOLONG where SQLite could not open the file, or not its journal, and for what is
    there and no regular file: a pipe would be waited for.
    """
    path = long_path(path)
    _check_length(path)
    check_regular(path)
    return _address(os.fspath(path), mode)


def _check_length(path: LongPath) -> None:
    journal = path.with_name(path.name + _JOURNAL)
    name = journal.name if os.name == "nt" else os.fsencode(journal.name)
    if len(name) > _LONGEST_NAME or len(os.fsencode(journal)) > _LONGEST_PATH:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))


def _address(path: str, mode: Mode) -> str:
    # Slashes and all are quoted: two of them at the beginning would be taken for the name of a host.
    # The usual way of SQLite to Windows ends at 1040 bytes, be the prefix there or not.
    vfs = "&vfs=win32-longpath" if path.startswith("\\\\?\\") else ""
    return f"file:{quote(os.fsencode(path), safe='')}?mode={mode}{vfs}"


@contextmanager
def connected(path: Path, mode: Mode) -> Iterator[sqlite3.Connection]:
    """Give a guarded connection to the file at ``path``, in autocommit, and close it."""
    address = file_uri(path, mode)
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection,
        bounded(guard(connection), path),
    ):
        yield connection


def _never() -> bool:
    return False


@contextmanager
def transaction(
    connection: sqlite3.Connection,
    kind: Literal["DEFERRED", "IMMEDIATE"],
    is_saved: Callable[[], bool] = _never,
) -> Iterator[None]:
    """Make all that is done inside last, or nothing of it.

    What fails at the very end, as emptying the journal, may leave it in the file all the same: ``is_saved``
    is asked then, and where it says so, all is well.
    """
    connection.execute(f"BEGIN {kind}")
    is_done = False
    try:
        yield
        is_done = True
        connection.execute("COMMIT")
    except BaseException as error:
        # What has failed before its end is rolled back, now or when the file is read next.
        is_ended = is_done and not connection.in_transaction
        # After some errors SQLite has rolled back by itself and then refuses to do it twice.
        with suppress(sqlite3.OperationalError):
            connection.rollback()
        if not (is_ended and isinstance(error, sqlite3.Error) and is_saved()):
            raise


def copy_content(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """Put everything in ``source`` in the place of everything in ``target``, in one transaction.

    Raises :class:`StorageError` BUSY, of the file at ``path``, where another program keeps it from that, and
    SQLite's errors as they are.
    """

    def give_up_if_busy(status: int, _remaining: int, _total: int) -> None:
        # SQLite has waited for the other program by now; Python would go on trying for ever.
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise usual_error(path, StorageErrorKind.BUSY)

    source.backup(target, progress=give_up_if_busy)


def guard(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Set what protects the program from the file and the file from the power cut; writes nothing."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def engine_of(connection: sqlite3.Connection) -> Engine:
    """Return the SQLite behind ``connection``, in its own words."""
    options = [name for (name,) in connection.execute("PRAGMA compile_options")]
    threading = "、".join(name for name in options if name.startswith("THREADSAFE"))
    settings = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _REPORTED_SETTINGS}
    return Engine(SQLITE_VERSION, threading, settings)

"""One open store file for peewee's queries: guarded, of the present schema, its errors made ours."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import Query, SqliteDatabase

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.remote_places import remote_place
from perfeval_desktop.storage import list_index
from perfeval_desktop.storage.bounds import bounded
from perfeval_desktop.storage.columns import check_columns
from perfeval_desktop.storage.connections import BUSY_SECONDS, copy_content, file_uri, guard, transaction
from perfeval_desktop.storage.content_guard import ContentGuard
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.file_place import Displacement, displaced_error, displacement, identity_of
from perfeval_desktop.storage.identity import is_empty, known_version
from perfeval_desktop.storage.leftover_journals import check_settled, settle_journals
from perfeval_desktop.storage.lock import WriterLock
from perfeval_desktop.storage.migrations import MIGRATIONS, Migration, Progress, migrate, silent


class Database:
    """A connection to the store file at ``path``. Every use stands inside ``reading()`` or ``writing()``.

    ``in_memory`` reads all of the file at once and leaves it alone then; for what is ``read_only`` alone.
    """

    def __init__(self, path: Path, *, read_only: bool, in_memory: bool = False) -> None:
        self.path = path
        self.is_read_only = read_only
        # Checked before each change, where there is one.
        self.lock: WriterLock | None = None
        # What the present transaction has set the counter of changes to.
        self._counted_to: int | None = None
        # The version that the file had before it was opened, 0 where that is the present one or none.
        self.migrated_from = 0
        # Where journals are now that lay beside the file and were not its own.
        self.put_aside: tuple[Path, ...] = ()
        with translating_errors(path):
            content = path.read_bytes() if in_memory else b""
            address = ":memory:" if in_memory else file_uri(path, "ro" if read_only else "rwc")
            self._peewee = SqliteDatabase(address, uri=True, timeout=BUSY_SECONDS, autoconnect=False)
            self._peewee.connect()
            # The connection beneath, for what peewee has no words for.
            self.connection: sqlite3.Connection = self._peewee.connection()  # type: ignore[no-untyped-call]  # stubs
            if content:
                self.connection.deserialize(content)
            self._identity = identity_of(path)
        # Notices that another content was written into the file, once this one was noted.
        self.content = ContentGuard(self.connection, path)

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._peewee.close()

    def check_writable(self) -> None:
        """Raise :class:`StorageError`: READ_ONLY for a file opened so, BUSY where another has the lock."""
        if self.is_read_only:
            raise StorageError(
                StorageErrorKind.READ_ONLY,
                f"“{self.path}”是以只读方式打开的，不能改动。请先在占用它的地方关闭它，再以普通方式打开。",
            )
        self.check_in_place()
        if self.lock is not None:
            self.lock.check()

    @property
    def displacement(self) -> Displacement | None:
        """What has become of the file while it was open; told by one look at the path, as a rule."""
        with translating_errors(self.path):
            what = displacement(self.path, self._identity)
            if what is None and self.content.is_overwritten():
                return Displacement.OVERWRITTEN
            return what

    def check_in_place(self) -> None:
        """Raise :class:`StorageError` DISPLACED unless the open file is the one at the path."""
        what = self.displacement
        if what is not None:
            raise displaced_error(self.path, what)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Give one unchanging view of the file. Raises :class:`StorageError`."""
        with (
            translating_errors(self.path),
            bounded(self.connection, self.path),
            transaction(self.connection, "DEFERRED"),
        ):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Save all of what is done inside, or nothing. Raises :class:`StorageError`, READ_ONLY at once.

        It is raised only where nothing is saved, or where the file cannot even be asked, which it says then.
        """
        self.check_writable()
        self._counted_to = None
        with translating_errors(self.path):
            with transaction(self.connection, "IMMEDIATE", self._is_saved):
                yield
                self.content.leave()
            self.content.settle()

    def count_to(self, number: int) -> None:
        """Note that the present transaction has set the counter of changes to ``number``."""
        self._counted_to = number

    def rows(self, query: Query) -> list[tuple[Any, ...]]:
        """Return the rows of ``query`` as SQLite gives them."""
        return self._execute(query).fetchall()

    def rows_of(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query that is written already, with ``values`` in its places."""
        return self.connection.execute(sql, values).fetchall()

    def value(self, query: Query) -> Any:  # noqa: ANN401  # whatever the column holds
        """Return the only column of the only row of ``query``."""
        return self._execute(query).fetchone()[0]

    def change(self, query: Query) -> int:
        """Run ``query``; return how many rows it changed."""
        return self._execute(query).rowcount

    def insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Add ``rows``, all with the same columns, by one prepared statement: far faster than by peewee."""
        if rows:
            columns = ", ".join(rows[0])
            places = ", ".join(f":{column}" for column in rows[0])
            self.execute_many(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608  # our own names

    def execute_many(self, sql: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run one prepared statement for each of ``rows``, which fill its named places."""
        self.connection.executemany(sql, rows)

    def replace(self, content: sqlite3.Connection) -> None:
        """Put everything in ``content`` in the place of everything in the file, in one transaction."""
        self.check_writable()
        with translating_errors(self.path):
            try:
                copy_content(content, self.connection, self.path)
            except sqlite3.Error:
                if not self._has_counted_to(_last_revision(content)):
                    raise
        list_index.make(self.connection)
        self.content.note()

    def _is_saved(self) -> bool:
        """Whether a transaction whose end failed is in the file.

        One that has not counted on is taken for lost: it can be done again.
        """
        return self._counted_to is not None and self._has_counted_to(self._counted_to)

    def _has_counted_to(self, number: int) -> bool:
        try:
            return _last_revision(self.connection) == number
        except sqlite3.Error as error:
            raise StorageError(
                StorageErrorKind.INPUT_OUTPUT,
                f"读写“{self.path}”时出错，还不能确定最近的改动是否已经存盘。"
                "请检查磁盘和网络连接，再试一次；不放心时请重新启动程序，看最近的改动在不在。",
            ) from error

    def _execute(self, query: Query) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self._peewee.execute(query)  # type: ignore[no-untyped-call]  # stubs
        return cursor


def _last_revision(connection: sqlite3.Connection) -> int:
    number: int = connection.execute("SELECT last_revision FROM store").fetchone()[0]
    return number


def open_database(
    path: Path,
    *,
    read_only: bool,
    clock: Callable[[], datetime],
    migrations: Sequence[Migration] = MIGRATIONS,
    progress: Progress = silent,
) -> Database:
    """Open the store file at ``path``, making it if it is missing and migrating it if it is older.

    Before an older file is migrated, a checked copy of it is put beside it; ``progress`` is told how far that
    is. Raises :class:`StorageError` with the file as it was, of whichever kind fits.
    """
    with translating_errors(path):
        put_aside = settle_journals(path, read_only=read_only, clock=clock)
    # Where others may want to replace the file, it is not kept open.
    in_memory = read_only and remote_place(path) is not None
    if in_memory:
        check_settled(path)
    database = Database(path, read_only=read_only, in_memory=in_memory)
    database.put_aside = put_aside
    try:
        with translating_errors(path):
            _prepare(database, clock, migrations, progress)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(
    database: Database, clock: Callable[[], datetime], migrations: Sequence[Migration], progress: Progress
) -> None:
    connection, path = guard(database.connection), database.path
    # Before Python 3.12 SQLite cannot be told.
    with suppress(AttributeError):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # type: ignore[attr-defined, unused-ignore]  # noqa: FBT003  # SQLite's own
    # Nothing is written, not even a journal mode, before the file is known to be new or ours.
    with bounded(connection, path):
        is_new = not database.is_read_only and is_empty(connection)
        version = 0 if is_new else known_version(connection, path, known=len(migrations))
        if database.is_read_only:
            _check_current(path, version, len(migrations))
        if version == len(migrations):
            check_columns(connection, path)
    if database.is_read_only:
        return
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    _try_writing(connection)
    if 0 < version < len(migrations):
        from perfeval_desktop.storage.copying import facts_of, write_copy  # noqa: PLC0415  # once in a store's life

        write_copy(
            connection,
            facts_of(connection),
            target=path.with_name(f"{path.stem}-升级前-第{version}版-{clock():%Y%m%d-%H%M%S}{path.suffix}"),
        )
    migrate(connection, migrations, progress)
    list_index.make(connection)
    database.content.note()
    if version < len(migrations):
        database.migrated_from = version


def _try_writing(connection: sqlite3.Connection) -> None:
    """Find out now, and not at the first change, if SQLite had to open the file without write permission."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("PRAGMA user_version=0")
    finally:
        connection.rollback()


def _check_current(path: Path, version: int, current: int) -> None:
    if version < current:
        raise StorageError(
            StorageErrorKind.READ_ONLY,
            f"“{path}”的数据格式是旧的第 {version} 版，要先升级到第 {current} 版才能查看，只读时不能升级。"
            "请以普通方式打开一次；如果文件在只读的位置，请先把它复制到可以写入的文件夹。",
        )

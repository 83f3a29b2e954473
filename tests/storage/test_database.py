import sqlite3
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import cast

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import database as database_module
from perfeval_desktop.storage.connections import Mode, file_uri
from perfeval_desktop.storage.database import Database, open_database
from perfeval_desktop.storage.identity import APPLICATION_ID, pragma
from perfeval_desktop.storage.migrations import MIGRATIONS, migrate
from storage.examples import at_moment
from storage.test_migrations import add_colour, fail_half_way

COPY_BEFORE_MIGRATION = "自评-升级前-第3版-20240115-103200.perfeval"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "自评.perfeval"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_database(path, read_only=False, clock=at_moment)
    yield opened
    opened.close()


def make_old(path: Path) -> None:
    open_database(path, read_only=False, clock=at_moment).close()


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def refusal(path: Path, *, read_only: bool = False) -> StorageError:
    """Return how opening ``path`` fails, having checked that the file is untouched."""
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        open_database(path, read_only=read_only, clock=at_moment)
    assert path.read_bytes() == before
    assert str(path) in str(caught.value)
    return caught.value


def test_a_file_is_one_file_that_survives_a_power_cut(database: Database, path: Path) -> None:
    pragmas = ("trusted_schema", "cell_size_check", "foreign_keys", "synchronous", "application_id")
    assert [pragma(database.connection, name) for name in pragmas] == [0, 1, 1, 2, APPLICATION_ID]
    assert database.connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    database.close()
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size == 0
    assert files(path.parent) == {path.name, journal.name}


def test_closing_twice_is_closing(database: Database) -> None:
    database.close()
    database.close()
    with pytest.raises(sqlite3.ProgrammingError), database.reading():
        pass


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("content", [b"short", b"PK\x03\x04" * 500, bytes(4096)])
def test_a_file_that_is_no_database_is_foreign(path: Path, content: bytes, *, read_only: bool) -> None:
    path.write_bytes(content)
    assert refusal(path, read_only=read_only).kind is StorageErrorKind.FOREIGN


@pytest.mark.parametrize("journal_mode", ["DELETE", "WAL"])
def test_the_database_of_another_program_is_foreign_and_untouched(path: Path, journal_mode: str) -> None:
    execute(path, f"PRAGMA journal_mode={journal_mode}", "CREATE TABLE moz_places (id INTEGER)")
    assert refusal(path).kind is StorageErrorKind.FOREIGN
    assert files(path.parent) == {path.name}


def test_an_empty_file_is_made_ours_but_not_read_only(path: Path) -> None:
    path.touch()
    assert refusal(path, read_only=True).kind is StorageErrorKind.FOREIGN
    make_old(path)
    assert path.read_bytes()[68:72] == b"PEVF"


def test_a_newer_file_is_refused(path: Path) -> None:
    make_old(path)
    execute(path, "PRAGMA user_version=4")
    assert refusal(path).kind is StorageErrorKind.NEWER
    assert refusal(path, read_only=True).kind is StorageErrorKind.NEWER


@pytest.mark.parametrize("length", [100, 5000, 8192])
def test_a_truncated_file_is_corrupt(path: Path, length: int) -> None:
    make_old(path)
    path.write_bytes(path.read_bytes()[:length])
    assert refusal(path).kind is StorageErrorKind.CORRUPT


def test_a_folder_in_the_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError) as caught:
        open_database(path, read_only=False, clock=at_moment)
    assert caught.value.kind is StorageErrorKind.INPUT_OUTPUT


def test_a_file_without_write_permission_is_refused_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_old(path)

    def only_readable(path: Path, _mode: Mode) -> str:
        # SQLite does this by itself when the system allows no writing; root is always allowed.
        return file_uri(path, "ro")

    monkeypatch.setattr(database_module, "file_uri", only_readable)
    assert refusal(path).kind is StorageErrorKind.READ_ONLY


def test_a_file_locked_by_another_program_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_old(path)
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="同步盘") as caught:
            open_database(path, read_only=False, clock=at_moment)
    assert caught.value.kind is StorageErrorKind.BUSY


def test_an_older_file_is_copied_and_then_migrated(path: Path) -> None:
    make_old(path)
    old = path.read_bytes()
    opened = open_database(path, read_only=False, clock=at_moment, migrations=(*MIGRATIONS, add_colour))
    assert pragma(opened.connection, "user_version") == 4
    opened.close()
    copy = path.with_name(COPY_BEFORE_MIGRATION)
    assert copy.exists()
    assert refusal(path).kind is StorageErrorKind.NEWER
    assert len(copy.read_bytes()) == len(old)
    open_database(copy, read_only=False, clock=at_moment).close()


def test_a_migration_that_fails_leaves_the_file_and_its_copy(path: Path) -> None:
    make_old(path)
    with pytest.raises(StorageError) as caught:
        open_database(path, read_only=False, clock=at_moment, migrations=(*MIGRATIONS, fail_half_way))
    assert caught.value.kind is StorageErrorKind.CORRUPT
    assert COPY_BEFORE_MIGRATION in files(path.parent)
    open_database(path, read_only=False, clock=at_moment).close()


def test_no_copy_is_made_without_a_migration(path: Path) -> None:
    make_old(path)
    make_old(path)
    assert {name for name in files(path.parent) if name.endswith(".perfeval")} == {path.name}


def test_an_older_file_is_not_shown_read_only_but_says_what_to_do(path: Path) -> None:
    make_old(path)
    with pytest.raises(StorageError, match="旧的第 3 版，要先升级到第 4 版") as caught:
        open_database(path, read_only=True, clock=at_moment, migrations=(*MIGRATIONS, add_colour))
    assert caught.value.kind is StorageErrorKind.READ_ONLY


def test_writing_read_only_is_refused_before_anything_is_done(path: Path) -> None:
    make_old(path)
    database = open_database(path, read_only=True, clock=at_moment)
    with pytest.raises(StorageError, match="以只读方式打开的") as caught, database.writing():
        pytest.fail("nothing of this may run")
    database.close()
    assert caught.value.kind is StorageErrorKind.READ_ONLY


def test_the_content_is_replaced_as_a_whole(database: Database) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as content:
        migrate(content)
        content.execute("UPDATE store SET last_revision = 77")
        database.replace(content)
    assert database.connection.execute("SELECT last_revision FROM store").fetchone() == (77,)
    assert database.connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)


class FailingContent:
    """Content that is copied, or not, and then fails."""

    def __init__(self, connection: sqlite3.Connection, *, is_copied: bool) -> None:
        self.execute = connection.execute
        self._connection, self._is_copied = connection, is_copied

    def backup(self, target: sqlite3.Connection, **_options: object) -> None:
        if self._is_copied:
            self._connection.backup(target)
        raise sqlite3.OperationalError("disk I/O error")


@pytest.mark.parametrize("is_copied", [True, False])
def test_content_whose_replacing_failed_at_its_end_is_replaced_if_it_is_there(
    database: Database, *, is_copied: bool
) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as content:
        migrate(content)
        content.execute("UPDATE store SET last_revision = 77")
        failing = cast("sqlite3.Connection", FailingContent(content, is_copied=is_copied))
        with nullcontext() if is_copied else pytest.raises(sqlite3.OperationalError):
            database.replace(failing)
    number = 77 if is_copied else 0
    assert database.connection.execute("SELECT last_revision FROM store").fetchone() == (number,)


def test_the_content_is_not_replaced_while_another_program_holds_the_file(
    database: Database, path: Path
) -> None:
    database.connection.execute("PRAGMA busy_timeout=0")
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as content,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        migrate(content)
        content.execute("UPDATE store SET last_revision = 77")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError) as caught:
            database.replace(content)
        other.execute("ROLLBACK")
    assert caught.value.kind is StorageErrorKind.BUSY
    assert database.connection.execute("SELECT last_revision FROM store").fetchone() == (0,)


def test_the_content_of_a_file_opened_read_only_is_not_replaced(path: Path) -> None:
    make_old(path)
    database = open_database(path, read_only=True, clock=at_moment)
    with closing(sqlite3.connect(":memory:")) as content, pytest.raises(StorageError) as caught:
        database.replace(content)
    database.close()
    assert caught.value.kind is StorageErrorKind.READ_ONLY


def test_no_rows_are_inserted_where_there_are_none(database: Database) -> None:
    with database.writing():
        database.insert("form", [])
    assert database.connection.total_changes == 4  # the row of the store, made and signed three times

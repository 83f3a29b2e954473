import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, cast

import peewee
import pytest

from perfeval_desktop import __version__
from perfeval_desktop.storage.errors import DamagedError
from perfeval_desktop.storage.identity import APPLICATION_ID, pragma
from perfeval_desktop.storage.migrations import MIGRATIONS, Migration, Progress, migrate, silent
from perfeval_desktop.storage.tables import TABLES
from storage.failing_ends import End, FailingConnection


def add_colour(connection: sqlite3.Connection, _progress: Progress) -> None:
    connection.execute("ALTER TABLE form ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


def fail_half_way(connection: sqlite3.Connection, progress: Progress) -> None:
    add_colour(connection, progress)
    raise ZeroDivisionError


def failing(error: Exception) -> Migration:
    """Return a migration that meets values it cannot take, after it has changed something."""

    def fail(connection: sqlite3.Connection, progress: Progress) -> None:
        add_colour(connection, progress)
        raise error

    return fail


def rebuild_form(connection: sqlite3.Connection, _progress: Progress) -> None:
    """Rebuild a table that others refer to, as SQLite's manual says."""
    connection.execute("CREATE TABLE new_form AS SELECT * FROM form")
    connection.execute("DROP TABLE form")
    connection.execute("ALTER TABLE new_form RENAME TO form")
    connection.execute("CREATE UNIQUE INDEX form_id ON form (id)")


def orphan_rest(connection: sqlite3.Connection, _progress: Progress) -> None:
    connection.execute("INSERT INTO rest VALUES ('x', '{}')")


def put_view_for_store(connection: sqlite3.Connection, _progress: Progress) -> None:
    connection.execute("DROP TABLE store")
    connection.execute("CREATE VIEW store AS SELECT '' AS program")


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        yield opened


def schema(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master").fetchall())


def test_the_migrated_schema_is_that_of_the_tables(connection: sqlite3.Connection) -> None:
    migrate(connection)
    fresh = peewee.SqliteDatabase(":memory:")
    with fresh.bind_ctx(TABLES):
        fresh.create_tables(TABLES)
    assert schema(connection) == schema(fresh.connection())  # type: ignore[no-untyped-call]  # stubs
    fresh.close()


def test_a_new_file_says_whose_it_is_and_of_which_version(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert pragma(connection, "application_id") == APPLICATION_ID == int.from_bytes(b"PEVF")
    assert pragma(connection, "user_version") == len(MIGRATIONS) == 3
    assert connection.execute("SELECT id, last_revision, program FROM store").fetchall() == [
        (1, 0, __version__)
    ]


def test_every_new_file_has_a_lineage_of_its_own(connection: sqlite3.Connection) -> None:
    migrate(connection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as other:
        migrate(other)
        lineages = {one.execute("SELECT lineage FROM store").fetchone() for one in (connection, other)}
    assert len(lineages) == 2


def test_only_missing_migrations_run(connection: sqlite3.Connection) -> None:
    migrate(connection)
    migrate(connection)
    migrate(connection, (*MIGRATIONS, add_colour))
    migrate(connection, (*MIGRATIONS, add_colour))
    assert pragma(connection, "user_version") == 4
    assert "colour" in str(schema(connection))


def test_tables_that_a_store_has_already_keep_what_is_in_them(connection: sqlite3.Connection) -> None:
    migrate(connection, MIGRATIONS[:2])
    fresh = schema(connection)
    connection.execute(
        "CREATE TABLE lock_line (year INTEGER NOT NULL PRIMARY KEY, day TEXT NOT NULL,"
        " remark TEXT NOT NULL, changed_by TEXT NOT NULL, at TEXT NOT NULL)"
    )
    connection.execute("INSERT INTO lock_line VALUES (0, '2024-03-01', '', '', '')")
    migrate(connection)
    assert connection.execute("SELECT day FROM lock_line").fetchall() == [("2024-03-01",)]
    assert {name for name, _ in schema(connection) - fresh} == {"lock_line", "project_step"}


def test_the_program_that_migrated_signs(connection: sqlite3.Connection) -> None:
    migrate(connection)
    connection.execute("UPDATE store SET program = '0.0.1'")
    migrate(connection, (*MIGRATIONS, add_colour))
    assert connection.execute("SELECT program FROM store").fetchone() == (__version__,)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        KeyError("x"),
        TypeError(),
        ZeroDivisionError(),
        RecursionError(),
        sqlite3.IntegrityError(),
    ],
    ids=repr,
)
def test_a_migration_that_cannot_take_what_it_finds_leaves_the_version_before_it(
    connection: sqlite3.Connection, error: Exception
) -> None:
    migrate(connection)
    before = schema(connection)
    with pytest.raises(DamagedError):
        migrate(connection, (*MIGRATIONS, failing(error)))
    assert schema(connection) == before
    assert pragma(connection, "user_version") == 3


def test_a_disk_that_is_full_is_no_damage(connection: sqlite3.Connection) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    with pytest.raises(sqlite3.OperationalError, match="disk is full"):
        migrate(connection, (*MIGRATIONS, failing(full)))


def failing_at_its_end(connection: sqlite3.Connection, end: End) -> sqlite3.Connection:
    made: Any = FailingConnection(connection, end)
    return cast("sqlite3.Connection", made)


def test_a_migration_whose_end_failed_and_that_is_in_the_file_all_the_same_is_done(
    connection: sqlite3.Connection,
) -> None:
    migrate(failing_at_its_end(connection, End.SAVED))
    assert pragma(connection, "user_version") == len(MIGRATIONS)


def test_a_migration_whose_end_failed_and_that_is_not_in_the_file_fails(
    connection: sqlite3.Connection,
) -> None:
    with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
        migrate(failing_at_its_end(connection, End.LOST))
    assert pragma(connection, "user_version") == 0


def test_what_only_the_last_words_about_a_migration_meet_is_damage_too(
    connection: sqlite3.Connection,
) -> None:
    migrate(connection)
    with pytest.raises(DamagedError):
        migrate(connection, [*MIGRATIONS, put_view_for_store])
    assert pragma(connection, "user_version") == len(MIGRATIONS)


def test_migrations_before_a_failing_one_last(connection: sqlite3.Connection) -> None:
    with pytest.raises(DamagedError, match="migration 5"):
        migrate(connection, (*MIGRATIONS, add_colour, fail_half_way))
    assert pragma(connection, "user_version") == 4


def test_a_table_that_others_refer_to_can_be_rebuilt(connection: sqlite3.Connection) -> None:
    migrate(connection)
    connection.execute(
        "INSERT INTO form VALUES ('x', 1, 'target', 't', 'd', 2023, '', '', '', '', 'draft',"
        " NULL, NULL, NULL, NULL, 0, 0, 0, 1, '', 1, NULL)"
    )
    orphan_rest(connection, silent)
    migrate(connection, (*MIGRATIONS, rebuild_form))
    assert connection.execute("SELECT count(*) FROM rest").fetchone() == (1,)
    assert pragma(connection, "foreign_keys") == 1


def test_a_migration_that_leaves_dangling_rows_is_undone(connection: sqlite3.Connection) -> None:
    migrate(connection)
    with pytest.raises(DamagedError, match="migration 4 leaves dangling rows"):
        migrate(connection, (*MIGRATIONS, orphan_rest))
    assert connection.execute("SELECT count(*) FROM rest").fetchone() == (0,)
    assert pragma(connection, "foreign_keys") == 1


def test_a_file_has_no_room_left_over_from_tables_that_are_no_more(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert pragma(connection, "freelist_count") == 0


def test_a_file_that_cannot_be_tidied_up_is_migrated_too(connection: sqlite3.Connection) -> None:
    being_read = connection.execute("VALUES (1), (2)")
    next(being_read)
    migrate(connection)
    assert pragma(connection, "user_version") == len(MIGRATIONS)
    assert pragma(connection, "freelist_count") > 0

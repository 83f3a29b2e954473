"""The way from every past schema to the present one. Append; never change what has been released.

A migration is raw SQL and plain Python, so that it stays true when the tables of ``tables`` and the values of
the domain move on. It must not commit, and so must not call ``executescript``.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from perfeval_desktop import __version__
from perfeval_desktop.storage.connections import transaction
from perfeval_desktop.storage.errors import DamagedError, decoding
from perfeval_desktop.storage.identity import APPLICATION_ID, pragma
from perfeval_desktop.storage.ids import new_id

# Told how many forms of how many are done; what it raises ends the migration with nothing changed.
Progress = Callable[[int, int], None]
Migration = Callable[[sqlite3.Connection, Progress], None]


def silent(_done: int, _number: int) -> None:
    """Tell nobody."""


def _create(connection: sqlite3.Connection, _progress: Progress) -> None:
    connection.execute(
        'CREATE TABLE "store" ("id" INTEGER NOT NULL PRIMARY KEY, "lineage" TEXT NOT NULL,'
        ' "last_revision" INTEGER NOT NULL, "program" TEXT NOT NULL)'
    )
    connection.execute(
        'CREATE TABLE "form" ("id" TEXT NOT NULL PRIMARY KEY, "rev" INTEGER NOT NULL,'
        ' "template" TEXT NOT NULL, "fiscal_year" INTEGER NOT NULL, "project" TEXT NOT NULL,'
        ' "department" TEXT NOT NULL, "implementing_unit" TEXT NOT NULL, "state" TEXT NOT NULL,'
        ' "total" TEXT NOT NULL, "grade" TEXT, "is_complete" INTEGER NOT NULL, "errors" INTEGER NOT NULL,'
        ' "warnings" INTEGER NOT NULL, "created_revision" INTEGER NOT NULL, "deleted_revision" INTEGER)'
    )
    connection.execute(
        'CREATE TABLE "content" ("form_id" TEXT NOT NULL PRIMARY KEY,'
        ' "total_initial_budget" TEXT, "total_adjusted_budget" TEXT, "total_executed" TEXT,'
        ' "current_appropriation_initial_budget" TEXT, "current_appropriation_adjusted_budget" TEXT,'
        ' "current_appropriation_executed" TEXT,'
        ' "carryover_initial_budget" TEXT, "carryover_adjusted_budget" TEXT, "carryover_executed" TEXT,'
        ' "other_funds_initial_budget" TEXT, "other_funds_adjusted_budget" TEXT, "other_funds_executed" TEXT,'
        ' "execution_score" TEXT, "funding_note" TEXT NOT NULL, "expected_goal" TEXT NOT NULL,'
        ' "actual_outcome" TEXT NOT NULL, "printed_execution_rate" TEXT, "printed_total" TEXT,'
        ' FOREIGN KEY ("form_id") REFERENCES "form" ("id") ON DELETE CASCADE)'
    )
    connection.execute(
        'CREATE TABLE "indicator" ("form_id" TEXT NOT NULL, "position" INTEGER NOT NULL,'
        ' "level1" TEXT NOT NULL, "level2" TEXT NOT NULL, "level3" TEXT NOT NULL, "target" TEXT NOT NULL,'
        ' "actual" TEXT NOT NULL, "weight" TEXT, "score" TEXT, "reason" TEXT NOT NULL,'
        ' PRIMARY KEY ("form_id", "position"),'
        ' FOREIGN KEY ("form_id") REFERENCES "form" ("id") ON DELETE CASCADE)'
    )
    connection.execute(
        'CREATE TABLE "revision" ("number" INTEGER NOT NULL PRIMARY KEY, "form_id" TEXT NOT NULL,'
        ' "kind" TEXT NOT NULL, "label" TEXT NOT NULL, "patch" TEXT NOT NULL, "at" TEXT NOT NULL,'
        ' FOREIGN KEY ("form_id") REFERENCES "form" ("id") ON DELETE CASCADE)'
    )
    connection.execute('CREATE INDEX "revisionrow_form_id" ON "revision" ("form_id")')
    connection.execute("INSERT INTO store VALUES (1, ?, 0, ?)", (new_id(), __version__))


def _store_by_row(connection: sqlite3.Connection, progress: Progress) -> None:
    from perfeval_desktop.storage.version_1.migration import store_by_row  # noqa: PLC0415  # once in a store's life

    store_by_row(connection, progress)


def _add_steps_and_lock_lines(connection: sqlite3.Connection, _progress: Progress) -> None:
    """Make room for what is kept beside the forms; from this version on the log has names, too.

    A program that does not know of those would call the log damaged, and have it restored from a backup.
    """
    # Stores of the weeks before this version have the tables already.
    connection.execute(
        'CREATE TABLE IF NOT EXISTS "project_step" ("number" INTEGER NOT NULL PRIMARY KEY,'
        ' "step" TEXT NOT NULL, "label" TEXT NOT NULL, "undone" TEXT NOT NULL, "redone" TEXT NOT NULL,'
        ' "value" TEXT NOT NULL)'
    )
    connection.execute(
        'CREATE TABLE IF NOT EXISTS "lock_line" ("year" INTEGER NOT NULL PRIMARY KEY, "day" TEXT NOT NULL,'
        ' "remark" TEXT NOT NULL, "changed_by" TEXT NOT NULL, "at" TEXT NOT NULL)'
    )


# The number of a version is its place in this row, from 1.
MIGRATIONS: tuple[Migration, ...] = (_create, _store_by_row, _add_steps_and_lock_lines)


def migrate(
    connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS, progress: Progress = silent
) -> None:
    """Bring the open file to the last of ``migrations``, each in one transaction with its version number.

    A migration that fails leaves the file at the version before it; those before it last. Raises
    :class:`DamagedError` for values that it cannot take.
    """
    first = pragma(connection, "user_version")
    # A migration may rebuild a table that others refer to; what it leaves behind is checked at its end.
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        for version in range(first, len(migrations)):
            _run(connection, migrations[version], version + 1, progress)
    finally:
        connection.execute("PRAGMA foreign_keys=ON")
    if first < len(migrations):
        # The room of tables that are no more would be copied into every backup. No reason to fail, though.
        with suppress(sqlite3.Error):
            connection.execute("VACUUM")


def _run(connection: sqlite3.Connection, migration: Migration, version: int, progress: Progress) -> None:
    def is_saved() -> bool:
        return pragma(connection, "user_version") == version

    with _reading_old_values(version), transaction(connection, "IMMEDIATE", is_saved):
        migration(connection, progress)
        if dangling := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise DamagedError(f"migration {version} leaves dangling rows: {dangling[:5]}")
        connection.execute("UPDATE store SET program = ?", (__version__,))
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={version}")


@contextmanager
def _reading_old_values(version: int) -> Iterator[None]:
    """Raise :class:`DamagedError` for values that a migration cannot take: an older program wrote no such."""
    try:
        with decoding(f"migration {version}"):
            yield
    except (RecursionError, sqlite3.IntegrityError) as error:
        raise DamagedError(f"migration {version}") from error
    except sqlite3.OperationalError as error:
        # Said of tables that are not as they were made; a full disk and its like have codes of their own.
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
            raise
        raise DamagedError(f"migration {version}") from error

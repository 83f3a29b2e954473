"""Files made by hand to harm whoever opens them, and files of others that only look it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.backups.backup import back_up, restore_backup
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store
from storage.examples import FORM, add, edit, kind_of, named

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
AS_STORE = "i AS id, '' AS lineage, i AS last_revision, '' AS program"
TO_SCHEMA = "PRAGMA writable_schema=ON; UPDATE sqlite_master SET"

CRAFTED = [
    ENDLESS.join(("CREATE VIEW extra AS ", " SELECT i FROM n")),
    ENDLESS.join(("ALTER TABLE store RENAME TO s; CREATE VIEW store AS ", f" SELECT {AS_STORE} FROM n")),  # noqa: S608  # ours
    ENDLESS.join(("ALTER TABLE form RENAME TO f; CREATE VIEW form AS ", " SELECT f.* FROM f, n")),
    "CREATE TRIGGER t AFTER UPDATE ON form BEGIN UPDATE form SET rev = rev + 1; END",
    "CREATE TRIGGER t AFTER INSERT ON revision BEGIN DELETE FROM form; END",
    "CREATE VIRTUAL TABLE v USING fts5(a)",
    # What is said of it is not what it is.
    f"CREATE VIEW v AS SELECT 1; {TO_SCHEMA} type = 'table' WHERE name = 'v'",
    f"CREATE TABLE v(a); {TO_SCHEMA} type = 'view' WHERE name = 'v'",
]
MISSING = [
    "DROP TABLE rest",
    "ALTER TABLE form DROP COLUMN project_code",
    "ALTER TABLE form RENAME COLUMN total TO sum",
    "ALTER TABLE form ADD COLUMN colour TEXT AS (project || '!')",
    "DROP TABLE rest; CREATE TABLE rest (form_id, value, more NOT NULL)",
]
HARMLESS = [
    "CREATE TABLE notes (a, b)",
    'CREATE TABLE "a""b" (c)',
    "create index more on form (project)",
    "CREATE UNIQUE INDEX once ON form (id, project)",
    "CREATE TABLE counted (a INTEGER PRIMARY KEY AUTOINCREMENT)",
    "ANALYZE",
    "ALTER TABLE form ADD COLUMN colour TEXT",
    "ALTER TABLE form ADD COLUMN colour TEXT NOT NULL DEFAULT ''",
]


@pytest.fixture
def path(store: Store, store_path: Path) -> Path:
    """Return a closed store of two forms."""
    add(store, FORM, named("另一个"))
    store.close()
    return store_path


def craft(path: Path, script: str) -> bytes:
    """Run ``script`` on the file; return what is in it then."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(script)
    return path.read_bytes()


def opened(path: Path, *, read_only: bool) -> Callable[[], object]:
    return lambda: Store.open(path, read_only=read_only)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("script", CRAFTED)
def test_a_file_in_which_something_runs_by_itself_is_not_opened(
    path: Path, script: str, *, read_only: bool
) -> None:
    before = craft(path, script)
    with pytest.raises(StorageError) as told:
        Store.open(path, read_only=read_only)
    assert told.value.kind in {StorageErrorKind.FOREIGN, StorageErrorKind.CORRUPT}
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("script", MISSING)
def test_a_file_without_our_columns_is_damaged(path: Path, script: str, *, read_only: bool) -> None:
    before = craft(path, script)
    assert kind_of(opened(path, read_only=read_only)) is StorageErrorKind.CORRUPT
    assert path.read_bytes() == before


@pytest.mark.parametrize("script", HARMLESS)
def test_what_others_keep_beside_our_tables_locks_nobody_out(path: Path, script: str, tmp_path: Path) -> None:
    craft(path, script)
    with Store.open(path, read_only=True) as store:
        assert store.count() == 2
    with Store.open(path) as store:
        stored = store.load(store.summaries()[0].form_id)
        assert edit(store, stored, FORM.with_year(2024)).rev == 2
        assert store.verify() == ()
        backup = back_up(store, tmp_path / "备份")
        restore_backup(store, backup.path, tmp_path / "备份")
        assert store.count() == 2


@pytest.mark.parametrize("script", CRAFTED)
def test_a_crafted_backup_is_neither_listed_nor_restored(store: Store, tmp_path: Path, script: str) -> None:
    (stored,) = add(store, FORM)
    folder = tmp_path / "备份"
    backup = back_up(store, folder)
    craft(backup.path, script)
    assert backups(folder) == []
    with pytest.raises(StorageError, match="没有恢复，现有的数据没有改动"):
        restore_backup(store, backup.path, folder)
    assert store.load(stored.form_id) == stored


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_and_a_device_are_no_stores(tmp_path: Path, *, read_only: bool) -> None:
    assert kind_of(opened(tmp_path, read_only=read_only)) is StorageErrorKind.INPUT_OUTPUT
    (tmp_path / "a").symlink_to(os.devnull)
    with pytest.raises(StorageError, match="管道或设备"):
        Store.open(tmp_path / "a", read_only=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
@pytest.mark.parametrize("read_only", [False, True])
def test_a_pipe_is_no_store_and_is_not_waited_for(tmp_path: Path, *, read_only: bool) -> None:
    os.mkfifo(tmp_path / "管道.perfeval")
    with pytest.raises(StorageError, match="管道或设备") as told:
        Store.open(tmp_path / "管道.perfeval", read_only=read_only)
    assert told.value.kind is StorageErrorKind.INPUT_OUTPUT

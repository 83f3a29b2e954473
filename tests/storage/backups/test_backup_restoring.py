"""The way back: a backup put in the place of the store, or refused."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import copying, database
from perfeval_desktop.storage import store as store_module
from perfeval_desktop.storage.backups import backup as backup_module
from perfeval_desktop.storage.backups.backup import back_up, needs_backup, restore_backup
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.migrations import MIGRATIONS
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, execute, projects
from storage.examples import BY, edit, named, ticking
from storage.test_migrations import add_colour


def test_restoring_brings_back_everything_and_goes_on_counting(store: Store, folder: Path) -> None:
    clock = ticking()
    stored = add(store, "原来的")
    backup = back_up(store, folder, clock=clock.__next__)
    edit(store, stored, named("改坏的"))
    add(store, "后来的")
    restore_backup(store, backup.path, folder, clock=clock.__next__)
    assert projects(store) == ["原来的"]
    assert store.load(stored.form_id) == stored
    assert store.latest_revision() == 4
    assert store.verify() == ()
    add(store, "再后来的")
    assert store.latest_revision() == 5
    assert store.database.connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    assert store.database.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_the_state_before_restoring_is_a_backup_too(store: Store, folder: Path) -> None:
    clock = ticking()
    add(store, "原来的")
    backup = back_up(store, folder, clock=clock.__next__)
    add(store, "后来的")
    restore_backup(store, backup.path, folder, clock=clock.__next__)
    before = backups(folder)[0]
    assert before.forms == 2
    assert needs_backup(store, folder)
    restore_backup(store, before.path, folder, clock=clock.__next__)
    assert sorted(projects(store)) == ["原来的", "后来的"]


def test_a_store_can_be_restored_from_the_backup_of_another(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "other.perfeval") as other:
        for number in range(5):
            add(other, f"{number}")
        backup = back_up(other, tmp_path / "other backups")
    add(store)
    restore_backup(store, backup.path, folder)
    assert sorted(projects(store)) == ["0", "1", "2", "3", "4"]
    assert store.latest_revision() == 6
    back_up(store, folder)
    assert not needs_backup(store, folder)
    assert len(backups(folder)) == 2


def test_a_backup_of_an_older_version_is_migrated(
    store: Store, store_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "旧版的")
    backup = back_up(store, folder)
    store.close()
    newer = (*MIGRATIONS, add_colour)
    monkeypatch.setattr(backup_module, "MIGRATIONS", newer)
    monkeypatch.setattr(store_module, "open_database", partial(database.open_database, migrations=newer))
    with Store.open(store_path) as migrated:
        add(migrated, "新版的")
        restore_backup(migrated, backup.path, folder)
        assert projects(migrated) == ["旧版的"]
        assert migrated.database.connection.execute("PRAGMA user_version").fetchone() == (4,)
        assert migrated.database.connection.execute("SELECT colour FROM form").fetchall() == [("",)]


def refusal(store: Store, path: Path, folder: Path) -> StorageError:
    """Return how restoring fails, having checked that nothing was changed or added."""
    before = store.path.read_bytes()
    with pytest.raises(StorageError, match="没有恢复，现有的数据没有改动：") as caught:
        restore_backup(store, path, folder)
    assert store.path.read_bytes() == before
    assert store.verify() == ()
    assert len(backups(folder)) <= 1
    return caught.value


def test_a_missing_backup_is_refused(store: Store, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    backup.path.unlink()
    assert refusal(store, backup.path, folder).kind is StorageErrorKind.MISSING


def test_a_newer_backup_is_listed_but_refused(store: Store, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    execute(backup.path, "PRAGMA user_version=4", "UPDATE store SET program = '9.8.7'")
    assert backups(folder) == [backup]
    error = refusal(store, backup.path, folder)
    assert error.kind is StorageErrorKind.NEWER
    assert "9.8.7" in str(error)


def test_a_foreign_file_is_refused(store: Store, folder: Path) -> None:
    add(store)
    foreign = folder / "外来.perfeval"
    folder.mkdir()
    execute(foreign, "CREATE TABLE moz_places (id INTEGER)")
    assert refusal(store, foreign, folder).kind is StorageErrorKind.FOREIGN


@pytest.mark.parametrize("damage", [lambda whole: whole[:9000], lambda whole: whole[:-4096] + b"\xff" * 4096])
def test_a_damaged_backup_is_refused(store: Store, folder: Path, damage: Callable[[bytes], bytes]) -> None:
    add(store)
    backup = back_up(store, folder)
    backup.path.write_bytes(damage(backup.path.read_bytes()))
    assert refusal(store, backup.path, folder).kind is StorageErrorKind.CORRUPT


def test_nothing_is_restored_unless_the_present_state_is_backed_up(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "原来的")
    backup = back_up(store, folder)
    add(store, "后来的")
    monkeypatch.setattr(copying, "is_whole", lambda _connection: False)
    with pytest.raises(StorageError, match="核对不一致"):
        restore_backup(store, backup.path, folder)
    assert sorted(projects(store)) == ["原来的", "后来的"]


def test_a_full_disk_while_restoring_leaves_the_store_as_it_was(store: Store, folder: Path) -> None:
    for number in range(40):
        add(store, f"{number}")
    backup = back_up(store, folder)
    store.delete([line.form_id for line in store.summaries()], label="删除", by=BY)
    store.purge([line.form_id for line in store.bin()])
    connection = store.database.connection
    connection.execute("VACUUM")
    connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(StorageError) as caught:
        restore_backup(store, backup.path, folder)
    assert caught.value.kind is StorageErrorKind.FULL
    assert projects(store) == []
    assert store.verify() == ()


def test_a_read_only_store_is_not_restored(store: Store, store_path: Path, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    with Store.open(store_path, read_only=True) as reader, pytest.raises(StorageError) as caught:
        restore_backup(reader, backup.path, folder)
    assert caught.value.kind is StorageErrorKind.READ_ONLY
    assert backups(folder) == [backup]

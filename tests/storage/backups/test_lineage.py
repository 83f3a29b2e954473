"""An older copy was put over the store by hand; its newer backups are beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage.backups.backup import back_up, needs_backup, restore_backup
from perfeval_desktop.storage.backups.lineage import newer_backup, part_from
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, execute, files, projects
from storage.examples import edit, named, ticking


@pytest.fixture
def taken(store: Store, folder: Path) -> list[Backup]:
    """Return two backups of ``store``, newest first, with a form more in each."""
    clock = ticking()
    made: list[Backup] = []
    for name in ("第一张", "第二张"):
        add(store, name)
        made.insert(0, back_up(store, folder, clock=clock.__next__))
    return made


@pytest.fixture
def older(store: Store, store_path: Path, taken: list[Backup]) -> Iterator[Store]:
    """Give the store with its first backup put over it by hand."""
    store.close()
    store_path.write_bytes(taken[-1].path.read_bytes())
    with Store.open(store_path) as opened:
        yield opened


def test_a_store_that_is_newer_than_its_backups_or_as_new_has_no_newer_one(
    store: Store, folder: Path, taken: list[Backup]
) -> None:
    assert newer_backup(store, folder) is None
    add(store)
    assert newer_backup(store, folder) is None
    restore_backup(store, taken[-1].path, folder)
    assert newer_backup(store, folder) is None


def test_an_older_copy_has_a_newer_backup(older: Store, folder: Path, taken: list[Backup]) -> None:
    assert newer_backup(older, folder) == taken[0]


def test_a_newer_backup_of_another_store_does_not_count(
    folder: Path, taken: list[Backup], tmp_path: Path
) -> None:
    assert taken
    with Store.open(tmp_path / "另外" / "自评 表&.perfeval") as other:
        assert newer_backup(other, folder) is None


def test_of_newer_backups_that_are_broken_none_is_told(
    older: Store, folder: Path, taken: list[Backup]
) -> None:
    taken[0].path.write_bytes(b"not any more")
    assert newer_backup(older, folder) is None
    assert needs_backup(older, folder) is False


def test_from_a_newer_backup_on_the_store_counts_higher_and_takes_the_first_place(
    older: Store, folder: Path, taken: list[Backup]
) -> None:
    part_from(older, taken[0])
    assert older.latest_revision() == taken[0].revision + 1
    assert newer_backup(older, folder) is None
    assert needs_backup(older, folder)
    made = back_up(older, folder)
    assert backups(folder) == [made, *taken]
    assert not needs_backup(older, folder)
    add(older, "重做的")
    assert older.verify() == ()


def test_the_newer_backup_brings_everything_back(older: Store, folder: Path, taken: list[Backup]) -> None:
    restore_backup(older, taken[0].path, folder)
    assert sorted(projects(older)) == ["第一张", "第二张"]
    assert newer_backup(older, folder) is None
    assert len(files(folder)) == 3


def test_a_store_that_is_only_read_keeps_its_lineage(
    older: Store, store_path: Path, folder: Path, taken: list[Backup]
) -> None:
    older.close()
    with Store.open(store_path, read_only=True) as reader:
        back_up(reader, folder)
        assert newer_backup(reader, folder) == taken[0]
        with pytest.raises(StorageError, match="只读"):
            part_from(reader, taken[0])


def test_a_folder_that_cannot_be_read_is_named(store: Store, folder: Path) -> None:
    folder.write_bytes(b"in the way")
    with pytest.raises(StorageError, match="备份 文件夹"):
        newer_backup(store, folder)


def test_a_backup_of_a_form_that_the_store_has_not_says_nothing_of_the_history(
    older: Store, folder: Path, taken: list[Backup]
) -> None:
    (first,) = older.summaries()
    stored = older.load(first.form_id)
    for name in ("改", "再改"):
        stored = edit(older, stored, named(name))
    assert older.latest_revision() > taken[0].revision
    # The second form of the backup is unknown to the store: that alone could come from a restored backup.
    assert newer_backup(older, folder) is None


def test_another_history_of_a_form_in_the_store_has_a_newer_backup(
    store: Store, store_path: Path, folder: Path
) -> None:
    clock = ticking()
    stored = add(store, "第一张")
    older = store_path.read_bytes()
    edit(store, stored, named("周一改的"))
    newest = back_up(store, folder, clock=clock.__next__)
    store.close()
    store_path.write_bytes(older)
    with Store.open(store_path, clock=clock.__next__) as opened:
        again = edit(opened, stored, named("重做的"))
        edit(opened, again, named("又改的"))
        assert newer_backup(opened, folder) == newest
        made = back_up(opened, folder, clock=clock.__next__)
        assert backups(folder) == [made, newest]
        assert newer_backup(opened, folder) is None


def test_what_was_left_on_purpose_by_restoring_is_not_told(
    store: Store, store_path: Path, folder: Path
) -> None:
    clock = ticking()
    stored = add(store, "第一张")
    older = store_path.read_bytes()
    edit(store, stored, named("在这里改的"))
    here = back_up(store, folder, clock=clock.__next__)
    store.close()
    store_path.write_bytes(older)
    with Store.open(store_path, clock=clock.__next__) as opened:
        edit(opened, stored, named("在那里改的"))
        part_from(opened, here)
        back_up(opened, folder, clock=clock.__next__)
        restore_backup(opened, here.path, folder, clock=clock.__next__)
        assert newer_backup(opened, folder) is None
        edit(opened, opened.load(stored.form_id), named("又改的"))
        assert newer_backup(opened, folder) is None


def test_a_backup_of_another_version_says_nothing_of_the_history(
    store: Store, store_path: Path, folder: Path
) -> None:
    clock = ticking()
    stored = add(store)
    older = store_path.read_bytes()
    edit(store, stored, named("周一改的"))
    newest = back_up(store, folder, clock=clock.__next__)
    execute(newest.path, "PRAGMA user_version=1")
    store.close()
    store_path.write_bytes(older)
    with Store.open(store_path, clock=clock.__next__) as opened:
        edit(opened, stored, named("重做的"))
        assert newer_backup(opened, folder) is None


def test_the_history_of_a_broken_backup_says_nothing(store: Store, folder: Path) -> None:
    clock = ticking()
    for _ in range(2):
        add(store)
        newest = back_up(store, folder, clock=clock.__next__)
        newest.path.write_bytes(b"not any more")
    assert newer_backup(store, folder) is None
    add(store)
    made = back_up(store, folder, clock=clock.__next__)
    assert backups(folder) == [made]

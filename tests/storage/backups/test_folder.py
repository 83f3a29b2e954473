from pathlib import Path

from perfeval_desktop.backup import Backups
from perfeval_desktop.storage.backups.folder import BackupFolder
from perfeval_desktop.storage.store import Store
from storage.examples import MOMENT, add, at_moment, named


def test_the_copies_of_a_store_are_taken_listed_and_restored(store: Store, tmp_path: Path) -> None:
    copies: Backups = BackupFolder(store, tmp_path / "备份", at_moment)
    assert copies.all() == []
    add(store, named("原来的"))
    assert copies.is_due()
    assert copies.latest() is None
    taken = copies.take()
    assert (taken.taken_at, taken.forms) == (MOMENT, 1)
    assert copies.all() == [taken]
    assert copies.latest() == taken.path
    assert not copies.is_due()
    assert copies.newer() is None
    add(store, named("后来的"))
    stick = tmp_path / "U盘"
    stick.mkdir()
    elsewhere = copies.take_in_second_place(stick)
    assert (elsewhere.path.parent, elsewhere.forms) == (stick, 2)
    assert not copies.is_newer_than_store(elsewhere)
    copies.restore(taken.path)
    assert [line.project for line in store.summaries()] == ["原来的"]
    assert copies.is_due()


def test_a_copy_newer_than_the_store_is_told_and_left_to_itself(store: Store, tmp_path: Path) -> None:
    copies: Backups = BackupFolder(store, tmp_path / "备份", at_moment)
    before = store.path.read_bytes()
    add(store, named("改过的"))
    taken = copies.take()
    store.path.write_bytes(before)
    # As if it had been there before the store was opened.
    store.database.content.note()
    newer = copies.newer()
    assert newer == taken
    assert copies.is_newer_than_store(taken)
    copies.part_from(newer)
    assert copies.newer() is None
    assert store.latest_revision() == 2


def test_what_has_changed_since_a_copy_is_told_and_restoring_hands_out_the_copy_before(
    store: Store, tmp_path: Path
) -> None:
    copies: Backups = BackupFolder(store, tmp_path / "备份", at_moment)
    folder = BackupFolder(store, tmp_path / "备份", at_moment)
    taken = copies.take()
    add(store, named("新的"))
    assert [one.project for one in folder.changes_since(taken.path).forms] == ["新的"]
    before = copies.restore(taken.path)
    assert before.is_before_restoring
    assert store.count() == 0
    copies.restore(before.path)
    assert store.count() == 1

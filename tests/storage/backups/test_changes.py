from pathlib import Path
from shutil import copyfile

import pytest

from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage.backups.backup import back_up, restore_backup
from perfeval_desktop.storage.backups.changes import FormChange, changes_since
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from storage.backups.backup_examples import add
from storage.examples import BY, MOMENT, edit, named, ticking

DATABASES = Path(__file__).parents[2] / "data" / "databases"


def found(store: Store, path: Path) -> set[tuple[str, FormChange, str]]:
    return {(one.project, one.change, one.label) for one in changes_since(store, path).forms}


def delete(store: Store, form_id: FormId) -> None:
    store.delete([form_id], label="删除", by=BY)


def test_what_was_changed_made_and_deleted_since_a_backup_is_named(store: Store, folder: Path) -> None:
    changed, deleted, purged, back = (add(store, name) for name in ("改", "删", "清", "还"))
    add(store, "原样")
    delete(store, back.form_id)
    backup = back_up(store, folder)
    assert changes_since(store, backup.path).forms == ()
    edit(store, changed, named("改过"))
    add(store, "新")
    delete(store, deleted.form_id)
    delete(store, purged.form_id)
    store.purge([purged.form_id])
    store.restore([back.form_id], label="还原", by=BY)
    since = changes_since(store, backup.path)
    assert {(one.project, one.change, one.label) for one in since.forms} == {
        ("改过", FormChange.CHANGED, "edit"),
        ("新", FormChange.NEW, "新建"),
        ("删", FormChange.DELETED, "删除"),
        ("清", FormChange.DELETED, "彻底删除"),
        ("还", FormChange.NEW, "还原"),
    }
    assert [since.number_of(change) for change in FormChange] == [1, 2, 2]
    assert {one.by for one in since.forms} == {BY, ""}
    assert since.is_related
    assert since.last_change == MOMENT


def test_a_copy_that_was_changed_as_often_as_the_store_is_another_one(
    store: Store, store_path: Path, folder: Path
) -> None:
    clock = ticking()
    stored = add(store, "一")
    copied = store_path.read_bytes()
    edit(store, stored, named("在这里改的"))
    backup = back_up(store, folder)
    store.close()
    store_path.write_bytes(copied)
    with Store.open(store_path, clock=clock.__next__) as copy:
        next(clock)
        edit(copy, stored, named("在那里改的"))
        assert found(copy, backup.path) == {("在那里改的", FormChange.CHANGED, "edit")}


def test_what_was_changed_last_comes_first(store_path: Path, folder: Path) -> None:
    with Store.open(store_path, clock=ticking().__next__) as store:
        backup = back_up(store, folder)
        for name in ("一", "二", "三"):
            add(store, name)
        since = changes_since(store, backup.path)
    assert [one.project for one in since.forms] == ["三", "二", "一"]
    assert since.last_change is None


def test_a_form_that_is_in_the_bin_in_both_is_no_change(store: Store, folder: Path) -> None:
    stored = add(store, "一")
    delete(store, stored.form_id)
    assert found(store, back_up(store, folder).path) == set()


def test_what_a_restored_backup_is_behind_can_be_asked_of_the_copy_before_it(
    store: Store, folder: Path
) -> None:
    clock = ticking().__next__
    stored = add(store, "一")
    backup = back_up(store, folder, clock=clock)
    edit(store, stored, named("一（改过）"))
    before = restore_backup(store, backup.path, folder, clock=clock)
    assert before.is_before_restoring
    assert before.path.name.endswith("-恢复前.perfeval")
    assert found(store, before.path) == {("一", FormChange.CHANGED, "新建")}
    again = restore_backup(store, before.path, folder, clock=clock)
    assert found(store, again.path) == {("一（改过）", FormChange.CHANGED, "edit")}


def test_a_backup_of_another_store_and_one_of_an_older_version_are_compared_all_the_same(
    store: Store, tmp_path: Path
) -> None:
    add(store, "一")
    old = tmp_path / "旧.perfeval"
    copyfile(DATABASES / "v1.perfeval", old)
    since = changes_since(store, old)
    assert not since.is_related
    assert since.number_of(FormChange.NEW) == 1
    assert since.number_of(FormChange.DELETED) > 0


def test_what_is_no_backup_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "坏的.perfeval").write_bytes(b"no database")
    with pytest.raises(StorageError):
        changes_since(store, tmp_path / "坏的.perfeval")

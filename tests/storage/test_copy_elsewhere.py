import os
from collections.abc import Callable
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.held_form import HeldForm
from perfeval_desktop.storage.copy_elsewhere import copy_elsewhere
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, files, projects
from storage.examples import entry, named
from storage.test_file_place import (
    by_another_store,
    by_rubbish,
    folder_renamed,
    on_posix,
    renamed,
    written_into,
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "另存.perfeval"


def changed(store: Store) -> HeldForm:
    """Return a form of ``store`` that was given another name, which is not saved."""
    add(store, "一")
    stored = add(store, "二")
    return HeldForm(stored, entry(named("二（改过）")), "改名", "张三")


@on_posix
@pytest.mark.parametrize("happens", [by_rubbish, by_another_store, Path.unlink, renamed, folder_renamed])
def test_all_of_a_store_that_is_out_of_place_is_saved_with_what_could_not_be(
    store: Store, target: Path, happens: Callable[[Path], None]
) -> None:
    held = changed(store)
    happens(store.path)
    assert copy_elsewhere(store, held, target)
    assert not [one for one in files(target.parent) if one.startswith(".")]
    with Store.open(target) as copy:
        assert projects(copy) == ["一", "二（改过）"]
        assert [one.label for one in copy.revisions(held.stored.form_id)] == ["新建", "改名"]
        assert copy.verify() == ()


@on_posix
def test_what_was_saved_already_is_not_saved_twice(store: Store, target: Path) -> None:
    held = changed(store)._replace(label="")
    store.path.unlink()
    assert copy_elsewhere(store, held, target)
    assert copy_elsewhere(store, None, target.with_name("又一个.perfeval"))
    with Store.open(target) as copy:
        assert copy.latest_revision() == store.latest_revision()


@on_posix
def test_a_file_that_is_gone_is_put_back_while_the_lock_is_held(store: Store) -> None:
    held, path = changed(store), store.path
    path.unlink()
    assert copy_elsewhere(store, held, path)
    store.close()
    with Store.open(path) as again:
        assert projects(again) == ["一", "二（改过）"]


@on_posix
@pytest.mark.parametrize("label", ["改名", ""])
def test_of_a_store_that_was_overwritten_there_is_the_form_on_the_screen(
    store: Store, target: Path, label: str
) -> None:
    held = changed(store)._replace(label=label)
    for content in (b"", b"rubbish" * 1000):
        written_into(store.path, content)
        assert not copy_elsewhere(store, held, target)
        with Store.open(target) as copy:
            assert projects(copy) == ["二（改过）"]
            assert copy.summaries()[0].form_id == held.stored.form_id
        target.unlink()
    with pytest.raises(StorageError):
        copy_elsewhere(store, None, target)
    assert not target.exists()


def test_another_file_is_never_overwritten(store: Store, target: Path) -> None:
    held = changed(store)
    target.write_text("别的", encoding="utf-8")
    with pytest.raises(StorageError):
        copy_elsewhere(store, held, target)
    assert target.read_text(encoding="utf-8") == "别的"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_where_the_copy_cannot_be_made_that_is_said(store: Store, tmp_path: Path) -> None:
    held = changed(store)
    with pytest.raises(StorageError) as caught:
        copy_elsewhere(store, held, tmp_path / "没有" / "另存.perfeval")
    assert caught.value.kind is StorageErrorKind.MISSING

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.backups.folder import BackupFolder
from perfeval_desktop.storage.file_place import Displacement
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, execute, projects
from storage.examples import FORM, another_process, edit, named

on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody move or replace an open file")


def put_over(path: Path, content: bytes) -> None:
    """Do as synchronising programs do: write beside it, then rename."""
    part = path.with_name("incoming.tmp")
    part.write_bytes(content)
    part.replace(path)


def by_rubbish(path: Path) -> None:
    put_over(path, b"not a store" * 1000)


def by_nothing(path: Path) -> None:
    put_over(path, b"")


def by_another_store(path: Path) -> None:
    other = path.with_name("other.perfeval")
    with Store.open(other) as store:
        add(store, "别人的")
    other.replace(path)


def by_a_copy_of_itself(path: Path) -> None:
    put_over(path, path.read_bytes())


def renamed(path: Path) -> None:
    path.rename(path.with_name("改了名.perfeval"))


def folder_renamed(path: Path) -> None:
    path.parent.rename(path.parent.with_name("别的文件夹"))


def folder_removed(path: Path) -> None:
    shutil.rmtree(path.parent)


@on_posix
@pytest.mark.parametrize(
    ("happens", "what", "words"),
    [
        (by_rubbish, Displacement.REPLACED, "被换成了另一个文件"),
        (by_nothing, Displacement.REPLACED, "重新打开现在的这个文件"),
        (by_another_store, Displacement.REPLACED, "另存为"),
        (by_a_copy_of_itself, Displacement.REPLACED, "那个文件也没有动"),
        (Path.unlink, Displacement.GONE, "放回原处"),
        (renamed, Displacement.GONE, "被删除、改名或移走"),
        (folder_renamed, Displacement.FOLDER_GONE, "U 盘、移动盘、共享文件夹断开了"),
        (folder_removed, Displacement.FOLDER_GONE, "另存到别处"),
    ],
)
def test_a_file_that_is_not_where_it_was_opened_takes_no_change(
    store: Store, happens: Callable[[Path], None], what: Displacement, words: str
) -> None:
    stored = add(store, "原来的")
    assert store.displacement is None
    happens(store.path)
    there = store.path.read_bytes() if store.path.is_file() else None
    with pytest.raises(StorageError, match=words) as caught:
        edit(store, stored, named("改名"))
    assert caught.value.kind is StorageErrorKind.DISPLACED
    assert store.displacement is what
    assert str(store.path) in str(caught.value)
    # What is there now is left alone, and what was committed before can still be read.
    assert (store.path.read_bytes() if store.path.is_file() else None) == there
    assert projects(store) == ["原来的"]


@on_posix
def test_a_file_that_is_put_back_takes_changes_again(store: Store) -> None:
    stored = add(store, "原来的")
    aside = store.path.with_name("改了名.perfeval")
    store.path.rename(aside)
    with pytest.raises(StorageError):
        edit(store, stored, named("改名"))
    aside.rename(store.path)
    assert edit(store, stored, named("改名")).rev == 2


def written_into(path: Path, content: bytes) -> None:
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()


@on_posix
def test_an_older_copy_written_into_the_open_file_takes_no_change(store: Store) -> None:
    stored = add(store, "原来的")
    older = store.path.read_bytes()
    add(store, "后来的")
    written_into(store.path, older)
    with pytest.raises(StorageError, match="内容被别的程序（如同步盘）换掉了") as caught:
        edit(store, stored, named("改名"))
    assert caught.value.kind is StorageErrorKind.DISPLACED
    assert projects(store) == ["原来的"]


@on_posix
def test_another_history_written_into_the_open_file_takes_no_change(store: Store) -> None:
    add(store, "原来的")
    before = store.path.read_bytes()
    add(store, "这里的")
    written = store.path.with_name("elsewhere.perfeval")
    written.write_bytes(before)
    with Store.open(written) as elsewhere:
        add(elsewhere, "那里的")
        add(elsewhere, "那里的又一个")
    written_into(store.path, written.read_bytes())
    with pytest.raises(StorageError, match="内容被别的程序") as caught:
        add(store, "三")
    assert caught.value.kind is StorageErrorKind.DISPLACED


@on_posix
def test_another_store_and_rubbish_written_into_the_open_file_take_no_change(store: Store) -> None:
    add(store, "原来的")
    other = store.path.with_name("other.perfeval")
    with Store.open(other) as second:
        add(second, "别人的")
    for content in (other.read_bytes(), b"not a store" * 1000):
        written_into(store.path, content)
        with pytest.raises(StorageError, match="内容被别的程序") as caught:
            add(store, "三")
        assert caught.value.kind is StorageErrorKind.DISPLACED
        assert store.path.read_bytes() == content


WRITE = """
import sys
from pathlib import Path
from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, projects

with Store.open(Path(sys.argv[1])) as store:
    add(store, "一")
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        add(store, "二")
    except StorageError as error:
        print(error.kind, projects(store), flush=True)
"""


@on_posix
def test_what_another_process_replaces_is_noticed(store_path: Path) -> None:
    with another_process(WRITE, str(store_path)) as writing:
        by_rubbish(store_path)
        output, _ = writing.communicate("\n")
    assert output == "displaced ['一']\n"
    assert store_path.read_bytes().startswith(b"not a store")


def test_what_the_program_itself_does_to_its_store_raises_no_alarm(store: Store, folder: Path) -> None:
    copies = BackupFolder(store, folder)
    stored = add(store, "一")
    taken = copies.take()
    add(store, "二")
    copies.restore(taken.path)
    assert projects(store) == ["一"]
    add(store, "三")
    newer = copies.all()[0]
    copies.part_from(newer)
    store.database.connection.execute("VACUUM")
    store.renew([(stored, stored.outline)])
    store.delete([stored.form_id], label="删除", by="")
    store.purge([stored.form_id])
    add(store, "四")
    assert projects(store) == ["三", "四"]
    assert store.displacement is None


@on_posix
def test_a_store_whose_last_change_was_purged_takes_changes_of_another_writer(store: Store) -> None:
    stored = add(store, "一")
    kept = add(store, "二")
    store.delete([stored.form_id], label="删除", by="")
    store.path.with_name(f"{store.path.name}.lock").unlink(missing_ok=True)
    with Store.open(store.path) as second:
        second.purge([stored.form_id])
    assert edit(store, kept, named("改名")).rev == 2


@on_posix
def test_a_store_that_is_only_read_is_never_out_of_place(store: Store) -> None:
    with Store.open(store.path, read_only=True) as reader:
        store.path.rename(store.path.with_name("改了名.perfeval"))
        assert reader.displacement is None


def test_a_store_without_its_only_line_is_told_to_be_damaged(store: Store) -> None:
    stored = add(store, "一")
    store.close()
    execute(store.path, "DELETE FROM store")
    with Store.open(store.path) as opened, pytest.raises(StorageError) as caught:
        edit(opened, stored, named("改名", FORM))
    assert caught.value.kind is StorageErrorKind.CORRUPT


@on_posix
def test_a_store_that_was_cut_off_in_its_file_is_damaged(store: Store) -> None:
    add(store, "一")
    written_into(store.path, store.path.read_bytes()[:3000])
    with pytest.raises(StorageError) as caught:
        add(store, "二")
    assert caught.value.kind is StorageErrorKind.CORRUPT


@on_posix
def test_a_file_that_goes_while_it_is_written_is_noticed_by_the_next_change(store: Store) -> None:
    with store.database.writing():
        store.database.connection.execute("UPDATE store SET program = program")
        store.path.unlink()
    with pytest.raises(StorageError) as caught:
        add(store, "二")
    assert caught.value.kind is StorageErrorKind.DISPLACED

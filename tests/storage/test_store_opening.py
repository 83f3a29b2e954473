"""Opening a store and closing it: who gets it, and what is said then."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Address
from storage.examples import BY, FORM, add, another_process, edit, kind_of, named

DATABASES = Path(__file__).parents[1] / "data" / "databases"


HOLD_OPEN = """
import sys
from pathlib import Path
from perfeval_desktop.storage.store import Store

store = Store.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
"""


def test_a_missing_file_and_its_folder_are_made(store: Store, store_path: Path) -> None:
    assert store.path == store_path.resolve()
    assert store.address == Address(str(store_path.resolve()), "自评 表&")
    assert store_path.is_file()
    assert not store.is_read_only
    assert store.summaries() == []
    assert store.bin() == []
    assert store.count() == 0
    assert store.latest_revision() == 0
    assert store.verify() == ()


def test_a_missing_file_is_not_made_read_only(store_path: Path) -> None:
    assert kind_of(lambda: Store.open(store_path, read_only=True)) is StorageErrorKind.MISSING
    assert not store_path.parent.exists()


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "folder" / "自评.perfeval"
    assert kind_of(lambda: Store.open(path)) is StorageErrorKind.INPUT_OUTPUT


def test_only_the_last_folder_may_be_new_or_a_drive_has_gone(tmp_path: Path) -> None:
    path = tmp_path / "移动盘" / "单位" / "自评.perfeval"
    with pytest.raises(StorageError, match="单位") as caught:
        Store.open(path)
    assert caught.value.kind is StorageErrorKind.MISSING
    assert list(tmp_path.iterdir()) == []


def test_what_was_saved_is_there_after_reopening(store: Store, store_path: Path) -> None:
    (stored,) = add(store, FORM)
    stored = edit(store, stored, named("改名"))
    store.close()
    with Store.open(store_path) as reopened:
        assert reopened.load(stored.form_id) == stored


def test_a_store_that_was_closed_can_be_closed_again(store: Store) -> None:
    store.close()
    store.close()


def test_only_one_can_write_and_the_other_is_told_by_whom(store: Store, store_path: Path) -> None:
    with pytest.raises(StorageError, match=f"进程号 {os.getpid()}") as caught:
        Store.open(store_path)
    assert caught.value.kind is StorageErrorKind.BUSY
    store.close()
    Store.open(store_path).close()


def test_a_store_open_in_another_process_can_be_read_but_not_written(store_path: Path) -> None:
    with another_process(HOLD_OPEN, str(store_path)) as process:
        with pytest.raises(StorageError, match=f"进程号 {process.pid}") as caught:
            Store.open(store_path)
        assert caught.value.kind is StorageErrorKind.BUSY
        with Store.open(store_path, read_only=True) as store:
            assert store.summaries() == []


def test_a_store_whose_process_was_killed_opens_at_once(store_path: Path) -> None:
    with another_process(HOLD_OPEN, str(store_path)) as process:
        process.kill()
        process.wait()
    Store.open(store_path).close()


@pytest.mark.usefixtures("store")
@pytest.mark.skipif(os.name != "posix", reason="on Windows an ordinary user may not make links")
def test_a_store_reached_by_a_link_has_the_same_lock(store_path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.perfeval"
    link.symlink_to(store_path)
    assert kind_of(lambda: Store.open(link)) is StorageErrorKind.BUSY


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.skipif(os.name != "posix", reason="on Windows an ordinary user may not make links")
def test_a_link_to_itself_is_named_with_the_remedy(tmp_path: Path, *, read_only: bool) -> None:
    link = tmp_path / "自评.perfeval"
    link.symlink_to(link)
    with pytest.raises(StorageError, match=r"指向自己的链接.*请删除这个链接") as caught:
        Store.open(link, read_only=read_only)
    assert caught.value.kind is StorageErrorKind.INPUT_OUTPUT
    assert [one.name for one in tmp_path.iterdir()] == [link.name]


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "name",
    [
        "甲\0乙.perfeval",
        pytest.param(
            "甲\ud800乙.perfeval",
            marks=pytest.mark.skipif(os.name != "posix", reason="Windows has half characters in names"),
        ),
    ],
)
def test_a_name_that_no_file_can_have_is_told_as_such(tmp_path: Path, name: str, *, read_only: bool) -> None:
    with pytest.raises(StorageError, match=r"甲�乙\.perfeval”不能用作文件名.*请换一个名称") as caught:
        Store.open(tmp_path / name, read_only=read_only)
    assert caught.value.kind is StorageErrorKind.MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_two_names_can_only_be_read(store: Store, store_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.perfeval"
    os.link(store_path, other)
    with pytest.raises(StorageError, match=r"还有别的文件名.*请先复制一份") as caught:
        Store.open(other)
    assert caught.value.kind is StorageErrorKind.READ_ONLY
    with Store.open(other, read_only=True) as reader:
        assert reader.count() == 0
    store.close()
    assert kind_of(lambda: Store.open(store_path)) is StorageErrorKind.READ_ONLY
    other.unlink()
    Store.open(store_path).close()


@pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody delete a file that is locked")
def test_a_second_writer_after_the_lock_was_deleted_is_noticed_before_anything_is_written(
    store: Store, store_path: Path
) -> None:
    (stored,) = add(store, FORM)
    store_path.with_name(f"{store_path.name}.lock").unlink()
    with Store.open(store_path) as second:
        assert kind_of(lambda: edit(store, stored, named("先来"))) is StorageErrorKind.BUSY
        assert edit(second, stored, named("后来")).rev == 2
    assert kind_of(lambda: edit(store, stored, named("先来"))) is StorageErrorKind.CONFLICT


def test_a_drive_that_cannot_tell_where_a_file_really_is_can_be_used(
    store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> Path:
        raise OSError(22, "more data is available")

    monkeypatch.setattr(Path, "resolve", refuse)
    with Store.open(store_path) as store:
        assert store.path == store_path


def test_a_file_that_is_refused_is_not_kept_locked(store_path: Path) -> None:
    store_path.parent.mkdir()
    store_path.write_text("这不是数据库，只是一段文字。" * 100, encoding="utf-8")
    assert kind_of(lambda: Store.open(store_path)) is StorageErrorKind.FOREIGN
    store_path.unlink()
    Store.open(store_path).close()


def test_a_read_only_store_shows_everything_and_changes_nothing(store: Store, store_path: Path) -> None:
    stored, deleted = add(store, FORM, FORM)
    store.delete([deleted.form_id], label="删除", by=BY)
    with Store.open(store_path, read_only=True) as reader:
        assert reader.is_read_only
        assert [one.form_id for one in reader.summaries()] == [stored.form_id]
        assert [one.form_id for one in reader.bin()] == [deleted.form_id]
        assert reader.load(stored.form_id) == stored
        assert len(reader.revisions(deleted.form_id)) == 2
        assert reader.verify() == ()
        after = named("改名")
        changes: list[Callable[[], object]] = [
            lambda: add(reader, FORM),
            lambda: edit(reader, stored, after),
            lambda: reader.delete([stored.form_id], label="删除", by=BY),
            lambda: reader.restore([deleted.form_id], label="还原", by=BY),
            lambda: reader.purge([deleted.form_id]),
            lambda: reader.renew([(stored, stored.outline)]),
        ]
        assert {kind_of(change) for change in changes} == {StorageErrorKind.READ_ONLY}
    assert edit(store, stored, after).rev == 2


def test_a_backup_is_opened_to_be_read_and_nothing_else(store: Store, tmp_path: Path) -> None:
    add(store, FORM)
    path = back_up(store, tmp_path / "备份").path
    before = path.read_bytes()
    link = tmp_path / "链接.perfeval"
    link.symlink_to(path)
    for one in (path, link):
        with pytest.raises(StorageError, match=r"是一份备份.*恢复.*复制") as told:
            Store.open(one)
        assert told.value.kind is StorageErrorKind.READ_ONLY
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name], "no lock and no journal beside it"
    with Store.open(path, read_only=True) as backup:
        assert backup.count() == 1


def test_a_name_of_a_backup_is_given_to_no_new_store(tmp_path: Path) -> None:
    path = tmp_path / "自评-20240102-030405-r7-0123456789ab.perfeval"
    assert kind_of(lambda: Store.open(path)) is StorageErrorKind.READ_ONLY
    assert not path.exists()


def test_a_store_of_an_older_version_says_where_the_old_one_is_and_how_to_go_back(tmp_path: Path) -> None:
    path = tmp_path / "自评.perfeval"
    shutil.copyfile(DATABASES / "v1.perfeval", path)
    with Store.open(path) as store:
        (name,) = {one.name for one in tmp_path.glob("*升级前*")}
        beginning = store.opening_notice.partition("文件名以“")[2].partition("”")[0]
        assert beginning == "自评-升级前-第1版"
        assert name.startswith(beginning)
        assert "用旧版程序打开那份文件" in store.opening_notice
    with Store.open(path) as store:
        assert store.opening_notice == ""


def test_a_store_just_made_has_nothing_to_tell(store: Store) -> None:
    assert store.opening_notice == ""

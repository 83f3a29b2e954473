import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import byte_copies
from perfeval_desktop.storage.backups import second_place
from perfeval_desktop.storage.backups.backup import back_up, back_up_in_second_place
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.backups.retention import MOST_RECENT
from perfeval_desktop.storage.backups.second_place import copy_backup, is_on_same_disk, make_second_place
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, files
from storage.examples import kind_of, ticking


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return the folder of a second place, which is there and empty."""
    made = tmp_path / "U盘 备份"
    made.mkdir()
    return made


@pytest.fixture
def clock() -> Iterator[datetime]:
    return ticking()


def take(store: Store, folder: Path, clock: Iterator[datetime]) -> Backup:
    """Return a backup of ``store`` after a change."""
    add(store)
    return back_up(store, folder, clock=clock.__next__)


def test_a_copy_in_the_second_place_is_the_backup_byte_by_byte(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime]
) -> None:
    backup = take(store, folder, clock)
    assert copy_backup(backup.path, stick) is None
    assert files(stick) == [backup.path.name]
    assert (stick / backup.path.name).read_bytes() == backup.path.read_bytes()
    with Store.open(stick / backup.path.name, read_only=True) as opened:
        assert opened.verify() == ()


def test_the_second_place_is_thinned_out_as_the_first(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime]
) -> None:
    for _ in range(MOST_RECENT + 2):
        copy_backup(take(store, folder, clock).path, stick)
    assert files(stick) == files(folder)


def test_the_backups_of_others_in_the_second_place_stay(
    store: Store, folder: Path, stick: Path, tmp_path: Path, clock: Iterator[datetime]
) -> None:
    with Store.open(tmp_path / "同事" / store.path.name) as other:
        kept = take(other, stick, clock)
    for _ in range(MOST_RECENT + 2):
        copy_backup(take(store, folder, clock).path, stick)
    assert kept in backups(stick)
    assert len(backups(stick)) == MOST_RECENT + 1


def test_a_place_that_is_missing_is_never_made(
    store: Store, folder: Path, tmp_path: Path, clock: Iterator[datetime]
) -> None:
    backup = take(store, folder, clock)
    with pytest.raises(StorageError, match=r"找不到文件夹“.*拔走的.*插上") as caught:
        copy_backup(backup.path, tmp_path / "拔走的")
    assert caught.value.kind is StorageErrorKind.MISSING
    assert not (tmp_path / "拔走的").exists()


def test_a_place_that_may_not_even_be_looked_at_is_missing(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError

    backup = take(store, folder, clock)
    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(StorageError) as caught:
        copy_backup(backup.path, stick)
    assert caught.value.kind is StorageErrorKind.MISSING


def test_after_the_place_was_missing_the_newest_backup_is_caught_up(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime]
) -> None:
    copy_backup(take(store, folder, clock).path, stick)
    newest = [take(store, folder, clock) for _ in range(3)][-1]
    copy_backup(newest.path, stick)
    assert [one.revision for one in backups(stick)] == [4, 1]


def test_a_copy_that_is_there_and_sound_is_not_written_again(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = take(store, folder, clock)
    copy_backup(backup.path, stick)
    monkeypatch.setattr(second_place, "checked_copy", None)
    assert copy_backup(backup.path, stick) is None


@pytest.mark.parametrize("damage", [lambda whole: whole[:-4096] + b"\xff" * 4096, lambda _whole: b""])
def test_a_copy_damaged_since_is_made_again(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime], damage: Callable[[bytes], bytes]
) -> None:
    backup = take(store, folder, clock)
    copy_backup(backup.path, stick)
    copied = stick / backup.path.name
    copied.write_bytes(damage(copied.read_bytes()))
    copy_backup(backup.path, stick)
    assert copied.read_bytes() == backup.path.read_bytes()


def test_a_backup_damaged_since_is_not_handed_on(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime]
) -> None:
    backup = take(store, folder, clock)
    content = backup.path.read_bytes()
    backup.path.write_bytes(content[:-4096] + b"\xff" * 4096)
    with pytest.raises(StorageError, match=str(folder)) as caught:
        copy_backup(backup.path, stick)
    assert caught.value.kind is StorageErrorKind.CORRUPT
    assert files(stick) == []


def test_a_copy_that_does_not_read_back_never_appears(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(file: Path) -> None:
        file.write_bytes(b"what a forged stick has kept of it")

    backup = take(store, folder, clock)
    monkeypatch.setattr(byte_copies, "sync_file", lose)
    with pytest.raises(StorageError, match=r"U盘 备份.*核对不一致") as caught:
        copy_backup(backup.path, stick)
    assert caught.value.kind is StorageErrorKind.CORRUPT
    assert files(stick) == []


def test_a_place_without_space_leaves_no_file_and_is_named(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(_file: Path) -> None:
        raise OSError(28, os.strerror(28))

    backup = take(store, folder, clock)
    monkeypatch.setattr(byte_copies, "sync_file", fill)
    with pytest.raises(StorageError, match=r"U盘 备份.*已满") as caught:
        copy_backup(backup.path, stick)
    assert caught.value.kind is StorageErrorKind.FULL
    assert files(stick) == []


def test_a_newer_backup_in_the_second_place_is_told_and_nothing_is_changed_there(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime]
) -> None:
    older = take(store, folder, clock)
    newer = take(store, folder, clock)
    copy_backup(newer.path, stick)
    told = copy_backup(older.path, stick)
    assert told == Backup(stick / newer.path.name, newer.taken_at, 2, newer.size, 2)
    assert files(stick) == [newer.path.name]


def test_where_the_system_cannot_be_told_to_read_the_disk_itself_it_reads_what_it_has(
    store: Store, folder: Path, stick: Path, clock: Iterator[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    backup = take(store, folder, clock)
    copy_backup(backup.path, stick)
    assert files(stick) == [backup.path.name]


def test_a_file_that_is_no_backup_by_its_name_is_a_bug(stick: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="随手记"):
        copy_backup(tmp_path / "随手记.perfeval", stick)


def test_a_chosen_place_gets_a_folder_called_as_the_first(folder: Path, stick: Path) -> None:
    made = make_second_place(stick, folder)
    assert made == stick / folder.name
    assert made.is_dir()
    assert make_second_place(stick, folder) == made
    assert make_second_place(made, folder) == made


def test_the_first_place_is_no_second_one(folder: Path) -> None:
    folder.mkdir()
    for chosen in (folder, folder.parent, folder / "里面"):
        with pytest.raises(StorageError, match="现在存放备份的地方"):
            make_second_place(chosen, folder)
    assert files(folder) == []


def test_a_place_that_cannot_be_made_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    with pytest.raises(StorageError, match="in the way"):
        make_second_place(tmp_path / "in the way", folder)


def test_two_folders_of_one_disk_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_on_same_disk(tmp_path, tmp_path.parent)
    numbers = iter((1, 2))
    monkeypatch.setattr(os, "stat", lambda _path: SimpleNamespace(st_dev=next(numbers)))
    assert not is_on_same_disk(tmp_path, tmp_path.parent)


def test_the_second_place_can_be_backed_up_to_by_itself_once(
    store: Store, stick: Path, clock: Iterator[datetime]
) -> None:
    add(store)
    made = back_up_in_second_place(store, stick, clock=clock.__next__)
    assert files(stick) == [made.path.name]
    assert back_up_in_second_place(store, stick, clock=clock.__next__).path == made.path
    add(store)
    newer = back_up_in_second_place(store, stick, clock=clock.__next__)
    assert files(stick) == sorted([made.path.name, newer.path.name])


def test_a_damaged_backup_there_is_not_taken_for_one(
    store: Store, stick: Path, clock: Iterator[datetime]
) -> None:
    damaged = take(store, stick, clock)
    damaged.path.write_bytes(damaged.path.read_bytes()[:9000])
    made = back_up_in_second_place(store, stick, clock=clock.__next__)
    assert [one.path for one in backups(stick)] == [made.path]


def test_a_second_place_that_is_missing_is_not_made_for_that_either(store: Store, stick: Path) -> None:
    add(store)
    stick.rmdir()
    assert kind_of(lambda: back_up_in_second_place(store, stick)) is StorageErrorKind.MISSING
    assert not stick.exists()


def test_beside_a_newer_backup_nothing_is_put_there(
    store: Store, store_path: Path, stick: Path, clock: Iterator[datetime]
) -> None:
    add(store)
    older = store_path.read_bytes()
    newer = take(store, stick, clock)
    # As a synchronising program does.
    store_path.write_bytes(older)
    with pytest.raises(StorageError, match="比现在的数据新") as caught:
        back_up_in_second_place(store, stick)
    assert caught.value.kind is StorageErrorKind.CONFLICT
    assert files(stick) == [newer.path.name]

import os
import re
import sqlite3
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.storage import copying
from perfeval_desktop.storage.backup_names import is_named_as_backup
from perfeval_desktop.storage.backups import backup as backup_module
from perfeval_desktop.storage.backups.backup import back_up, needs_backup
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.backups.retention import MOST_RECENT
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, clock_of, execute, files
from storage.examples import BY, MOMENT, another_process, ticking

# Taking


def test_a_backup_is_known_by_its_name(store: Store, folder: Path) -> None:
    assert is_named_as_backup(back_up(store, folder).path)
    assert not is_named_as_backup(store.path)


def test_a_backup_is_the_store_in_one_file(store: Store, folder: Path) -> None:
    stored, deleted = add(store), add(store)
    store.delete([deleted.form_id], label="删除", by=BY)
    backup = back_up(store, folder, clock=lambda: MOMENT)
    assert backup == Backup(backup.path, MOMENT, forms=1, size=backup.path.stat().st_size, revision=3)
    assert files(folder) == [backup.path.name]
    assert backup.path.name.startswith(f"自评 表&-{MOMENT.astimezone():%Y%m%d-%H%M%S}-r3-")
    with Store.open(backup.path, read_only=True) as opened:
        assert opened.load(stored.form_id) == stored
        assert opened.bin() == store.bin()
        assert opened.verify() == ()


def test_a_read_only_store_can_be_backed_up(store: Store, store_path: Path, folder: Path) -> None:
    add(store)
    with Store.open(store_path, read_only=True) as reader:
        assert back_up(reader, folder).forms == 1


def test_a_backup_that_fails_its_check_leaves_no_file(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store)
    monkeypatch.setattr(copying, "is_whole", lambda _connection: False)
    with pytest.raises(StorageError, match="核对不一致") as caught:
        back_up(store, folder)
    assert caught.value.kind is StorageErrorKind.CORRUPT
    assert files(folder) == []
    assert needs_backup(store, folder)
    assert store.verify() == ()


def test_a_folder_that_cannot_be_made_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="file") as caught:
        back_up(store, tmp_path / "file" / "备份")
    assert caught.value.kind is StorageErrorKind.INPUT_OUTPUT


def test_a_folder_without_space_leaves_no_file(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_names: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(backup_module, "write_copy", full)
    with pytest.raises(StorageError, match=r"备份 文件夹.*已满") as caught:
        back_up(store, folder)
    assert caught.value.kind is StorageErrorKind.FULL
    assert files(folder) == []


def test_a_backup_made_while_another_is_checked_disturbs_neither(
    store: Store, store_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store)
    sync = copying.sync_file

    def sync_late(part: Path) -> None:
        monkeypatch.setattr(copying, "sync_file", sync)
        with Store.open(store_path, read_only=True) as other:
            back_up(other, folder, clock=lambda: MOMENT + timedelta(minutes=1))
        sync(part)

    monkeypatch.setattr(copying, "sync_file", sync_late)
    back_up(store, folder, clock=lambda: MOMENT)
    assert [one.taken_at for one in backups(folder)] == [MOMENT + timedelta(minutes=1), MOMENT]
    assert [one.forms for one in backups(folder)] == [1, 1]
    assert len(files(folder)) == 2


BACK_UP_AT = """
import sys
from datetime import datetime
from pathlib import Path
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store

with Store.open(Path(sys.argv[1]), read_only=True) as store:
    print("ready", flush=True)
    for line in sys.stdin:
        at = datetime.fromisoformat(line.strip())
        try:
            print(back_up(store, Path(sys.argv[2]), clock=lambda: at).forms, flush=True)
        except Exception as error:
            print(repr(error), flush=True)
"""


def test_processes_that_back_up_one_store_at_once_each_make_a_whole_backup(
    store: Store, store_path: Path, folder: Path
) -> None:
    for number in range(4):
        add(store, f"{number}")
    clock = ticking(step=timedelta(seconds=1))
    with ExitStack() as stack:
        others = [
            stack.enter_context(another_process(BACK_UP_AT, str(store_path), str(folder))) for _ in range(4)
        ]
        for _ in range(15):
            moments = [next(clock) for _ in others]
            for other, moment in zip(others, moments, strict=True):
                assert other.stdin is not None
                other.stdin.write(f"{moment.isoformat()}\n")
                other.stdin.flush()
            answers = [other.stdout and other.stdout.readline() for other in others]
            assert answers == ["4\n"] * len(others)
            made = backups(folder)[: len(others)]
            assert [one.taken_at for one in made] == moments[::-1]
            for one in made:
                with Store.open(one.path, read_only=True) as opened:
                    assert opened.verify() == ()
                    assert opened.count() == 4
    assert [name for name in files(folder) if not name.endswith(".perfeval")] == []


# Listing


def test_backups_are_listed_by_revision_whatever_the_clock_said(store: Store, folder: Path) -> None:
    clock = clock_of([MOMENT, MOMENT - timedelta(days=400), MOMENT - timedelta(days=30)])
    taken = []
    for _ in range(3):
        add(store)
        taken.append(back_up(store, folder, clock=clock))
    assert backups(folder) == taken[::-1]
    assert [one.forms for one in backups(folder)] == [3, 2, 1]


def test_a_missing_folder_holds_no_backups(folder: Path) -> None:
    assert backups(folder) == []


def test_foreign_and_broken_files_are_passed_over(store: Store, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    name = backup.path.name
    lineage = name[-21:]
    (folder / "随手记.txt").write_text("不是备份", encoding="utf-8")
    (folder / f"坏的-20240115-103200-r5-{lineage}").write_text("不是备份", encoding="utf-8")
    (folder / f"坏的-20249915-103200-r5-{lineage}").write_bytes(backup.path.read_bytes())
    (folder / f"截断-20240115-103200-r5-{lineage}").write_bytes(backup.path.read_bytes()[:9000])
    foreign = folder / f"外来-20240115-103200-r5-{lineage}"
    execute(foreign, "CREATE TABLE moz_places (id INTEGER)")
    bare = folder / f"空的-20240115-103200-r5-{lineage}"
    execute(bare, "CREATE TABLE t (a TEXT)", "PRAGMA application_id=0x50455646")
    (folder / f"{name}.part").touch()
    assert backups(folder) == [backup]


# When


def test_a_backup_is_needed_after_each_change_and_only_then(store: Store, folder: Path) -> None:
    assert not needs_backup(store, folder)
    stored = add(store)
    assert needs_backup(store, folder)
    back_up(store, folder)
    assert not needs_backup(store, folder)
    store.delete([stored.form_id], label="删除", by=BY)
    assert needs_backup(store, folder)
    back_up(store, folder)
    store.purge([stored.form_id])
    assert needs_backup(store, folder)


def test_the_backups_of_another_store_of_the_same_name_do_not_count(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    add(store)
    back_up(store, folder, clock=lambda: MOMENT)
    with Store.open(tmp_path / "new" / store.path.name) as other:
        add(other)
        assert needs_backup(other, folder)
        for moment in range(30):
            add(other)
            back_up(other, folder, clock=lambda moment=moment: MOMENT + timedelta(minutes=moment))  # type: ignore[misc]  # a default
        assert not needs_backup(other, folder)
    assert not needs_backup(store, folder)


def test_an_empty_file_under_the_name_of_a_backup_does_not_count(store: Store, folder: Path) -> None:
    add(store)
    backup = back_up(store, folder)
    backup.path.write_bytes(b"")
    assert backups(folder) == []
    assert needs_backup(store, folder)


# Thinning


def test_empty_files_under_the_names_of_backups_take_the_place_of_none(store: Store, folder: Path) -> None:
    clock = ticking()
    add(store)
    backup = back_up(store, folder, clock=clock.__next__)
    _, end = backup.path.name.split("-r1-")
    for minute in range(MOST_RECENT):
        (folder / f"{store.path.stem}-20240115-18{minute:02}00-r9{minute}-{end}").touch()
    add(store)
    newer = back_up(store, folder, clock=clock.__next__)
    assert backups(folder) == [newer, backup]


@pytest.mark.skipif(os.name != "posix", reason="Windows renames no folder in which a file is open")
def test_a_folder_that_was_renamed_while_the_store_is_open_is_not_made_anew(
    store: Store, store_path: Path
) -> None:
    add(store)
    there = store_path.parent
    there.rename(there.with_name("改了名"))
    with pytest.raises(
        StorageError, match=rf"^找不到“{re.escape(str(there))}”。请检查它是否被移动或改名"
    ) as caught:
        back_up(store, backup_folder(store_path))
    assert caught.value.kind is StorageErrorKind.MISSING
    assert not there.exists()

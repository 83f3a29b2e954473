"""Which backups there are; those of ``backups`` stand with the taking of them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from perfeval_desktop.backup import Backup
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.backups.listing import backups, sound_backups
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add
from storage.examples import ticking


def take(store: Store, folder: Path, number: int) -> list[Backup]:
    """Return so many backups of ``store``, newest first, with a form more in each."""
    clock = ticking()
    for _ in range(number):
        add(store)
        back_up(store, folder, clock=clock.__next__)
    return backups(folder)


def test_a_backup_damaged_since_is_listed_and_is_not_sound(store: Store, folder: Path) -> None:
    newest, *others = take(store, folder, 3)
    with closing(sqlite3.connect(newest.path)) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'revision'")
    content = bytearray(newest.path.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = b"\xff" * 4096
    newest.path.write_bytes(content)
    assert backups(folder) == [newest, *others]
    assert list(sound_backups(folder)) == others


def test_the_sound_backups_of_all_places_are_found_each_once_newest_first(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    second = tmp_path / "U盘"
    second.mkdir()
    newest, middle, oldest = take(store, folder, 3)
    shutil.copy(newest.path, second)
    shutil.move(middle.path, second)
    found = list(sound_backups(folder, second))
    assert [one.path for one in found] == [newest.path, second / middle.path.name, oldest.path]
    assert [one.forms for one in found] == [3, 2, 1]


def test_where_a_backup_is_broken_in_one_place_that_of_the_other_counts(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    second = tmp_path / "U盘"
    second.mkdir()
    (only,) = take(store, folder, 1)
    shutil.copy(only.path, second)
    only.path.write_bytes(b"broken")
    assert [one.path for one in sound_backups(folder, second)] == [second / only.path.name]


def test_a_place_that_is_missing_or_cannot_be_read_is_passed_over(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "in the way").touch()
    taken = take(store, folder, 1)
    assert list(sound_backups(tmp_path / "in the way", tmp_path / "没有", folder)) == taken

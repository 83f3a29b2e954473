"""Journals that lie beside a store: rolled back where they are its own, put aside where they are not."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.file_header import make_distinct, read_header
from perfeval_desktop.storage.leftover_journals import settle_journals
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormSummary
from storage.crashes import beside, crash
from storage.examples import FORM, add, at_moment, edit, named

FORMS = [FORM] * 40


def contents(path: Path) -> list[FormSummary]:
    """Return what a sound store holds."""
    with Store.open(path) as store:
        assert store.verify() == ()
        return store.summaries()


def aside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.glob("*不属于它的日志*"))


@pytest.fixture
def path(store: Store, store_path: Path) -> Path:
    """Return a closed store of several hundred pages, with a journal that is empty."""
    add(store, *FORMS)
    store.close()
    assert beside(store_path).stat().st_size == 0
    return store_path


def change(path: Path) -> None:
    with Store.open(path) as store:
        edit(store, store.load(store.summaries()[0].form_id), named("又改了"))


def copy_as_sqlite_does(path: Path, target: Path) -> None:
    """Copy a store as earlier versions did: the copy goes on counting where the original was."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


@pytest.mark.parametrize("in_first_page", [True, False])
def test_the_journal_of_a_crash_is_rolled_back(path: Path, *, in_first_page: bool) -> None:
    before = contents(path)
    crash(path, in_first_page=in_first_page)
    assert contents(path) == before
    assert aside(path) == []


def test_a_crash_while_the_store_was_made_is_rolled_back(tmp_path: Path) -> None:
    path = tmp_path / "新.perfeval"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE one (value)")
        connection.executemany("INSERT INTO one VALUES (?)", [("x" * 3000,)] * 20)
        half_way, journal = path.read_bytes(), beside(path).read_bytes()
        connection.rollback()
    assert half_way
    path.write_bytes(half_way)
    beside(path).write_bytes(journal)
    assert contents(path) == []
    assert aside(path) == []


def backup(path: Path, target: Path) -> None:
    with Store.open(path) as store:
        shutil.copyfile(back_up(store, path.parent / "备份").path, target)


@pytest.mark.parametrize("copy", [backup, copy_as_sqlite_does, shutil.copyfile])
@pytest.mark.parametrize("changes", [1, 2, 7])
def test_an_older_copy_in_the_place_of_a_crashed_store_is_left_as_it_is(
    path: Path, tmp_path: Path, copy: Callable[[Path, Path], object], changes: int
) -> None:
    older = tmp_path / "older"
    copy(path, older)
    for _ in range(changes):
        change(path)
    crash(path)
    journal = beside(path).read_bytes()
    shutil.copyfile(older, path)
    right = contents(path)
    assert right == contents(older)
    (name,) = aside(path)
    assert (path.parent / name).read_bytes() == journal


def test_a_copy_of_the_very_state_before_the_crash_comes_out_the_same(path: Path, tmp_path: Path) -> None:
    copy_as_sqlite_does(path, tmp_path / "copy")
    right = contents(path)
    crash(path)
    shutil.copyfile(tmp_path / "copy", path)
    assert contents(path) == right


def test_another_store_in_the_place_of_a_crashed_one_is_left_as_it_is(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.perfeval"
    with Store.open(other) as store:
        add(store, *FORMS[:7])
    crash(path, in_first_page=False)
    shutil.copyfile(other, path)
    assert contents(path) == contents(other)
    assert len(aside(path)) == 1


def test_another_store_that_happens_to_have_seen_as_many_changes_is_left_as_it_is(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.perfeval"
    with Store.open(other) as store:
        add(store, *FORMS)
    while read_header(other).change_counter < read_header(path).change_counter:
        change(other)
    assert read_header(other).change_counter == read_header(path).change_counter
    crash(path)
    shutil.copyfile(other, path)
    assert contents(path) == contents(other)
    assert len(aside(path)) == 1


def test_what_cannot_be_told_for_sure_is_left_to_sqlite(path: Path) -> None:
    # No store, and no sound one: there is nothing that a journal could spoil.
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM store")
    before = path.read_bytes()
    crash(path)
    Store.open(path).close()
    assert path.read_bytes() == before
    assert aside(path) == []
    assert beside(path).stat().st_size == 0


def test_the_journal_beside_an_empty_or_missing_store_is_kept(path: Path) -> None:
    crash(path)
    journal = beside(path).read_bytes()
    path.write_bytes(b"")
    assert contents(path) == []
    path.unlink()
    beside(path).write_bytes(journal)
    assert contents(path) == []
    assert [(path.parent / one).read_bytes() for one in aside(path)] == [journal, journal]


def test_journals_put_aside_in_the_same_second_get_names_of_their_own(path: Path) -> None:
    for content in (b"one", b"two", b"three"):
        beside(path).write_bytes(content)
        Store.open(path, clock=at_moment).close()
    assert aside(path) == [
        f"{path.stem}-不属于它的日志-20240115-103200-{number}-journal" for number in (2, 3)
    ] + [f"{path.stem}-不属于它的日志-20240115-103200-journal"]


def test_what_was_put_aside_is_told_once_with_its_name(path: Path) -> None:
    beside(path).write_bytes(b"no journal")
    with Store.open(path) as store:
        (name,) = aside(path)
        assert f"已改名为“{name}”，留在同一文件夹" in store.opening_notice
    with Store.open(path) as store:
        assert store.opening_notice == ""


def test_a_journal_that_does_not_fit_and_cannot_be_moved_is_named_with_the_remedy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside(path).write_bytes(b"no journal")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(
        StorageError, match=r"perfeval-journal”不属于这份数据，又不能改名.*移到别的文件夹"
    ) as caught:
        Store.open(path)
    assert caught.value.kind is StorageErrorKind.INPUT_OUTPUT
    assert beside(path).read_bytes() == b"no journal"


@pytest.mark.parametrize("cached_pages", [1, 1000], ids=["in the file", "not in the file yet"])
def test_a_journal_of_a_program_at_work_is_left_alone(path: Path, cached_pages: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA cache_size={cached_pages}")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE form SET project = 'x'")
        journal = beside(path).read_bytes()
        assert journal
        assert settle_journals(path, read_only=False, clock=at_moment) == ()
        assert beside(path).read_bytes() == journal
        other.execute("ROLLBACK")


# -- write-ahead logs ------------------------------------------------------------------------------------


def foreign_log(folder: Path) -> bytes:
    """Return the write-ahead log of another file, which SQLite would follow in any."""
    with closing(sqlite3.connect(folder / "foreign", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE foreign_table (value)")
        return beside(folder / "foreign", "-wal").read_bytes()


def test_the_write_ahead_log_of_another_file_is_put_aside(path: Path, tmp_path: Path) -> None:
    before = contents(path)
    log = foreign_log(tmp_path)
    beside(path, "-wal").write_bytes(log)
    with pytest.raises(StorageError, match=r"以普通方式.*打开一次") as caught:
        Store.open(path, read_only=True)
    assert caught.value.kind is StorageErrorKind.READ_ONLY
    assert contents(path) == before
    (name,) = aside(path)
    assert (path.parent / name).read_bytes() == log


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_that_another_program_left_with_a_log_keeps_what_is_in_it(
    path: Path, tmp_path: Path, *, read_only: bool
) -> None:
    left = tmp_path / "left.perfeval"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("UPDATE form SET project = '在日志里'")
        shutil.copyfile(path, left)
        shutil.copyfile(beside(path, "-wal"), beside(left, "-wal"))
    with Store.open(left, read_only=read_only) as store:
        assert {one.project for one in store.summaries()} == {"在日志里"}
    assert aside(left) == []


def test_an_empty_log_is_nothing(path: Path) -> None:
    beside(path, "-wal").touch()
    with Store.open(path, read_only=True) as store:
        assert len(store.summaries()) == len(FORMS)
    assert len(contents(path)) == len(FORMS)


# -- journals that cannot be used ------------------------------------------------------------------------


def pretend_read_only(monkeypatch: pytest.MonkeyPatch, *, for_good: bool) -> None:
    """Let journals be read-only, ``for_good`` or until they are made writable."""
    writable: set[Path] = set()

    def may(path: Path, _mode: int) -> bool:
        return path in writable

    def make_writable(path: Path, _mode: int) -> None:
        if for_good:
            raise PermissionError(1, "not yours")
        writable.add(path)

    monkeypatch.setattr(os, "access", may)
    monkeypatch.setattr(Path, "chmod", make_writable)


def test_an_empty_read_only_journal_is_made_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_read_only(monkeypatch, for_good=True)
    assert len(contents(path)) == len(FORMS)


def test_a_read_only_journal_is_made_writable(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(path)
    crash(path)
    pretend_read_only(monkeypatch, for_good=False)
    assert contents(path) == before


def test_a_read_only_journal_that_is_needed_is_named_with_the_remedy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(path)
    pretend_read_only(monkeypatch, for_good=True)
    with pytest.raises(StorageError, match=r"perfeval-journal”是只读的.*取消它的只读属性") as caught:
        Store.open(path)
    assert caught.value.kind is StorageErrorKind.INPUT_OUTPUT


def test_an_empty_read_only_journal_that_cannot_be_removed_is_named_with_the_remedy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, **_options: object) -> None:
        raise PermissionError(13, "read-only")

    pretend_read_only(monkeypatch, for_good=True)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StorageError, match="perfeval-journal”是只读的"):
        Store.open(path)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_journal_that_is_no_file_is_named_with_the_remedy(path: Path, *, read_only: bool) -> None:
    beside(path).unlink()
    beside(path).mkdir()
    with pytest.raises(StorageError, match=r"perfeval-journal”不是普通文件.*移到别的文件夹"):
        Store.open(path, read_only=read_only)


def test_a_copy_made_distinct_fits_no_journal_of_the_original(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copyfile(path, copy)
    make_distinct(copy)
    right = contents(copy)
    crash(path)
    shutil.copyfile(copy, path)
    assert contents(path) == right
    assert len(aside(path)) == 1

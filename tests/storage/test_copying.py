import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import copying
from perfeval_desktop.storage.copying import Facts, facts_of, is_whole, write_copy
from perfeval_desktop.storage.migrations import migrate
from perfeval_desktop.temporary_files import temporary_file


@pytest.fixture
def source() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("UPDATE store SET last_revision = 7")
        yield connection


def copy(source: sqlite3.Connection, folder: Path) -> None:
    write_copy(source, facts_of(source), target=folder / "copy")


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_copy_holds_the_same_and_is_one_file(source: sqlite3.Connection, tmp_path: Path) -> None:
    copy(source, tmp_path)
    with closing(sqlite3.connect(tmp_path / "copy")) as copied:
        assert is_whole(copied)
        assert facts_of(copied) == facts_of(source)
        assert list(copied.iterdump()) == list(source.iterdump())
    assert files(tmp_path) == ["copy"]


def test_a_copy_takes_the_place_of_an_older_one(source: sqlite3.Connection, tmp_path: Path) -> None:
    copy(source, tmp_path)
    source.execute("UPDATE store SET last_revision = 8")
    copy(source, tmp_path)
    with closing(sqlite3.connect(tmp_path / "copy")) as copied:
        assert facts_of(copied) == facts_of(source)


def test_what_a_power_cut_left_is_removed_a_day_later(source: sqlite3.Connection, tmp_path: Path) -> None:
    with temporary_file(tmp_path) as left:
        left.write_bytes(b"half a page" * 1000)
        os.utime(left, (time.time() - 90_000,) * 2)
        copy(source, tmp_path)
        assert files(tmp_path) == ["copy"]


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA application_id=7",
        "PRAGMA user_version=7",
        "UPDATE store SET last_revision = 6",
        "CREATE TABLE t (a TEXT)",
        "DELETE FROM store",
    ],
)
def test_states_that_differ_have_other_facts(source: sqlite3.Connection, sql: str) -> None:
    before = facts_of(source)
    source.execute(sql)
    assert facts_of(source) != before


def refuse(_connection: sqlite3.Connection) -> bool:
    return False


def forget(_connection: sqlite3.Connection) -> Facts:
    return ()


def fail(*_arguments: object) -> None:
    raise OSError("as the system says it")


@pytest.mark.parametrize(("check", "failure"), [("is_whole", refuse), ("facts_of", forget)])
def test_a_copy_that_does_not_read_back_never_appears(
    source: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, check: str, failure: object
) -> None:
    facts = facts_of(source)
    monkeypatch.setattr(copying, check, failure)
    with pytest.raises(StorageError, match="已经撤销") as caught:
        write_copy(source, facts, target=tmp_path / "copy")
    assert caught.value.kind is StorageErrorKind.CORRUPT
    assert files(tmp_path) == []


@pytest.mark.parametrize("step", [(copying, "sync_file"), (Path, "replace"), (os, "fsync")])
def test_a_copy_that_does_not_reach_the_disk_never_appears(
    source: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str]
) -> None:
    monkeypatch.setattr(*step, fail)
    with pytest.raises(OSError, match="as the system says it"):
        copy(source, tmp_path)
    assert files(tmp_path) == []


def test_an_older_copy_stays_when_a_new_one_fails(
    source: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(source, tmp_path)
    before = (tmp_path / "copy").read_bytes()
    monkeypatch.setattr(copying, "is_whole", refuse)
    with pytest.raises(StorageError):
        copy(source, tmp_path)
    assert files(tmp_path) == ["copy"]
    assert (tmp_path / "copy").read_bytes() == before


def test_a_folder_that_cannot_be_synced_is_no_reason_to_fail(
    source: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = os.open

    def open_files_only(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            fail()
        return system(path, flags, mode)

    monkeypatch.setattr(os, "open", open_files_only)
    copy(source, tmp_path)
    assert files(tmp_path) == ["copy"]


def test_a_source_that_another_program_holds_is_not_waited_for_without_end(
    source: sqlite3.Connection, tmp_path: Path
) -> None:
    held, target = tmp_path / "held", tmp_path / "copy"
    with closing(sqlite3.connect(held)) as made:
        source.backup(made)
    with (
        closing(sqlite3.connect(held, timeout=0, isolation_level=None)) as ours,
        closing(sqlite3.connect(held, isolation_level=None)) as others,
    ):
        facts = facts_of(ours)
        others.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="held”正被其他程序占用") as caught:
            write_copy(ours, facts, target=target)
    assert caught.value.kind is StorageErrorKind.BUSY
    assert files(tmp_path) == ["held"]

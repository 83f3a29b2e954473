import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from perfeval_desktop import __version__
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.identity import APPLICATION_ID, check_own, is_empty, known_version
from perfeval_desktop.storage.migrations import migrate

PATH = Path("绩效自评.perfeval")


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        yield opened


def test_a_file_nothing_was_put_into_is_empty(connection: sqlite3.Connection) -> None:
    assert is_empty(connection)


@pytest.mark.parametrize(
    "sql", ["CREATE TABLE t (a TEXT)", "PRAGMA application_id=7", "PRAGMA user_version=1"]
)
def test_a_file_with_anything_in_it_is_not_empty(connection: sqlite3.Connection, sql: str) -> None:
    connection.execute(sql)
    assert not is_empty(connection)


def test_a_file_of_ours_is_known_by_its_version(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert not is_empty(connection)
    check_own(connection, PATH)
    assert known_version(connection, PATH, known=3) == 3
    assert known_version(connection, PATH, known=4) == 3


def test_a_file_of_another_program_is_foreign(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE moz_places (id INTEGER)")
    with pytest.raises(StorageError, match=r"绩效自评.perfeval.*不是绩效自评的数据文件") as caught:
        known_version(connection, PATH, known=1)
    assert caught.value.kind is StorageErrorKind.FOREIGN


def test_a_newer_file_is_refused_naming_both_versions(connection: sqlite3.Connection) -> None:
    migrate(connection)
    connection.execute("PRAGMA user_version=3")
    connection.execute("UPDATE store SET program = '9.8.7'")
    with pytest.raises(StorageError) as caught:
        known_version(connection, PATH, known=2)
    assert caught.value.kind is StorageErrorKind.NEWER
    assert "9.8.7" in str(caught.value)
    assert "第 3 版" in str(caught.value)
    assert f"本程序（{__version__}）" in str(caught.value)
    assert "第 2 版" in str(caught.value)


@pytest.mark.parametrize("sql", ["DROP TABLE store", "DELETE FROM store"])
def test_a_newer_file_that_does_not_name_its_program_is_refused_all_the_same(
    connection: sqlite3.Connection, sql: str
) -> None:
    migrate(connection)
    connection.execute("PRAGMA user_version=2")
    connection.execute(sql)
    with pytest.raises(StorageError, match="更新的程序写成，数据格式为第 2 版") as caught:
        known_version(connection, PATH, known=1)
    assert caught.value.kind is StorageErrorKind.NEWER


def test_the_mark_of_our_files_stands_in_the_sqlite_header(tmp_path: Path) -> None:
    file = tmp_path / "a.perfeval"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        migrate(connection)
    assert file.read_bytes()[68:72] == b"PEVF" == APPLICATION_ID.to_bytes(4)

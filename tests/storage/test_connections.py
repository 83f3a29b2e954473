import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from perfeval_desktop.storage import connections
from perfeval_desktop.storage.connections import SQLITE_VERSION, connected, file_uri, guard, transaction
from perfeval_desktop.storage.store import Store


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"C:\数据\a b.perfeval", "file:C%3A%5C%E6%95%B0%E6%8D%AE%5Ca%20b.perfeval?mode=ro"),
        (r"\\server\share\a#1?.perfeval", "file:%5C%5Cserver%5Cshare%5Ca%231%3F.perfeval?mode=ro"),
        ("//server/share/a.perfeval", "file:%2F%2Fserver%2Fshare%2Fa.perfeval?mode=ro"),
        (r"\\?\C:\a.perfeval", "file:%5C%5C%3F%5CC%3A%5Ca.perfeval?mode=ro&vfs=win32-longpath"),
    ],
)
def test_drive_letters_network_shares_and_long_paths_have_an_address(path: str, uri: str) -> None:
    assert connections._address(path, "ro") == uri


# Windows has no names with a question mark.
NAMES = [
    "绩效 自评.db",
    "50%.db",
    "a#b.db",
    "a&b=c.db",
    "𠮷.db",
    *(["a?mode=memory&b.db"] * (os.name == "posix")),
]


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_is_reached(tmp_path: Path, name: str) -> None:
    with connected(tmp_path / name, "rwc") as connection:
        connection.execute("CREATE TABLE t (a TEXT)")
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(os.name != "posix", reason="the limit of SQLite elsewhere than on Windows")
@pytest.mark.parametrize(("size", "is_opened"), [(504, True), (505, False)])
def test_a_path_is_as_long_as_sqlite_takes_it(size: int, tmp_path: Path, *, is_opened: bool) -> None:
    folder = tmp_path / "目录" / "/".join(["录" * 20] * 5)
    folder.mkdir(parents=True)
    path = folder / ("a" * (size - len(os.fsencode(folder)) - 1))
    assert len(os.fsencode(path)) == size
    if is_opened:
        with connected(path, "rwc") as connection:
            connection.execute("CREATE TABLE t (a TEXT)")
    else:
        with pytest.raises(OSError, match="long") as caught:
            file_uri(path, "rwc")
        assert caught.value.errno == errno.ENAMETOOLONG
    assert path.exists() == is_opened


@pytest.mark.parametrize(("length", "is_opened"), [(247, True), (248, False)])
def test_a_name_leaves_room_for_that_of_the_journal(length: int, tmp_path: Path, *, is_opened: bool) -> None:
    path = tmp_path / ("a" * length)
    if is_opened:
        with connected(path, "rwc") as connection:
            connection.execute("CREATE TABLE t (a TEXT)")
    else:
        with pytest.raises(OSError, match="long"):
            file_uri(path, "rwc")


def test_read_only_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), connected(tmp_path / "absent.db", "ro"):
        pytest.fail("there is nothing to connect to")
    assert list(tmp_path.iterdir()) == []


def test_a_guarded_connection_distrusts_the_file_and_syncs_in_full() -> None:
    with closing(guard(sqlite3.connect(":memory:"))) as connection:
        pragmas = ("trusted_schema", "cell_size_check", "foreign_keys", "synchronous")
        assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas] == [0, 1, 1, 2]


def test_a_transaction_lasts_as_a_whole_or_not_at_all() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with transaction(connection, "IMMEDIATE"):
            connection.execute("CREATE TABLE t (a TEXT)")
        with pytest.raises(sqlite3.OperationalError), transaction(connection, "IMMEDIATE"):
            connection.executemany("INSERT INTO t VALUES (abs(?))", [(1,), (-(2**63),)])
        assert not connection.in_transaction
        assert connection.execute("SELECT * FROM t").fetchall() == []


def roll_back_twice(connection: sqlite3.Connection) -> None:
    with transaction(connection, "DEFERRED"):
        connection.execute("ROLLBACK")


def test_a_transaction_that_sqlite_has_rolled_back_raises_what_happened() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="no transaction is active"):
            roll_back_twice(connection)
        assert not connection.in_transaction


def test_a_store_tells_which_sqlite_keeps_it_and_how_it_is_set(store: Store) -> None:
    engine = store.engine()
    assert engine.version == SQLITE_VERSION
    assert engine.threading.startswith("THREADSAFE=")
    assert engine.settings == {
        "journal_mode": "truncate",
        "foreign_keys": 1,
        "trusted_schema": 0,
        "synchronous": 2,
    }

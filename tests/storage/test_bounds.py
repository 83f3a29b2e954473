import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import bounds
from perfeval_desktop.storage.bounds import bounded
from perfeval_desktop.storage.store import Store
from storage.examples import FORM, add

PATH = Path("自评.perfeval")
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
LONG = f"{ENDLESS} LIMIT 1".replace("FROM n)", "FROM n WHERE i < 500000)")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_MOST_STEPS", 10 * bounds._STEPS)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        yield opened


def test_what_has_no_end_is_stopped_and_told(connection: sqlite3.Connection) -> None:
    with (
        pytest.raises(StorageError, match=r"“自评.perfeval”怎么读也读不完.*备份") as told,
        bounded(connection, PATH),
    ):
        connection.execute(ENDLESS).fetchall()
    assert told.value.kind is StorageErrorKind.CORRUPT


def test_what_takes_long_comes_to_its_end(connection: sqlite3.Connection) -> None:
    with bounded(connection, PATH):
        assert connection.execute(LONG).fetchone() == (500_000,)


def test_other_errors_stay_what_they_are(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), bounded(connection, PATH):
        connection.execute("SELECT * FROM t")


def test_what_comes_afterwards_has_no_bounds(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bounded(connection, PATH):
        pass
    monkeypatch.setattr(bounds, "_MOST_STEPS", 0)
    assert connection.execute(LONG).fetchone() == (500_000,)


def test_a_store_that_was_stopped_can_be_used(store: Store) -> None:
    (stored,) = add(store, FORM)
    with pytest.raises(StorageError, match="读不完"), store.database.reading():
        store.database.rows_of(ENDLESS)
    assert store.load(stored.form_id) == stored

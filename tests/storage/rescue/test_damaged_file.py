import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import broken_stores
from perfeval_desktop.storage.rescue.damaged_file import open_remains
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import execute
from storage.examples import add, named


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "自评.perfeval"
    with Store.open(made) as store:
        add(store, *[named(f"{number}") for number in range(20)])
    return made


def count(path: Path) -> int:
    remains = open_remains(path)
    assert remains is not None
    with closing(remains):
        number: int = remains.execute("SELECT count(*) FROM form NOT INDEXED").fetchone()[0]
    return number


def test_the_first_page_of_every_store_is_the_same_but_for_its_numbers(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一份.perfeval"
    with Store.open(other):
        pass
    assert path.read_bytes()[100:4096] == other.read_bytes()[100:4096]


@pytest.mark.parametrize("zeros", [16, 100, 4096])
def test_a_lost_beginning_is_made_up_for(path: Path, zeros: int) -> None:
    path.write_bytes(bytes(zeros) + path.read_bytes()[zeros:])
    assert count(path) == 20


def test_a_lost_end_does_not_matter_to_what_stands_before(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - 5000])
    assert count(path) == 20


def test_tables_of_another_kind_are_not_read(path: Path) -> None:
    execute(path, "ALTER TABLE form RENAME TO moved", "CREATE VIEW form AS SELECT * FROM moved")
    # Those of the usual places are.
    assert count(path) == 20


def test_nothing_is_left_of_zeros_or_of_another_database(path: Path) -> None:
    path.write_bytes(bytes(8192))
    assert open_remains(path) is None
    broken_stores.put_other_database(path)
    assert open_remains(path) is None


def test_texts_that_are_none_come_as_bytes(path: Path) -> None:
    execute(path, "UPDATE form SET project = CAST(x'ff' AS TEXT)")
    remains = open_remains(path)
    assert remains is not None
    with closing(remains):
        assert remains.execute("SELECT DISTINCT project FROM form").fetchall() == [(b"\xff",)]


def test_the_file_is_read_and_no_more(path: Path) -> None:
    before = path.read_bytes()
    remains = open_remains(path)
    assert remains is not None
    with closing(remains):
        remains.execute("DELETE FROM form")
    assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM form").fetchone() == (20,)

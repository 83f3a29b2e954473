import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from perfeval_desktop.storage.rescue.table_scan import readable_rows

PAGE = 4096
ROWS = 3000


@pytest.fixture
def content() -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE one (name TEXT)")
        names = [(f"{number:020}" * 3,) for number in range(1, ROWS + 1)]
        connection.executemany("INSERT INTO one VALUES (?)", names)
        return connection.serialize()


def leaves(content: bytes) -> list[int]:
    """Return where the pages with rows begin, in their order."""
    return [at for at in range(PAGE, len(content), PAGE) if content[at] == 0x0D]


@contextmanager
def opened(content: bytes, *broken: int) -> Iterator[sqlite3.Connection]:
    damaged = bytearray(content)
    for at in broken:
        damaged[at : at + PAGE] = b"\xa5" * PAGE
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(bytes(damaged))
        yield connection


def rows_in(content: bytes, at: int) -> int:
    return int.from_bytes(content[at + 3 : at + 5])


def test_a_sound_table_is_read_whole(content: bytes) -> None:
    with opened(content) as connection:
        rows, is_whole = readable_rows(connection, "one", "name")
        assert len(rows) == ROWS
        assert is_whole


@pytest.mark.parametrize("which", [[0], [7], [-1], [3, 9, 10, 20], [5, -1], [0, -1]])
def test_all_rows_but_those_of_damaged_pages_are_read(content: bytes, which: list[int]) -> None:
    pages = leaves(content)
    broken = [pages[one] for one in which]
    with opened(content, *broken) as connection:
        rows, is_whole = readable_rows(connection, "one", "name")
        assert len(rows) == ROWS - sum(rows_in(content, at) for at in broken)
        assert not is_whole


def test_of_a_table_that_cannot_be_read_nothing_is(content: bytes) -> None:
    with opened(content, *range(PAGE, len(content), PAGE)) as connection:
        assert readable_rows(connection, "one", "name") == ({}, False)

"""Journals as SQLite writes them, read as SQLite reads them."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from perfeval_desktop.storage.file_header import FileHeader, parse_header
from perfeval_desktop.storage.rollback_journal import RollbackJournal, parse_journal
from storage.crashes import beside

SECTOR = 512
PAGE = 512
NONCE = 0xFFFFFFF0


def made(path: Path, *, rows: int = 200) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size={PAGE}")
        connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, value)")
        connection.executemany("INSERT INTO one VALUES (?, ?)", [(one, "x" * 90) for one in range(rows)])
    return path


def interrupted(path: Path, *changes: str) -> tuple[bytes, bytes]:
    """Return file and journal in the middle of ``changes``, each of which is on the disk before the next."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        for change in changes:
            connection.execute(change)
        found = path.read_bytes(), beside(path).read_bytes()
        connection.rollback()
    return found


def journal_of(content: bytes) -> RollbackJournal:
    journal = parse_journal(content)
    assert journal is not None
    return journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path / "file")


def test_undoing_gives_what_was_there_before(path: Path) -> None:
    before = path.read_bytes()
    half_way, content = interrupted(
        path, "UPDATE one SET value = value || 'y'", "INSERT INTO one SELECT id + 1000, value FROM one"
    )
    assert len(half_way) > len(before)
    journal = journal_of(content)
    assert (journal.page_size, journal.page_count) == (PAGE, len(before) // PAGE)
    assert journal.undo(half_way) == before


def test_undoing_in_a_file_that_was_cut_off_gives_all_its_pages_back(path: Path) -> None:
    before = path.read_bytes()
    _, content = interrupted(path, "UPDATE one SET value = value || 'y'")
    assert len(journal_of(content).undo(b"")) == len(before)


def test_a_journal_belongs_to_the_file_before_or_after_the_change_and_to_no_other(path: Path) -> None:
    counter = parse_header(path.read_bytes()).change_counter
    _, content = interrupted(path, "PRAGMA user_version=7", "UPDATE one SET value = value || 'y'")
    journal = journal_of(content)
    fits = [
        number
        for number in range(counter - 3, counter + 4)
        if journal.may_belong_to(FileHeader(PAGE, number, is_in_rollback_mode=True))
    ]
    assert fits == [counter, counter + 1]
    assert not journal.may_belong_to(FileHeader(2 * PAGE, counter, is_in_rollback_mode=True))


def test_a_journal_without_the_first_page_may_belong_to_any_file(path: Path) -> None:
    _, content = interrupted(path, "UPDATE one SET value = value || 'y'")
    journal = journal_of(content)
    assert 1 not in journal.pages
    assert journal.may_belong_to(FileHeader(PAGE, 123456, is_in_rollback_mode=True))


def test_a_journal_of_a_new_file_belongs_to_a_file_that_was_never_changed() -> None:
    journal = RollbackJournal(PAGE, 0, {})
    fits = [journal.may_belong_to(FileHeader(PAGE, number, is_in_rollback_mode=True)) for number in range(3)]
    assert fits == [True, True, False]
    assert journal.undo(b"anything") == b""


def header(*, records: int, count: int = 9, sector: int = SECTOR, page: int = PAGE) -> bytes:
    magic = bytes.fromhex("d9d505f920a163d7")
    return struct.pack(">8sIIIII", magic, records, NONCE, count, sector, page).ljust(SECTOR, b"\0")


def record(number: int, letter: bytes = b"a", wrong: int = 0) -> bytes:
    # Of a page of 512 bytes the bytes 312 and 112 are summed up.
    sum_ = (NONCE + 2 * ord(letter) + wrong) & 0xFFFFFFFF
    return struct.pack(">I", number) + letter * PAGE + struct.pack(">I", sum_)


def padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % SECTOR)


def test_a_journal_of_several_parts_is_read_whole_and_the_first_of_a_page_counts() -> None:
    first = padded(header(records=2) + record(3) + record(4, b"b"))
    journal = journal_of(first + header(records=2) + record(4, b"c") + record(5, b"d"))
    assert journal.pages == {3: b"a" * PAGE, 4: b"b" * PAGE, 5: b"d" * PAGE}


def test_a_journal_that_does_not_count_its_pages_has_as_many_as_fit() -> None:
    assert list(journal_of(header(records=0xFFFFFFFF) + record(3) + record(4) + b"more").pages) == [3, 4]


def test_pages_that_the_file_had_not_got_before_are_passed_over() -> None:
    assert list(journal_of(header(records=2) + record(10, wrong=1) + record(9)).pages) == [9]


@pytest.mark.parametrize(
    "end",
    [record(4, wrong=1), record(0), record(0x40000000 // PAGE + 1), record(4)[:-1], b""],
    ids=["wrong sum", "no page", "page of the locks", "cut off", "nothing"],
)
def test_a_journal_is_read_up_to_where_writing_was_interrupted(end: bytes) -> None:
    assert list(journal_of(header(records=3, count=0x7FFFFFFF) + record(3) + end).pages) == [3]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(SECTOR),
        "这不是日志。".encode() * 20,
        header(records=0, sector=7),
        header(records=0, page=0),
        header(records=0, page=513),
    ],
)
def test_what_sqlite_would_not_take_for_a_journal_is_none(content: bytes) -> None:
    assert parse_journal(content) is None

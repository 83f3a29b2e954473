import sqlite3
from contextlib import closing
from pathlib import Path

from perfeval_desktop.storage.file_header import FileHeader, make_distinct, parse_header, read_header


def made(path: Path, *, page_size: int = 4096, mode: str = "DELETE") -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size={page_size}")
        connection.execute("CREATE TABLE one (value)")
        connection.execute(f"PRAGMA journal_mode={mode}")
        connection.execute("INSERT INTO one VALUES (1)")
    return path


def test_the_header_tells_page_size_and_number_of_changes(tmp_path: Path) -> None:
    assert read_header(made(tmp_path / "file")) == FileHeader(4096, 2, is_in_rollback_mode=True)


def test_the_largest_page_size_is_written_as_one(tmp_path: Path) -> None:
    assert read_header(made(tmp_path / "file", page_size=65536)).page_size == 65536


def test_a_file_with_a_write_ahead_log_says_so(tmp_path: Path) -> None:
    assert not read_header(made(tmp_path / "file", mode="WAL")).is_in_rollback_mode


def test_a_file_that_is_too_short_has_a_header_of_zeros() -> None:
    assert parse_header(b"") == FileHeader(0, 0, is_in_rollback_mode=True)


def test_a_file_made_distinct_counts_on_from_elsewhere_and_holds_the_same(tmp_path: Path) -> None:
    file = made(tmp_path / "file")
    make_distinct(file)
    distinct = read_header(file)
    assert distinct.change_counter not in {2, 3}
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("INSERT INTO one VALUES (2)")
        assert connection.execute("SELECT value FROM one").fetchall() == [(1,), (2,)]
    assert read_header(file).change_counter == distinct.change_counter + 1

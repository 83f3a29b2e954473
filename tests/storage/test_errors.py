import errno
import sqlite3
from pathlib import Path

import peewee
import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.errors import DamagedError, decoding, storage_error, translating_errors

PATH = Path("绩效自评.perfeval")


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, StorageErrorKind.BUSY),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageErrorKind.BUSY),
        (sqlite3.SQLITE_LOCKED, StorageErrorKind.BUSY),
        (sqlite3.SQLITE_READONLY, StorageErrorKind.READ_ONLY),
        (sqlite3.SQLITE_READONLY_ROLLBACK, StorageErrorKind.READ_ONLY),
        (sqlite3.SQLITE_READONLY_DBMOVED, StorageErrorKind.DISPLACED),
        (sqlite3.SQLITE_PERM, StorageErrorKind.READ_ONLY),
        (sqlite3.SQLITE_FULL, StorageErrorKind.FULL),
        (sqlite3.SQLITE_CORRUPT, StorageErrorKind.CORRUPT),
        (sqlite3.SQLITE_CORRUPT_INDEX, StorageErrorKind.CORRUPT),
        (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, StorageErrorKind.CORRUPT),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, StorageErrorKind.CORRUPT),
        (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, StorageErrorKind.CORRUPT),
        (sqlite3.SQLITE_NOTADB, StorageErrorKind.FOREIGN),
        (sqlite3.SQLITE_IOERR, StorageErrorKind.INPUT_OUTPUT),
        (sqlite3.SQLITE_IOERR_FSYNC, StorageErrorKind.INPUT_OUTPUT),
        (sqlite3.SQLITE_CANTOPEN, StorageErrorKind.MISSING),
    ],
)
def test_each_family_of_sqlite_errors_has_its_kind(code: int, kind: StorageErrorKind) -> None:
    with pytest.raises(StorageError) as caught, translating_errors(PATH):
        raise sqlite_error(code)
    assert caught.value.kind is kind
    assert str(PATH) in str(caught.value)
    assert str(caught.value).endswith("。")


def test_a_name_that_is_too_long_is_to_be_shortened() -> None:
    with pytest.raises(StorageError, match="”的名称或所在的路径太长") as caught, translating_errors(PATH):
        raise OSError(errno.ENAMETOOLONG, "File name too long")
    assert str(PATH) in str(caught.value)
    assert caught.value.kind is StorageErrorKind.INPUT_OUTPUT


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.EACCES, StorageErrorKind.READ_ONLY),
        (errno.EROFS, StorageErrorKind.READ_ONLY),
        (errno.ENOSPC, StorageErrorKind.FULL),
        (errno.EDQUOT, StorageErrorKind.FULL),
        (errno.ENOENT, StorageErrorKind.MISSING),
        (errno.EIO, StorageErrorKind.INPUT_OUTPUT),
        (errno.ENOTDIR, StorageErrorKind.INPUT_OUTPUT),
    ],
)
def test_each_error_of_the_system_has_its_kind(number: int, kind: StorageErrorKind) -> None:
    with pytest.raises(StorageError) as caught, translating_errors(PATH):
        raise OSError(number, "as the system says it")
    assert caught.value.kind is kind


def test_an_input_output_error_says_what_the_system_says() -> None:
    error = storage_error(OSError(errno.EIO, "设备没有响应"), PATH)
    assert "（设备没有响应）" in str(error)


def test_what_peewee_has_wrapped_is_unwrapped() -> None:
    error = storage_error(peewee.OperationalError(sqlite_error(sqlite3.SQLITE_FULL), "full"), PATH)
    assert error is not None
    assert error.kind is StorageErrorKind.FULL


def test_a_file_that_is_there_but_cannot_be_opened_is_not_called_missing(tmp_path: Path) -> None:
    error = storage_error(sqlite_error(sqlite3.SQLITE_CANTOPEN), tmp_path)
    assert error is not None
    assert error.kind is StorageErrorKind.INPUT_OUTPUT


def test_a_hot_journal_seen_read_only_names_its_own_remedy() -> None:
    assert "以普通方式" in str(storage_error(sqlite_error(sqlite3.SQLITE_READONLY_ROLLBACK), PATH))


@pytest.mark.parametrize(
    "error",
    [
        sqlite_error(sqlite3.SQLITE_ERROR),
        sqlite_error(sqlite3.SQLITE_CONSTRAINT_NOTNULL),
        sqlite3.ProgrammingError("wrong number of values"),
        peewee.InterfaceError("not opened"),
        ValueError("a bug"),
    ],
)
def test_bugs_pass_as_they_are(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, translating_errors(PATH):
        raise error
    assert caught.value is error


def test_text_that_is_no_utf_8_is_corruption() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(StorageError) as caught, translating_errors(PATH):
        connection.execute("SELECT CAST(x'ff' AS TEXT)").fetchall()
    connection.close()
    assert caught.value.kind is StorageErrorKind.CORRUPT


def test_a_schema_that_our_queries_do_not_fit_is_corruption() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(StorageError) as caught, translating_errors(PATH):
        connection.execute("SELECT rev FROM form")
    connection.close()
    assert caught.value.kind is StorageErrorKind.CORRUPT


@pytest.mark.parametrize("error", [ValueError, TypeError, KeyError, AttributeError, ZeroDivisionError])
def test_errors_of_reading_stored_values_are_damage(error: type[Exception]) -> None:
    with pytest.raises(DamagedError, match="form"), decoding("form"):
        raise error


def test_damage_is_corruption_to_people() -> None:
    with pytest.raises(StorageError) as caught, translating_errors(PATH):
        raise DamagedError("form")
    assert caught.value.kind is StorageErrorKind.CORRUPT


@pytest.mark.parametrize(
    "message",
    [
        "foreign key mismatch - “row” referencing “form”",
        "error in index sqlite_autoindex_content_1 after rename: orphan index",
        "no such column: project",
    ],
)
def test_a_schema_whose_own_text_is_damaged_is_corruption(message: str) -> None:
    with pytest.raises(StorageError) as caught, translating_errors(PATH):
        raise sqlite3.OperationalError(message)
    assert caught.value.kind is StorageErrorKind.CORRUPT

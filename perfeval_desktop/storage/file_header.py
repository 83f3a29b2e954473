"""The header of an SQLite file, where SQL does not reach.

The format is fixed for good: https://www.sqlite.org/fileformat2.html#the_database_header.
"""

import random
from pathlib import Path
from typing import NamedTuple

_LENGTH = 100
_LARGEST_PAGE = 65536
# SQLite counts the transactions of a file here, and repeats the number at the second place.
_CHANGE_COUNTER, _VERSION_VALID_FOR = 24, 92
_NUMBER_SIZE = 4
_MAGIC = b"SQLite format 3\0"
_FORMATS, _PAGE_COUNT, _APPLICATION_ID = 18, 28, 68
_ROLLBACK_MODE = 1


class FileHeader(NamedTuple):
    """Page size in bytes, the number of the last transaction, whether there is no write-ahead log, whose."""

    page_size: int
    change_counter: int
    is_in_rollback_mode: bool
    application_id: int = 0


def parse_header(content: bytes) -> FileHeader:
    """Return the header of a file that begins with ``content``; what is missing is taken for zeros."""
    content = content[:_LENGTH].ljust(_LENGTH, b"\0")
    page_size = int.from_bytes(content[16:18])
    return FileHeader(
        _LARGEST_PAGE if page_size == 1 else page_size,
        int.from_bytes(content[_CHANGE_COUNTER : _CHANGE_COUNTER + _NUMBER_SIZE]),
        content[_FORMATS] <= _ROLLBACK_MODE,
        int.from_bytes(content[_APPLICATION_ID : _APPLICATION_ID + _NUMBER_SIZE]),
    )


def read_header(file: Path) -> FileHeader:
    """Return the header of a file."""
    with file.open("rb") as opened:
        return parse_header(opened.read(_LENGTH))


def is_sqlite_file(content: bytes) -> bool:
    """Return whether a file that begins with ``content`` is a database of SQLite, be it whose it may."""
    return content.startswith(_MAGIC)


def with_open_end(content: bytes) -> bytes:
    """Return a file with ``content`` that ends where it ends, in whole pages, whatever its header says.

    SQLite refuses to read one that is shorter than it was, and in memory one with a write-ahead log.
    """
    size = parse_header(content).page_size or _LARGEST_PAGE
    opened = bytearray(content.ljust(-(-len(content) // size) * size, b"\0"))
    opened[_PAGE_COUNT : _PAGE_COUNT + _NUMBER_SIZE] = bytes(_NUMBER_SIZE)
    opened[_FORMATS : _FORMATS + 2] = bytes((_ROLLBACK_MODE, _ROLLBACK_MODE))
    return bytes(opened)


def make_distinct(file: Path) -> None:
    """Let a copy count its transactions from a random number: no journal of the original fits it any more.

    SQLite only asks whether the number is the same as before. Nobody may have the file open.
    """
    number = random.randrange(1, 1 << 31).to_bytes(_NUMBER_SIZE)  # noqa: S311  # no secret
    with file.open("rb+") as opened:
        for place in (_CHANGE_COUNTER, _VERSION_VALID_FOR):
            opened.seek(place)
            opened.write(number)

"""SQLite's rollback journal: what the pages of a file were before a transaction that did not end.

It names no file: SQLite takes it for that of whatever file bears its name. The format is fixed for good:
https://www.sqlite.org/fileformat2.html#the_rollback_journal.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from perfeval_desktop.storage.file_header import FileHeader, parse_header

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = struct.Struct(">8sIIIII")
_NUMBER = struct.Struct(">I")
_AS_MANY_AS_FIT = 0xFFFFFFFF
_PAGE_SIZES = frozenset(1 << power for power in range(9, 17))
_SECTOR_SIZES = frozenset(1 << power for power in range(5, 17))
# Of every page so many bytes apart are summed up.
_SUMMED_STEP = 200
# The page that SQLite's locks are on is never used.
_LOCKED_BYTE = 0x40000000


class _Header(NamedTuple):
    """Of a part of the journal: how many pages follow, where their sums start from, and sizes in bytes."""

    records: int
    nonce: int
    page_count: int
    sector_size: int
    page_size: int


@dataclass(frozen=True, slots=True)
class RollbackJournal:
    """The pages, by number from 1, that a transaction was about to change, as they were before.

    ``page_count`` is how many pages the file had.
    """

    page_size: int
    page_count: int
    pages: Mapping[int, bytes]

    def may_belong_to(self, header: FileHeader) -> bool:
        """Return ``False`` where the journal is surely not that of a file with this header.

        Every transaction counts on by one from what the first page was before, on the disk or not yet.
        """
        if self.page_count and self.page_size != header.page_size:
            return False
        if self.page_count and 1 not in self.pages:
            return True
        before = parse_header(self.pages.get(1, b"")).change_counter
        return header.change_counter in {before, before + 1}

    def undo(self, content: bytes) -> bytes:
        """Return what rolling back makes of a file with ``content``."""
        size = self.page_count * self.page_size
        undone = bytearray(content[:size].ljust(size, b"\0"))
        for number, page in self.pages.items():
            undone[(number - 1) * self.page_size : number * self.page_size] = page
        return bytes(undone)


def parse_journal(content: bytes) -> RollbackJournal | None:
    """Return the journal with ``content``, ``None`` where SQLite would not take it for one."""
    first = _header(content, 0)
    if first is None:
        return None
    pages: dict[int, bytes] = {}
    for number, page in _records(content, first):
        # A page that stands there twice was as it stands first.
        pages.setdefault(number, page)
    return RollbackJournal(first.page_size, first.page_count, pages)


def _header(content: bytes, at: int) -> _Header | None:
    if len(content) < at + _HEADER.size:
        return None
    magic, *numbers = _HEADER.unpack_from(content, at)
    header = _Header(*numbers)
    if magic != _MAGIC or header.page_size not in _PAGE_SIZES or header.sector_size not in _SECTOR_SIZES:
        return None
    return header


def _records(content: bytes, first: _Header) -> Iterator[tuple[int, bytes]]:
    """Yield the pages of all parts up to the end, or to where writing was interrupted."""
    at, header = 0, first
    record_size = first.page_size + 2 * _NUMBER.size
    unused = {0, _LOCKED_BYTE // first.page_size + 1}
    while True:
        at += first.sector_size
        records = header.records
        if records == _AS_MANY_AS_FIT:
            records = (len(content) - at) // record_size
        for _ in range(records):
            record = content[at : at + record_size]
            number = _number(record[: _NUMBER.size])
            if len(record) < record_size or number in unused:
                return
            if number <= first.page_count:
                page = record[_NUMBER.size : -_NUMBER.size]
                if _number(record[-_NUMBER.size :]) != _sum(page, header.nonce):
                    return
                yield number, page
            at += record_size
        at += -at % first.sector_size
        following = _header(content, at)
        if following is None:
            return
        header = following


def _number(content: bytes) -> int:
    return int.from_bytes(content)


def _sum(page: bytes, nonce: int) -> int:
    return (nonce + sum(page[len(page) - _SUMMED_STEP : 0 : -_SUMMED_STEP])) & 0xFFFFFFFF

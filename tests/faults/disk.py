"""A disk as a power cut leaves it, made from the record of what was written and synced (see ``shim.c``).

What was synced is there. Of what was not, any sector of 512 bytes may be there or not, in any order; of the
names that were made, changed or removed without a sync of their folder, those up to any moment are there.
"""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

_SECTOR = 512
_HEADER = struct.Struct("<ciqq")


class Entry(NamedTuple):
    """One entry of the record: its kind, the path, a number (offset or length), the bytes."""

    kind: str
    path: str
    number: int
    data: bytes


def entries(record: Path) -> Iterator[Entry]:
    """Yield the entries of a record in their order."""
    whole, at = record.read_bytes(), 0
    while at < len(whole):
        kind, length, number, size = _HEADER.unpack_from(whole, at)
        at += _HEADER.size
        path = whole[at : at + length].decode()
        at += length
        # The others tell a size without having any bytes.
        data = whole[at : at + size] if kind in b"WR" else b""
        at += len(data)
        yield Entry(kind.decode(), path, number, data)


class _Write(NamedTuple):
    offset: int
    data: bytes

    def sectors(self) -> Iterator["_Write"]:
        """Yield the write in pieces, each within one sector."""
        at = 0
        while at < len(self.data):
            end = at + _SECTOR - (self.offset + at) % _SECTOR
            yield _Write(self.offset + at, self.data[at:end])
            at = end

    def apply(self, content: bytearray) -> None:
        content.extend(bytes(max(0, self.offset - len(content))))
        content[self.offset : self.offset + len(self.data)] = self.data


class _Truncation(NamedTuple):
    length: int

    def apply(self, content: bytearray) -> None:
        del content[self.length :]
        content.extend(bytes(self.length - len(content)))


@dataclass(slots=True)
class _File:
    """What is surely on the disk, and what is on its way there."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[_Write | _Truncation] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.pending:
            change.apply(self.synced)
        self.pending.clear()

    def after_cut(self, random: Random) -> bytes:
        content = bytearray(self.synced)
        for change in self.pending:
            pieces = change.sectors() if isinstance(change, _Write) else (change,)
            for piece in pieces:
                if random.random() < 0.5:
                    piece.apply(content)
        return bytes(content)


class _NameChange(NamedTuple):
    """A file that has a name from now on, or has it no more: then ``file`` is ``None``."""

    path: str
    file: _File | None
    former: str = ""

    def apply(self, names: dict[str, _File]) -> None:
        names.pop(self.former, None)
        if self.file is None:
            names.pop(self.path, None)
        else:
            names[self.path] = self.file


class Disk:
    """The files below a folder: as programs see them now, and as they would be after a cut."""

    def __init__(self, folder: Path) -> None:
        """Begin with what is there now, all of it synced."""
        self._now = {
            str(path): _File(bytearray(path.read_bytes())) for path in folder.rglob("*") if path.is_file()
        }
        self._synced = dict(self._now)
        self._changes: list[_NameChange] = []

    def take(self, entry: Entry) -> None:
        """Let happen what the next entry tells."""
        path = entry.path
        match entry.kind:
            case "C":
                self._name(_NameChange(path, _File()))
            case "W":
                self._now[path].pending.append(_Write(entry.number, entry.data))
            case "T":
                self._now[path].pending.append(_Truncation(entry.number))
            case "S":
                self._now[path].sync()
            case "U":
                self._name(_NameChange(path, None))
            case "R":
                self._name(_NameChange(entry.data.decode(), self._now[path], path))
            case "D":
                self._sync_names(path)

    def _name(self, change: _NameChange) -> None:
        change.apply(self._now)
        self._changes.append(change)

    def _sync_names(self, folder: str) -> None:
        for change in self._changes:
            if os.path.dirname(change.path) == folder:  # noqa: PTH120  # texts, many of them
                change.apply(self._synced)
        self._changes = [one for one in self._changes if os.path.dirname(one.path) != folder]  # noqa: PTH120

    def after_cut(self, random: Random) -> dict[str, bytes]:
        """Return the files that a cut would leave now, by path."""
        names = dict(self._synced)
        for change in self._changes[: random.randint(0, len(self._changes))]:
            change.apply(names)
        return {path: file.after_cut(random) for path, file in names.items()}

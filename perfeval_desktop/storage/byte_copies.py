"""Copies of a file byte by byte, read back: for places that take files but may not know SQLite's locks."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath
from perfeval_desktop.storage.copying import sync_file
from perfeval_desktop.temporary_files import sweep, temporary_file

_CHUNK = 1 << 20


@contextmanager
def checked_copy(source: Path, folder: Path, wanted: str) -> Iterator[LongPath]:
    """Give a copy of ``source`` in ``folder`` that is on the disk and has the digest ``wanted``.

    It is to be given its name inside, or is removed again. Raises :class:`StorageError` CORRUPT where it does
    not read back as that, and ``OSError``.
    """
    sweep(folder)
    with temporary_file(folder) as part:
        copy_bytes(source, part)
        sync_file(part)
        if digest(part) != wanted:
            raise StorageError(
                StorageErrorKind.CORRUPT,
                f"复制到“{folder}”后核对不一致，已经撤销。那里的磁盘可能坏了，或文件正在被改动，请稍后再试，或换一个地方。",
            )
        yield part


def copy_bytes(source: Path, target: Path) -> None:
    """Write all bytes of ``source`` to ``target``, which is there."""
    with source.open("rb") as original, target.open("wb") as copy:
        while chunk := original.read(_CHUNK):
            copy.write(chunk)


def digest(file: Path) -> str:
    """Return the SHA-256 of ``file``, read from the disk itself where the system can be told to."""
    with file.open("rb") as opened:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(opened, "sha256").hexdigest()

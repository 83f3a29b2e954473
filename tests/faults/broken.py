"""The program broken on purpose: campaigns must notice each of these, or they would notice nothing."""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from faults.works import Acknowledge
from perfeval_desktop.storage.database import Database, open_database

Work = Callable[[Path, Random, Acknowledge], None]


def with_pragmas(work: Work, *pragmas: str) -> Work:
    """Return ``work`` on stores with other settings of SQLite."""

    def opened(*arguments: Any, **named: Any) -> Database:  # noqa: ANN401  # those of open_database
        database = open_database(*arguments, **named)
        for pragma in pragmas:
            database.connection.execute(f"PRAGMA {pragma}")
        return database

    return _patched(work, "perfeval_desktop.storage.store.open_database", opened)


def in_place(work: Work) -> Work:
    """Return ``work`` with PDFs that are written bit by bit, straight into the file that users know."""

    def write(path: Path, data: bytes, *, sweeping: bool = True) -> None:
        assert sweeping in {True, False}
        with path.open("wb") as file:
            for at in range(0, len(data), 512):
                file.write(data[at : at + 512])
                file.flush()
                # As slowly as onto a USB stick.
                time.sleep(0.001)

    return _patched(work, "perfeval_desktop.printing.batch.write_atomically", write)


def unsynced(work: Work) -> Work:
    """Return ``work`` with unsaved work that is written in place, and on the disk when the system likes."""

    def write(path: Path, data: bytes) -> None:
        path.write_bytes(data)

    return _patched(work, "perfeval_desktop.storage.unsaved.folder.write_atomically", write)


def _patched(work: Work, name: str, replacement: object) -> Work:
    def broken(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
        with patch(name, replacement):
            work(folder, random, acknowledge)

    return broken

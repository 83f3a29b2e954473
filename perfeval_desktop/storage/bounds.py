"""No reading without end: a file made by hand can lead SQLite in circles for longer than anybody waits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind

# A list of 10,000 forms takes some 300,000 steps of SQLite's machine; so many take about half a minute.
_STEPS = 1_000_000
_MOST_STEPS = 2_000 * _STEPS


@contextmanager
def bounded(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Stop what is done inside, raising :class:`StorageError` CORRUPT, where it takes steps without end."""
    done = 0

    def is_too_much() -> bool:
        nonlocal done
        done += _STEPS
        return done > _MOST_STEPS

    connection.set_progress_handler(is_too_much, _STEPS)
    try:
        yield
    except Exception as error:
        if done > _MOST_STEPS:
            raise StorageError(StorageErrorKind.CORRUPT, _ENDLESS.format(path=path)) from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


_ENDLESS = (
    "“{path}”怎么读也读不完，已经停下：它已损坏，或被别的程序改动过。"
    "请把它改名留作备查，再启动程序，用“文件 → 备份与恢复”找回最近一份完好的备份。"
)

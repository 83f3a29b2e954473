"""Stores to back up, and looks at what came of it."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import StoredForm
from storage import examples
from storage.examples import named


def clock_of(moments: Sequence[datetime]) -> Callable[[], datetime]:
    """Return a clock that tells these moments, one after the other."""
    return iter(moments).__next__


def add(store: Store, project: str = "教师培训") -> StoredForm:
    """Add a form about ``project``; return it as stored."""
    (stored,) = examples.add(store, named(project))
    return stored


def projects(store: Store) -> list[str]:
    """Return the projects of a store, in the order of its list."""
    return [line.project for line in store.summaries()]


def files(folder: Path) -> list[str]:
    """Return the names of the files in ``folder``."""
    return sorted(file.name for file in folder.iterdir())


def execute(path: Path, *statements: str) -> None:
    """Carry out SQL on the file at ``path``."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)

"""What a crash in the middle of a change leaves: a store half changed, and the journal to roll it back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path


def beside(path: Path, suffix: str = "-journal") -> Path:
    return path.with_name(path.name + suffix)


def crash(path: Path, *, in_first_page: bool = True) -> None:
    """Leave the closed store at ``path`` as a crash would in the middle of a change of all forms.

    Where not ``in_first_page``, the change has not come to the first page yet, which counts the changes.
    """
    half_way = path.with_name("half way")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # With next to no cache SQLite has to write changed pages into the file before the transaction ends.
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        if in_first_page:
            connection.execute("PRAGMA user_version=99")
        connection.execute("UPDATE store SET last_revision = last_revision + 1")
        connection.execute("UPDATE form SET project = 'half written', rev = 99")
        connection.execute("UPDATE row SET cells = 'half written' || cells || cells || cells")
        shutil.copyfile(path, half_way)
        shutil.copyfile(beside(path), beside(half_way))
        connection.rollback()
    half_way.replace(path)
    beside(half_way).replace(beside(path))

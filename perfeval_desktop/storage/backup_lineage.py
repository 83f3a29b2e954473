"""Where an older copy was put over the store: its newer backups are noticed, and go on to be kept.

That is done by hand, by a synchronising program, or by whoever brings a computer back to yesterday. What is
changed from then on is another history under the same numbers.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage import repository
from perfeval_desktop.storage.backup_list import described, names_of
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.ids import new_id
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Backup


def newer_backup(store: Store, folder: Path) -> Backup | None:
    """Return the newest backup of ``store`` in ``folder`` if it is newer than ``store``, else ``None``."""
    latest = store.latest_revision()
    with translating_errors(folder):
        names = names_of(store, folder)
    for name in names:
        if name.revision <= latest:
            break
        with suppress(StorageError, sqlite3.Error):
            return described(name)
    return None


def part_from(store: Store, newer: Backup) -> None:
    """Let ``store`` begin a lineage of its own, and count on from the number of the ``newer`` backup.

    From then on neither counts among the backups of the other when these are thinned out, and what is backed
    up next is the newest.
    """
    database = store.database
    lineage = new_id()
    with database.writing():
        number = max(repository.last_revision(database), newer.revision) + 1
        repository.begin_lineage(database, lineage, number)

"""Where an older copy was put over the store: its newer backups are noticed, and go on to be kept.

That is done by hand, by a synchronising program, or by whoever brings a computer back to yesterday. What is
changed from then on is another history under the same numbers.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage import repository
from perfeval_desktop.storage.backup_names import BackupName, next_lineage
from perfeval_desktop.storage.backups.listing import described, name_of, names_of, newer_kin
from perfeval_desktop.storage.connections import connected
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.identity import pragma
from perfeval_desktop.storage.store import Store

# So many of the last changes of a backup are looked for in the store.
_CHANGES = 20


def newer_backup(store: Store, folder: Path) -> Backup | None:
    """Return the newest backup of ``store`` in ``folder`` if it is newer than ``store``, else ``None``.

    Newer is also one whose last changes ``store`` has not seen, though it has seen as many others since.
    """
    present = name_of(store)
    with translating_errors(folder):
        names = newer_kin(present, folder) or _unknown_to(store, folder)
    for name in names:
        with suppress(StorageError, sqlite3.Error):
            return described(name)
    return None


def part_from(store: Store, newer: Backup) -> None:
    """Let ``store`` begin a lineage of its own, and count on from the number of the ``newer`` backup.

    From then on neither counts among the backups of the other when these are thinned out, and what is backed
    up next is the newest.
    """
    database = store.database
    with database.writing():
        number = max(repository.last_revision(database), newer.revision) + 1
        repository.begin_lineage(database, next_lineage(repository.lineage(database)), number)


def _unknown_to(store: Store, folder: Path) -> list[BackupName]:
    """Return the newest backup of ``store`` if it holds another history of the same forms.

    One that was made before restoring holds what the user has left on purpose.
    """
    for newest in names_of(store, folder):
        if newest.is_before_restoring:
            return []
        with suppress(StorageError, sqlite3.Error):
            return [newest] if _tells_otherwise(store, newest.path) else []
    return []


def _tells_otherwise(store: Store, backup: Path) -> bool:
    """Return whether a number stands for one change in ``backup`` and for another one in ``store``.

    A change that ``store`` has not at all tells nothing: the form was purged since, or a backup restored. Nor
    does one of a form that it has not: that came from another store.
    """
    own = store.database.connection
    with connected(backup, "ro") as connection, store.database.reading():
        if pragma(connection, "user_version") != pragma(own, "user_version"):
            return False
        last = "SELECT number, form_id, at, patch FROM revision ORDER BY number DESC LIMIT ?"
        for number, form, at, patch in connection.execute(last, (_CHANGES,)):
            found = own.execute(
                "SELECT form_id, at, patch FROM revision WHERE number = ?", (number,)
            ).fetchone()
            if found not in {None, (form, at, patch)} and _holds(own, form):
                return True
    return False


def _holds(connection: sqlite3.Connection, form: str) -> bool:
    return connection.execute("SELECT 1 FROM form WHERE id = ?", (form,)).fetchone() is not None

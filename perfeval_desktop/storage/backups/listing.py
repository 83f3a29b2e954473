"""Which backups there are, by their names and by what they hold."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import repository
from perfeval_desktop.storage.backup_names import BackupName, backup_names, short_lineage
from perfeval_desktop.storage.connections import connected
from perfeval_desktop.storage.copying import is_whole
from perfeval_desktop.storage.errors import translating_errors, usual_error
from perfeval_desktop.storage.identity import check_own
from perfeval_desktop.storage.store import Store

_NEVER = datetime.min.replace(tzinfo=UTC)


def backups(folder: Path) -> list[Backup]:
    """Return the backups in ``folder``, newest first; files that are none, or are broken, are passed over."""
    with translating_errors(folder):
        names = backup_names(folder)
    found = []
    for name in names:
        with suppress(StorageError, sqlite3.Error):
            found.append(described(name))
    return found


def _any(_name: BackupName) -> bool:
    return True


def sound_backups(*folders: Path, wanted: Callable[[BackupName], bool] = _any) -> Iterator[Backup]:
    """Yield the ``wanted`` backups in ``folders`` that can be read whole, newest first, each when asked for.

    The open store is not needed, so that this is the way out where it cannot be opened. Folders that cannot
    be read are passed over. Of two files of one name the first that is sound counts.
    """
    names: list[BackupName] = []
    for folder in folders:
        with suppress(OSError):
            names += filter(wanted, backup_names(folder))
    seen: set[str] = set()
    for name in sorted(names, key=lambda one: (one.revision, one.taken_at), reverse=True):
        if name.path.name in seen:
            continue
        with suppress(StorageError, sqlite3.Error):
            found = described(name, whole=True)
            seen.add(name.path.name)
            yield found


def names_of(store: Store, folder: Path) -> list[BackupName]:
    """Return the backups of ``store`` in ``folder`` by their names, newest first. Raises ``OSError`` too."""
    key = name_of(store).lineage_key
    return [one for one in backup_names(folder) if one.lineage_key == key]


def name_of(store: Store) -> BackupName:
    """Return what a backup of ``store`` as it is would be called, had it been taken at the dawn of time."""
    database = store.database
    with database.reading():
        revision, lineage = repository.last_revision(database), repository.lineage(database)
    return BackupName(store.path, store.path.stem, _NEVER, revision, short_lineage(lineage))


def newer_kin(name: BackupName, folder: Path) -> list[BackupName]:
    """Return the backups in ``folder`` that are newer than ``name``, of its family, newest first."""
    return [one for one in backup_names(folder) if one.family == name.family and one.revision > name.revision]


def described(name: BackupName, *, whole: bool = False) -> Backup:
    """Return what a backup holds; ``whole`` reads all of it. Raises our errors, and those of SQLite."""
    with translating_errors(name.path), connected(name.path, "ro") as connection:
        check_own(connection, name.path)
        if whole and not is_whole(connection):
            raise usual_error(name.path, StorageErrorKind.CORRUPT)
        (forms,) = connection.execute("SELECT count(*) FROM form WHERE deleted_revision IS NULL").fetchone()
    size = name.path.stat().st_size
    return Backup(name.path, name.taken_at, forms, size, name.revision, name.is_before_restoring)

"""Backups: checked copies in a folder, thinned with age, and the way back.

The number of the last change orders the backups of one store, not the clock; the lineage tells them from
those of another store, and from those of a store that an older copy was put over.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.own_places import make_folder
from perfeval_desktop.storage import list_queries, repository
from perfeval_desktop.storage.backup_names import backup_name, short_lineage
from perfeval_desktop.storage.backups.lineage import newer_backup, part_from
from perfeval_desktop.storage.backups.listing import described, names_of
from perfeval_desktop.storage.backups.retention import remove_outdated
from perfeval_desktop.storage.backups.second_place import check_present
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.connections import connected, copy_content, guard
from perfeval_desktop.storage.copying import facts_of, is_whole, write_copy
from perfeval_desktop.storage.errors import translating_errors, usual_error
from perfeval_desktop.storage.identity import known_version
from perfeval_desktop.storage.migrations import MIGRATIONS, migrate
from perfeval_desktop.storage.store import Store


def back_up(store: Store, folder: Path, *, clock: Callable[[], datetime] = now) -> Backup:
    """Put a checked copy of ``store`` into ``folder``, then remove the old ones that are no longer needed.

    The backup appears whole or not at all. Where an older copy was put over the store, the backups before
    that no longer count as its own: see :func:`part_from`. Raises :class:`StorageError`.
    """
    backup = _take(store, folder, clock)
    with translating_errors(folder):
        remove_outdated(names_of(store, folder), backup.path)
    return backup


def back_up_in_second_place(store: Store, folder: Path, *, clock: Callable[[], datetime] = now) -> Backup:
    """Back up straight into the second place, because the first one cannot be written; return that backup.

    One of the store as it is that lies there already is returned as well. Raises :class:`StorageError`:
    MISSING where ``folder`` is not there, which is never made; CONFLICT where there is a newer backup.
    """
    folder = long_path(folder)
    check_present(folder)
    if newer_backup(store, folder):
        raise StorageError(
            StorageErrorKind.CONFLICT,
            f"“{folder}”里的备份比现在的数据新，没有改动那里。请先在“备份与恢复”里查看那份备份。",
        )
    revision = store.latest_revision()
    with translating_errors(folder):
        names = [one for one in names_of(store, folder) if one.revision == revision]
    for name in names:
        with suppress(StorageError, sqlite3.Error):
            return described(name, whole=True)
    return back_up(store, folder, clock=clock)


def needs_backup(store: Store, folder: Path) -> bool:
    """Return whether there is no backup of ``store`` as it is in ``folder``."""
    with translating_errors(folder):
        numbers = {one.revision for one in names_of(store, folder)}
    return store.latest_revision() not in numbers | {0}


def restore_backup(store: Store, path: Path, folder: Path, *, clock: Callable[[], datetime] = now) -> Backup:
    """Put the content of the backup at ``path`` in the place of everything in ``store``, in one go.

    Before that the present state is backed up into ``folder``; that backup is returned. The numbers of the
    revisions go on from the higher of both, so that the restored state is the newest. Forms loaded before are
    outdated afterwards. Raises :class:`StorageError` with the store untouched: READ_ONLY, MISSING, FOREIGN,
    NEWER, CORRUPT for the backup, and whatever :func:`back_up` raises.
    """
    try:
        return _restore(store, path, folder, clock)
    except StorageError as error:
        raise StorageError(error.kind, f"没有恢复，现有的数据没有改动：{error}") from error


def _restore(store: Store, path: Path, folder: Path, clock: Callable[[], datetime]) -> Backup:
    database = store.database
    database.check_writable()
    with translating_errors(path):
        content = backup_content(path)
    with closing(content):
        before = _take(store, folder, clock, is_before_restoring=True)
        with database.reading():
            number, lineage = repository.last_revision(database), repository.lineage(database)
        (restored,) = content.execute("SELECT last_revision FROM store").fetchone()
        content.execute(
            "UPDATE store SET last_revision = ?, lineage = ?", (1 + max(number, restored), lineage)
        )
        database.replace(content)
    return before


def _take(
    store: Store, folder: Path, clock: Callable[[], datetime], *, is_before_restoring: bool = False
) -> Backup:
    folder = long_path(folder)
    if not store.is_read_only and (newer := newer_backup(store, folder)):
        part_from(store, newer)
    at = clock().astimezone().replace(microsecond=0)
    database = store.database
    with database.reading():
        lineage = short_lineage(repository.lineage(database))
        revision = repository.last_revision(database)
        forms = list_queries.live_count(database)
        facts = facts_of(database.connection)
        target = folder / backup_name(
            store=store.path.stem,
            at=at,
            revision=revision,
            lineage=lineage,
            is_before_restoring=is_before_restoring,
        )
        with translating_errors(_missing_part(folder)):
            # What it is to stand in must be there, or it has been renamed, or a drive has gone.
            make_folder(folder)
            write_copy(database.connection, facts, target=target)
            return Backup(target, at, forms, target.stat().st_size, revision, is_before_restoring)


def _missing_part(folder: Path) -> Path:
    """Return what errors about ``folder`` are to name: what it is in, where that is not there."""
    return folder if folder.parent.exists() else folder.parent


def backup_content(path: Path) -> sqlite3.Connection:
    """Return everything in the backup at ``path``, checked and of the present schema, in memory."""
    content = guard(sqlite3.connect(":memory:", isolation_level=None))
    try:
        with connected(path, "ro") as file:
            _check(file, path)
            copy_content(file, content, path)
        migrate(content, MIGRATIONS)
    except BaseException:
        content.close()
        raise
    return content


def _check(file: sqlite3.Connection, path: Path) -> None:
    known_version(file, path, known=len(MIGRATIONS))
    if not is_whole(file):
        raise usual_error(path, StorageErrorKind.CORRUPT)

"""A second place for backups, such as a stick or a share: copies of those in the first, thinned out alike.

Nothing here asks the store. It may run beside the work, and after the store is closed.
"""

import os
from pathlib import Path

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.storage.backup_names import backup_names, parsed
from perfeval_desktop.storage.backups.listing import described, newer_kin
from perfeval_desktop.storage.backups.retention import remove_outdated
from perfeval_desktop.storage.byte_copies import checked_copy, digest
from perfeval_desktop.storage.connections import connected
from perfeval_desktop.storage.copying import is_whole, sync_folder
from perfeval_desktop.storage.errors import translating_errors, usual_error


def make_second_place(chosen: Path, first: Path) -> Path:
    """Return the folder in ``chosen`` for copies of the backups in ``first``, called as that is; make it.

    That it is there tells the right stick from another one in its place. Raises :class:`StorageError`, also
    where ``chosen`` is the first place itself.
    """
    chosen, first = long_path(chosen), long_path(first)
    folder = chosen if chosen.name == first.name else chosen / first.name
    if folder == first or first in folder.parents:
        raise StorageError(
            StorageErrorKind.CONFLICT,
            f"“{chosen}”就是现在存放备份的地方。请另选一处，最好是 U 盘、移动硬盘或共享文件夹。",
        )
    with translating_errors(chosen):
        folder.mkdir(exist_ok=True)
    return folder


def is_on_same_disk(one: Path, other: Path) -> bool:
    """Return whether two folders, both there, are on one disk or partition."""
    with translating_errors(one):
        return os.stat(long_path(one)).st_dev == os.stat(long_path(other)).st_dev  # noqa: PTH116  # typed


def copy_backup(backup: Path, folder: Path) -> Backup | None:
    """Put a checked copy of a backup into ``folder``, then remove the old ones that are no longer needed.

    Where the copy is there already, it is read back whole. It appears whole or not at all. A backup in
    ``folder`` that is newer, of the same family, is returned; nothing is copied or removed then.

    Raises :class:`StorageError`: MISSING where ``folder`` is not there, which is never made: a stick that is
    not plugged in must not become a folder of the computer.
    """
    folder = long_path(folder)
    with translating_errors(folder):
        check_present(folder)
        name = parsed(backup)
        for newer in newer_kin(name, folder):
            return described(newer)
        _copy(backup, folder / backup.name)
        of_store = [one for one in backup_names(folder) if one.lineage_key == name.lineage_key]
        remove_outdated(of_store, folder / backup.name)
    return None


def check_present(folder: Path) -> None:
    """Raise :class:`StorageError` MISSING unless ``folder`` is there."""
    try:
        is_there = folder.is_dir()
    except OSError:
        is_there = False
    if not is_there:
        raise StorageError(
            StorageErrorKind.MISSING,
            f"找不到文件夹“{folder}”。请插上 U 盘或移动硬盘，或连上共享文件夹；插上后会自动补存。",
        )


def _copy(backup: Path, target: Path) -> None:
    with translating_errors(backup):
        _check_whole(backup)
        wanted = digest(backup)
    if target.exists() and digest(target) == wanted:
        return
    # As a stream of bytes, and read back so: not every share that takes files knows SQLite's locks.
    with checked_copy(backup, target.parent, wanted) as part:
        part.replace(target)
        sync_folder(target.parent)


def _check_whole(backup: Path) -> None:
    with connected(backup, "ro") as connection:
        if not is_whole(connection):
            raise usual_error(backup, StorageErrorKind.CORRUPT)

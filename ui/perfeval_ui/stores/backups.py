"""Where the backups of a store are."""

from perfeval_desktop.paths import backup_folder
from perfeval_desktop.storage.backups.folder import BackupFolder
from perfeval_desktop.storage.store import Store


def backups_of(store: Store) -> BackupFolder:
    """Return the backups of ``store``, in a folder beside it."""
    return BackupFolder(store, backup_folder(store.path))

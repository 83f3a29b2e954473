"""The folder with the copies of one store, as the store offers it to whoever takes and restores them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from perfeval_desktop.storage.backup import back_up, backups, needs_backup, restore_backup
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Backup


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """The copies of ``store`` in ``folder``. It is what :class:`perfeval_desktop.store.Backups` asks for."""

    store: Store
    folder: Path
    clock: Callable[[], datetime] = now

    def take(self) -> Backup:
        """Put a checked copy of the store beside the others; remove old ones that are no longer needed."""
        return back_up(self.store, self.folder, clock=self.clock)

    def all(self) -> list[Backup]:
        """Return the copies, newest first."""
        return backups(self.folder)

    def is_due(self) -> bool:
        """Return whether the store has changed since its newest copy."""
        return needs_backup(self.store, self.folder)

    def restore(self, path: Path) -> None:
        """Put the content of a copy in the place of everything in the store, in one go."""
        restore_backup(self.store, path, self.folder, clock=self.clock)

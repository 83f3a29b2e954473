"""The folder with the copies of one store, as the store offers it to whoever takes and restores them.

What makes the copies is loaded with the first question about them: the window's first frame needs none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from perfeval_desktop.backup import Backup
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.store import Store

if TYPE_CHECKING:
    from perfeval_desktop.storage.backups.changes import ChangesSince


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """The copies of ``store`` in ``folder``. It is what :class:`perfeval_desktop.store.Backups` asks for."""

    store: Store
    folder: Path
    clock: Callable[[], datetime] = now

    def take(self) -> Backup:
        """Put a checked copy of the store beside the others; remove old ones that are no longer needed."""
        from perfeval_desktop.storage.backups.backup import back_up  # noqa: PLC0415  # see the module

        return back_up(self.store, self.folder, clock=self.clock)

    def take_in_second_place(self, folder: Path) -> Backup:
        """Back up straight into a second place, which must be there, because the first cannot be written."""
        from perfeval_desktop.storage.backups.backup import back_up_in_second_place  # noqa: PLC0415  # see the module

        return back_up_in_second_place(self.store, folder, clock=self.clock)

    def all(self) -> list[Backup]:
        """Return the copies, newest first."""
        from perfeval_desktop.storage.backups.listing import backups  # noqa: PLC0415  # see the module

        return backups(self.folder)

    def latest(self) -> Path | None:
        """Return the newest copy of this very store, without reading it; ``None`` where there is none."""
        from perfeval_desktop.storage.backups.listing import names_of  # noqa: PLC0415  # see the module

        with translating_errors(self.folder):
            names = names_of(self.store, self.folder)
        return names[0].path if names else None

    def is_due(self) -> bool:
        """Return whether there is no copy of the store as it is."""
        from perfeval_desktop.storage.backups.backup import needs_backup  # noqa: PLC0415  # see the module

        return needs_backup(self.store, self.folder)

    def newer(self) -> Backup | None:
        """Return the newest copy if it is newer than the store: an older one was put over that by hand."""
        from perfeval_desktop.storage.backups.lineage import newer_backup  # noqa: PLC0415  # see the module

        return newer_backup(self.store, self.folder)

    def is_newer_than_store(self, elsewhere: Backup) -> bool:
        """Return whether a copy in another folder is newer than the store, and not one of its own."""
        from perfeval_desktop.storage.backups.lineage import newer_backup  # noqa: PLC0415  # see the module

        return newer_backup(self.store, elsewhere.path.parent) is not None

    def part_from(self, newer: Backup) -> None:
        """Let the store and a ``newer`` copy go ways of their own, the store with higher numbers."""
        from perfeval_desktop.storage.backups.lineage import part_from  # noqa: PLC0415  # see the module

        part_from(self.store, newer)

    def changes_since(self, path: Path) -> "ChangesSince":
        """Return what restoring a copy would take back; only the lists are read."""
        from perfeval_desktop.storage.backups.changes import changes_since  # noqa: PLC0415  # see the module

        return changes_since(self.store, path)

    def restore(self, path: Path) -> Backup:
        """Put the content of a copy in the place of everything in the store; return one of how it was."""
        from perfeval_desktop.storage.backups.backup import restore_backup  # noqa: PLC0415  # see the module

        return restore_backup(self.store, path, self.folder, clock=self.clock)

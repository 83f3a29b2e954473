"""Backups as the rest of the program knows them: copies of a store, and the way back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a store: the local time it was taken, its forms not in the recycle bin, its size in bytes.

    ``revision`` is the number of the last change in it. ``is_before_restoring``: made because another one was
    about to be restored.
    """

    path: Path
    taken_at: datetime
    forms: int
    size: int
    revision: int
    is_before_restoring: bool = False


class Backups(Protocol):
    """What a store kept in a file can do besides: copies of it in a folder, and the way back.

    Every method raises :class:`StorageError`.
    """

    def take(self) -> Backup:
        """Put a checked copy of the store beside the others; remove old ones that are no longer needed."""
        ...

    def take_in_second_place(self, folder: Path) -> Backup:
        """Back up straight into a second place, which must be there, because the first cannot be written."""
        ...

    def all(self) -> list[Backup]:
        """Return the copies, newest first."""
        ...

    def latest(self) -> Path | None:
        """Return the newest copy of this very store, without reading it; ``None`` where there is none."""
        ...

    def is_due(self) -> bool:
        """Return whether there is no copy of the store as it is."""
        ...

    def newer(self) -> Backup | None:
        """Return the newest copy if it is newer than the store: an older one was put over that by hand."""
        ...

    def is_newer_than_store(self, elsewhere: Backup) -> bool:
        """Return whether a copy in another folder is newer than the store, and not one of its own."""
        ...

    def part_from(self, newer: Backup) -> None:
        """Let the store and a ``newer`` copy go ways of their own: neither makes room for the other.

        What the store saves from now on is numbered higher.
        """
        ...

    def restore(self, path: Path) -> Backup:
        """Put the content of a copy in the place of everything in the store, in one go.

        Return the copy of the store as it was before, by which that can be undone.
        """
        ...

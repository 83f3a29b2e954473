"""Whether a store is there, and opening one without a question."""

from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.storage.store import Store


def is_there(path: Path) -> bool:
    """Return whether there is a file at ``path`` that the user may see."""
    try:
        return bool(long_path(path).is_file())
    except OSError:
        return False


def open_without_asking(path: Path, *, read_only: bool = False) -> Store:
    """Open the store at ``path``, or make it; read-only where nothing else is possible.

    Raises :class:`StorageError` where that is impossible.
    """
    try:
        return Store.open(path, read_only=read_only)
    except StorageError as error:
        if error.kind not in {StorageErrorKind.BUSY, StorageErrorKind.READ_ONLY}:
            raise
        return Store.open(path, read_only=True)

"""What is the matter with a store that cannot be opened: damage, or something that passes."""

import stat
from enum import StrEnum
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath, long_path
from perfeval_desktop.own_places import is_own
from perfeval_desktop.temporary_files import destination

# So much of a file tells whether it is text.
_BEGINNING = 4096


class Trouble(StrEnum):
    """What is the matter. Only the first ones are damage; the others pass when something is plugged in."""

    GONE = "gone"
    EMPTY = "empty"
    NOT_A_FILE = "not-a-file"
    OTHER_FILE = "other-file"
    OTHER_DATABASE = "other-database"
    DAMAGED = "damaged"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"

    @property
    def is_damage(self) -> bool:
        """Whether the store can be made anew; ``False`` where it may be as it was, only out of reach."""
        return self not in {Trouble.UNREACHABLE, Trouble.UNREADABLE}


def trouble_at(path: Path) -> Trouble | None:
    """Return what is the matter at ``path``, so far as that is seen without opening; ``None`` for nothing."""
    try:
        path = destination(path)
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            return Trouble.NOT_A_FILE
        if not facts.st_size:
            return Trouble.EMPTY
        with path.open("rb"):
            return None
    except FileNotFoundError:
        return Trouble.GONE if _can_be_there(long_path(path)) else Trouble.UNREACHABLE
    except (OSError, ValueError):
        # The latter for a name that no file can have.
        return Trouble.UNREADABLE


def trouble_of(path: Path, error: StorageError) -> Trouble | None:
    """Return which damage ``error``, raised where the store at ``path`` was opened or read, tells of.

    ``None`` where it is none, as for a store that somebody else is working with.
    """
    if error.kind is StorageErrorKind.CORRUPT:
        return Trouble.DAMAGED
    return _instead_of(path) if error.kind is StorageErrorKind.FOREIGN else None


def _can_be_there(path: LongPath) -> bool:
    """Whether the folder is there in which the store was: a stick that is not plugged in has none."""
    return path.parent.is_dir() or is_own(path)


def _instead_of(path: Path) -> Trouble:
    """Return what a file is that is no store of ours."""
    from perfeval_desktop.storage.file_header import is_sqlite_file  # noqa: PLC0415  # hardly ever needed

    try:
        with destination(path).open("rb") as file:
            content = file.read(_BEGINNING)
    except OSError:
        return Trouble.UNREADABLE
    if is_sqlite_file(content):
        return Trouble.OTHER_DATABASE
    # A store whose beginning was overwritten has zeros in it, a text has none.
    return Trouble.DAMAGED if b"\0" in content else Trouble.OTHER_FILE

"""What the program still has of a store that is not where it was opened, put into a new file.

On Linux a file that was deleted or replaced can be read for as long as it is open: all of it is saved, with
what could not be saved in its place. Where it can be read no more, there is the form on the screen.
"""

import errno
import os
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.held_form import HeldForm
from perfeval_desktop.long_paths import LongPath
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.copying import facts_of, sync_file, sync_folder, write_copy
from perfeval_desktop.storage.database import open_database
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.file_place import Displacement
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import RevisionKind
from perfeval_desktop.temporary_files import destination, put_as_new, temporary_file

# What is the matter with the store itself, and not with the place where the copy is to be.
_UNREADABLE = frozenset(
    {
        StorageErrorKind.CORRUPT,
        StorageErrorKind.FOREIGN,
        StorageErrorKind.INPUT_OUTPUT,
        StorageErrorKind.DISPLACED,
    }
)


def copy_elsewhere(
    store: Store, held: HeldForm | None, target: Path, *, clock: Callable[[], datetime] = now
) -> bool:
    """Make a new store file ``target`` of all that can still be read of ``store``, with ``held`` saved in it.

    Where nothing can be read, ``held`` is the only form in it: returns whether it is whole. It appears whole
    or not at all, and never in the place of another file. Raises :class:`StorageError`.
    """
    target = destination(target)
    with translating_errors(target):
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        with temporary_file(target.parent) as part:
            try:
                is_whole = _fill(part, store, held, clock)
            finally:
                # SQLite leaves an empty one.
                part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
            sync_file(part)
            put_as_new(part, target)
            sync_folder(target.parent)
    return is_whole


def _fill(part: LongPath, store: Store, held: HeldForm | None, clock: Callable[[], datetime]) -> bool:
    try:
        _copy_all(store, part)
    except StorageError as error:
        if held is None or error.kind not in _UNREADABLE:
            raise
        with closing(_unlocked(part, clock)) as made:
            one = held.entry._replace(form_id=held.stored.form_id)
            made.create([one], label=held.label or "另存", by=held.by)
        return False
    if held is not None and held.label:
        with closing(_unlocked(part, clock)) as copy:
            copy.save(held.stored, held.entry, kind=RevisionKind.EDIT, label=held.label, by=held.by)
    return True


def _copy_all(store: Store, part: LongPath) -> None:
    database = store.database
    if database.displacement is Displacement.OVERWRITTEN:
        # What can be read there is somebody else's.
        database.check_in_place()
    with database.reading():
        write_copy(database.connection, facts_of(database.connection), target=part)


def _unlocked(part: LongPath, clock: Callable[[], datetime]) -> Store:
    """Open a file that nobody else knows of; the place of the lock may be that of the open store."""
    return Store(open_database(part, read_only=False, clock=clock), None, clock)

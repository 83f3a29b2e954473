"""The way out where a store cannot be opened: what is the matter, what there is, and a new store made of it.

Nothing is deleted or overwritten: what lies under the store's name is kept beside it under another one.
"""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath, long_path
from perfeval_desktop.own_places import is_own, make_folder
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.storage.backup_names import (
    BackupName,
    backup_names,
    check_no_backup,
    is_named_as_backup,
    short_lineage,
)
from perfeval_desktop.storage.backups.listing import sound_backups
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.copying import facts_of, sync_folder, write_copy
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.lock import WriterLock
from perfeval_desktop.storage.rescue.content import RescuedForms, put_together, rescued_forms
from perfeval_desktop.storage.rescue.salvage import Salvage, salvage
from perfeval_desktop.temporary_files import destination, put_in_place, temporary_file

# A store is kept together with what SQLite may have left beside it.
_SUFFIXES = ("-journal", "-wal", "-shm", "")


@dataclass(frozen=True, slots=True)
class Finds:
    """What a store that cannot be opened can be made anew of.

    ``backup`` is the newest sound one, ``with_backup`` what comes of it and what is newer in the file;
    ``alone`` what comes of the file itself, ``None`` where nothing in it can be read.
    """

    path: Path
    backup: Backup | None
    with_backup: RescuedForms | None
    alone: RescuedForms | None


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was done: the new store's forms, the backup it was made of, and where the former file is now."""

    path: Path
    backup: Backup | None
    forms: RescuedForms
    kept: Path | None


def places_of(path: Path, second: Path | None = None) -> tuple[Path, ...]:
    """Return the folders in which backups of the store at ``path`` may be."""
    first = backup_folder(destination(path))
    return (first,) if second is None else (first, second)


def has_backups(path: Path, second: Path | None = None) -> bool:
    """Return whether there are backups, by their names, of a store at ``path``."""
    return bool(_names(destination(path), places_of(path, second)))


def look_for_finds(path: Path, second: Path | None = None) -> Finds:
    """Return what there is to make the store at ``path`` anew of; writes nothing.

    ``second`` is the second place for its backups. Raises :class:`StorageError` where the file may not be
    read.
    """
    path = destination(path)
    if is_named_as_backup(path):
        # The store is elsewhere; a backup is never written.
        return Finds(path, None, None, None)
    left = salvage(path)
    backup = _newest(path, places_of(path, second), left)
    return Finds(
        path,
        backup,
        None if backup is None else rescued_forms(left, backup.path),
        rescued_forms(left, None) if left.forms else None,
    )


def rescue(
    path: Path, backup: Backup | None, second: Path | None = None, *, clock: Callable[[], datetime] = now
) -> Rescued:
    """Make the store at ``path`` anew: of ``backup``, and of what is newer in the file that lies there.

    Without a ``backup``, of that file alone. The new store is whole and checked before it takes the name;
    what had it is kept beside it. Nobody else may write the store meanwhile. Raises :class:`StorageError`
    with everything as it was: BUSY naming who works with the store, READ_ONLY for a backup, CORRUPT where
    nothing can be read, and whatever else fits.
    """
    path = destination(path)
    try:
        return _rescue(path, backup, _highest(path, places_of(path, second)), clock)
    except StorageError as error:
        raise StorageError(error.kind, f"没有恢复，原来的文件没有改动：{error}") from error


def _rescue(path: LongPath, backup: Backup | None, above: int, clock: Callable[[], datetime]) -> Rescued:
    check_no_backup(path)
    with translating_errors(path):
        make_folder(path.parent, with_parents=is_own(path))
        lock = WriterLock(path, clock())
    try:
        left = salvage(path)
        if backup is None and not left.forms:
            raise StorageError(StorageErrorKind.CORRUPT, f"“{path}”里读不出任何一张表。请改用备份。")
        content, forms = put_together(left, backup.path if backup else None, above=above)
        with closing(content), translating_errors(path), temporary_file(path.parent) as part:
            write_copy(content, facts_of(content), target=part)
            kept = _keep(path, clock())
            try:
                put_in_place(part, path, like=kept if kept and kept.is_file() else None)
            except OSError:
                _give_back(path, kept)
                raise
            sync_folder(path.parent)
        return Rescued(path, backup, forms, kept)
    finally:
        lock.release()


def _keep(path: LongPath, at: datetime) -> LongPath | None:
    """Give what lies at ``path``, and its journals, another name; return that, if there was any."""
    number, target = 1, path.with_name(f"{path.stem}-损坏-{at:%Y%m%d-%H%M%S}{path.suffix}")
    while any(_is_there(_beside(target, suffix)) for suffix in _SUFFIXES):
        number += 1
        target = path.with_name(f"{path.stem}-损坏-{at:%Y%m%d-%H%M%S}-{number}{path.suffix}")
    moved = [one for one in _SUFFIXES if _is_worth_keeping(_beside(path, one), one)]
    done: list[str] = []
    try:
        for suffix in moved:
            _beside(path, suffix).rename(_beside(target, suffix))
            done.append(suffix)
    except OSError:
        for suffix in reversed(done):
            _beside(target, suffix).rename(_beside(path, suffix))
        raise
    return target if "" in moved else None


def _give_back(path: LongPath, kept: LongPath | None) -> None:
    if kept is None:
        return
    for suffix in _SUFFIXES:
        with suppress(OSError):
            _beside(kept, suffix).rename(_beside(path, suffix))


def _beside(path: LongPath, suffix: str) -> LongPath:
    return long_path(path.with_name(path.name + suffix))


def _is_there(path: LongPath) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def _is_worth_keeping(file: LongPath, suffix: str) -> bool:
    # SQLite leaves an empty journal beside every store of ours.
    return _is_there(file) and (not suffix or file.lstat().st_size > 0)


# -- backups ---------------------------------------------------------------------------------------------


def _names(path: Path, places: Iterable[Path]) -> list[BackupName]:
    """Return the backups of stores of this name."""
    found: list[BackupName] = []
    for place in places:
        with suppress(OSError):
            found += [one for one in backup_names(place) if one.store == path.stem]
    return found


def _highest(path: Path, places: Iterable[Path]) -> int:
    return max((one.revision for one in _names(path, places)), default=0)


def _newest(path: Path, places: tuple[Path, ...], left: Salvage) -> Backup | None:
    """Return the newest sound backup: of this very store, where that can be told, else of that used last.

    Numbers order the backups of one family; the clock has to do between families.
    """
    families = {one.family for one in _names(path, places)}
    own = {one for one in families if left.lineage and one == _family(path, left.lineage)}
    newest = [_newest_of(family, places) for family in own or families]
    return max(filter(None, newest), key=lambda one: one.taken_at, default=None)


def _newest_of(family: tuple[str, str], places: tuple[Path, ...]) -> Backup | None:
    return next(sound_backups(*places, wanted=lambda one: one.family == family), None)


def _family(path: Path, lineage: str) -> tuple[str, str]:
    return BackupName(path, path.stem, datetime.min, 0, short_lineage(lineage)).family  # noqa: DTZ901  # not looked at

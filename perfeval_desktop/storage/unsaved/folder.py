"""The folder of unsaved work: a file for each running program that has any, and for each that a crash ended.

Which is which, a lock beside each file tells: the system takes it away with the process, however that ends.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.errors import OutputError, StorageError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.own_places import make_folder
from perfeval_desktop.regular_files import check_regular
from perfeval_desktop.storage import repository
from perfeval_desktop.storage.backup_names import is_same_family
from perfeval_desktop.storage.copying import sync_folder
from perfeval_desktop.storage.lock import ProcessLock
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.work_json import Origin, read_work, written_work
from perfeval_desktop.unsaved_work import LeftWork, UnsavedWork

_NAME = re.compile("([0-9a-f]{32})[.](?:json|lock)")


class UnsavedFolder:
    """Keeps the unsaved work of one open store in ``folder``, and finds what was left there for it.

    It is what :class:`perfeval_desktop.unsaved_work.UnsavedWorks` asks for.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, long_path(folder)
        self._file = self._folder / f"{os.urandom(16).hex()}.json"
        self._lock = ProcessLock(_lock_file(self._file))

    @cached_property
    def _origin(self) -> Origin:
        """The store; where it cannot be read, its place alone."""
        try:
            with self._store.database.reading():
                lineage = repository.lineage(self._store.database)
        except StorageError:
            lineage = ""
        return Origin(str(self._store.path), lineage)

    def keep(self, work: UnsavedWork) -> None:
        """Keep ``work`` in the place of what was kept before; on the disk when this returns.

        Raises :class:`OutputError`; what was kept before stays kept then.
        """
        try:
            make_folder(self._folder, with_parents=True)
            if not self._lock.take():
                # Somebody who looks for what was left has it for a moment; the next time is soon.
                raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))
        except OSError as error:
            raise OutputError(
                f"无法写入“{self._folder}”：{error.strerror or error}。请检查磁盘空间和文件夹的权限。"
            ) from error
        write_atomically(self._file, written_work(work, self._origin))
        sync_folder(self._folder)

    def drop(self) -> None:
        """Keep nothing any more. What cannot be removed now is saved, and will not be offered."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """End; what is kept is left for the next start."""
        self._lock.release()

    def left(self) -> list[LeftWork]:
        """Return what programs that run no more have left for this store, the oldest first.

        What cannot be read stays where it is: a later version may have written it.
        """
        found = [left for file in self._abandoned() if (left := self._read(file)) is not None]
        return sorted(found, key=lambda one: one.work.at)

    def remove(self, left: LeftWork) -> None:
        """Remove what was left; where that is impossible, it is offered again at the next start."""
        with suppress(OSError):
            left.file.unlink(missing_ok=True)

    def _abandoned(self) -> Iterator[Path]:
        """Yield the files that nobody holds, and remove the locks of those who ended with nothing unsaved."""
        names: set[str] = set()
        with suppress(OSError), os.scandir(self._folder) as entries:
            names = {match[1] for entry in entries if (match := _NAME.fullmatch(entry.name))}
        for name in names:
            file = self._folder / f"{name}.json"
            lock = ProcessLock(_lock_file(file))
            with suppress(OSError):
                if lock.take():
                    lock.release()
                    yield file

    def _read(self, file: Path) -> LeftWork | None:
        try:
            check_regular(file)
            work, origin = read_work(file.read_bytes())
        except (OSError, ValueError):
            return None
        return LeftWork(file, work) if self._is_ours(work, origin) else None

    def _is_ours(self, work: UnsavedWork, origin: Origin) -> bool:
        """Whether the store is that of ``origin``: in the same place, or moved away from there since.

        A copy of it is another store as long as the first one is there. In the same place, a store that was
        made anew is known by the form.
        """
        here = self._origin
        is_kin = bool(here.lineage) and is_same_family(here.lineage, origin.lineage)
        if os.path.normcase(origin.path) == os.path.normcase(here.path):
            return is_kin or self._holds(work)
        return is_kin and not _is_there(origin.path)

    def _holds(self, work: UnsavedWork) -> bool:
        try:
            self._store.load(work.form_id)
        except StorageError:
            return False
        return True


def _lock_file(file: Path) -> Path:
    return file.with_suffix(".lock")


def _is_there(path: str) -> bool:
    try:
        return bool(long_path(Path(path)).exists())
    except OSError:
        # What cannot be asked for, such as a drive without a medium, may be there.
        return True

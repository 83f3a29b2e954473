"""Keeps the second place for the backups of a store up to date, beside the work."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.backup import Backup, Backups
from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage.clock import now
from perfeval_ui.stores.background_task import BackgroundTask
from perfeval_ui.stores.second_place import SecondPlace, SecondPlaceSettings

# How long until a place that was missing is looked for again: somebody may have plugged in the stick.
_RETRY_MS = 5 * 60 * 1000


class SecondPlaceCopier(QObject):
    """Copies the newest backup to the second place, where one was chosen; ``place`` tells how that went.

    ``changed`` is emitted when it begins, ends, or another place was chosen. ``newer_found`` carries a
    :class:`Backup` there that is newer than the store: nothing is copied then. ``missed`` carries what to
    tell, once, where copying has been failing for a week.
    """

    changed = Signal()
    newer_found = Signal(object)
    missed = Signal(str)

    def __init__(  # what it works with
        self,
        store: Path,
        backups: Backups,
        settings: SecondPlaceSettings,
        parent: QObject,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        super().__init__(parent)
        self._store, self._backups, self._settings, self._clock = store, backups, settings, clock
        self._attempt: _Attempt | None = None
        self._copied: tuple[Path, Path] | None = None
        self._is_wanted_again = False
        self._has_reminded = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self.copy)

    @property
    def place(self) -> SecondPlace | None:
        """The second place, ``None`` where none was chosen."""
        return self._settings.get(self._store)

    @property
    def is_copying(self) -> bool:
        """Whether it copies, or tries to, at this moment."""
        return self._attempt is not None

    def choose(self, folder: Path | None) -> None:
        """Copy to ``folder`` from now on; ``None``: to none any more. What was copied before stays there."""
        self._retry.stop()
        self._settings.set(self._store, SecondPlace(folder) if folder else None)
        self._copied = None
        self.changed.emit()
        self.copy()

    def copy(self) -> None:
        """Begin to copy the newest backup, unless this program has done so already."""
        self._retry.stop()
        if self._attempt is not None:
            self._is_wanted_again = True
            return
        place, latest = self.place, self._latest()
        if place is None or latest is None or self._copied == (latest, place.folder):
            return
        self._attempt = _begin(latest, place.folder)
        self._attempt.task.ended.connect(self._end)
        self._attempt.task.start()
        self.changed.emit()

    def back_up_there(self) -> str:
        """Back up straight into the second place, because the first cannot be written.

        Return a sentence that says so; ``""`` where there is no second place, or that is not possible either.
        """
        place = self.place
        if place is None:
            return ""
        try:
            made = self._backups.take_in_second_place(place.folder)
        except StorageError:
            # Of the two, what keeps the first place from being written is what has to be told.
            return ""
        self._settings.set(self._store, place.after_copy(self._clock()))
        self.changed.emit()
        return f"已直接备份到第二处：“{made.path}”。"

    def _latest(self) -> Path | None:
        try:
            return self._backups.latest()
        except StorageError:
            # Whoever makes the backups says so.
            return None

    def _end(self) -> None:
        attempt, self._attempt = self._attempt, None
        assert attempt is not None  # noqa: S101  # it has just ended
        try:
            self._take_in(attempt)
        finally:
            self.changed.emit()
            if self._is_wanted_again:
                self._is_wanted_again = False
                self.copy()

    def _take_in(self, attempt: "_Attempt") -> None:
        place, at = self.place, self._clock()
        if place is None or place.folder != attempt.folder:
            return
        try:
            newer = attempt.task.result()
        except StorageError as error:
            place = place.after_failure(at, str(error))
            self._settings.set(self._store, place)
            self._retry.start()
            self._remind(place, at)
        else:
            if newer is not None:
                self.newer_found.emit(newer)
                return
            self._copied = attempt.backup, attempt.folder
            self._settings.set(self._store, place.after_copy(at))

    def _remind(self, place: SecondPlace, at: datetime) -> None:
        sentence = place.reminder(at)
        if sentence and not self._has_reminded:
            self._has_reminded = True
            self.missed.emit(sentence)


class _Attempt(NamedTuple):
    """A backup on its way to a folder."""

    backup: Path
    folder: Path
    task: BackgroundTask[Backup | None]


def _begin(backup: Path, folder: Path) -> _Attempt:
    from perfeval_desktop.storage.backups.second_place import copy_backup  # noqa: PLC0415  # not before the first frame

    return _Attempt(backup, folder, BackgroundTask(partial(copy_backup, backup, folder)))

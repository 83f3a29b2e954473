"""Opens a store, with questions where that is not simply possible."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from perfeval_desktop import paths
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.backup_names import is_named_as_backup
from perfeval_desktop.storage.rescue.trouble import Trouble, trouble_at, trouble_of
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.stores.second_place import SecondPlaceSettings
from perfeval_ui.widgets.message_box import message_box

if TYPE_CHECKING:
    from perfeval_ui.startup.rescuing import RescueTalk

_ABSENT = frozenset({Trouble.GONE, Trouble.UNREACHABLE})


class StoreOpener:
    """Opens what is asked for, or what the user chooses instead of it."""

    def __init__(self, settings: QSettings) -> None:
        self._recent = RecentStores(settings)
        self._second_places = SecondPlaceSettings(settings)

    def open(self, request: StoreRequest, *, has_window: bool = False) -> Store | None:
        """Return the store, read-only where nothing else is possible and the user agrees.

        A store that was there before and is not any more is never made anew unasked. Returns ``None`` where
        the user gives up; a dialog has said why. ``has_window``: another store stays open then.
        """
        answer: Store | StoreRequest | None = request
        before = None
        while isinstance(answer, StoreRequest):
            path = _path_of(answer)
            talk = _Talk(path, self._second_place(path), has_window, is_again=path == before)
            before = path
            answer = self._attempt(answer, talk)
        return answer

    def rescue(self, path: Path) -> StoreRequest | None:
        """Say what is damaged of a closed store that can be opened; return what to open then, if anything."""
        return _Talk(path, self._second_place(path), has_window=False, is_again=False).begun().about_damage()

    def _attempt(self, request: StoreRequest, talk: "_Talk") -> Store | StoreRequest | None:
        """Return the store, or what to attempt next."""
        trouble = trouble_at(talk.path)
        if trouble is not None and not (trouble in _ABSENT and self._may_be_made(request)):
            return talk.begun().about(trouble)
        try:
            return Store.open(talk.path)
        except StorageError as error:
            if error.kind in {StorageErrorKind.BUSY, StorageErrorKind.READ_ONLY}:
                return _ask_read_only(request, str(error), talk)
            return _ask(error, talk)

    def _may_be_made(self, request: StoreRequest) -> bool:
        path = _path_of(request)
        if path in {paths.samples_store(), paths.all_samples_store()}:
            # Nothing of the user's was in it.
            return True
        if not request.may_be_made or Path(os.path.realpath(path)) in self._recent.newest_first:
            return False
        from perfeval_desktop.storage.rescue.rescue import has_backups  # noqa: PLC0415  # only where there is no store

        return not has_backups(path, self._second_place(path))

    def _second_place(self, path: Path) -> Path | None:
        place = self._second_places.get(Path(os.path.realpath(path)))
        return place.folder if place else None


class _Talk(NamedTuple):
    """What a talk about a store is begun with; hardly ever there is one."""

    path: Path
    second: Path | None
    has_window: bool
    is_again: bool

    def begun(self) -> "RescueTalk":
        """Return the talk, which is loaded for it."""
        from perfeval_ui.startup.rescuing import RescueTalk  # noqa: PLC0415  # hardly ever needed

        return RescueTalk(*self)


def _ask(error: StorageError, talk: _Talk) -> StoreRequest | None:
    trouble = trouble_of(talk.path, error)
    return talk.begun().about(trouble) if trouble else talk.begun().about_error(error)


def _ask_read_only(request: StoreRequest, message: str, talk: _Talk) -> Store | StoreRequest | None:
    box = message_box(QMessageBox.Icon.Warning, message, QApplication.activeWindow())
    if not is_named_as_backup(talk.path):
        box.setDefaultButton(box.addButton("重试", QMessageBox.ButtonRole.ActionRole))
    read_only = box.addButton("只读打开", QMessageBox.ButtonRole.AcceptRole)
    none = box.addButton("不打开", QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(none)
    # Without an answer there is no store to show.
    box.exec()
    if box.clickedButton() is none:
        return None
    if box.clickedButton() is not read_only:
        return request
    try:
        return Store.open(talk.path, read_only=True)
    except StorageError as error:
        return _ask(error, talk)


def _path_of(request: StoreRequest) -> Path:
    assert request.path is not None  # noqa: S101  # who asks for no particular store is given one before
    return request.path

"""Stores on shares: opened to be read, or to be written elsewhere; checked out, in, or given up."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from perfeval_desktop import paths
from perfeval_desktop.errors import StorageError
from perfeval_desktop.long_paths import real_path
from perfeval_desktop.remote_places import RemoteKind, RemotePlace
from perfeval_desktop.storage.shares.state import share_state
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.opening import is_there
from perfeval_ui.widgets.message_box import message_box, show_error

_IN_PLACE_KEY = "written_in_place"


class ShareAction(StrEnum):
    """What can be done with a store on a share; the store must not be open meanwhile."""

    CHECK_OUT = "check out"
    CHECK_IN = "check in"
    CHECK_IN_AND_QUIT = "check in and quit"
    GIVE_UP = "give up"


_FAILED = {
    ShareAction.CHECK_OUT: "没有签出",
    ShareAction.CHECK_IN: "没有签入，您填的内容都在本机",
    ShareAction.CHECK_IN_AND_QUIT: "没有签入，您填的内容都在本机",
    ShareAction.GIVE_UP: "还没有放弃签出",
}


class Done(NamedTuple):
    """What came of an action: the store to open now, what to say, whether it went as it was wished."""

    path: Path
    text: str
    is_well: bool


class Shares:
    """What opens stores on shares. Which ones are written in place all the same is kept in ``settings``."""

    def __init__(self, settings: QSettings, user: Callable[[], str]) -> None:
        self._settings, self._user = settings, user

    def place_to_work(self, path: Path) -> Path:
        """Return the working copy of the store at ``path`` where this computer has one, else ``path``."""
        if not paths.checkouts_folder().is_dir():
            return path
        from perfeval_desktop.storage.shares.checkout_record import checkout_from  # noqa: PLC0415  # seldom needed

        found = checkout_from(path)
        return Path(found.working_copy) if found and found.is_complete else path

    def open(self, path: Path) -> Store | None:
        """Open a store that others share, read-only or checked out; ``None``: it is opened as any other."""
        if not is_there(path):
            return None
        try:
            state = share_state(real_path(path))
            if not state.is_shared:
                return None
            if state.lease is None and state.place and state.place.kind is RemoteKind.SYNCHRONISED:
                if self._is_written_in_place(path, state.place):
                    return None
                if self.place_to_work(path) != path:
                    return Store.open(self.place_to_work(path))
            return Store.open(path, read_only=True)
        except StorageError:
            # Whoever opens it as any other says so.
            return None

    def carry_out(self, action: ShareAction, store: Path) -> Done:
        """Do ``action`` with the closed store at ``store``, of which nobody has to be asked any more."""
        try:
            return self._check_out(store) if action is ShareAction.CHECK_OUT else self._end(action, store)
        except StorageError as error:
            return Done(store, f"{_FAILED[action]}：{error}", is_well=False)

    def _check_out(self, store: Path) -> Done:
        from perfeval_desktop.share_texts import CHECKED_OUT  # noqa: PLC0415  # seldom needed
        from perfeval_desktop.storage.shares.checkout import check_out  # noqa: PLC0415  # seldom needed

        made = check_out(store, user=self._user())
        return Done(made.working_copy, CHECKED_OUT, is_well=True)

    def _end(self, action: ShareAction, store: Path) -> Done:
        from perfeval_desktop.share_texts import check_in_text, given_up_text  # noqa: PLC0415  # seldom needed
        from perfeval_desktop.storage.clock import now  # noqa: PLC0415  # seldom needed
        from perfeval_desktop.storage.shares.checkin import (  # noqa: PLC0415  # seldom needed
            Outcome,
            check_in,
            give_up,
        )
        from perfeval_desktop.storage.shares.checkout_record import checkout_of  # noqa: PLC0415  # seldom

        checkout = checkout_of(store)
        if checkout is None:
            return Done(store, "", is_well=True)
        if action is ShareAction.GIVE_UP:
            return Done(checkout.share, given_up_text(checkout, give_up(checkout)), is_well=True)
        made = check_in(checkout)
        text = check_in_text(checkout, made, now())
        return Done(checkout.share, text, is_well=made.outcome is not Outcome.BESIDE and made.holder is None)

    def _is_written_in_place(self, path: Path, place: RemotePlace) -> bool:
        """Ask what to do about a store in a synchronised folder, once; check it out where that is wanted."""
        known = self._written_in_place()
        if str(path) in known:
            return True
        from perfeval_desktop.share_texts import choice_text  # noqa: PLC0415  # seldom needed

        box = message_box(
            QMessageBox.Icon.Question, choice_text(path.stem, place), QApplication.activeWindow()
        )
        out = box.addButton("签出到本机", QMessageBox.ButtonRole.AcceptRole)
        in_place = box.addButton("在原处填写", QMessageBox.ButtonRole.ActionRole)
        read = box.addButton("只查看", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(out)
        box.setEscapeButton(read)
        # Without an answer there is no store to show.
        box.exec()
        if box.clickedButton() is in_place:
            self._settings.setValue(_IN_PLACE_KEY, [*known, str(path)])
            return True
        if box.clickedButton() is out:
            try:
                self._check_out(path)
            except StorageError as error:
                show_error(str(error))
        return False

    def _written_in_place(self) -> list[str]:
        # QSettings returns a list of one text as a text.
        written = self._settings.value(_IN_PLACE_KEY, [])
        return [written] if isinstance(written, str) else [str(one) for one in written or []]  # type: ignore[attr-defined]  # a list

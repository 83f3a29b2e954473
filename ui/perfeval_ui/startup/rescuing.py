"""The talk with the user about a store that cannot be opened: what is the matter, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from perfeval_desktop import paths
from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.rescue_texts import (
    comfort_text,
    matter_text,
    restore_text,
    result_lines,
    result_sentences,
    salvage_text,
)
from perfeval_desktop.storage.rescue.rescue import Finds, look_for_finds, rescue
from perfeval_desktop.storage.rescue.trouble import Trouble
from perfeval_desktop.storage.store import Store
from perfeval_ui.dialogs.rescue import Offer, RescueDialog, WayOut
from perfeval_ui.dialogs.rescue_result import RescueResultDialog
from perfeval_ui.stores.opening import is_there
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.widgets.message_box import show_error

_RETRY = Offer(WayOut.RETRY, "重试(&T)", "插好移动盘、连好网络以后，再打开一次。")
_RETRY_LATER = Offer(WayOut.RETRY, "重试(&T)", "同步或复制完成以后，再打开一次。")
_RETRY_AFTER = Offer(WayOut.RETRY, "重试(&T)", "排除以后，再打开一次。")
_OTHER = Offer(WayOut.OTHER, "另选数据文件(&O)…", "它被移动或改了名，或者想先打开另一份。")
_NEW = Offer(WayOut.NEW, "新建空白数据文件(&N)…", "另起一份空白的，不影响原来的文件。")


@dataclass(frozen=True, slots=True)
class RescueTalk:
    """The talk about the store at ``path``; each way of it returns what to open then, ``None`` for nothing.

    ``second`` is the second place for its backups. ``has_window``: another store stays open where the user
    gives up; ``is_again``: the same was tried just before.
    """

    path: Path
    second: Path | None
    has_window: bool = False
    is_again: bool = False

    def about(self, trouble: Trouble) -> StoreRequest | None:
        """Say what is the matter with the store, and do what the user chooses."""
        return self._about(trouble, self._quit_text)

    def about_damage(self) -> StoreRequest | None:
        """Offer to make the store anew, which can be opened, but not be read in part."""
        try:
            with _waiting(), Store.open(self.path, read_only=True) as store:
                is_sound = not store.verify()
        except StorageError as error:
            if error.kind is StorageErrorKind.BUSY:
                return self.about_error(error)
            is_sound = False
        if is_sound:
            show_error(
                f"“{self.path.name}”里的自评表都是完好的，不用抢救。"
                "刚才的问题可能出在存放备份的磁盘上，请检查那个磁盘。"
            )
            return None
        return self._about(Trouble.DAMAGED, "以后再说")

    def about_error(self, error: StorageError) -> StoreRequest | None:
        """Say why the store cannot be opened though it is not damaged."""
        # A file of a later program will not be another one later.
        first = [] if error.kind is StorageErrorKind.NEWER else [_RETRY_AFTER]
        dialog = RescueDialog(
            self.path,
            matter=f"数据文件“{self.path.name}”现在打不开。",
            comfort=f"{self._before}{error}",
            offers=(*first, *self._others()),
            quit_text=self._quit_text,
            parent=QApplication.activeWindow(),
        )
        # Without an answer there is nothing to open.
        dialog.exec()
        return self._asked_for(dialog)

    def _about(self, trouble: Trouble, quit_text: str) -> StoreRequest | None:
        nothing = Finds(self.path, None, None, None)
        try:
            with _waiting():
                finds = look_for_finds(self.path, self.second) if trouble.is_damage else nothing
        except StorageError:
            trouble, finds = Trouble.UNREADABLE, nothing
        dialog = RescueDialog(
            self.path,
            matter=matter_text(trouble, self.path),
            comfort=f"{self._before}{comfort_text(trouble, finds)}",
            offers=self._offers(trouble, finds),
            quit_text=quit_text,
            parent=QApplication.activeWindow(),
        )
        # The same.
        dialog.exec()
        if dialog.way in {WayOut.RESTORE, WayOut.SALVAGE}:
            return self._rescue(finds.backup if dialog.way is WayOut.RESTORE else None)
        return self._asked_for(dialog)

    def _rescue(self, backup: Backup | None) -> StoreRequest:
        try:
            with _waiting():
                done = rescue(self.path, backup, self.second)
        except StorageError as error:
            show_error(str(error))
        else:
            sentences, lines = result_sentences(done), result_lines(done)
            result = RescueResultDialog(sentences, lines, QApplication.activeWindow())
            # To be read before the window is there, which says other things.
            result.exec()
        return StoreRequest(self.path)

    def _asked_for(self, dialog: RescueDialog) -> StoreRequest | None:
        if dialog.way is WayOut.RETRY:
            return StoreRequest(self.path)
        if dialog.way is WayOut.OWN:
            return StoreRequest(paths.default_store())
        if dialog.chosen is not None:
            return StoreRequest(dialog.chosen, may_be_made=dialog.way is WayOut.NEW)
        return None

    def _offers(self, trouble: Trouble, finds: Finds) -> list[Offer]:
        """Return the ways out, the best first."""
        offers = []
        if finds.with_backup is not None:
            offers.append(Offer(WayOut.RESTORE, "恢复最近的备份(&R)", restore_text(finds)))
        if finds.alone is not None:
            offers.append(Offer(WayOut.SALVAGE, "抢救还能读出的表(&S)", salvage_text(finds)))
        if trouble in {Trouble.GONE, Trouble.UNREACHABLE}:
            offers.append(_RETRY)
        elif trouble is Trouble.UNREADABLE:
            offers.append(_RETRY_AFTER)
        elif not offers or trouble in {Trouble.EMPTY, Trouble.OTHER_FILE}:
            # Such a file may be one that a synchronising program has not finished yet.
            offers.append(_RETRY_LATER)
        return [*offers, *self._others()]

    def _others(self) -> list[Offer]:
        own = paths.default_store()
        if self.has_window or self.path == own or not is_there(own):
            return [_OTHER, _NEW]
        of_own = Offer(WayOut.OWN, f"打开本机的“{own.stem}”(&D)", "先用这台电脑上默认的数据文件。")
        return [of_own, _OTHER, _NEW]

    @property
    def _quit_text(self) -> str:
        return "不打开" if self.has_window else "退出"

    @property
    def _before(self) -> str:
        return "刚才又试了一次，还是不行。" if self.is_again else ""


@contextmanager
def _waiting() -> Iterator[None]:
    """Show that this takes a moment."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()

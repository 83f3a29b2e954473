"""The commands on the store as a whole: open another one, make a new one, back up and restore."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import OutputError, StorageError
from perfeval_desktop.paths import STORE_SUFFIX, default_store
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.stores.opening import is_there
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.stores.second_place import SecondPlaceSettings
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder

_WIDTH = 60 * RHYTHM
_FILTER = f"绩效自评数据 (*{STORE_SUFFIX})"


class StoreCommands(QObject):
    """Asks for another store and shows the backups of the open one, which ``copier`` copies elsewhere.

    ``requested`` carries the store that was asked for as a :class:`StoreRequest`; who made the window opens
    it. ``restored`` is emitted when a backup has taken the place of everything in the open store: with a
    sentence, and the backup of what was there before; ``None`` where that was restored. ``done`` and
    ``failed`` carry a sentence about what was done or impossible.
    """

    requested = Signal(object)
    restored = Signal(str, object)
    done = Signal(str)
    failed = Signal(str)

    def __init__(self, store: Store, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self._store = store
        self.backups = backups_of(store)
        self.copier = SecondPlaceCopier(store.path, self.backups, SecondPlaceSettings(settings), self)
        self._recent = RecentStores(settings)
        self._window = window

    def ask_open(self) -> None:
        """Ask which store to open."""
        dialog = self._dialog("打开数据文件")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self._request(Path(chosen)))
        dialog.open()

    def ask_new(self) -> None:
        """Ask where to make a new store; if there is one already, that is said, and it is opened."""
        from perfeval_ui.dialogs.new_store import NewStoreQuestion  # noqa: PLC0415  # rarely asked

        question = NewStoreQuestion("新建数据文件", self._window)
        question.chosen.connect(self._request_new)
        question.ask(self._store.path.parent)

    def open_folder(self) -> None:
        """Show the folder of the store in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._store.path.parent)))

    def show_backups(self) -> None:
        """Show the backups of the store."""
        from perfeval_ui.dialogs.backups import BackupsDialog  # noqa: PLC0415  # rarely opened

        dialog = BackupsDialog(self.backups, self.copier, self._window)
        dialog.restored.connect(self.restored)
        dialog.open()

    def undo_restoring(self, before: Backup) -> None:
        """Bring back all as it was before a backup was restored; what is there now is backed up as well."""
        try:
            self.backups.restore(before.path)
        except StorageError as error:
            self.failed.emit(f"没有撤销恢复：{error}")
            return
        self.copier.copy()
        self.restored.emit(f"已撤销恢复，现有 {self._store.count()} 份自评表，和恢复以前一样。", None)

    def ask_diagnosis(self) -> None:
        """Ask where to write a report on program, system and store for whoever helps."""
        dialog = file_dialog("生成诊断文件", str(usual_folder()), "文本文件 (*.txt)", self._window)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(f"绩效自评诊断 {datetime.now().astimezone():%Y%m%d-%H%M}.txt")
        # Queued, so that the dialog is closed before the long work starts.
        dialog.fileSelected.connect(self._diagnose, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _diagnose(self, chosen: str) -> None:
        from perfeval_ui.window.diagnosis_file import write_diagnosis  # noqa: PLC0415  # rarely asked for

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            write_diagnosis(self._store, Path(chosen), self._window)
        except OutputError as error:
            self.failed.emit(str(error))
        else:
            self.done.emit(f"诊断文件已写好：{chosen}。里面没有填报内容，可以发给协助您的人员。")
        finally:
            QGuiApplication.restoreOverrideCursor()

    def list_recent(self, menu: QMenu) -> None:
        """Fill ``menu`` with the stores used last and the user's own, except the one that is open."""
        own = default_store()
        known = [*self._recent.newest_first, *([own] if is_there(own) else [])]
        others = [one for one in dict.fromkeys(known) if one != self._store.path]
        wanted: list[str | None] = [*map(str, others)]
        if [one.data() for one in menu.actions()] == (wanted or [None]):
            # The command palette may be showing the very actions.
            return
        menu.clear()
        for number, path in enumerate(others, start=1):
            words = menu.fontMetrics().elidedText(str(path), Qt.TextElideMode.ElideMiddle, _WIDTH)
            action = menu.addAction(f"&{number}  {words.replace('&', '&&')}")
            action.setData(str(path))
            action.triggered.connect(partial(self._request, path))
        if not others:
            menu.addAction("没有用过其他数据文件").setEnabled(False)

    def _dialog(self, title: str) -> QFileDialog:
        return file_dialog(title, str(self._store.path.parent), _FILTER, self._window)

    def _request_new(self, path: Path) -> None:
        self._request(path, may_be_made=True)

    def _request(self, path: Path, *_checked: bool, may_be_made: bool = False) -> None:
        self.requested.emit(StoreRequest(path, may_be_made))

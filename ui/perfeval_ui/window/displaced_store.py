"""What is done where the file of the open store is not in its place any more, or is another one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.paths import STORE_SUFFIX
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.file_place import Displacement, displaced_error
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder
from perfeval_ui.window.message_bar import MessageButton


class DisplacedStore(QObject):
    """Notices, whenever the user comes back to the program, that the store is not in its place.

    ``noticed`` carries a sentence about it; ``requested`` the store to be opened instead as a
    :class:`StoreRequest`, with what is to be said then, and ``reopening`` the latter once the one at the same
    path is open.
    ``failed`` carries a sentence about why something was impossible. ``save_typed`` commits what is being
    typed, and returns ``False`` where it cannot stand.
    """

    noticed = Signal(str)
    requested = Signal(object, str)
    reopening = Signal(str)
    failed = Signal(str)

    def __init__(
        self, session: EditingSession, store: Store, window: QWidget, *, save_typed: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._session, self._store, self._window = session, store, window
        self._save_typed = save_typed
        self._known: Displacement | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101  # there is no window without one
        app.applicationStateChanged.connect(self._look_if_active)

    def ways_out(self) -> list[MessageButton]:
        """Return what can be done about it; nothing where the store is in its place."""
        save = MessageButton("另存为…", self._ask_where)
        reopen = MessageButton("重新打开", self._reopen)
        match self._what():
            case Displacement.GONE:
                return [MessageButton("放回原处", self._put_back), save]
            case Displacement.FOLDER_GONE:
                return [save, MessageButton("重试", self._retry)]
            case Displacement.REPLACED | Displacement.OVERWRITTEN:
                return [save, reopen]
            case None:
                return []

    def look(self) -> None:
        """Tell of it where the store is not in its place, once."""
        what = self._what()
        if what is not None and what is not self._known:
            self.noticed.emit(str(displaced_error(self._store.path, what)))
        self._known = what

    def _look_if_active(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _what(self) -> Displacement | None:
        try:
            return self._store.displacement
        except PerfEvalError:
            # It cannot even be looked at; the next change says why.
            return None

    def _retry(self) -> None:
        self._known = None
        if self._what() is not None:
            self.look()
        else:
            self._session.retry()

    def _ask_where(self) -> None:
        path = self._store.path
        folder = path.parent if path.parent.is_dir() else usual_folder()
        dialog = file_dialog("另存为", str(folder), f"绩效自评数据 (*{STORE_SUFFIX})", self._window)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(STORE_SUFFIX.removeprefix("."))
        dialog.selectFile(_aside(path).name)
        # Queued: the window goes with what is opened instead.
        dialog.fileSelected.connect(self._save_as, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _save_as(self, chosen: str) -> None:
        path = Path(chosen)
        is_whole = self._copy_to(path)
        if is_whole is not None:
            self._leave_for(self.requested, StoreRequest(path), _saved_text(path, is_whole=is_whole))

    def _put_back(self) -> None:
        is_whole = self._copy_to(self._store.path)
        if is_whole is not None:
            done = "数据文件已放回原处，内容都在。"
            self._leave_for(
                self.reopening, done if is_whole else _saved_text(self._store.path, is_whole=False)
            )

    def _reopen(self) -> None:
        """Open what is there now, once all that the program has is kept beside it."""
        aside = _aside(self._store.path)
        if self._session.shown is None and self._what() is Displacement.OVERWRITTEN:
            self._leave_for(self.reopening, "已打开现在的文件。")
            return
        is_whole = self._copy_to(aside)
        if is_whole is not None:
            kept = "被换掉的全部内容" if is_whole else "刚才打开着的那张表"
            self._leave_for(self.reopening, f"已打开现在的文件；{kept}另存在“{aside.name}”里，没有丢失。")

    def _copy_to(self, target: Path) -> bool | None:
        """Save what the program has as a new file; return whether it is all, ``None`` where that fails."""
        if not self._save_typed():
            return None
        from perfeval_desktop.storage.copy_elsewhere import copy_elsewhere  # noqa: PLC0415  # hardly ever needed

        try:
            return copy_elsewhere(self._store, self._session.held(), target)
        except PerfEvalError as error:
            self.failed.emit(f"没有另存：{error}")
            return None

    def _leave_for(self, signal: SignalInstance, *what: object) -> None:
        if self._session.shown is not None:
            # It is in the new file.
            self._session.discard_pending()
        signal.emit(*what)


def _saved_text(path: Path, *, is_whole: bool) -> str:
    if is_whole:
        return f"已另存为“{path.name}”并打开它，全部内容都在。"
    return (
        f"原来的文件已经读不出来，“{path.name}”里只有刚才打开着的那张表。"
        "其余的表请在原来的文件能打开时查看，或用“文件 → 备份与恢复”从备份恢复。"
    )


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.stem}-另存-{datetime.now().astimezone():%Y%m%d-%H%M%S}{path.suffix}")

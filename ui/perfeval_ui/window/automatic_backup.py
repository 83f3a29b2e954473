"""The backups nobody has to think of: when work begins, and when the window goes."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.storage.store import Store

# Until the window stands and the first form can be read.
_PATIENCE_MS = 2000


class AutomaticBackup(QObject):
    """Backs up a store that has changed since its last backup; ``failed`` carries why that was impossible."""

    failed = Signal(str)

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self.make)

    @property
    def folder(self) -> Path:
        """Where the backups of the store are."""
        return backup_folder(self._store.path)

    def make_soon(self) -> None:
        """Make a backup when the window is there and idle."""
        self._timer.start()

    def make(self) -> None:
        """Make a backup now, unless nothing has changed, there is no form, or the store is only read."""
        from perfeval_desktop.storage.backup import back_up, needs_backup  # noqa: PLC0415  # not before it is time

        self._timer.stop()
        store, folder = self._store, self.folder
        try:
            if not store.is_read_only and store.count() and needs_backup(store, folder):
                back_up(store, folder)
        except PerfEvalError as error:
            self.failed.emit(f"自动备份没有成功：{error}")

"""The backups nobody has to think of: one soon after the start, one when the window is closed."""

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.store import Backups, Store

# Until the window is shown and the first form can be read.
_DELAY_MS = 2000


class AutomaticBackup(QObject):
    """Backs up ``store`` when it has changed since its last backup.

    ``failed`` carries a sentence that says why that was impossible.
    """

    failed = Signal(str)

    def __init__(self, store: Store, backups: Backups, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._backups = backups
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.make)

    def make_soon(self) -> None:
        """Make a backup when the window is shown and idle."""
        self._timer.start()

    def make(self) -> None:
        """Make a backup now, unless nothing has changed, there is no form, or the store is read-only."""
        self._timer.stop()
        store = self._store
        try:
            if not store.is_read_only and store.count() and self._backups.is_due():
                self._backups.take()
        except PerfEvalError as error:
            self.failed.emit(f"自动备份没有成功：{error}")

"""The backups nobody has to think of: one soon after the start, one when the window is closed."""

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.backup import Backup, Backups
from perfeval_desktop.errors import PerfEvalError, StorageError, StorageErrorKind
from perfeval_desktop.store import Store
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier

# Until the window is shown and the first form can be read.
_DELAY_MS = 2000


class AutomaticBackup(QObject):
    """Backs up ``store`` when it has changed since its last backup, and has the ``copier`` copy that.

    ``failed`` carries a sentence that says why that was impossible; ``damaged`` one where something in the
    store may not be readable. ``newer_found`` carries a backup that is
    newer than the store, over which an older copy was put: the store has begun a lineage of its own then.
    """

    failed = Signal(str)
    damaged = Signal(str)
    newer_found = Signal(object)

    def __init__(self, store: Store, backups: Backups, copier: SecondPlaceCopier, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._backups = backups
        self._copier = copier
        copier.newer_found.connect(self._part_from)
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
        if self._store.is_read_only:
            return
        try:
            newer = self._backups.newer()
            if newer is not None:
                self._backups.part_from(newer)
                self.newer_found.emit(newer)
            if self._store.count() and self._backups.is_due():
                self._backups.take()
        except PerfEvalError as error:
            if isinstance(error, StorageError) and error.kind is StorageErrorKind.CORRUPT:
                self.damaged.emit(
                    "自动备份没有成功：数据文件里有内容读不出来。可以现在就抢救，什么都不会删除。"
                )
            else:
                self.failed.emit(f"自动备份没有成功：{error}{self._copier.back_up_there()}")
        self._copier.copy()

    def _part_from(self, newer: Backup) -> None:
        """Let the store go its own way from a backup that was found in the second place."""
        if self._store.is_read_only:
            return
        try:
            if not self._backups.is_newer_than_store(newer):
                # It was put there while the first place could not be written.
                return
            self._backups.part_from(newer)
        except PerfEvalError as error:
            self.failed.emit(str(error))
            return
        self.newer_found.emit(newer)
        self.make()

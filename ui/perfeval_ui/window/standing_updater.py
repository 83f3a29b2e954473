"""Standings of forms that were saved under other rules, made anew a few at a time while nobody types."""

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.session import EditingSession

# Until the window stands and the first form can be read; then a breath between one handful and the next.
_PATIENCE_MS = 3000
_PAUSE_MS = 200
_AT_ONCE = 20


class StandingUpdater(QObject):
    """Renews what the project tree shows of forms; ``failed`` carries why that was impossible."""

    failed = Signal(str)

    def __init__(self, session: EditingSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.renew)

    def start_soon(self) -> None:
        """Begin when the window is there and idle."""
        self._timer.start(_PATIENCE_MS)

    def stop(self) -> None:
        """Stop before the store is closed."""
        self._timer.stop()

    def renew(self) -> None:
        """Renew a few, and go on later while some are left."""
        if self._session.is_read_only:
            return
        try:
            left = self._session.renew_standings(_AT_ONCE)
        except PerfEvalError as error:
            self.failed.emit(str(error))
            return
        if left:
            self._timer.start(_PAUSE_MS)

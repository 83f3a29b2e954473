"""Updates the standings (score, grade, findings) that an older version of the rules has left in the store."""

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.session import EditingSession

# Not before the window is shown and the first form can be read; then in batches, so that typing stays fluent.
_DELAY_MS = 3000
_INTERVAL_MS = 200
_BATCH = 20


class StandingUpdater(QObject):
    """Updates them a few at a time, by a timer; ``failed`` carries a sentence why that was impossible."""

    failed = Signal(str)

    def __init__(self, session: EditingSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.update_batch)

    def start_soon(self) -> None:
        """Start when the window is shown and idle."""
        self._timer.start(_DELAY_MS)

    def stop(self) -> None:
        """Stop before the store is closed."""
        self._timer.stop()

    def update_batch(self) -> None:
        """Update a few, and go on later while some are left."""
        if self._session.is_read_only:
            return
        try:
            left = self._session.renew_standings(_BATCH)
        except PerfEvalError as error:
            self.failed.emit(str(error))
            return
        if left:
            self._timer.start(_INTERVAL_MS)

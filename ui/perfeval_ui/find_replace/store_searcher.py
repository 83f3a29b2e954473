"""Looks for something in many forms while the window goes on living."""

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.errors import StorageError
from perfeval_desktop.find_replace.store_search import FormMatches

# As long as nobody notices while typing.
_SECONDS_AT_A_TIME = 0.01


class StoreSearcher(QObject):
    """Takes the steps of a search, a few at a time.

    Emits ``found`` with some :class:`FormMatches`, ``ended`` when there are no more, ``failed`` with why the
    store cannot be read.
    """

    found = Signal(list)
    ended = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[FormMatches | None] = iter(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_searching(self) -> bool:
        """Whether there may be more to come."""
        return self._timer.isActive()

    def start(self, steps: Iterator[FormMatches | None]) -> None:
        """Take these steps from now on, in the place of those before."""
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Take no further steps."""
        self._timer.stop()

    def _go_on(self) -> None:
        until, some = monotonic() + _SECONDS_AT_A_TIME, list[FormMatches]()
        try:
            for one in self._steps:
                if one is not None:
                    some.append(one)
                if monotonic() > until:
                    self._timer.start()
                    break
        except StorageError as trouble:
            self.failed.emit(str(trouble))
            return
        if some:
            self.found.emit(some)
        if not self._timer.isActive():
            self.ended.emit()

"""Work on a thread of its own, for what waits on slow disks: the window goes on meanwhile."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

_Result = TypeVar("_Result")


class BackgroundTask(QObject, Generic[_Result]):
    """Does ``work`` once, on a thread; ``ended`` is emitted in the thread of whoever listens.

    Where the program ends before, so does the work: a share that no longer answers must not hold it up.
    """

    ended = Signal()

    def __init__(self, work: Callable[[], _Result]) -> None:
        # Without a parent: it has to be there until the work has ended, whichever window is closed before.
        super().__init__()
        self._work = work
        self._result: _Result | None = None
        self._error: BaseException | None = None

    def start(self) -> None:
        """Begin."""
        Thread(target=self._run, daemon=True, name="background task").start()

    def result(self) -> _Result:
        """Return what came of it, once it has ended; raise what it raised."""
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]  # set by then

    def _run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001  # raised by result(), where it is shown
            self._error = error
        self.ended.emit()

"""One running program for each user: a second start passes on which store it wants, and ends."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, QTimer, Signal

from perfeval_ui.stores.request import StoreRequest

if TYPE_CHECKING:
    from perfeval_ui.startup.later_starts import LaterStarts

# A program that is starting or exporting does not answer at once.
_TIMEOUT_MS = 5000
_PAUSE_MS = 50
# A later start that calls before that tries again.
_FIRST_FRAME_MS = 100
_ANY_PROCESS = -1


class SingleInstance(QObject):
    """Either the running program or a later start that calls it; ``called`` carries what a later start wants.

    A lock file decides who is first: unlike a pipe or a socket, only one process can have it, and it is free
    when that process ends. Lock and socket are in a folder of this computer and this user alone: whether the
    owner of a lock still runs cannot be told from another computer.
    """

    called = Signal(object)

    def __init__(self, name: str, folder: Path, parent: QObject | None = None) -> None:
        """``name`` is short and ASCII; ``folder`` is made, for this user alone, if it is missing."""
        super().__init__(parent)
        self._is_possible = _is_own(folder)
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        # A lock is stale when its process is gone, never because it is old.
        self._lock.setStaleLockTime(0)
        # A pipe has no place in a folder.
        self._address = name if os.name == "nt" else str(folder / name)
        self._later_starts: LaterStarts | None = None

    @property
    def is_first(self) -> bool:
        """Whether this is the program that later starts call."""
        return self._lock.isLocked()

    def hand_over(self, request: StoreRequest) -> bool:
        """Become the running program, or send ``request`` to the one there is; return whether that took it.

        Where the running program does not answer, the result is ``False`` and both run: the stores have locks
        of their own.
        """
        deadline = QDeadlineTimer(_TIMEOUT_MS)
        while self._is_possible and not self._claim():
            if self._lock.error() is not QLockFile.LockError.LockFailedError or deadline.hasExpired():
                return False
            if self._is_accepted(request, deadline):
                return True
            # It has the lock, but does not listen yet, or no more.
            QThread.msleep(_PAUSE_MS)
        return False

    def release(self) -> None:
        """Let another program be the running one."""
        if self._later_starts is not None:
            self._later_starts.close()
        self._lock.unlock()

    def _claim(self) -> bool:
        if not self._lock.tryLock(0):
            return False
        # Once there is a window, or a question before it: nobody can be answered sooner.
        QTimer.singleShot(_FIRST_FRAME_MS, self._listen)
        return True

    def _listen(self) -> None:
        if self.is_first:
            from perfeval_ui.startup.later_starts import LaterStarts  # noqa: PLC0415  # not before the first frame

            self._later_starts = LaterStarts(self._address, self)
            self._later_starts.called.connect(self.called)

    def _is_accepted(self, request: StoreRequest, deadline: QDeadlineTimer) -> bool:
        from perfeval_ui.startup.later_starts import Call  # noqa: PLC0415  # the first start has no use for it

        call = Call(self._address, deadline)
        if not call.is_answered:
            return False
        _let_others_come_to_front()
        return call.hand_over(request)


def _is_own(folder: Path) -> bool:
    """Make ``folder`` for this user alone; ``False`` where that is impossible or it belongs to another."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform == "win32":
            return True
        there = folder.stat()
        if there.st_uid != os.getuid():
            return False
        if there.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError:
        return False
    return True


def _let_others_come_to_front() -> None:
    """Let the running program come to the front: Windows allows that only to what was started just now."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # of use here only

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)

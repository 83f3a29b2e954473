"""One running program for each user: a second start passes on which store it wants, and ends."""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from perfeval_ui.stores.request import StoreRequest

_HEARD = b"heard\n"
_AGREED = b"agreed\n"
# A program that is starting or exporting does not answer at once.
_TIMEOUT_MS = 5000
_PAUSE_MS = 50
_ANY_PROCESS = -1

_LOG = logging.getLogger(__name__)


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
        self._name = name if os.name == "nt" else str(folder / name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)

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
        self._server.close()
        self._lock.unlock()

    def _claim(self) -> bool:
        if not self._lock.tryLock(0):
            return False
        # The socket of a program that was killed is still there.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            _LOG.warning("later starts are not heard: %s", self._server.errorString())
        return True

    def _is_accepted(self, request: StoreRequest, deadline: QDeadlineTimer) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(deadline.remainingTime()):
            return False
        _let_others_come_to_front()
        socket.write(request.encoded())
        if not socket.waitForReadyRead(deadline.remainingTime()) or socket.readLine() != _HEARD:
            return False
        # Who has waited too long runs itself; its request must not be carried out here as well.
        socket.write(_AGREED)
        return socket.waitForBytesWritten(deadline.remainingTime())

    def _receive(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            caller = _Caller(socket)
            caller.agreed.connect(self.called)


class _Caller(QObject):
    """The connection of a later start; destroyed when that is closed."""

    agreed = Signal(object)

    def __init__(self, socket: QLocalSocket) -> None:
        super().__init__(socket)
        self._socket = socket
        self._request: StoreRequest | None = None
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(socket.deleteLater)

    def _read(self) -> None:
        while self._socket.canReadLine():
            line = bytes(self._socket.readLine().data())
            if self._request is not None and line == _AGREED:
                self.agreed.emit(self._request)
                return
            try:
                self._request = StoreRequest.decoded(line)
            except ValueError:
                # Something else than a start of this program.
                self._socket.abort()
                return
            self._socket.write(_HEARD)
            self._socket.flush()


def _is_own(folder: Path) -> bool:
    """Make ``folder`` for this user alone; ``False`` where that is impossible or it belongs to another."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return sys.platform == "win32" or folder.stat().st_uid == os.getuid()
    except OSError:
        return False


def _let_others_come_to_front() -> None:
    """Let the running program come to the front: Windows allows that only to what was started just now."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # of use here only

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)

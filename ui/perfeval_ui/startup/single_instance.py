"""One running program a person: a later start hands over what it asks for, and leaves."""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from perfeval_ui.stores.request import StoreRequest

_HEARD = b"heard\n"
_AGREED = b"agreed\n"
# A program that is just starting, or exporting, takes a moment to answer.
_PATIENCE_MS = 5000
_PAUSE_MS = 50
_ANY_PROCESS = -1

_LOG = logging.getLogger(__name__)


class SingleInstance(QObject):
    """The running program, or who calls it; ``called`` carries what a later start asks for.

    A lock decides who runs: unlike a pipe or a socket it cannot be had twice, and goes with its process. Both
    are in a folder of this computer and person, as a lock from elsewhere would never be known for stale.
    """

    called = Signal(object)

    def __init__(self, name: str, folder: Path, parent: QObject | None = None) -> None:
        """``name``: short ASCII; ``folder`` is made for the person alone if it is missing."""
        super().__init__(parent)
        self._is_possible = _is_own(folder)
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        # Taken for left behind when its process is gone, never because it is old.
        self._lock.setStaleLockTime(0)
        # A pipe has no place in a folder.
        self._name = name if os.name == "nt" else str(folder / name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)

    @property
    def is_first(self) -> bool:
        """Whether later starts call here."""
        return self._lock.isLocked()

    def hand_over(self, request: StoreRequest) -> bool:
        """Become the running program, or hand ``request`` to it; tell whether it was taken.

        ``False`` too where a running program does not answer: what it has open is safe by locks of its own.
        """
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while self._is_possible and not self._claim():
            if self._lock.error() is not QLockFile.LockError.LockFailedError or deadline.hasExpired():
                return False
            if self._is_taken(request, deadline):
                return True
            # It holds the lock and does not listen yet, or not any more.
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

    def _is_taken(self, request: StoreRequest, deadline: QDeadlineTimer) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(deadline.remainingTime()):
            return False
        _let_others_come_forward()
        socket.write(request.encoded())
        if not socket.waitForReadyRead(deadline.remainingTime()) or socket.readLine() != _HEARD:
            return False
        # Whoever has waited too long runs by itself, and must not be served as well.
        socket.write(_AGREED)
        return socket.waitForBytesWritten(deadline.remainingTime())

    def _receive(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            caller = _Caller(socket)
            caller.agreed.connect(self.called)


class _Caller(QObject):
    """A later start, from its call to its end; goes with its connection."""

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
                # Not a start of this program.
                self._socket.abort()
                return
            self._socket.write(_HEARD)
            self._socket.flush()


def _is_own(folder: Path) -> bool:
    """Make ``folder`` for this person alone; ``False`` where that is impossible or it is another's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return sys.platform == "win32" or folder.stat().st_uid == os.getuid()
    except OSError:
        return False


def _let_others_come_forward() -> None:
    """Pass on the right to come forward, which Windows gives to what the person has just started."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # of use here only

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)

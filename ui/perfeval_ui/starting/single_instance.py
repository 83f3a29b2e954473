"""One running program a person: a later start hands over what it asks for, and leaves."""

import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from perfeval_ui.stores.request import StoreRequest

_ANSWER = b"1\n"
# A program that is just starting, or exporting, takes a moment to answer.
_PATIENCE_MS = 5000
_PAUSE_MS = 50
_ANY_PROCESS = -1


class SingleInstance(QObject):
    """The running program, or who calls it; ``called`` carries what a later start asks for.

    A lock decides who runs: unlike a pipe or a socket it cannot be had twice, and goes with its process.
    """

    called = Signal(object)

    def __init__(self, name: str, lock_file: Path, parent: QObject | None = None) -> None:
        """``name``: of the pipe or socket, short ASCII."""
        super().__init__(parent)
        self._name = name
        with suppress(OSError):
            # Where that is impossible there is no lock, and every start runs.
            lock_file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(lock_file))
        # Taken for left behind when its process is gone, never because it is old.
        self._lock.setStaleLockTime(0)
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
        while not self._claim():
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
        self._server.listen(self._name)
        return True

    def _is_taken(self, request: StoreRequest, deadline: QDeadlineTimer) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(deadline.remainingTime()):
            return False
        _let_others_come_forward()
        socket.write(request.encoded())
        return socket.waitForReadyRead(deadline.remainingTime())

    def _receive(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            request = StoreRequest.decoded(bytes(socket.readLine().data()))
        except ValueError:
            # Not a start of this program.
            socket.abort()
            return
        socket.write(_ANSWER)
        socket.flush()
        self.called.emit(request)


def _let_others_come_forward() -> None:
    """Pass on the right to come forward, which Windows gives to what the person has just started."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # of use here only

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)

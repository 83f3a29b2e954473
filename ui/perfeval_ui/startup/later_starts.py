"""A later start and the running program talking: one line with what is asked for, "heard", "agreed"."""

import logging

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from perfeval_ui.stores.request import StoreRequest

_HEARD = b"heard\n"
_AGREED = b"agreed\n"

# The longest path that Windows knows, each character escaped.
_LONGEST_LINE = 256 * 1024
# Longer than any start of this program waits for an answer.
_PATIENCE_MS = 10_000

_LOG = logging.getLogger(__name__)


class LaterStarts(QObject):
    """Listens at an address for later starts; ``called`` carries what one asks for."""

    called = Signal(object)

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)
        # The socket of a program that was killed is still there.
        QLocalServer.removeServer(address)
        if not self._server.listen(address):
            _LOG.warning("later starts are not heard: %s", self._server.errorString())

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

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
        socket.setReadBufferSize(_LONGEST_LINE)
        QTimer.singleShot(_PATIENCE_MS, socket, socket.abort)
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
        if self._socket.bytesAvailable() >= _LONGEST_LINE:
            self._socket.abort()


class Call:
    """A call to the running program."""

    def __init__(self, address: str, deadline: QDeadlineTimer) -> None:
        self._deadline = deadline
        self._socket = QLocalSocket()
        self._socket.connectToServer(address)
        self.is_answered = self._socket.waitForConnected(deadline.remainingTime())

    def hand_over(self, request: StoreRequest) -> bool:
        """Hand ``request`` to it; tell whether it was taken."""
        self._socket.write(request.encoded())
        if not self._socket.waitForReadyRead(self._deadline.remainingTime()):
            return False
        if self._socket.readLine() != _HEARD:
            return False
        # Whoever has waited too long runs by itself, and must not be served as well.
        self._socket.write(_AGREED)
        return self._socket.waitForBytesWritten(self._deadline.remainingTime())

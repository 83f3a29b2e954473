"""The session's notification as a Qt signal, so that widgets are disconnected when they go."""

from PySide6.QtCore import QObject, Signal

from perfeval_desktop.session import EditingSession, Notification


class FormSignals(QObject):
    """Emits ``changed`` with a :class:`Notification` when what is to be seen has changed in ``session``."""

    changed = Signal(object)

    def __init__(self, session: EditingSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session


class SessionSignals(FormSignals):
    """Passes on everything that happens in ``session``."""

    def __init__(self, session: EditingSession, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self._unsubscribe = session.subscribe(self._pass_on)

    def close(self) -> None:
        """Stop listening; the widgets hear nothing more."""
        self._unsubscribe()

    def _pass_on(self, notification: Notification) -> None:
        self.changed.emit(notification)

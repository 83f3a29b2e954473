"""Since when the form has been in its state, by whom and why; the tooltip has all changes of its state."""

from datetime import datetime

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QToolTip, QWidget

from perfeval_desktop.errors import StorageError
from perfeval_desktop.session import Notification
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.elided_label import ElidedLabel
from perfeval_ui.widgets.tooltip_text import tooltip_text

# The form is on the screen first: to read a long log takes longer than that.
_MILLISECONDS = 150
_WIDEST = 44 * RHYTHM


class StateLine(ElidedLabel):
    """Follows the open form of a session. A click shows the tooltip at once."""

    def __init__(self, signals: FormSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = signals.session
        # Of the form as it was listed last, 0 where it has not been yet.
        self._rev = 0
        self.setAccessibleName("状态改动")
        self.setMaximumWidth(_WIDEST)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(_MILLISECONDS)
        self.timer.timeout.connect(self.read)
        self.clicked.connect(self._show_all)
        signals.changed.connect(self._follow)

    def read(self) -> None:
        """Read the log of the open form."""
        from perfeval_desktop.history.state_changes import state_changes  # noqa: PLC0415  # not for the first frame

        try:
            changes = state_changes(self._session.revisions())
        except StorageError:
            # The tab of the history says why.
            changes = ()
        last = changes[-1] if changes else None
        self.setText("" if last is None else last.words(datetime.now().astimezone().date()))
        self.setToolTip(tooltip_text("\n".join(change.line for change in reversed(changes))))

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        if after is None:
            return
        is_another = before is None or before.form_id != after.form_id
        if is_another:
            self._rev = 0
            self.setText("")
            self.setToolTip("")
        is_changed = before is None or before.form.state is not after.form.state
        revs = [one.rev for one in notification.listed if one.form_id == after.form_id]
        # A name that was given changes the log and not the form.
        is_named = bool(revs) and self._rev in {0, *revs}
        self._rev = max(revs, default=self._rev)
        if (is_another or is_changed or is_named) and self.isVisible():
            self.timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed while it was not to be seen."""
        super().showEvent(event)
        self.timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing more: the window may be closing, and its store with it."""
        super().hideEvent(event)
        self.timer.stop()

    def _show_all(self) -> None:
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)

"""Tells those who hear the screen the total when it has become another one."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from perfeval_ui.widgets.announcing import announce

# With every key the total may be another one for a moment; what is typed is read out as well.
_PAUSE_MS = 800


class TotalAnnouncer:
    """Announces, once nothing has changed for a moment, what :meth:`tell` was told last.

    What is told first is only what a form was opened with: that is read out with its fields.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._form: object = None
        self._known = ""
        self._told = ""
        self._timer = QTimer(widget)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._announce)

    def tell(self, form: object, text: str) -> None:
        """Take ``text``, the total of ``form`` now."""
        if form != self._form:
            self._form, self._known = form, text
        self._told = text
        # Without anybody who listens, no key takes longer.
        if text != self._known and QAccessible.isActive():
            self._timer.start()

    def _announce(self) -> None:
        if self._told != self._known:
            self._known = self._told
            announce(self._widget, self._told)

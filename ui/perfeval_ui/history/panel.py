"""The tab 历史. What it is made of is made when it is first looked at: a window opens without it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import Notification
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.focus_passer import FocusPasser

if TYPE_CHECKING:
    from perfeval_ui.history.page import HistoryPage


class HistoryPanel(FocusPasser):
    """Shows the versions of the open form; the log is read only while this can be seen, or for one cell.

    ``unreadable`` is emitted, with the sentence to show, where it cannot be read, and ``failed`` where what
    was asked for cannot be done. ``restored`` tells what was taken back, which can be undone; ``named`` what
    was given a name, which is no change of the form. ``place_chosen`` carries a cell to go to.
    """

    unreadable = Signal(str)
    failed = Signal(str)
    restored = Signal(str)
    named = Signal(str)
    place_chosen = Signal(object)

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signals = signals
        self._page: HistoryPage | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        signals.changed.connect(self._follow)

    @property
    def page(self) -> "HistoryPage":
        """What is shown."""
        if self._page is None:
            from perfeval_ui.history.page import HistoryPage  # noqa: PLC0415  # not for the first frame

            self._page = HistoryPage(self._signals.session, self)
            self._layout.addWidget(self._page)
            self.focus_part = self._page
            commands = self._page.commands
            for its, own in (
                (self._page.unreadable, self.unreadable),
                (self._page.place_chosen, self.place_chosen),
                (commands.failed, self.failed),
                (commands.restored, self.restored),
                (commands.named, self.named),
            ):
                its.connect(own)
        return self._page

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.page.reload()

    def show_cell(self, place: Place) -> None:
        """Show, in a dialog over the window, all that a cell of the open form has been."""
        self.page.commands.show_cell(place)

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        is_another = (before and before.form_id) != (after and after.form_id)
        if self._page is not None and self.isVisible() and (notification.listed or is_another):
            self._page.reload()

"""Undo and redo from the window: what was changed is selected, in sight, and named."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from perfeval_desktop.domain.places import changed_places
from perfeval_desktop.session import Notification
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.widgets.waiting import waiting
from perfeval_ui.window.message_bar import MessageButton
from perfeval_ui.window.window_frame import WindowFrame


class UndoCommands(QObject):
    """Takes changes back and brings them back, and shows where."""

    def __init__(self, signals: SessionSignals, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._frame = signals.session, frame
        self._told: Notification | None = None
        signals.changed.connect(self._remember)

    def undo(self) -> None:
        """Take the latest change back."""
        self._run(self._session.undo, self._session.undo_label, "撤销", self._frame.actions_.redo)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        self._run(self._session.redo, self._session.redo_label, "重做", self._frame.actions_.undo)

    def _run(self, do: Callable[[], bool], label: str | None, verb: str, back: QAction) -> None:
        self._told = None
        # What was done to a thousand forms at once takes some seconds to take back.
        with waiting():
            is_done = self._frame.attempt(do)
        if not is_done or label is None:
            return
        self._show_places()
        button = MessageButton(back.text().partition("“")[0].partition("(")[0], back.trigger)
        self._frame.message_bar.offer(f"已{verb}：{label}。", button)

    def _show_places(self) -> None:
        """Show what is different on the open form; a change of the tree alone leaves the cursor."""
        told = self._told
        if told is not None and told.after is not None and told.patch:
            places = changed_places(told.after.template, told.after.form, told.patch)
            self._frame.show_places(places)

    def _remember(self, notification: Notification) -> None:
        self._told = notification

"""The lock line: set, shown in the status bar, and passed over for one form on purpose."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from perfeval_desktop.errors import StorageError
from perfeval_desktop.lock_lines import LockLine, line_for
from perfeval_desktop.session import Notification
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.window_frame import WindowFrame


class LockCommands(QObject):
    """Carries out the commands; its dialogs belong to the window ``frame``."""

    def __init__(self, signals: SessionSignals, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._frame = signals.session, frame
        self._year: int | None = None
        frame.editor.unlocking_wanted.connect(self.ask_to_unlock)
        signals.changed.connect(self._follow)

    def ask(self) -> None:
        """Ask for the lock lines."""
        self._frame.attempt(self._show)

    def set_lines(self, lines: Sequence[LockLine]) -> None:
        """Set the lock lines."""
        if self._frame.attempt(self._session.locking.set_lines, lines):
            self._show_line()

    def ask_to_unlock(self) -> None:
        """Ask whether the open form is to be changed in spite of the line."""
        from perfeval_ui.dialogs.unlock_question import UnlockQuestion  # noqa: PLC0415  # rarely asked

        line = self._session.locking.line
        if line is not None:
            question = UnlockQuestion(line, self._frame)
            question.insisted.connect(self._unlock)
            question.open()

    def _unlock(self) -> None:
        self._frame.attempt(self._session.locking.unlock)

    def _show(self) -> None:
        from perfeval_ui.dialogs.lock_line import LockLineDialog  # noqa: PLC0415  # rarely opened

        years = {one.year for one in self._session.summaries()}
        today = datetime.now().astimezone().date()
        dialog = LockLineDialog(self._session.locking.lines(), sorted(years), today, self._frame)
        dialog.wanted.connect(self.set_lines)
        dialog.open()

    def _follow(self, notification: Notification) -> None:
        year = notification.after.form.year if notification.after else None
        if year != self._year:
            self._year = year
            self._show_line()

    def _show_line(self) -> None:
        try:
            lines = self._session.locking.lines() if self._year is not None else []
        except StorageError:
            # What is wrong with the store is told where something is done with it.
            lines = []
        self._frame.status_bar.show_lock(line_for(lines, self._year or 0))

"""When what is being typed is kept: after each pause, and now and then where there is none."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.errors import OutputError
from perfeval_desktop.session import Notification
from perfeval_desktop.storage.store import Store
from perfeval_ui.session_signals import SessionSignals

if TYPE_CHECKING:
    from perfeval_desktop.work_keeper import WorkKeeper

# What is typed is on the disk two seconds after the last key at the latest; of what is typed without a pause,
# no more than the last five seconds are not.
_PAUSE_MS = 1000
_LONGEST_MS = 4500
# A scanner of viruses has a file open for a moment: only a failure that is not over then is told.
_TOLD_AT = 2


class UnsavedTimer(QObject):
    """Tells the ``keeper`` of unsaved work when to keep it.

    It asks no editor: what an input method is still composing is no text yet, and is not disturbed.
    ``failed`` carries a sentence why it could not be kept; once, until it can be again. It is tried again
    after each pause.
    """

    failed = Signal(str)

    def __init__(self, signals: SessionSignals, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._store = signals.session, store
        self._failures = 0
        self._pause, self._longest = self._timer(_PAUSE_MS), self._timer(_LONGEST_MS)
        signals.changed.connect(self._follow)

    @cached_property
    def keeper(self) -> "WorkKeeper":
        """What keeps it; made, with all it needs, for the first pause in the midst of typing."""
        from perfeval_ui.stores.unsaved import keeper_of  # noqa: PLC0415  # not for the first frame

        return keeper_of(self._session, self._store)

    @property
    def _has_keeper(self) -> bool:
        return "keeper" in vars(self)

    def keep(self) -> None:
        """Keep what is not saved now."""
        self._stop()
        try:
            self.keeper.keep()
        except OutputError as error:
            self._failures += 1
            if self._failures == _TOLD_AT:
                self.failed.emit(
                    f"没保存的内容没能另存一份以防断电：{error}输入不受影响，请尽早离开这一格，让它保存。"
                )
            # Room may be made meanwhile, and what another program has open is closed.
            self._pause.start()
        else:
            self._failures = 0

    def close(self) -> None:
        """End before the store is closed; what is still not saved, the user has given up."""
        self._stop()
        if self._has_keeper:
            self.keeper.close()

    def _follow(self, notification: Notification) -> None:
        del notification
        if self._session.has_unsaved:
            self._pause.start()
            if not self._longest.isActive():
                self._longest.start()
            return
        self._stop()
        if self._has_keeper:
            self.keeper.follow()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.keep)
        return timer

    def _stop(self) -> None:
        self._pause.stop()
        self._longest.stop()

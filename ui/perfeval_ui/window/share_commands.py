"""The commands on a store that others share: check it out, check it in, give it up."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.shares.state import ShareState, share_state
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.shares import ShareAction
from perfeval_ui.widgets.message_box import message_box


class ShareCommands(QObject):
    """Asks what has to be asked. ``wanted`` carries a :class:`ShareAction`; who made the window does it.

    ``failed`` carries a sentence that says why something was impossible.
    """

    wanted = Signal(object)
    failed = Signal(str)

    def __init__(self, store: Store, state: ShareState, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._state, self._window = store, state, window

    def check_out(self) -> None:
        """Check the store out; where somebody else has it, only once that is to be broken."""
        try:
            may_be_done = self._is_free()
        except StorageError as error:
            self.failed.emit(str(error))
            return
        if may_be_done:
            self.wanted.emit(ShareAction.CHECK_OUT)

    def check_in(self) -> None:
        """Check the store in."""
        self.wanted.emit(ShareAction.CHECK_IN)

    def give_up(self) -> None:
        """Give the checkout up, if that is really meant."""
        from perfeval_desktop.share_texts import give_up_text  # noqa: PLC0415  # seldom needed

        assert self._state.checkout is not None  # noqa: S101  # else it is disabled
        if self._agrees(give_up_text(self._state.checkout), "放弃签出"):
            self.wanted.emit(ShareAction.GIVE_UP)

    def may_end(self) -> bool:
        """Return whether the window may be closed: a checked out store can be checked in before."""
        if self._state.checkout is None or _is_logging_off():
            return True
        box = message_box(
            QMessageBox.Icon.Question,
            f"“{self._store.address.name}”还签出在本机：在签入以前，别人看不到您填的内容，也不能填写。",
            self._window,
        )
        at_once = box.addButton("现在签入", QMessageBox.ButtonRole.AcceptRole)
        later = box.addButton("以后再签入", QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton("返回", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(at_once)
        box.setEscapeButton(back)
        # The answer decides about the close event that is being handled, so it has to be waited for.
        box.exec()
        if box.clickedButton() is at_once:
            self.wanted.emit(ShareAction.CHECK_IN_AND_QUIT)
        return box.clickedButton() is later

    def _is_free(self) -> bool:
        lease = share_state(self._store.path).lease
        if lease is None or self._is_left_over():
            return True
        from perfeval_desktop.share_texts import break_text  # noqa: PLC0415  # seldom needed
        from perfeval_desktop.storage.shares.checkout import break_lease  # noqa: PLC0415  # seldom needed

        if not self._agrees(break_text(self._store.address.name, lease, now()), "解除对方的签出，由我来填"):
            return False
        break_lease(self._store.path, lease)
        return True

    def _is_left_over(self) -> bool:
        """Return whether the lease is one of our own that was never given back; checking out does that."""
        from perfeval_desktop.storage.shares.checkout_record import checkout_from  # noqa: PLC0415  # seldom needed

        found, lease = checkout_from(self._store.path), share_state(self._store.path).lease
        return found is not None and lease is not None and found.lease.id == lease.id

    def _agrees(self, text: str, words: str) -> bool:
        box = message_box(QMessageBox.Icon.Warning, text, self._window)
        do = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton("返回", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        # What is agreed to is done with the store that is open now.
        box.exec()
        return box.clickedButton() is do


def _is_logging_off() -> bool:
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()

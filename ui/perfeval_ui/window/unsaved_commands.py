"""What is done with work that a crash has left: offered after the start, put back, looked at."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from perfeval_desktop.unsaved_work import LeftWork, UnsavedWork, WayBack
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.message_bar import MessageButton
from perfeval_ui.window.unsaved_timer import UnsavedTimer
from perfeval_ui.window.window_frame import WindowFrame

# Not before the window is shown and the first form can be read; later, while something else is being said.
_DELAY_MS = 600
_AGAIN_MS = 3000


class UnsavedCommands(QObject):
    """Offers such work in the message bar, where it is not in the way, and lists all of it in a dialog."""

    def __init__(self, signals: SessionSignals, timer: UnsavedTimer, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._unsaved, self._frame = signals.session, timer, frame
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.offer)

    def offer_soon(self) -> None:
        """Offer what there is when the window is shown and idle."""
        self._timer.start(_DELAY_MS)

    def stop(self) -> None:
        """Stop before the store is closed."""
        self._timer.stop()

    def offer(self) -> None:
        """Offer what there is now, as soon as nothing else is being said."""
        if self._frame.message_bar.isVisible():
            self._timer.start(_AGAIN_MS)
            return
        offers = self._unsaved.keeper.offers()
        if not offers:
            return
        from perfeval_desktop.unsaved_texts import offer_text, offers_text  # noqa: PLC0415  # hardly ever needed

        look = MessageButton("查看…", self.show)
        if len(offers) > 1:
            self._frame.message_bar.show_warning(offers_text(len(offers)), look)
            return
        (offer,) = offers
        put_back = MessageButton("放回", partial(self._put_back, offer.left))
        # What would take the place of something else is looked at beside that first.
        ways = [put_back] if offer.prospect.way is WayBack.READY else []
        self._frame.message_bar.show_warning(offer_text(offer), *ways, look)

    def show(self) -> None:
        """List all of it."""
        from perfeval_ui.dialogs.unsaved_work import UnsavedWorkDialog  # noqa: PLC0415  # hardly ever needed

        if self._frame.commit_open_editor():
            dialog = UnsavedWorkDialog(self._unsaved.keeper, self._frame)
            dialog.put_back.connect(self._show_work)
            dialog.open()

    def _put_back(self, left: LeftWork) -> None:
        if not self._frame.commit_open_editor():
            return
        if self._session.prospect(left.work).way not in {WayBack.READY, WayBack.SAVED}:
            # The form has changed, or gone, since the message came: that is looked at first.
            self.show()
        elif self._frame.attempt(self._unsaved.keeper.put_back, left):
            self._show_work(left.work)
            if not self._session.has_unsaved:
                self._frame.offer_undo_in_form("已放回没来得及保存的内容。")

    def _show_work(self, work: UnsavedWork) -> None:
        """Show the form with what was put back, at its place."""
        self._frame.go_to_form(work.form_id)
        for one in work.texts[-1:]:
            self._frame.go_to(one.place)

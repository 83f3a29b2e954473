"""Quick open: the box over the window, from the key to the form; which forms were opened last."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from perfeval_desktop.session import Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormSummary
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.stores.recent_forms import RecentForms
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_ui.quick_open.box import QuickOpenBox
    from perfeval_ui.quick_open.form_hit import FormHit

# How often it is looked whether the rest of a long list has come meanwhile.
_LIST_MS = 200


class QuickOpenCommands(QObject):
    """Opens the box, and what is chosen in it; remembers each form that is opened, however that is done."""

    def __init__(
        self, signals: SessionSignals, frame: WindowFrame, store: Store, settings: QSettings
    ) -> None:
        super().__init__(frame)
        self._session, self._frame = signals.session, frame
        self.recent = RecentForms(settings, store.path)
        self._rest = QTimer(self)
        self._rest.setInterval(_LIST_MS)
        self._rest.timeout.connect(self._follow_list)
        self._passing = _PassedShortcut(frame)
        signals.changed.connect(self._remember)
        _application().focusChanged.connect(self._passing.follow)
        self._is_following = True

    @cached_property
    def box(self) -> "QuickOpenBox":
        """The box; made, with all it needs, when it is first opened."""
        from perfeval_ui.quick_open.box import QuickOpenBox  # noqa: PLC0415

        box = QuickOpenBox(self._session, self._frame)
        box.chosen.connect(self._go_to)
        return box

    def open_box(self) -> None:
        """Open the box; what was being typed is saved by then."""
        if self.box.isHidden():
            self._renew()
        self.box.open_box(QApplication.focusWidget())

    def stop(self) -> None:
        """Follow the keyboard no more: the window is closed, perhaps once more."""
        if self._is_following:
            _application().focusChanged.disconnect(self._passing.follow)
        self._is_following = False

    def _renew(self) -> None:
        """Let the box look through all forms that are there, again when the rest of a long list has come."""
        model = self._frame.tree.model
        self.box.renew(model.forms(), self._recent_forms())
        if model.awaited:
            self._rest.start()
        else:
            self._rest.stop()

    def _follow_list(self) -> None:
        if self.box.isHidden():
            self._rest.stop()
        elif not self.box.is_preparing:
            self._renew()

    def _recent_forms(self) -> list[FormSummary]:
        """Return the forms opened last, but for the one that is open: nobody wants to go there."""
        shown = self._session.shown
        known = map(self._frame.tree.model.form, self.recent.newest_first)
        return [form for form in known if form and not (shown and shown.form_id == form.form_id)]

    def _go_to(self, hit: "FormHit") -> None:
        self._frame.go_to_form(hit.form.form_id)
        shown = self._session.shown
        if shown is None or shown.form_id != hit.form.form_id:
            return
        if hit.text is not None:
            self._frame.go_to(hit.text.place)
        else:
            self._frame.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        if after is not None and (before is None or before.form_id != after.form_id):
            self.recent.add(after.form_id)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101  # no window without one
    return application


class _PassedShortcut(QObject):
    """Keeps Ctrl+K and Ctrl+E from a text that is edited.

    On Linux the one would delete to the end of the line, the other go there, and nothing would be exported.
    """

    def follow(self, before: QWidget | None, after: QWidget | None) -> None:
        """Watch the text that has the keyboard now, and only that."""
        if isinstance(before, QLineEdit | QPlainTextEdit):
            before.removeEventFilter(self)
        if isinstance(after, QLineEdit | QPlainTextEdit):
            after.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_K, Qt.Key.Key_E)
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

"""What a field on the page does beside taking a text: it follows the form that is open, and its findings."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.finding_marks import gravest, spoken, tooltip
from perfeval_ui.form_page.found_marks import FoundMarks
from perfeval_ui.form_page.text_input import TextInput
from perfeval_ui.session_signals import FormSignals

_TAKE_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class FormField(TextInput):
    """Shows and takes the text of one place of whatever form is open: a mixin as :class:`TextInput` is.

    ``severity`` is the gravest of the findings on the place; ``severity_changed`` is emitted when it is
    another one, ``followed`` after each change of the form. ``returned`` is emitted when the cursor has come
    back because what was typed cannot stand; ``refused`` carries why nothing can be typed.
    """

    severity_changed = Signal()
    followed = Signal()
    returned = Signal(QWidget)
    refused = Signal(str)

    def __init__(self, signals: FormSignals, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(CellWriter(signals.session), place, parent)
        self.severity: Severity | None = None
        self.found = FoundMarks()
        self.setEnabled(False)
        signals.changed.connect(self._follow)

    def show_found(self) -> None:
        """Mark what is :attr:`found` in the field now."""
        self.update()

    def take(self) -> None:
        """Save the text in the field as though it had been typed."""
        if self.is_typing or self.written() != self.writer.typed(self.place):
            self.is_typing = True
            self.commit()

    def commit(self) -> bool:
        if super().commit():
            return True
        # Not before the keyboard has gone where the user wanted it to go.
        QTimer.singleShot(0, self, self._return)
        return False

    def takes_key(self, event: QKeyEvent) -> bool:
        would_change = (event.text().isprintable() and event.text()) or event.key() in _TAKE_AWAY
        if self.isReadOnly() and would_change:
            self.say_why_not()
        return super().takes_key(event)

    def say_why_not(self) -> None:
        """Say why nothing can be changed here."""
        if objection := self.writer.objection:
            self.refused.emit(objection)

    def _return(self) -> None:
        self.setFocus()
        self.returned.emit(self)

    def _follow(self, notification: Notification) -> None:
        before, after = notification.before, notification.after
        if (before and before.form_id) != (after and after.form_id):
            self.forget()
        self._mark([one for one in after.findings if self.place in one.places] if after else [])
        self.setEnabled(after is not None)
        self.setReadOnly(not self.writer.takes_changes)
        text = self.writer.typed(self.place) if after else ""
        if not (self.is_typing or self.is_composing) and text != self.written():
            self.show_text(text)
        self.followed.emit()

    def _mark(self, found: Sequence[Finding]) -> None:
        """Show the findings on the place."""
        before, self.severity = self.severity, gravest(found)
        self.setToolTip(tooltip(one.message for one in found) or "")
        self.setAccessibleDescription(spoken(found))
        if self.severity is not before:
            self.severity_changed.emit()

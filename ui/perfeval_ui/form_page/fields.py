"""Single fields of the form outside its grids: a line, a paragraph."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.cell_grid.delegate import underline
from perfeval_ui.form_page.cell_grid.editors import RefusalBubble, written
from perfeval_ui.form_page.cell_grid.model import gravest, tooltip
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.session_signals import FormSignals
from perfeval_ui.theme import RHYTHM


class FieldWriter(QObject):
    """What a line and a paragraph have in common: preview while typing, commit on leaving, Escape back.

    ``severity`` is the gravest of the findings on the field. ``returned`` is emitted when the cursor has come
    back to the field because what was typed there cannot stand.
    """

    returned = Signal(QWidget)
    refused = Signal(str)

    def __init__(self, signals: FormSignals, place: Place, widget: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(widget)
        self.severity: Severity | None = None
        self.is_typing = False
        self.place = place
        self._writer = CellWriter(signals.session)
        self._bubble: RefusalBubble | None = None
        self._widget = widget
        widget.setEnabled(False)

    def preview(self, text: str) -> None:
        """Follow a keystroke."""
        self.is_typing = True
        self._refuse(self._writer.preview(self.place, text))

    def object_to(self, event: QKeyEvent) -> None:
        """Say why nothing can be typed, where a key tries to."""
        if self._widget.isReadOnly() and event.text().isprintable() and event.text():
            objection = self._writer.objection
            if objection:
                self.refused.emit(objection)

    def commit(self, text: str) -> bool:
        """Save what was typed, if anything was; ``False`` where it cannot stand, and the cursor returns."""
        if self.is_typing:
            self.is_typing = False
            refusal = self._writer.commit(self.place, text)
            self.is_typing = refusal is not None
            self._refuse(refusal)
            if self.is_typing:
                QTimer.singleShot(0, self, self._return)
        return not self.is_typing

    def cancel(self) -> None:
        """Give up what was typed."""
        if self.is_typing:
            self._forget()
            self._writer.cancel()

    def follow(self, notification: Notification) -> str | None:
        """Follow the session; return the text to show, ``None`` while another one is being typed."""
        before, after = notification.before, notification.after
        if (before and before.form_id) != (after and after.form_id):
            self._forget()
        found = [one for one in after.findings if one.place == self.place] if after else []
        self.severity = gravest(found)
        self._widget.setToolTip(tooltip(one.message for one in found) or "")
        self._widget.setEnabled(after is not None)
        self._widget.setReadOnly(not self._writer.takes_changes)
        if self.is_typing:
            return None
        return self._writer.typed(self.place) if after else ""

    def _return(self) -> None:
        self._widget.setFocus()
        self.returned.emit(self._widget)

    def _forget(self) -> None:
        self.is_typing = False
        self._refuse(None)

    def _refuse(self, refusal: str | None) -> None:
        if self._bubble is None and refusal is not None:
            self._bubble = RefusalBubble(self._widget)
        if self._bubble is not None:
            self._bubble.say(refusal)


class LineField(QLineEdit):
    """A one-line field of the form."""

    def __init__(self, signals: FormSignals, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.road = FieldWriter(signals, place, self)
        self.textEdited.connect(self.road.preview)
        self.returnPressed.connect(self.commit_open_editor)
        signals.changed.connect(self._follow)
        self.setMinimumHeight(3 * RHYTHM + RHYTHM // 2)

    def commit_open_editor(self) -> bool:
        """Commit what is being typed; ``False`` where it cannot stand."""
        return self.road.commit(self.text())

    def drop_open_editor(self) -> None:
        """Give up what is being typed."""
        self.road.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.road.object_to(event)
        if event.key() == Qt.Key.Key_Escape and self.road.is_typing:
            self.drop_open_editor()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit_open_editor()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        underline(painter, self.rect(), self.palette(), self.road.severity)
        painter.end()

    def _follow(self, notification: Notification) -> None:
        severity = self.road.severity
        text = self.road.follow(notification)
        if text is not None and text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        if self.road.severity is not severity:
            self.update()


class ParagraphField(QPlainTextEdit):
    """A field of running text; grows with it up to ``most_lines``, Tab leaves it."""

    height_changed = Signal()

    def __init__(
        self,
        signals: FormSignals,
        place: Place,
        *,
        least_lines: int,
        most_lines: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.road = FieldWriter(signals, place, self)
        self._least, self._most = least_lines, most_lines
        self._is_following = False
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.textChanged.connect(self._typed)
        signals.changed.connect(self._follow)

    def commit_open_editor(self) -> bool:
        """Commit what is being typed; ``False`` where it cannot stand."""
        return self.road.commit(written(self.document()))

    def drop_open_editor(self) -> None:
        """Give up what is being typed."""
        self.road.cancel()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.road.object_to(event)
        if event.key() == Qt.Key.Key_Escape and self.road.is_typing:
            self.drop_open_editor()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        underline(painter, self.viewport().rect(), self.palette(), self.road.severity)
        painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit_open_editor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _height(self) -> int:
        # The height of the document of a QPlainTextEdit counts lines.
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        edges = 2 * (round(self.document().documentMargin()) + self.frameWidth()) + RHYTHM
        return lines * QFontMetrics(self.font()).lineSpacing() + edges

    def _fit(self) -> None:
        fits = round(self.document().size().height()) <= self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()
        self.height_changed.emit()

    def _typed(self) -> None:
        if not self._is_following:
            self.road.preview(written(self.document()))
            self._fit()

    def _follow(self, notification: Notification) -> None:
        severity = self.road.severity
        text = self.road.follow(notification)
        if text is not None and text != written(self.document()):
            self._is_following = True
            self.setPlainText(text)
            self._is_following = False
            self._fit()
        if self.road.severity is not severity:
            self.viewport().update()

"""Single fields of the form outside its grids: a line, a paragraph."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from perfeval_desktop.domain.cells import TextCell, TextField
from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.open_form import OpenForm
from perfeval_desktop.session import Notification
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.cell_grid.editors import RefusalBubble
from perfeval_ui.cell_writer import CellWriter
from perfeval_ui.theme import RHYTHM


class FieldRoad:
    """What a line and a paragraph have in common: preview while typing, commit on leaving, Escape back."""

    def __init__(self, bridge: SessionBridge, field: TextField, widget: QWidget) -> None:
        self.cell = TextCell(field)
        self.writer = CellWriter(bridge.session)
        self.session = bridge.session
        self.refusal: str | None = None
        self.is_typing = False
        self._bubble: RefusalBubble | None = None
        self._widget = widget

    def preview(self, text: str) -> None:
        """Follow a keystroke."""
        self.is_typing = True
        self._refuse(self.writer.preview(self.cell, text))

    def commit(self, text: str) -> None:
        """Save what was typed, if anything was."""
        if self.is_typing:
            self._refuse(self.writer.commit(self.cell, text))
            self.is_typing = self.refusal is not None

    def cancel(self) -> None:
        """Give up what was typed."""
        self.is_typing = False
        self._refuse(None)
        self.writer.cancel()

    def is_open_to_changes(self, shown: OpenForm | None) -> bool:
        """Whether the field takes changes now."""
        return shown is not None and not self.session.is_read_only and shown.form.state is not FormState.FINAL

    def findings(self, shown: OpenForm | None) -> tuple[str, Severity | None]:
        """Return the messages on this field, and the gravest severity among them."""
        found = [one for one in shown.findings if one.cell == self.cell] if shown else []
        gravest = next((level for level in Severity if any(one.severity is level for one in found)), None)
        return "\n".join(one.message for one in found), gravest

    def _refuse(self, refusal: str | None) -> None:
        self.refusal = refusal
        if self._bubble is None and refusal is not None:
            self._bubble = RefusalBubble(self._widget)
        if self._bubble is not None:
            self._bubble.say(refusal)


class LineField(QLineEdit):
    """A one-line field of the form."""

    def __init__(self, bridge: SessionBridge, field: TextField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.road = FieldRoad(bridge, field, self)
        self.textEdited.connect(self.road.preview)
        self.editingFinished.connect(self.commit_open_editor)
        bridge.changed.connect(self._follow)
        self.setMinimumHeight(3 * RHYTHM + RHYTHM // 2)
        self.setEnabled(False)

    def commit_open_editor(self) -> bool:
        """Commit what is being typed; ``False`` where it cannot stand."""
        self.road.commit(self.text())
        return not self.road.is_typing

    def drop_open_editor(self) -> None:
        """Give up what is being typed."""
        if self.road.is_typing:
            self.road.cancel()
            self.setText(self.road.writer.typed(self.road.cell))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.road.is_typing:
            self.drop_open_editor()
            return
        super().keyPressEvent(event)

    def _follow(self, notification: Notification) -> None:
        shown = notification.after
        self.setEnabled(shown is not None)
        self.setReadOnly(not self.road.is_open_to_changes(shown))
        if shown is None:
            self.clear()
        elif not self.road.is_typing:
            text = self.road.writer.typed(self.road.cell)
            if text != self.text():
                self.setText(text)
                self.setCursorPosition(0)
        self.setToolTip(self.road.findings(shown)[0])


class ParagraphField(QPlainTextEdit):
    """A field of running text; grows with it up to ``most_lines``, Tab leaves it."""

    height_changed = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        field: TextField,
        *,
        least_lines: int,
        most_lines: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.road = FieldRoad(bridge, field, self)
        self._least, self._most = least_lines, most_lines
        self._is_following = False
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.textChanged.connect(self._typed)
        bridge.changed.connect(self._follow)
        self.setEnabled(False)

    def commit_open_editor(self) -> bool:
        """Commit what is being typed; ``False`` where it cannot stand."""
        self.road.commit(self.toPlainText())
        return not self.road.is_typing

    def drop_open_editor(self) -> None:
        """Give up what is being typed."""
        if self.road.is_typing:
            self.road.cancel()
            self._show(self.road.writer.typed(self.road.cell))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.road.is_typing:
            self.drop_open_editor()
            return
        super().keyPressEvent(event)

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
            self.road.preview(self.toPlainText())
            self._fit()

    def _show(self, text: str) -> None:
        self._is_following = True
        self.setPlainText(text)
        self._is_following = False
        self._fit()

    def _follow(self, notification: Notification) -> None:
        shown = notification.after
        self.setEnabled(shown is not None)
        self.setReadOnly(not self.road.is_open_to_changes(shown))
        text = "" if shown is None else self.road.writer.typed(self.road.cell)
        if not self.road.is_typing and text != self.toPlainText():
            self._show(text)
        self.setToolTip(self.road.findings(shown)[0])

"""A field with words to choose from; any other text can be typed as well."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.cell_grid.delegate import underline
from perfeval_ui.form_page.fields import FieldWriter
from perfeval_ui.session_signals import FormSignals


class ChoiceField(QComboBox):
    """A field of the form with ``choices``. The wheel scrolls the page and never chooses in passing."""

    def __init__(
        self, signals: FormSignals, place: Place, choices: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(["", *choices])
        line = self.lineEdit()
        assert isinstance(line, QLineEdit)  # noqa: S101  # an editable box has one
        self._line = line
        # A long choice is looked at from its beginning.
        line.setCursorPosition(0)
        self.road = FieldWriter(signals, place, line)
        line.textEdited.connect(self.road.preview)
        line.editingFinished.connect(self.commit_open_editor)
        self.activated.connect(self._choose)
        signals.changed.connect(self._follow)

    def commit_open_editor(self) -> bool:
        """Commit what is being typed."""
        return self.road.commit(self._line.text())

    def drop_open_editor(self) -> None:
        """Give up what is being typed."""
        self.road.cancel()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
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

    def _choose(self, number: int) -> None:
        self.road.preview(self.itemText(number))
        self.commit_open_editor()

    def _follow(self, notification: Notification) -> None:
        text = self.road.follow(notification)
        # The line is read-only with a form that takes no changes; its list must not open then either.
        self.setEnabled(self._line.isEnabled() and not self._line.isReadOnly())
        if text is not None and text != self._line.text():
            self._line.setText(text)
            self._line.setCursorPosition(0)
        self.update()

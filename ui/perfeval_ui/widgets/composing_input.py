"""Widgets that keep what an input method is still composing in them, whatever happens meanwhile.

Until its characters are chosen, a composition is no text of the widget: Qt shows it at the cursor, and drops
it wherever the widget is left, clicked or read and the input method does not see to it. Not all of them do:
asked to write what it has composed, the pinyin of ibus drops it.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    _InputWidget = QWidget
else:
    _InputWidget = object

_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# They choose among the candidates: where the input method leaves them to the widget, they mean nothing.
_CHOOSING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
)


class ComposingInput(_InputWidget):
    """Loses and doubles nothing under composition: a mixin, named before the Qt widget it is combined with.

    Leaving or clicking the widget takes what is composed as it stands, and so does Enter, which then means
    nothing more; Escape drops it.
    """

    _composed = ""
    # What the input method has dropped just now, which it does as well where Qt asks it to write.
    _dropped = ""

    @property
    def is_composing(self) -> bool:
        """Whether an input method has letters here for which no characters are chosen yet."""
        return bool(self._composed)

    def finish_composing(self) -> None:
        """Take what is composed into the text: as the input method writes it, else as it is seen."""
        method = QGuiApplication.inputMethod()
        if self._composed and QGuiApplication.focusObject() is self.heard_through():
            # Anywhere else it would be written to whatever has the keyboard by now.
            method.commit()
        if self._composed:
            # On Windows this writes as well; elsewhere the input method only forgets.
            method.reset()
        through = self.heard_through() if self._composed else self
        letters = self._composed or self._dropped
        self._composed = self._dropped = ""
        if letters:
            self._send(letters, through)

    def drop_composing(self) -> None:
        """Forget what is composed."""
        if self._composed:
            self._composed = ""
            self._send("", self.heard_through())
            QGuiApplication.inputMethod().reset()

    def heard_through(self) -> QWidget:
        """Return the widget to which the input method speaks."""
        proxy: QWidget | None = self.focusProxy()
        if proxy is not None:
            return proxy
        viewport = self.parentWidget()
        view = viewport.parentWidget() if viewport is not None else None
        # An editor over a cell hears through its view until the first characters are chosen.
        return view if isinstance(view, QAbstractItemView) and view.hasFocus() else self

    @staticmethod
    def _send(text: str, through: QWidget) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(through, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before, self._composed = self._composed, event.preeditString()
        is_dropped = not (self._composed or event.commitString())
        self._dropped = before if is_dropped else ""
        if self._dropped:
            # Dropped by the user, unless the widget is left at this very moment.
            QTimer.singleShot(0, self, self._forget_dropped)
        super().inputMethodEvent(event)

    def _forget_dropped(self) -> None:
        self._dropped = ""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusAboutToChange:
            self.finish_composing()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.finish_composing()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keeps_key_for_composing(event):
            super().keyPressEvent(event)

    def keeps_key_for_composing(self, event: QKeyEvent) -> bool:
        """Act on a key that the input method has left to the widget; return whether it means nothing else."""
        if not self._composed:
            return False
        match event.key():
            case key if key in _TAKING:
                self.finish_composing()
            case Qt.Key.Key_Escape:
                self.drop_composing()
            case key if key in _CHOOSING:
                pass
            case _:
                # Ctrl or Shift alone do nothing yet.
                if event.text():
                    self.finish_composing()
                return False
        return True


class ComposingLine(ComposingInput, QLineEdit):
    """A line to write into."""


class ComposingText(ComposingInput, QPlainTextEdit):
    """A text of several lines to write into."""


class ComposingBox(QComboBox):
    """A list to choose from around a line to write into, which is a :class:`ComposingInput`.

    The box has the keyboard for its line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setLineEdit(ComposingLine(self))

    def event(self, event: QEvent) -> bool:
        line = self.lineEdit()
        if event.type() is QEvent.Type.FocusAboutToChange and isinstance(line, ComposingInput):
            line.finish_composing()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self.lineEdit()
        if isinstance(line, ComposingInput):
            line.finish_composing()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.lineEdit()
        if not (isinstance(line, ComposingInput) and line.keeps_key_for_composing(event)):
            super().keyPressEvent(event)

"""Widgets that keep what an input method is still composing in them, whatever happens meanwhile.

Until its characters are chosen, a composition is no text of the widget: Qt shows it at the cursor, and drops
it wherever the widget is left, clicked or read and the input method does not see to it. Not all of them do.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

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

    @property
    def is_composing(self) -> bool:
        """Whether an input method has letters here for which no characters are chosen yet."""
        return bool(self._composed)

    def finish_composing(self) -> None:
        """Take what is composed into the text: as the input method writes it, else its very letters."""
        if not self._composed:
            return
        method = QGuiApplication.inputMethod()
        if QGuiApplication.focusObject() is self.heard_through():
            # Anywhere else it would be written to whatever has the keyboard by now.
            method.commit()
        if self._composed:
            # On Windows this writes as well; elsewhere the input method only forgets.
            method.reset()
        letters, self._composed = self._composed, ""
        if letters:
            self._send(letters)

    def drop_composing(self) -> None:
        """Forget what is composed."""
        if self._composed:
            self._composed = ""
            self._send("")
            QGuiApplication.inputMethod().reset()

    def heard_through(self) -> QWidget:
        """Return the widget to which the input method speaks."""
        return self

    def _send(self, text: str) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(self.heard_through(), event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)

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

"""The box above a list: typing narrows it, Escape empties it, Enter or Down goes to what is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from perfeval_ui.theme import Tint, icon
from perfeval_ui.widgets.composing_input import ComposingLine

_LEAVING = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterBox(ComposingLine):
    """``name`` says what is filtered, ``tip`` by what.

    ``entered`` says that the keyboard has come, ``left`` that it is to go to the list.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("筛选…")
        self.setToolTip(f"{tip}；多个词用空格隔开，Esc 清除")
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", Tint.QUIET), QLineEdit.ActionPosition.LeadingPosition)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keeps_key_for_composing(event):
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in _LEAVING:
            self.left.emit()
        else:
            super().keyPressEvent(event)

"""The line of the box in which one types; the keys that walk through the list below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from perfeval_ui.widgets.composing_input import ComposingLine


class SearchLine(ComposingLine):
    """Takes what is looked for; ``left`` is emitted when the keyboard goes elsewhere in the window."""

    stepped = Signal(int)
    paged = Signal(int)
    chosen = Signal()
    given_up = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keeps_key_for_composing(event):
            return
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_PageDown:
                self.paged.emit(1)
            case Qt.Key.Key_PageUp:
                self.paged.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.chosen.emit()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                # There is nowhere else to go in the box.
                event.accept()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:  # noqa: FBT001  # as Qt has it
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu over it, or another program, only borrows the keyboard.
        borrowing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in borrowing:
            self.left.emit()

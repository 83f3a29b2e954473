"""A line for a remark on what was just done: Enter or a click elsewhere ends it, with a remark or without."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingLine
from perfeval_ui.widgets.quiet_label import QuietLabel

_WIDTH = 48 * RHYTHM
_MOST_CHARACTERS = 200
_KEYS = "回车保存，Esc 不写"
_UNDOING = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class RemarkLine(ComposingLine):
    """Takes the remark; ``ended`` says whether it is to be kept, and whether the keyboard is still here."""

    ended = Signal(bool, bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keeps_key_for_composing(event):
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                self.ended.emit(True, True)  # noqa: FBT003  # Qt's signals know no names
            case Qt.Key.Key_Escape:
                self.ended.emit(False, True)  # noqa: FBT003  # likewise
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window while there is nothing here to undo."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and not self.text()
        if is_asked and isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDOING):
            event.ignore()
            return False
        return super().event(event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:  # noqa: FBT001  # as Qt has it
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu over it, or another program, only borrows the keyboard.
        borrowing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in borrowing:
            self.ended.emit(True, False)  # noqa: FBT003  # likewise


class RemarkBox(QFrame):
    """Lies over the window ``parent``; ``given`` carries a remark that was written, on one line.

    A part of the window and no popup: a popup takes the keyboard from an input method.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._before: QWidget | None = None
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.line = RemarkLine(self)
        self.line.setMaxLength(_MOST_CHARACTERS)
        self.line.setAccessibleName("备注")
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(RHYTHM, RHYTHM, RHYTHM, RHYTHM)
        column.setSpacing(RHYTHM)
        for widget in (self.told, self.line, QuietLabel(_KEYS, self)):
            column.addWidget(widget)
        self.line.ended.connect(self._end)
        self.hide()

    def ask(self, told: str, example: str, beside: QWidget, before: QWidget | None) -> None:
        """Say what was done and take a remark on it, below ``beside``; ``before`` gets the keyboard back."""
        self._before = before
        self.told.setText(told)
        self.line.clear()
        self.line.setPlaceholderText(example)
        self.adjustSize()
        width = max(grown(_WIDTH), self.sizeHint().width())
        self.resize(width, self.sizeHint().height())
        corner = beside.mapTo(self._window, QPoint(beside.width() - width, beside.height()))
        self.move(max(RHYTHM, corner.x()), corner.y() + RHYTHM // 2)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Close the box with what is written, as Enter does."""
        self.line.finish_composing()
        self._end(is_kept=True, is_here=self.line.hasFocus())

    def bring_back(self, remark: str) -> None:
        """Show a remark again that was given and could not be kept; the keyboard stays where it is."""
        self.line.setText(remark)
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Close the box without a remark."""
        self._end(is_kept=False, is_here=False)

    def _end(self, is_kept: bool, is_here: bool) -> None:  # noqa: FBT001  # from a signal
        if self.isHidden():
            return
        text = " ".join(self.line.text().split()) if is_kept else ""
        # What it was about, before something new is asked.
        self.line.clear()
        self.hide()
        # It may be gone: the page of a form is made anew for another template.
        with suppress(RuntimeError):
            if is_here and self._before is not None:
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.given.emit(text)

"""What every widget does that takes a text of the form: fields on the page and editors over cells alike.

Each change is shown and scored at once. Leaving the widget saves, Escape gives up; nothing that happens to
the form meanwhile resets a text half typed, which an input method may still be composing. Undo inside the
widget is Qt's own, until the text is saved.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.clipboard_text import clipboard_data, exact, on_clipboard, text_of
from perfeval_ui.form_page.entry_error_bubble import EntryErrorBubble
from perfeval_ui.widgets.composing_input import ComposingInput

if TYPE_CHECKING:

    class _TextWidget(ComposingInput):
        """What a :class:`TextInput` needs of the Qt widget it is combined with."""

        def isReadOnly(self) -> bool: ...
        def setReadOnly(self, arg__1: bool, /) -> None: ...  # noqa: FBT001  # as Qt has it
else:
    _TextWidget = ComposingInput


class TextInput(_TextWidget):
    """Takes the text of one place of the form: a mixin, named before the Qt widget it is combined with.

    ``is_typing`` is true from the first change until the text is saved or given up.
    """

    def __init__(self, writer: CellWriter, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.writer = writer
        self.place = place
        self.is_typing = False
        self._bubble: EntryErrorBubble | None = None

    def written(self) -> str:
        """Return the text in the widget, to the letter."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Put in a text that the user has not typed."""
        raise NotImplementedError

    def preview(self) -> None:
        """Show the form with the text that is in the widget now, without saving it."""
        self.is_typing = True
        self._show_error(self.writer.preview(self.place, self.written()))

    def commit(self) -> bool:
        """Save what was typed, if anything was; ``False`` where it cannot stand."""
        self.finish_composing()
        if self.is_typing:
            # The session tells of what is saved; by then typing is over, and the saved spelling is shown.
            self.is_typing = False
            error = self.writer.commit(self.place, self.written())
            self.is_typing = error is not None
            self._show_error(error)
        return not self.is_typing

    def cancel(self) -> None:
        """Give up what was typed, if anything was."""
        self.drop_composing()
        if self.is_typing:
            self.forget()
            self.writer.cancel()

    def forget(self) -> None:
        """Forget that anything was typed, without showing the form anew."""
        self.drop_composing()
        self.is_typing = False
        self._show_error(None)

    def leave(self) -> None:
        """Act on the keyboard going elsewhere: save what was typed."""
        self.commit()

    def takes_key(self, event: QKeyEvent) -> bool:
        """Act on a key that means something here; return whether it did, else it is the Qt widget's."""
        if event.key() != Qt.Key.Key_Escape or not self.is_typing:
            return False
        self.cancel()
        return True

    def event(self, event: QEvent) -> bool:
        # Qt's widgets keep the keys of undo and redo to themselves, even with nothing to undo.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            is_about_form = event.matches(QKeySequence.StandardKey.Undo) or _is_redo(event)
            if is_about_form and not (self.is_typing or self.is_composing):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self.keeps_key_for_composing(event) or self.takes_key(event)):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu over the widget only borrows the keyboard.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.leave()

    def _show_error(self, error: str | None) -> None:
        if self._bubble is None and error is not None:
            self._bubble = EntryErrorBubble(self)
        if self._bubble is not None:
            self._bubble.say(error)


class LineInput(TextInput, QLineEdit):
    """Takes a text of one line."""

    def __init__(self, writer: CellWriter, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(writer, place, parent)
        self.textEdited.connect(self.preview)

    def written(self) -> str:
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keeps_key_for_composing(event):
            return
        standard = QKeySequence.StandardKey
        commands = {standard.Cut: self.cut, standard.Copy: self.copy, standard.Paste: self.paste}
        do = next((do for meant, do in commands.items() if event.matches(meant)), None)
        if do is None:
            super().keyPressEvent(event)
        else:
            do()

    def copy(self) -> None:
        """Copy what is selected, to the letter."""
        text = self.selectedText()
        if text:
            QGuiApplication.clipboard().setMimeData(clipboard_data([[text]], text))

    def cut(self) -> None:
        """Copy what is selected and take it away."""
        self.copy()
        if not self.isReadOnly() and self.hasSelectedText():
            self.del_()

    def paste(self) -> None:
        """Put what is on the clipboard in the place of what is selected."""
        text = text_of(on_clipboard())
        if text and not self.isReadOnly():
            self.insert(exact(text))

    def show_text(self, text: str) -> None:
        self.setText(exact(text))
        # A long text is looked at from its beginning.
        self.setCursorPosition(0)


class ParagraphInput(TextInput, QPlainTextEdit):
    """Takes a text of several lines."""

    def __init__(self, writer: CellWriter, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(writer, place, parent)
        # The text that is shown or previewed already: Qt tells of a change with each letter an input method
        # composes, though the text changes only with the characters chosen in the end.
        self._known = ""
        self._is_showing = False
        self.textChanged.connect(self._preview_changes)

    def written(self) -> str:
        # Qt's own plain text turns each no-break space into a space.
        return _plain(self.document().toRawText())

    def createMimeDataFromSelection(self) -> QMimeData:
        # Qt's own plain text again.
        text = _plain(self.textCursor().selectedText())
        return clipboard_data([[text]], text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = text_of(source)
        if text:
            self.insertPlainText(exact(text))
            self.ensureCursorVisible()

    def show_text(self, text: str) -> None:
        self._is_showing = True
        self.setPlainText(exact(text))
        self._is_showing = False
        self._known = self.written()

    def _preview_changes(self) -> None:
        text = self.written()
        if not self._is_showing and text != self._known:
            self._known = text
            self.preview()


def _is_redo(event: QKeyEvent) -> bool:
    # On some systems one of the two is no standard key.
    pressed = QKeySequence(event.keyCombination())
    return pressed in (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))


def _plain(text: str) -> str:
    """Return text of Qt with the line ends that the form has."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n")

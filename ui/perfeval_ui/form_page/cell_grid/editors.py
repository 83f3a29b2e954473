"""The editors that open over a cell, for one line and for several; both may suggest texts."""

from PySide6.QtCore import QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_grid.end_edit import EndEdit, end_edit_by_arrow, end_edit_for
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.suggesting_input import SuggestingInput
from perfeval_ui.form_page.text_input import LineInput, ParagraphInput


class CellEditor(SuggestingInput):
    """What both editors have in common: keys that end the editing, as in a spreadsheet.

    ``ended`` carries the :class:`EndEdit` that the user has chosen. The grid then saves and closes. A text
    that is typed over another is ended by an arrow as well; one that is gone on with is walked through by it,
    and so is any once F2 or the mouse is pressed in it.
    """

    ended = Signal(object)
    index: QPersistentModelIndex
    _is_typed_over = True

    def start(self, index: QPersistentModelIndex, text: str) -> None:
        """Edit the cell at ``index`` that holds ``text``, all selected: what is typed next replaces it."""
        self.index = index
        self._is_typed_over = True
        self.show_text(text)
        self.select_all()

    def select_all(self) -> None:
        """Select the whole text."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Put the cursor behind the text: what is typed next is added to it."""
        self._is_typed_over = False

    def clear_text(self) -> None:
        """Take all of the text away, as if it were typed over by nothing."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_typed_over = False
        super().mousePressEvent(event)

    def leave(self) -> None:
        self.ended.emit(EndEdit.STAY)

    def takes_key(self, event: QKeyEvent) -> bool:
        if self.steps_through_list(event):
            return True
        chosen = self.chosen_suggestion()
        if chosen is not None and end_edit_for(event) is not None:
            self.take_suggestion(chosen)
        return self._ends_by_key(event)

    def _ends_by_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_F2:
            self._is_typed_over = False
            return True
        end_edit = end_edit_for(event) or (end_edit_by_arrow(event) if self._is_typed_over else None)
        if end_edit is not None:
            self.ended.emit(end_edit)
        return end_edit is not None

    def take_clicked(self, text: str) -> None:
        super().take_clicked(text)
        self.ended.emit(EndEdit.STAY)


class LineEditor(CellEditor, LineInput):
    """Edits a cell of one line."""

    def __init__(self, writer: CellWriter, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(writer, place, parent)
        self.setFrame(False)
        self.setAutoFillBackground(True)

    def select_all(self) -> None:
        self.selectAll()

    def go_on(self) -> None:
        """Put the cursor behind the text, and open the whole list of suggestions."""
        super().go_on()
        self.end(False)  # noqa: FBT003  # Qt's way to say that nothing is selected
        if self._suggestions is not None:
            self._suggestions.narrow("")

    def clear_text(self) -> None:
        self.selectAll()
        self.del_()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: ARG002, FBT001
        # Tab ends the editing of the cell and has to come as a key.
        return False


class TextEditor(CellEditor, ParagraphInput):
    """Edits a cell of several lines; Alt+Enter makes a new one."""

    def __init__(self, writer: CellWriter, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(writer, place, parent)
        # It may be taller than its cell, and has a frame of its own.
        self.setForegroundRole(QPalette.ColorRole.Highlight)
        self.setFrameShape(QFrame.Shape.Box)
        self.setFrameShadow(QFrame.Shadow.Plain)
        self.setLineWidth(2)
        self.document().setDocumentMargin(4)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def select_all(self) -> None:
        self.selectAll()

    def clear_text(self) -> None:
        self.selectAll()
        self.textCursor().removeSelectedText()

    def go_on(self) -> None:
        """Put the cursor behind the text; in an empty cell, suggest what may be wanted."""
        super().go_on()
        self.moveCursor(QTextCursor.MoveOperation.End)
        if self._suggestions is not None and not self.written():
            self._suggestions.narrow("")

    def takes_key(self, event: QKeyEvent) -> bool:
        if super().takes_key(event):
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.insertPlainText("\n")
        self.ensureCursorVisible()
        return True

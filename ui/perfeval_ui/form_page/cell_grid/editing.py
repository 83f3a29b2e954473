"""A table that opens editors over its cells and loses nothing that is typed into them."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from perfeval_ui.form_page.cell_grid.cell_range import GridCell
from perfeval_ui.form_page.cell_grid.cells import AnyIndex
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.editors import CellEditor
from perfeval_ui.form_page.cell_grid.end_edit import EndEdit
from perfeval_ui.form_page.cell_grid.entry_cells import EntryCells
from perfeval_ui.form_page.cell_grid.filling import SelectionFiller
from perfeval_ui.form_page.cell_grid.selection import SelectionTable
from perfeval_ui.widgets.composing_view import ComposingView

_Trigger = QAbstractItemView.EditTrigger
# What the user does to write into a cell; the program opens an editor with other triggers.
_BY_HAND = (_Trigger.AnyKeyPressed, _Trigger.EditKeyPressed, _Trigger.DoubleClicked)
_STEPS = {EndEdit.DOWN: 1, EndEdit.UP: -1, EndEdit.NEXT: 1, EndEdit.PREVIOUS: -1}
_ARROWS = {
    EndEdit.CELL_LEFT: Qt.Key.Key_Left,
    EndEdit.CELL_RIGHT: Qt.Key.Key_Right,
    EndEdit.CELL_UP: Qt.Key.Key_Up,
    EndEdit.CELL_DOWN: Qt.Key.Key_Down,
}


class EditingTable(ComposingView, SelectionTable):
    """Opens and closes the editors that ``delegate`` makes, and moves the cursor on from there.

    ``refused`` carries why nothing can be typed, in a sentence.
    """

    refused = Signal(str)

    def __init__(self, delegate: CellDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = delegate.cells
        self.writer = delegate.writer
        self.entries = EntryCells(self.cells)
        self.filler = SelectionFiller(self, self.entries, self.writer)
        self._delegate = delegate
        # The cell that Tab has led to, and the column in which it was pressed first.
        self._tabbed: tuple[GridCell, int] | None = None
        self.cells.setParent(self)
        self.setModel(self.cells)
        self.setItemDelegate(delegate)
        self.setEditTriggers(_Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked)
        delegate.ended.connect(self._end_edit)

    # -- opening -----------------------------------------------------------------------------------------

    def edit(  # type: ignore[override]  # the slot of the same name is the other overload
        self,
        index: AnyIndex,
        trigger: QAbstractItemView.EditTrigger = _Trigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Open the editor of a cell; typing replaces what is in it, F2 and a double click go on with it."""
        if self._delegate.editor is not None:
            return False
        is_opened = super().edit(index, trigger, event)  # type: ignore[arg-type]
        if not is_opened and trigger in _BY_HAND:
            self._say_why_not(index)
        editor = self._delegate.editor
        if editor is not None and trigger is not _Trigger.AnyKeyPressed:
            editor.go_on()
        return is_opened

    def clear_and_edit(self) -> None:
        """Open the editor of the current cell with nothing in it."""
        if self.edit(self.currentIndex(), _Trigger.AnyKeyPressed) and self._delegate.editor is not None:
            self._delegate.editor.clear_text()

    def edit_here(self) -> None:
        """Go on with the text of the current cell, as F2 does, also where it is being typed over."""
        if self._delegate.editor is not None:
            self._delegate.editor.go_on()
        else:
            self.edit(self.currentIndex(), _Trigger.EditKeyPressed)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: typing enters a text; where none can be entered, the cursor stays."""

    def takes_changes(self) -> bool:
        """Whether the form can be changed now; where it cannot, why is said."""
        if objection := self.writer.objection:
            self.refused.emit(objection)
        return self.writer.takes_changes

    def _say_why_not(self, index: AnyIndex) -> None:
        objection = self.writer.objection
        if objection and self.entries.place(index.row(), index.column()) is not None:
            self.refused.emit(objection)

    # -- input methods -----------------------------------------------------------------------------------

    @property
    def open_editor(self) -> CellEditor | None:
        """The editor that is open."""
        return self._delegate.editor

    def end_composing(self) -> None:
        """Save what is composed, and close the editor."""
        self.commit_open_editor()

    # -- closing -----------------------------------------------------------------------------------------

    def commit_open_editor(self) -> bool:
        """Save what is being typed; always ``True``: a grid takes every text."""
        self._end_edit(EndEdit.STAY)
        return True

    def drop_open_editor(self) -> None:
        """Give up what is being typed."""
        self._end_edit(EndEdit.CANCEL)

    def forget_open_editor(self) -> None:
        """Let an editor go without saving: it is about to be thrown away with what it was opened on."""
        self._delegate.editor = None

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self._delegate.editor = None
        super().closeEditor(editor, hint)

    def _end_edit(self, end_edit: EndEdit) -> None:
        editor = self._delegate.editor
        if editor is None:
            return
        match end_edit:
            case EndEdit.CANCEL:
                editor.cancel()
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
                self.setFocus()
            case EndEdit.FILL:
                index = self.cells.index(editor.index.row(), editor.index.column())
                self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
                self.filler.fill(editor.written(), "填入")
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            case _:
                self.commitData(editor)
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.go(end_edit)

    def go(self, end_edit: EndEdit) -> None:
        """Move the cursor as a key does that ends the editing of a cell."""
        match end_edit:
            case EndEdit.DOWN | EndEdit.UP:
                self._go_by_enter(_STEPS[end_edit])
            case EndEdit.NEXT | EndEdit.PREVIOUS:
                self.focusNextPrevChild(end_edit is EndEdit.NEXT)
            case _ if end_edit in _ARROWS:
                self.step(_ARROWS[end_edit])
            case _:
                pass

    def add_row_at_end(self) -> bool:
        """Add a row for Tab to go to from the last cell; ``False`` where the grid takes none."""
        return False

    def _go_by_enter(self, step: int) -> None:
        """Go a row down or up, behind Tabs in the column where these began; within a block through it."""
        current = self.current_cell()
        if self._walk(by_rows=False, step=step):
            return
        start = current[0], self._column_before_tabs(current)
        end = self.entries.above_or_below(start, step)
        self.put_cursor(*(current if end == start else end))

    def _column_before_tabs(self, current: GridCell) -> int:
        if self._tabbed is not None and self._tabbed[0] == current:
            return self._tabbed[1]
        return current[1]

    def _walk(self, *, by_rows: bool, step: int) -> bool:
        """Go to the next cell of the selected block, from the last to the first; ``False`` where none is."""
        if self.selected_count() == 1:
            return False
        cells = [cell for cell, _ in self.filler.selected()]
        if not cells:
            return False
        cells.sort(key=lambda cell: cell if by_rows else cell[::-1])
        here = self.current_cell()
        at = cells.index(here) + step if here in cells else 0
        self.move_frame(*cells[at % len(cells)])
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001
        # Tab walks through the cells that can be filled in and then leaves the grid.
        if self.is_composing:
            self.commit_open_editor()
        step = 1 if forward else -1
        if self._walk(by_rows=True, step=step):
            return True
        current = self.current_cell()
        beside = self.entries.beside(current, step)
        if beside is None and forward and self.add_row_at_end():
            beside = self.entries.beside(current, step)
        if beside is None:
            return super().focusNextPrevChild(forward)
        column = self._column_before_tabs(current)
        self.put_cursor(*beside)
        # In the next row, Enter is to lead back to where that row begins.
        self._tabbed = (beside, column if beside[0] == current[0] else beside[1]) if forward else None
        return True

"""A table that opens editors over its cells and loses nothing that is typed into them."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from perfeval_ui.form_page.cell_grid.cells import AnyIndex
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.end_edit import EndEdit
from perfeval_ui.form_page.cell_grid.entry_cells import EntryCells
from perfeval_ui.form_page.cell_grid.filling import SelectionFiller
from perfeval_ui.form_page.cell_grid.selection import SelectionTable

_Trigger = QAbstractItemView.EditTrigger
# What the user does to write into a cell; the program opens an editor with other triggers.
_BY_HAND = (_Trigger.AnyKeyPressed, _Trigger.EditKeyPressed, _Trigger.DoubleClicked)
_STEPS = {EndEdit.DOWN: 1, EndEdit.UP: -1, EndEdit.NEXT: 1, EndEdit.PREVIOUS: -1}


class EditingTable(SelectionTable):
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

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: typing enters a text; where none can be entered, the cursor stays."""

    def _say_why_not(self, index: AnyIndex) -> None:
        objection = self.writer.objection
        if objection and self.entries.place(index.row(), index.column()) is not None:
            self.refused.emit(objection)

    # -- closing -----------------------------------------------------------------------------------------

    def commit_open_editor(self) -> bool:
        """Save what is being typed; always ``True``: a grid takes every text."""
        self._end_edit(EndEdit.STAY)
        return True

    def drop_open_editor(self) -> None:
        """Give up what is being typed."""
        self._end_edit(EndEdit.CANCEL)

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
        current = (self.currentIndex().row(), self.currentIndex().column())
        match end_edit:
            case EndEdit.DOWN | EndEdit.UP:
                self.put_cursor(*self.entries.above_or_below(current, _STEPS[end_edit]))
            case EndEdit.NEXT | EndEdit.PREVIOUS:
                self.focusNextPrevChild(end_edit is EndEdit.NEXT)
            case _:
                pass

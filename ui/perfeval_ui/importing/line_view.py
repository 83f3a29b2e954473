"""The table of lines: texts are typed over in place, doubts walked through by keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from perfeval_ui.importing.line_table import LineColumn, LineTable
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingText
from perfeval_ui.widgets.composing_view import ComposingView

_Index = QModelIndex | QPersistentModelIndex
_MOST_HEIGHT = 20 * RHYTHM


class LineView(ComposingView, QTableView):
    """Shows a :class:`LineTable`; ``line_chosen`` carries the row that has the cursor."""

    line_chosen = Signal(int)

    def __init__(self, table: LineTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.setModel(table)
        self.setItemDelegate(_TextDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMaximumSectionSize(_MOST_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName("读到的内容")
        table.modelReset.connect(self._show_columns)
        table.dataChanged.connect(self._show_columns)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self._show_columns()

    @property
    def current_row(self) -> int:
        """The row with the cursor, -1 where there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Put the cursor on a row."""
        self.setCurrentIndex(self.table.index(row, LineColumn.TEXT))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the space bar tick a change, or take what is in doubt for right."""
        line = self.table.lines[self.current_row] if self.current_row >= 0 else None
        if self.is_composing or event.key() != Qt.Key.Key_Space or line is None:
            super().keyPressEvent(event)
        elif line.change is not None:
            index = self.table.index(self.current_row, LineColumn.TEXT)
            is_taken = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if is_taken else Qt.CheckState.Checked
            self.table.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        else:
            self.table.look_at(self.current_row)

    def _show_columns(self) -> None:
        self.setColumnHidden(LineColumn.BEFORE, not self.table.is_update)

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.line_chosen.emit(current.row())


class _TextDelegate(QStyledItemDelegate):
    """Edits a text in as many lines as it has; Ctrl+Enter and leaving it commit."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: _Index) -> QWidget:
        editor = ComposingText(parent)
        editor.setTabChangesFocus(True)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        if isinstance(editor, QPlainTextEdit) and isinstance(model, LineTable):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        rect = option.rect
        editor.setGeometry(rect.x(), rect.y(), rect.width(), max(rect.height(), 8 * RHYTHM))

"""A sheet that was read from a file, as a table model: its texts, and what is to be said of a cell."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_desktop.exchange.sheet import Cell, Sheet
from perfeval_ui.widgets.tooltip_text import wrapped_tooltip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

# The data of an index under this role is its :class:`CellMark`, or None.
MARK_ROLE = Qt.ItemDataRole.UserRole


class MarkKind(Enum):
    """What became of a cell."""

    LABEL = auto()
    READ = auto()
    DOUBTFUL = auto()
    UNREAD = auto()


_MEANINGS = {
    MarkKind.LABEL: "表上印好的字",
    MarkKind.READ: "已读入",
    MarkKind.DOUBTFUL: "已读入，但有疑问",
    MarkKind.UNREAD: "没有读入",
}


class CellMark(NamedTuple):
    """What is to be seen of a cell: its kind, a word drawn below its text, a sentence in its tooltip."""

    kind: MarkKind
    caption: str = ""
    tip: str = ""


# Marks by the row and the column in which their cell begins, from 0.
Marks = Mapping[tuple[int, int], CellMark]


class SheetModel(QAbstractTableModel):
    """The cells of ``sheet``; a merged one is told by each of its places."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = Sheet("", ())
        self.marks: Marks = {}
        self._cells: dict[tuple[int, int], Cell] = {}
        self._height = self._width = 0

    def set_sheet(self, sheet: Sheet, marks: Marks) -> None:
        """Show this sheet with these marks."""
        self.beginResetModel()
        self.sheet, self.marks = sheet, marks
        self._height, self._width = sheet.height, sheet.width
        self._cells = {
            (row, column): cell
            for cell in sheet.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        self.endResetModel()

    def set_marks(self, marks: Marks) -> None:
        """Show the same sheet with other marks."""
        self.marks = marks
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def cell_at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a place, ``None`` where there is none."""
        return self._cells.get((row, column))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._height

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell_at(index.row(), index.column())
        if cell is None:
            return None
        mark = self.marks.get((cell.row, cell.column))
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == MARK_ROLE:
            return mark
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(cell, mark)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and mark is not None:
            return "，".join(filter(None, (_MEANINGS[mark.kind], mark.caption, mark.tip)))
        return None


def _tooltip(cell: Cell, mark: CellMark | None) -> str:
    """Return what the mouse over a cell shows."""
    said = "" if mark is None else f"{_MEANINGS[mark.kind]}{f'：{mark.caption}' if mark.caption else ''}"
    text = "\n".join(filter(None, (cell.text, said, "" if mark is None else mark.tip, cell.place)))
    return wrapped_tooltip(text)

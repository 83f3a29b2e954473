"""A read-only table model: one row for each record, with columns that turn a record into text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_ui.widgets.tooltip_text import tooltip_text

_Record = TypeVar("_Record")
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[_Record]):
    """A column: its title, the text it has for a record, and whether that is a figure (right-aligned)."""

    title: str
    text: Callable[[_Record], str]
    is_figure: bool = False

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """How title and texts are aligned."""
        side = Qt.AlignmentFlag.AlignRight if self.is_figure else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class RecordTable(QAbstractTableModel, Generic[_Record]):
    """Shows ``rows`` in ``columns``; ``tooltip`` returns what is shown while the mouse is over a row."""

    def __init__(
        self,
        columns: Sequence[Column[_Record]],
        tooltip: Callable[[_Record], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._tooltip = tooltip
        self.rows: tuple[_Record, ...] = ()

    def set_rows(self, rows: Sequence[_Record]) -> None:
        """Show these records, from the top."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def repaint_rows(self) -> None:
        """Show anew what is told of the records, which are still the same."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self._columns) - 1))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        record, column = self.rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole and self._tooltip is not None:
            return tooltip_text(self._tooltip(record))
        return column.alignment if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return self._columns[section].alignment if role == Qt.ItemDataRole.TextAlignmentRole else None

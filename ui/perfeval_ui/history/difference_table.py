"""The differences of two forms in a table: where, what stood there, what stands there."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_desktop.history.changed_parts import ChangedParts, changed_parts
from perfeval_desktop.history.differences import FormDifference, Kind
from perfeval_ui.history.marked_delegate import MarkedDelegate, MarkedRole

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NOTHING = ChangedParts((), ())
_BLANK, _NO_ROW = "（空）", "（没有这一行）"
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class DifferenceColumn(IntEnum):
    """The columns of the table."""

    PLACE = 0
    LEFT = 1
    RIGHT = 2


class DifferenceModel(QAbstractTableModel):
    """Shows ``differences`` below the titles of their two sides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.differences: tuple[FormDifference, ...] = ()
        self._titles = ("位置", "原来", "现在")
        # Of those that were looked at.
        self._parts: dict[int, ChangedParts] = {}

    def show_differences(self, differences: Sequence[FormDifference], left: str, right: str) -> None:
        """Show these, from the top; ``left`` and ``right`` name the sides."""
        self.beginResetModel()
        self.differences, self._titles = tuple(differences), ("位置", left, right)
        self._parts.clear()
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.differences)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(DifferenceColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return Qt.AlignmentFlag.AlignLeft if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one, column = self.differences[index.row()], DifferenceColumn(index.column())
        text = {
            DifferenceColumn.PLACE: one.label,
            DifferenceColumn.LEFT: one.left,
            DifferenceColumn.RIGHT: one.right,
        }[column]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text or _missing(one, column)
            case Qt.ItemDataRole.ToolTipRole:
                return text or _missing(one, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _TOP_LEFT
            case MarkedRole.IS_QUIET:
                return not text
            case MarkedRole.IS_NEW:
                return column is DifferenceColumn.RIGHT
            case MarkedRole.PARTS:
                return self._marks(index.row(), column)
        return None

    def _marks(self, row: int, column: DifferenceColumn) -> tuple[tuple[int, int], ...]:
        if column is DifferenceColumn.PLACE:
            return ()
        if row not in self._parts:
            one = self.differences[row]
            # A whole row that came or went needs no marks in its texts.
            is_marked = one.kind is Kind.CHANGED and one.left and one.right
            self._parts[row] = changed_parts(one.left, one.right) if is_marked else _NOTHING
        parts = self._parts[row]
        return parts.left if column is DifferenceColumn.LEFT else parts.right


def _missing(one: FormDifference, column: DifferenceColumn) -> str:
    is_row = (one.kind is Kind.ADDED and column is DifferenceColumn.LEFT) or (
        one.kind is Kind.REMOVED and column is DifferenceColumn.RIGHT
    )
    return _NO_ROW if is_row else _BLANK


class DifferenceView(QTreeView):
    """The table itself. ``place_chosen`` carries the cell of a row that was double-clicked, or entered."""

    place_chosen = Signal(object)
    selected_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = DifferenceModel(self)
        self.setModel(self.table)
        self.setAccessibleName("不同之处")
        self.setItemDelegate(MarkedDelegate(self))
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        for column in DifferenceColumn:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._choose)
        self.selectionModel().selectionChanged.connect(self.selected_changed)

    @property
    def selected(self) -> tuple[FormDifference, ...]:
        """The differences that are selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.table.differences[row] for row in rows)

    def show_differences(self, differences: Sequence[FormDifference], left: str, right: str) -> None:
        """Show these, from the top; ``left`` and ``right`` name the sides."""
        self.table.show_differences(differences, left, right)
        self.selected_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        place: Place | None = self.table.differences[index.row()].place
        if place is not None:
            self.place_chosen.emit(place)

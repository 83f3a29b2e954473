"""A table whose rows have boxes to tick, and the view in which Space ticks all that are selected."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from perfeval_ui.widgets.record_table import Column, RecordTable

_Record = TypeVar("_Record")
_Index = QModelIndex | QPersistentModelIndex


class TickedTable(RecordTable[_Record]):
    """Shows records with boxes; ``ticks_changed`` tells that others are ticked.

    Ticks stay while other rows are shown. ``can_tick`` says which records have a box.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[_Record]],
        tooltip: Callable[[_Record], str] | None = None,
        *,
        can_tick: Callable[[_Record], bool] = lambda _: True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, tooltip, parent)
        self._can_tick = can_tick
        # A dictionary for its order; to look through a list of thousands for each of them would take minutes.
        self._ticked: dict[_Record, None] = {}

    @property
    def ticked(self) -> list[_Record]:
        """The records that are chosen, in the order they were."""
        return [*self._ticked]

    def toggle(self, rows: Iterable[int]) -> None:
        """Tick the records in these rows; where all of them are, take the ticks away."""
        chosen = [self.rows[row] for row in rows if self._can_tick(self.rows[row])]
        left = [one for one in chosen if one not in self._ticked]
        self.tick(left or chosen, on=bool(left))

    def tick(self, records: Iterable[_Record], *, on: bool) -> None:
        """Tick some records, or take their ticks away."""
        for one in records:
            self._ticked.pop(one, None)
            if on:
                self._ticked[one] = None
        self.repaint_rows()
        self.ticks_changed.emit()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.CheckStateRole:
            return super().data(index, role)
        record = self.rows[index.row()]
        if index.column() or not self._can_tick(record):
            return None
        return Qt.CheckState.Checked if record in self._ticked else Qt.CheckState.Unchecked

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        del value
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle([index.row()])
        return True


class TickedView(QTreeView):
    """Shows ``table``, called ``name``; several rows can be selected, and ticked with Space at once."""

    def __init__(self, table: TickedTable[_Record], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toggle = table.toggle
        self.setModel(table)
        self.setAccessibleName(name)
        self.setToolTip("空格勾选，Ctrl、Shift 选几行一起勾")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.doubleClicked.connect(lambda index: self._toggle([index.row()]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the selected rows with Space; Qt itself would tick the current one alone."""
        if event.key() == Qt.Key.Key_Space:
            if not self.selectionModel().hasSelection():
                # Tab leads to a row without selecting it.
                self.setCurrentIndex(self.currentIndex())
            self._toggle(index.row() for index in self.selectionModel().selectedRows())
        else:
            super().keyPressEvent(event)

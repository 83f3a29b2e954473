"""The table of the indicator library: indicators with boxes, ticked until the dialog is closed."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.library_indicator import LibraryIndicator
from perfeval_ui.widgets.record_table import Column, RecordTable

_Index = QModelIndex | QPersistentModelIndex
_THERE = "已有"


class LibraryTable(RecordTable[LibraryIndicator]):
    """Shows indicators; ``ticked`` are those chosen, in the order they were. ``ticks_changed`` tells of it.

    ``there`` are the names that the form has already.
    """

    ticks_changed = Signal()

    def __init__(self, there: frozenset[str], parent: QObject | None = None) -> None:
        super().__init__(_columns(there), _tooltip, parent)
        self.ticked: list[LibraryIndicator] = []

    def toggle(self, rows: Iterable[int]) -> None:
        """Tick the indicators in these rows; where all of them are, take the ticks away."""
        chosen = [self.rows[row] for row in rows]
        left = [one for one in chosen if one not in self.ticked]
        self.tick(left or chosen, on=bool(left))

    def tick(self, indicators: Iterable[LibraryIndicator], *, on: bool) -> None:
        """Tick some indicators, or take their ticks away."""
        changed = [*indicators]
        kept = [one for one in self.ticked if one not in changed]
        self.ticked = [*kept, *changed] if on else kept
        self.repaint_rows()
        self.ticks_changed.emit()

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            is_ticked = self.rows[index.row()] in self.ticked
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        del value
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle([index.row()])
        return True


def _columns(there: frozenset[str]) -> tuple[Column[LibraryIndicator], ...]:
    return (
        Column("三级指标", lambda one: one.name),
        Column("表中", lambda one: _THERE if one.name in there else ""),
        Column("一级指标", lambda one: one.level1),
        Column("二级指标", lambda one: one.level2),
        Column("指标值举例", lambda one: one.target),
        Column("常用分值", lambda one: points_text(one.weight), is_figure=True),
        Column("怎样证明", lambda one: one.proof),
    )


def _tooltip(one: LibraryIndicator) -> str:
    parts = (one.field, one.direction, f"怎样证明：{one.proof}" if one.proof else "")
    return "\n".join(part for part in parts if part)

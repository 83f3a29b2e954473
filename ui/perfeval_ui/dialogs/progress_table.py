"""The table of how far each unit is: its columns, their sorting and what the filter keeps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.summary_texts import searchable
from perfeval_desktop.unit_progress import UnitProgress
from perfeval_ui.widgets.record_table import Column, RecordTable

_Index = QModelIndex | QPersistentModelIndex
_Value = str | int | Decimal | datetime | None
# As a list or a workbook has it.
Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class ProgressColumn:
    """A column: its title and the value that it sorts by."""

    title: str
    value: Callable[[UnitProgress], _Value]
    is_figure: bool = True

    def cell(self, one: UnitProgress) -> Cell:
        """Return the value as it is copied and exported."""
        value = self.value(one)
        return value.astimezone().strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value

    def text(self, one: UnitProgress) -> str:
        """Return the value as it is shown: what is nothing is not, so that what is catches the eye."""
        value = self.cell(one)
        return "" if value in {None, 0} else str(value)

    def key(self, one: UnitProgress) -> tuple[bool, _Value]:
        """Return what rows are sorted by; what says nothing comes first."""
        value = self.value(one)
        return value is not None, 0 if value is None else value


def _of_state(state: FormState) -> ProgressColumn:
    return ProgressColumn(state.label, lambda one: one.states.get(state, 0))


COLUMNS: tuple[ProgressColumn, ...] = (
    ProgressColumn("年度", lambda one: one.unit_year.year),
    ProgressColumn("主管部门", lambda one: one.department, is_figure=False),
    ProgressColumn("实施单位", lambda one: one.unit, is_figure=False),
    ProgressColumn("表", lambda one: len(one.form_ids)),
    *map(_of_state, (FormState.DRAFT, FormState.IN_REVIEW, FormState.RETURNED, FormState.FINAL)),
    ProgressColumn("错误", lambda one: one.errors),
    ProgressColumn("平均分", lambda one: one.average),
    ProgressColumn("最近改动", lambda one: one.changed_at),
)
HEADS = tuple(column.title for column in COLUMNS)


def progress_table(parent: QObject) -> RecordTable[UnitProgress]:
    """Return an empty table of units."""
    columns: list[Column[UnitProgress]] = [
        Column(one.title, one.text, is_figure=one.is_figure) for one in COLUMNS
    ]
    return RecordTable(columns, parent=parent)


def cells(units: Sequence[UnitProgress]) -> list[list[Cell]]:
    """Return rows of the table as they are exported."""
    return [[column.cell(one) for column in COLUMNS] for one in units]


class ShownUnits(QSortFilterProxyModel):
    """The rows of ``table`` that the filter keeps, sorted by their values."""

    def __init__(self, table: RecordTable[UnitProgress], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._words: list[str] = []
        self._year: int | None = None
        self.setSourceModel(table)

    def keep(self, text: str, year: int | None) -> None:
        """Keep the units with these words, of one year, or of any."""
        self._words, self._year = searchable(text).split(), year
        self.invalidate()

    @property
    def units(self) -> list[UnitProgress]:
        """The rows that are shown, from the top."""
        return [self.unit(self.index(row, 0)) for row in range(self.rowCount())]

    def unit(self, index: _Index) -> UnitProgress:
        """Return what stands in a row."""
        return self._table.rows[self.mapToSource(index).row()]

    def filterAcceptsRow(self, source_row: int, source_parent: _Index) -> bool:
        del source_parent
        one = self._table.rows[source_row]
        if self._year is not None and one.unit_year.year != self._year:
            return False
        text = searchable(f"{one.department} {one.unit}")
        return all(word in text for word in self._words)

    def lessThan(self, source_left: _Index, source_right: _Index) -> bool:
        column = COLUMNS[source_left.column()]
        left, right = (column.key(self._table.rows[one.row()]) for one in (source_left, source_right))
        return left < right

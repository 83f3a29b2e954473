"""The tables of the dialog about a package: its forms, and the differences of one of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication

from perfeval_desktop.exchange_package.decisions import Decisions
from perfeval_desktop.exchange_package.difference_words import ToldDifference, told_differences
from perfeval_desktop.exchange_package.merging import Difference
from perfeval_desktop.exchange_package.plan import PlannedForm
from perfeval_desktop.summary_texts import project_name, unit_text
from perfeval_ui.theme import Tint, tint
from perfeval_ui.widgets.record_table import Column, RecordTable

_Index = QModelIndex | QPersistentModelIndex


def form_table(decisions: Decisions) -> RecordTable[PlannedForm]:
    """Return the table of the forms, with what is decided about each."""
    columns: tuple[Column[PlannedForm], ...] = (
        Column("项目", lambda one: project_name(one.project)),
        Column("实施单位", lambda one: unit_text(one.unit)),
        Column("年度", lambda one: str(one.theirs.year), is_figure=True),
        Column("情况", lambda one: one.case.value),
        Column("处理", lambda one: decisions.choice(one).value),
    )
    table = RecordTable(columns, tooltip=lambda one: project_name(one.project))
    table.set_rows(decisions.plan.forms)
    return table


class DifferenceRow(NamedTuple):
    """A difference, and how it is told."""

    difference: Difference
    told: ToldDifference


class DifferenceTable(RecordTable[DifferenceRow]):
    """The differences of one form, each with a check mark if it is taken from theirs.

    ``toggled`` carries the difference whose mark was set or removed, and whether it is set now.
    """

    toggled = Signal(object, bool)

    def __init__(self, is_taken: Callable[[Difference], bool]) -> None:
        columns: Sequence[Column[DifferenceRow]] = (
            Column("采用对方", lambda row: row.told.place),
            Column("共同的原值", lambda row: row.told.before),
            Column("我方", lambda row: row.told.ours),
            Column("对方", lambda row: row.told.theirs),
        )
        super().__init__(columns, tooltip=whole_text)
        self._is_taken = is_taken
        self.is_enabled = False

    def show_form(self, one: PlannedForm | None) -> None:
        """Show the differences of a form, none of ``None``."""
        self.is_enabled = one is not None and not one.is_held
        told = () if one is None else told_differences(one)
        differences = () if one is None else one.differences
        self.set_rows([DifferenceRow(*pair) for pair in zip(differences, told, strict=True)])

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 and self.is_enabled else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        difference = self.rows[index.row()].difference
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if self._is_taken(difference) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and difference.is_conflict:
            return tint(QGuiApplication.palette(), Tint.WARNING)
        return super().data(index, role)

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggled.emit(self.rows[index.row()].difference, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True


def whole_text(row: DifferenceRow) -> str:
    """Return all of a difference, for texts that are longer than their cells."""
    how = "双方都改过" if row.difference.is_conflict else "只有对方改过"
    return (
        f"{row.told.place}（{how}）\n原值：{row.told.before}\n我方：{row.told.ours}\n对方：{row.told.theirs}"
    )

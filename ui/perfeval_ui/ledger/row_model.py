"""The table of what a ledger would fill in: lines with a tick for each change."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication

from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.ledger_filling.filling import Tick
from perfeval_ui.ledger.lines import Line
from perfeval_ui.theme import Tint, tint

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
PROJECT, FORM, WAY = range(3)
_BEFORE_AMOUNTS = 3
_Ticked = TypeVar("_Ticked")


class LedgerRowModel(QAbstractTableModel):
    """Shows ``lines``; ``ticks`` are the changes that are taken, ``new`` the rows that become new forms.

    ``ticked`` is emitted after each change of these.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()
        self.fields: tuple[LedgerField, ...] = ()
        self.ticks: set[Tick] = set()
        self.new: set[int] = set()

    def show(self, lines: Sequence[Line], fields: tuple[LedgerField, ...]) -> None:
        """Show other lines, with a column for each of ``fields``."""
        self.beginResetModel()
        self.lines, self.fields = lines, fields
        self.endResetModel()

    def tick_all(self, *, is_on: bool) -> None:
        """Take all changes that are shown, or none; where no row has a form, make one of each, or none."""
        are_new = all(line.may_be_new for line in self.lines)
        for line in self.lines:
            if are_new and line.planned is not None:
                _put(self.new, line.planned.row.number, is_on=is_on)
            self._tick_line(line, is_on=is_on)
        self._tell()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else _BEFORE_AMOUNTS + len(self.fields) + 1

    def field_of(self, column: int) -> LedgerField | None:
        """Return the amount that a column shows, ``None`` for any other column."""
        at = column - _BEFORE_AMOUNTS
        return self.fields[at] if 0 <= at < len(self.fields) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return ("台账的项目", "对上的表", "怎样对上的", *self.fields, "说明")[section]

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        line = self.lines[index.row()]
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                text = self._text(line, index.column())
                is_tip = role == _Role.ToolTipRole and index.column() == PROJECT
                return f"{text}\n{line.place}".strip() if is_tip else text
            case _Role.CheckStateRole:
                return self._state(line, index.column())
            case _Role.ForegroundRole:
                return self._colour(line, index.column())
            case _Role.TextAlignmentRole:
                side = (
                    Qt.AlignmentFlag.AlignRight
                    if self.field_of(index.column())
                    else Qt.AlignmentFlag.AlignLeft
                )
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_checkable = self._state(self.lines[index.row()], index.column()) is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_checkable else flags

    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole:
            return False
        line, field = self.lines[index.row()], self.field_of(index.column())
        is_on = Qt.CheckState(value) is Qt.CheckState.Checked
        if line.planned is None:
            return False
        if field is not None:
            _put(self.ticks, (line.planned.row.number, field), is_on=is_on)
        elif line.may_be_new:
            _put(self.new, line.planned.row.number, is_on=is_on)
        else:
            self._tick_line(line, is_on=is_on)
        self._tell()
        return True

    def _tick_line(self, line: Line, *, is_on: bool) -> None:
        if line.planned is not None:
            for change in line.planned.changes:
                _put(self.ticks, (line.planned.row.number, change.field), is_on=is_on)

    def _tell(self) -> None:
        last = self.index(len(self.lines) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last, [_Role.CheckStateRole, _Role.DisplayRole])
        self.ticked.emit()

    def _text(self, line: Line, column: int) -> str:
        field = self.field_of(column)
        if field is not None:
            return line.amount(field)
        if column == FORM and line.planned is not None and line.planned.row.number in self.new:
            return "（新建一张）"
        return {PROJECT: line.project, FORM: line.form, WAY: line.way}.get(column, line.note)

    def _state(self, line: Line, column: int) -> Qt.CheckState | None:
        """Return whether the box of a cell is ticked, ``None`` where it has none."""
        if line.planned is None:
            return None
        number, field = line.planned.row.number, self.field_of(column)
        if field is not None:
            return None if line.change(field) is None else _checked((number, field) in self.ticks)
        if column != PROJECT:
            return None
        if line.may_be_new:
            return _checked(number in self.new)
        taken = [(number, change.field) in self.ticks for change in line.planned.changes]
        if not taken:
            return None
        return Qt.CheckState.PartiallyChecked if len(set(taken)) > 1 else _checked(taken[0])

    def _colour(self, line: Line, column: int) -> object:
        palette = QGuiApplication.palette()
        field = self.field_of(column)
        if field is not None:
            change = line.change(field)
            if change is None:
                return tint(palette, Tint.QUIET)
            return tint(palette, Tint.WARNING) if change.overwrites else None
        if line.planned is None or column == PROJECT:
            return None
        needs_look = line.planned.needs_look or line.may_be_new
        return tint(palette, Tint.WARNING) if needs_look else tint(palette, Tint.QUIET)


def _put(those: set[_Ticked], one: _Ticked, *, is_on: bool) -> None:
    if is_on:
        those.add(one)
    else:
        those.discard(one)


def _checked(is_on: bool) -> Qt.CheckState:  # noqa: FBT001  # what it is about
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked

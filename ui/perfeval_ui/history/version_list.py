"""The versions of a form in a list: day headings, the time, what was done, by whom; names stand out."""

from collections.abc import Sequence
from enum import IntEnum
from itertools import islice

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from perfeval_ui.history.lines import Day, Line, Version
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM, Tint, icon, tint

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Flag = QItemSelectionModel.SelectionFlag
_ALONE, _TOO = _Flag.ClearAndSelect | _Flag.Rows, _Flag.Select | _Flag.Rows


class VersionColumn(IntEnum):
    """The columns of the list."""

    TIME = 0
    WORDS = 1
    BY = 2


_TITLES = {VersionColumn.TIME: "时间", VersionColumn.WORDS: "改动", VersionColumn.BY: "经手人"}


class VersionModel(QAbstractTableModel):
    """Shows ``lines``; a day is a heading that can neither be selected nor gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines, from the top."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def row_of(self, number: int) -> int | None:
        """Return where revision ``number`` stands."""
        rows = (at for at, one in enumerate(self.lines) if _number(one) == number)
        return next(rows, None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(VersionColumn)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], Day):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        return _day(line, index, role) if isinstance(line, Day) else _version(line, index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[VersionColumn(section)]
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None


def _number(line: Line) -> int | None:
    return line.revision.number if isinstance(line, Version) else None


def _day(day: Day, index: _Index, role: int) -> object:
    if role == Qt.ItemDataRole.ForegroundRole:
        return tint(QGuiApplication.palette(), Tint.QUIET)
    is_first = index.column() == VersionColumn.TIME
    return day.words if is_first and role == Qt.ItemDataRole.DisplayRole else None


def _version(version: Version, index: _Index, role: int) -> object:
    column = VersionColumn(index.column())
    if role == Qt.ItemDataRole.DisplayRole:
        return {
            VersionColumn.TIME: version.time,
            VersionColumn.WORDS: version.words,
            VersionColumn.BY: version.revision.by,
        }[column]
    if role == Qt.ItemDataRole.ToolTipRole:
        at = version.revision.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        return f"{version.words}\n{at}　{version.revision.by}".rstrip()
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _LEFT
    return None if version.name is None else _of_named(column, role)


def _of_named(column: VersionColumn, role: int) -> object:
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    if role == Qt.ItemDataRole.DecorationRole and column is VersionColumn.WORDS:
        return icon("version")
    return None


class VersionList(QTreeView):
    """The list itself. ``chosen`` tells that others are selected.

    ``renaming_wanted`` and ``removing_wanted`` tell that F2 or Delete was pressed.
    """

    chosen = Signal()
    renaming_wanted = Signal()
    removing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = VersionModel(self)
        self.setModel(self.table)
        self.setAccessibleName("这张表的各个版本")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAllColumnsShowFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(6 * RHYTHM)
        header.setSectionResizeMode(VersionColumn.TIME, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(VersionColumn.WORDS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(VersionColumn.BY, QHeaderView.ResizeMode.Fixed)
        self._fit_columns()
        self.selectionModel().selectionChanged.connect(self.chosen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_columns()

    def _fit_columns(self) -> None:
        self.header().resizeSection(VersionColumn.TIME, grown(7 * RHYTHM))
        self.header().resizeSection(VersionColumn.BY, grown(9 * RHYTHM))

    @property
    def selected(self) -> tuple[Version, ...]:
        """The versions that are selected, the newest first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(one for one in (self.table.lines[row] for row in rows) if isinstance(one, Version))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; what was selected stays so where it still is there."""
        numbers = [one.revision.number for one in self.selected]
        self.table.set_lines(lines)
        for row, line in enumerate(lines):
            if isinstance(line, Day):
                self.setFirstColumnSpanned(row, _ROOT, True)  # noqa: FBT003  # Qt's
        for number in numbers[:1]:
            self.select_version(number)
        for number in numbers[1:]:
            at = self.table.row_of(number)
            if at is not None:
                self.selectionModel().select(self.table.index(at, VersionColumn.WORDS), _TOO)

    def select_version(self, number: int) -> None:
        """Select revision ``number`` alone, whatever keys are held down meanwhile, and scroll to it."""
        row = self.table.row_of(number)
        if row is not None:
            self.selectionModel().setCurrentIndex(self.table.index(row, VersionColumn.WORDS), _ALONE)

    def select_first(self) -> None:
        """Select the newest version, if there is one."""
        numbers = (one.revision.number for one in self.table.lines if isinstance(one, Version))
        for number in islice(numbers, 1):
            self.select_version(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_F2:
                self.renaming_wanted.emit()
            case Qt.Key.Key_Delete:
                self.removing_wanted.emit()
            case _:
                super().keyPressEvent(event)

"""The texts of a form that comes in, one a line: what it is, what the file says, what stands there now."""

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from perfeval_desktop.importing.plan import Action, Planned
from perfeval_desktop.importing.review import Line, LineKind, lines
from perfeval_ui.theme import Tint, icon

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICONS = {
    LineKind.READ: None,
    LineKind.DOUBTFUL: ("warning", Tint.WARNING),
    LineKind.OVERWRITING: ("hint", Tint.HINT),
    LineKind.UNREAD: ("error", Tint.ERROR),
}
_MEANINGS = {
    LineKind.READ: "已读入",
    LineKind.DOUBTFUL: "有疑问",
    LineKind.OVERWRITING: "与现有的不同",
    LineKind.UNREAD: "没有读入",
}


class LineColumn(IntEnum):
    """The columns, from the left."""

    LABEL = 0
    TEXT = 1
    BEFORE = 2


_TITLES = {
    LineColumn.LABEL: "栏目",
    LineColumn.TEXT: "文件里的内容",
    LineColumn.BEFORE: "表里现有的内容",
}


class LineTable(QAbstractTableModel):
    """The lines of ``planned``.

    A text can be typed over; a change of a stored form is ticked to be made. ``planned_changed`` carries what
    the user made of it.
    """

    planned_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.planned: Planned | None = None
        self.lines: tuple[Line, ...] = ()

    def show_planned(self, planned: Planned | None) -> None:
        """Show the lines of a form, of none for ``None``."""
        self.beginResetModel()
        self.planned = planned
        self.lines = lines(planned) if planned is not None else ()
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(LineColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _TITLES[LineColumn(section)] if is_title else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        match role, LineColumn(index.column()):
            case ((Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole), LineColumn.LABEL):
                return line.label
            case ((Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole), LineColumn.TEXT):
                return line.text
            case Qt.ItemDataRole.DisplayRole, LineColumn.BEFORE:
                return line.before
            case Qt.ItemDataRole.DecorationRole, LineColumn.LABEL:
                drawn = _ICONS[line.kind]
                return None if drawn is None else icon(*drawn)
            case Qt.ItemDataRole.CheckStateRole, LineColumn.TEXT if line.change is not None:
                is_taken = self.planned is not None and line.change in self.planned.taken
                return Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole, _:
                return "\n".join(filter(None, (line.reason, line.text))) or None
            case Qt.ItemDataRole.AccessibleDescriptionRole, _:
                return "，".join(filter(None, (_MEANINGS[line.kind], line.reason)))
            case Qt.ItemDataRole.TextAlignmentRole, _:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == LineColumn.TEXT:
            if line.change is not None:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            # A row that is added is typed in the form itself, once it is there.
            if line.place is not None and (line.change is None or line.change.row is None):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line, planned = self.lines[index.row()], self.planned
        if planned is None or index.column() != LineColumn.TEXT:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and line.change is not None:
            others = planned.taken - {line.change}
            is_taken = Qt.CheckState(value) is Qt.CheckState.Checked
            self._keep(planned.taking(others | {line.change} if is_taken else others))
            return True
        if role == Qt.ItemDataRole.EditRole and line.place is not None and value != line.text:
            self._keep(planned.with_text(line.place, str(value)))
            return True
        return False

    def look_at(self, row: int) -> None:
        """Take what is in doubt on a line for right."""
        line = self.lines[row]
        if self.planned is not None and line.kind is LineKind.DOUBTFUL and line.place is not None:
            self._keep(self.planned.looked_at(line.place))

    def take_all(self, *, is_taken: bool) -> None:
        """Tick all changes, or none."""
        if self.planned is not None:
            changes = frozenset(self.planned.changes) if is_taken else frozenset()
            self._keep(self.planned.taking(changes))

    @property
    def is_update(self) -> bool:
        """Whether a stored form is changed."""
        return self.planned is not None and self.planned.action is Action.UPDATE

    def _keep(self, planned: Planned) -> None:
        """Show what a form has become: as many lines as before, unless a text was emptied."""
        self.planned = planned
        new = lines(planned)
        if len(new) == len(self.lines):
            self.lines = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(LineColumn) - 1))
        else:
            self.show_planned(planned)
        self.planned_changed.emit(planned)

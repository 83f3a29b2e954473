"""这一格的历史: all that one cell has been, the newest first, and the way back to any of it."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QHeaderView, QLabel, QTreeView, QWidget

from perfeval_desktop.history.cell_history import CellVersion
from perfeval_desktop.history.changed_parts import changed_parts
from perfeval_ui.history.lines import Version
from perfeval_ui.history.marked_delegate import MarkedDelegate, MarkedRole
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class CellColumn(IntEnum):
    """The columns of the table."""

    TIME = 0
    TEXT = 1
    CHANGE = 2
    BY = 3


_TITLES = {
    CellColumn.TIME: "时间",
    CellColumn.TEXT: "内容",
    CellColumn.CHANGE: "改动",
    CellColumn.BY: "经手人",
}


class CellModel(QAbstractTableModel):
    """Shows what a cell has been; what is new in each text is marked."""

    def __init__(self, versions: Sequence[CellVersion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.versions = tuple(versions)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.versions)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(CellColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[CellColumn(section)]
        return Qt.AlignmentFlag.AlignLeft if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one, column = self.versions[index.row()], CellColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(one, column)
            case Qt.ItemDataRole.ToolTipRole:
                return _text(one, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _TOP_LEFT
            case MarkedRole.IS_NEW:
                return True
            case MarkedRole.IS_QUIET:
                return column is CellColumn.TEXT and not one.text
            case MarkedRole.PARTS if column is CellColumn.TEXT and one.before and one.text:
                return changed_parts(one.before, one.text).right
        return None


def _text(one: CellVersion, column: CellColumn) -> str:
    match column:
        case CellColumn.TIME:
            return one.revision.at.astimezone().strftime("%Y-%m-%d %H:%M")
        case CellColumn.TEXT:
            return "（没有这一行）" if one.text is None else one.text or "（空）"
        case CellColumn.CHANGE:
            return Version(one.revision).change
        case CellColumn.BY:
            return one.revision.by


class CellHistoryDialog(GrowingDialog):
    """Shows what the cell called ``label`` has been; ``restoring_wanted`` carries the text to go back to."""

    restoring_wanted = Signal(str)

    def __init__(
        self,
        label: str,
        versions: Sequence[CellVersion],
        *,
        can_restore: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("这一格的历史", parent)
        self._can_restore = can_restore
        words = f"{label}先后有过 {len(versions)} 个内容，最新的在上面。"
        told = QLabel(words if versions else f"{label}一直是空的，没有填过。", self)
        told.setWordWrap(True)
        told.setTextFormat(Qt.TextFormat.PlainText)
        self.model = CellModel(versions, self)
        self.view = QTreeView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(f"{label}的历史")
        self.view.setItemDelegate(MarkedDelegate(self.view))
        self.view.setRootIsDecorated(False)
        self.view.setAlternatingRowColors(True)
        self.view.setAllColumnsShowFocus(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._size_columns()
        box = self.close_button_box()
        self.restore_button = box.addButton("恢复所选内容(&R)", QDialogButtonBox.ButtonRole.ActionRole)
        self.restore_button.setIcon(icon("restore"))
        self.restore_button.clicked.connect(self._restore)
        for widget in (told, self.view, box):
            self.column.addWidget(widget)
        self.take_room(84, 46)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        if versions:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.view.setFocus()
        self._enable()

    def _size_columns(self) -> None:
        header = self.view.header()
        header.setStretchLastSection(False)
        for column, width in ((CellColumn.TIME, 17), (CellColumn.BY, 9)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, grown(width * RHYTHM))
        for column in (CellColumn.TEXT, CellColumn.CHANGE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    @property
    def _selected(self) -> CellVersion | None:
        rows = self.view.selectionModel().selectedRows()
        return self.model.versions[rows[0].row()] if rows else None

    def _enable(self) -> None:
        selected, now = self._selected, self.model.versions[0].text if self.model.versions else None
        is_other = selected is not None and selected.text is not None and selected.text != now
        # A row that is gone comes back as a whole only, by a version.
        self.restore_button.setEnabled(self._can_restore and is_other and now is not None)

    def _restore(self) -> None:
        selected = self._selected
        if selected is not None and selected.text is not None:
            self.accept()
            self.restoring_wanted.emit(selected.text)

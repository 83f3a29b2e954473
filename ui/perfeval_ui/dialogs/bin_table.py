"""The deleted forms as a table: what they are called, whose they are, how they stood."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_desktop.storage.records import FormSummary
from perfeval_ui.listing import points_text, project_text, unit_text

_HEADINGS = ("项目", "实施单位", "年度", "得分")
_PROJECT, _UNIT, _YEAR, _POINTS = range(4)

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BinTable(QAbstractTableModel):
    """Deleted forms in the order they are given, the last deleted first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms: list[FormSummary] = []

    def set_forms(self, forms: list[FormSummary]) -> None:
        """Show these forms."""
        self.beginResetModel()
        self._forms = forms
        self.endResetModel()

    @property
    def forms(self) -> tuple[FormSummary, ...]:
        """All forms shown, from the top."""
        return tuple(self._forms)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row for each form."""
        return 0 if parent.isValid() else len(self._forms)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Project, unit, year, points."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and figures to the right."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _words(self._forms[index.row()], index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Head each column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _HEADINGS[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
            case _:
                return None


def _words(form: FormSummary, column: int) -> str:
    match column:
        case 0:
            return project_text(form)
        case 1:
            return unit_text(form.implementing_unit)
        case 2:
            return str(form.fiscal_year)
        case _:
            return points_text(form.standing)


def _alignment(column: int) -> Qt.AlignmentFlag:
    right = column in {_YEAR, _POINTS}
    return (
        Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    ) | Qt.AlignmentFlag.AlignVCenter

"""The backups of a store as a table: when, how many forms, how large."""

from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_desktop.storage.backup import Backup

_HEADINGS = ("备份时间", "自评表", "大小")
_TIME, _FORMS, _SIZE = range(3)
_CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BackupTable(QAbstractTableModel):
    """Backups, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups: list[Backup] = []

    def set_backups(self, backups: list[Backup]) -> None:
        """Show ``backups``."""
        self.beginResetModel()
        self._backups = backups
        self.endResetModel()

    def backup(self, row: int) -> Backup:
        """Return the backup in ``row``."""
        return self._backups[row]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row for each backup."""
        return 0 if parent.isValid() else len(self._backups)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Time, forms, size."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, the file as tooltip, numbers to the right."""
        backup = self._backups[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _words(backup, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return backup.path.name
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


def time_words(at: datetime) -> str:
    """Return a local time as people write it: 2024年5月6日 10:32:05."""
    local = at.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M:%S}"


def _words(backup: Backup, column: int) -> str:
    match column:
        case 0:
            return time_words(backup.taken_at)
        case 1:
            return f"{backup.forms} 份"
        case _:
            return _CHINESE.formattedDataSize(
                backup.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat
            )


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == _TIME else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter

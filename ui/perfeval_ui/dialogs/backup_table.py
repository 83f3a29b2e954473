"""The table of the backups of a store: when each was made, what it holds, where it is."""

from collections.abc import Callable

from PySide6.QtCore import QLocale

from perfeval_desktop.backup import Backup
from perfeval_desktop.backup_texts import time_text
from perfeval_ui.widgets.record_table import Column, RecordTable

_CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)

# The column that says in which places a backup is.
PLACES = 3


def backup_table(places: Callable[[Backup], str]) -> RecordTable[Backup]:
    """Return an empty table for backups; ``places`` says where one is, a tooltip names the file."""
    columns: tuple[Column[Backup], ...] = (
        Column("备份时间", _time_text),
        Column("自评表", lambda backup: f"{backup.forms} 份", is_figure=True),
        Column("大小", _size_text, is_figure=True),
        Column("存放", places, is_figure=True),
    )
    return RecordTable(columns, lambda backup: str(backup.path))


def _time_text(backup: Backup) -> str:
    kind = "（恢复前自动保存）" if backup.is_before_restoring else ""
    return f"{time_text(backup.taken_at)}{kind}"


def _size_text(backup: Backup) -> str:
    return _CHINESE.formattedDataSize(backup.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)

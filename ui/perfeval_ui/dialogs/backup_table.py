"""The table of the backups of a store: when each was made, how many forms it holds, how large it is."""

from datetime import datetime

from PySide6.QtCore import QLocale

from perfeval_desktop.store import Backup
from perfeval_ui.widgets.record_table import Column, RecordTable

_CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


def backup_table() -> RecordTable[Backup]:
    """Return an empty table for backups; the tooltip of a row names the file."""
    columns: tuple[Column[Backup], ...] = (
        Column("备份时间", lambda backup: time_text(backup.taken_at)),
        Column("自评表", lambda backup: f"{backup.forms} 份", is_figure=True),
        Column("大小", _size_text, is_figure=True),
    )
    return RecordTable(columns, lambda backup: backup.path.name)


def time_text(at: datetime) -> str:
    """Return a local time as people write it: 2024年5月6日 10:32:05."""
    local = at.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M:%S}"


def _size_text(backup: Backup) -> str:
    return _CHINESE.formattedDataSize(backup.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)

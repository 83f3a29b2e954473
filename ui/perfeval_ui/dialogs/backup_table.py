"""The backups of a store as a table: when, how many forms, how large."""

from datetime import datetime

from PySide6.QtCore import QLocale, QObject

from perfeval_desktop.store import Backup
from perfeval_ui.widgets.record_table import Column, RecordTable

_CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


def backup_table(parent: QObject) -> RecordTable[Backup]:
    """Return an empty table for backups; its tooltip names the file."""
    columns: tuple[Column[Backup], ...] = (
        Column("备份时间", lambda one: time_words(one.taken_at)),
        Column("自评表", lambda one: f"{one.forms} 份", is_figure=True),
        Column("大小", _size_words, is_figure=True),
    )
    return RecordTable(columns, lambda one: one.path.name, parent)


def time_words(at: datetime) -> str:
    """Return a local time as people write it: 2024年5月6日 10:32:05."""
    local = at.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M:%S}"


def _size_words(backup: Backup) -> str:
    return _CHINESE.formattedDataSize(backup.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)

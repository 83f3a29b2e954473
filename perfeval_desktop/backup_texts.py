"""What users are told of backups."""

from datetime import datetime

from perfeval_desktop.store import Backup


def time_text(at: datetime) -> str:
    """Return a local time as people write it: 2024年5月6日 10:32:05."""
    local = at.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M:%S}"


def newer_text(newer: Backup) -> str:
    """Return what to tell where a backup is newer than the store it was made of."""
    return (
        "数据文件可能被换成了以前的一份："
        f"{time_text(newer.taken_at)}的备份（{newer.forms} 份自评表）比现在的数据新。"
        f"要找回，请在“备份与恢复”里恢复那份备份；它在“{newer.path.parent}”，会一直留着。"
    )

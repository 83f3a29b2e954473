"""What users are told of backups."""

from datetime import datetime

from perfeval_desktop.backup import Backup
from perfeval_desktop.storage.backups.changes import ChangesSince, FormChange

_MINUTE, _HOUR = 60, 3600


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


def age_text(at: datetime, now: datetime) -> str:
    """Return how long ago a moment was, and when: 3 天前（11月27日 16:20）."""
    local, today = at.astimezone(), now.astimezone()
    year = "" if local.year == today.year else f"{local.year}年"
    moment = f"{year}{local.month}月{local.day}日 {local:%H:%M}"
    ago = _ago(local, today)
    return f"{ago}（{moment}）" if ago else moment


def _ago(at: datetime, now: datetime) -> str:
    seconds, days = (now - at).total_seconds(), (now.date() - at.date()).days
    if seconds < 0:
        # By a clock that was wrong.
        return ""
    if days > 1:
        return f"{days} 天前"
    if days == 1:
        return "昨天"
    if seconds < _MINUTE:
        return "刚才"
    return f"{seconds // _MINUTE:.0f} 分钟前" if seconds < _HOUR else f"{seconds // _HOUR:.0f} 小时前"


def since_text(since: ChangesSince, taken_at: datetime | None, now: datetime) -> str:
    """Return how old a backup is, and what restoring it would take back.

    ``taken_at`` is ``None`` for a file whose name does not say it.
    """
    at = taken_at or since.last_change
    if at is None:
        how_old = "这个文件里没有改动记录"
    else:
        age = _spaced(age_text(at, now))
        how_old = f"这份备份是{age}的" if taken_at else f"这个文件最后改动于{age}"
    numbers = [since.number_of(change) for change in FormChange]
    if not since.is_related:
        return f"注意：这个文件不是本数据文件的备份，是另一份数据。{how_old}。"
    if not any(numbers):
        return f"{how_old}；此后没有改动过任何表。"
    changed, new, deleted = numbers
    return f"{how_old}；此后有 {changed} 张表改过、{new} 张新建、{deleted} 张删除，恢复后都回到那时的样子。"


def _spaced(text: str) -> str:
    return f" {text}" if text[0].isdigit() else text

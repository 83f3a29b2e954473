"""What the files of backups are called: ``<store>-<date>-<time>-r<revision>-<lineage>.perfeval``."""

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import long_path

_AT = "%Y%m%d-%H%M%S"
_NAME = re.compile(
    "(?P<store>.+)-(?P<at>[0-9]{8}-[0-9]{6})-r(?P<revision>[0-9]+)-(?P<lineage>[0-9a-f]{12})[.]perfeval"
)


class BackupName(NamedTuple):
    """What the name of a backup file says; ``lineage`` is the end of the store's."""

    path: Path
    store: str
    taken_at: datetime
    revision: int
    lineage: str


def backup_name(*, store: str, at: datetime, revision: int, lineage: str) -> str:
    """Return the name of a file for a backup."""
    return f"{store}-{at.strftime(_AT)}-r{revision}-{lineage}.perfeval"


def is_named_as_backup(path: Path) -> bool:
    """Tell whether ``path`` has the name of a backup, which may be removed once there are newer ones."""
    return _NAME.fullmatch(path.name) is not None


def check_no_backup(path: Path) -> None:
    """Raise :class:`StorageError` READ_ONLY for a file that has the name of a backup, there or not."""
    if is_named_as_backup(path):
        raise StorageError(
            StorageErrorKind.READ_ONLY,
            f"“{path.name}”是一份备份，只能查看。要用它恢复数据，请打开原来的数据文件，选"
            "“文件 → 备份与恢复”（命令行用 restore）；要接着它填写，请把它复制为另一个名称再打开。",
        )


def backup_names(folder: Path) -> list[BackupName]:
    """Return the backups in ``folder`` by their names, newest first."""
    folder = long_path(folder)
    if not folder.exists():
        return []
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            # A name with an impossible date is not ours; which error it gives depends on the system. An empty
            # file is no backup, whatever its name: power cuts and broken synchronisations leave such.
            with suppress(ValueError, OverflowError, OSError):
                if (match := _NAME.fullmatch(entry.name)) and entry.stat().st_size:
                    at = datetime.strptime(match["at"], _AT).astimezone()
                    revision, path = int(match["revision"]), folder / entry.name
                    found.append(BackupName(path, match["store"], at, revision, match["lineage"]))
    return sorted(found, key=lambda one: (one.revision, one.taken_at), reverse=True)

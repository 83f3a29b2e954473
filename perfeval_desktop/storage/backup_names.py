"""What the files of backups are called: ``<store>-<date>-<time>-r<revision>-<lineage>.perfeval``.

One that was made because another was about to be restored ends in ``-恢复前.perfeval``.
"""

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
    "(?P<store>.+)-(?P<at>[0-9]{8}-[0-9]{6})-r(?P<revision>[0-9]{1,15})-(?P<lineage>[0-9a-f]{12})"
    "(?P<before>-恢复前)?[.]perfeval"
)

# So many digits of a lineage tell the lineages of a family apart.
_WITHIN_FAMILY = 6


class BackupName(NamedTuple):
    """What the name of a backup file says; ``lineage`` is the end of the store's.

    ``family`` is what stores have in common that began as copies of one. ``is_before_restoring``: it was made
    because another one was about to be restored.
    """

    path: Path
    store: str
    taken_at: datetime
    revision: int
    lineage: str
    is_before_restoring: bool = False

    @property
    def family(self) -> tuple[str, str]:
        """The name of the store, and the part of its lineage that :func:`next_lineage` leaves alone."""
        return self.store, lineage_of_family(self.lineage)

    @property
    def lineage_key(self) -> tuple[str, str]:
        """The name of the store and its lineage: whose backups make room for each other."""
        return self.store, self.lineage


def backup_name(
    *, store: str, at: datetime, revision: int, lineage: str, is_before_restoring: bool = False
) -> str:
    """Return the name of a file for a backup."""
    before = "-恢复前" if is_before_restoring else ""
    return f"{store}-{at.strftime(_AT)}-r{revision}-{lineage}{before}.perfeval"


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


def short_lineage(lineage: str) -> str:
    """Return the random end of a lineage, as it stands in names."""
    return lineage[-12:]


def lineage_of_family(lineage: str) -> str:
    """Return what the lineages of stores that began as copies of one have in common."""
    return lineage[:-_WITHIN_FAMILY]


def next_lineage(lineage: str) -> str:
    """Return a new lineage of the same family."""
    return lineage_of_family(lineage) + os.urandom(_WITHIN_FAMILY // 2).hex()


def is_same_family(one: str, other: str) -> bool:
    """Return whether two lineages are of stores that began as copies of one."""
    return one[:-_WITHIN_FAMILY] == other[:-_WITHIN_FAMILY]


def parsed(path: Path) -> BackupName:
    """Return what the name of the file at ``path`` says; raises ``ValueError`` where that is no backup's."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise ValueError(path.name)
    at = datetime.strptime(match["at"], _AT).astimezone()
    before = match["before"] is not None
    return BackupName(path, match["store"], at, int(match["revision"]), match["lineage"], before)


def backup_names(folder: Path) -> list[BackupName]:
    """Return the backups in ``folder`` by their names, newest first."""
    folder = long_path(folder)
    if not folder.exists():
        return []
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            # A name with an impossible date is not ours either; its error depends on the system. An empty
            # file is no backup, whatever its name: power cuts and broken synchronisations leave such.
            with suppress(ValueError, OverflowError, OSError):
                name = parsed(folder / entry.name)
                if entry.stat().st_size:
                    found.append(name)
    return sorted(found, key=lambda one: (one.revision, one.taken_at), reverse=True)

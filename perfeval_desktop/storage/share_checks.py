"""What keeps a store on a share from being written where it lies, each told with the way out."""

from datetime import datetime
from pathlib import Path

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.remote_places import RemoteKind, remote_place
from perfeval_desktop.storage.lease_names import is_leased


def check_own_place(path: Path) -> None:
    """Raise :class:`StorageError` READ_ONLY for a store on the network."""
    place = remote_place(path)
    if place is not None and place.kind is RemoteKind.NETWORK:
        raise StorageError(
            StorageErrorKind.READ_ONLY,
            f"“{path}”在{place.name}里，那里网络一断文件就可能写坏，不能直接填写。"
            "请签出到本机（窗口里用“文件 → 签出到本机”，命令行用 checkout），填完再签入；"
            "也可以以只读方式打开。",
        )


def check_not_leased(path: Path, at: datetime) -> None:
    """Raise :class:`StorageError` BUSY for a store that somebody has checked out."""
    if is_leased(path):
        from perfeval_desktop.storage.lease import leased, read_lease  # noqa: PLC0415  # hardly ever needed

        holder = read_lease(path)
        if holder is not None:
            raise leased(path, holder, at)

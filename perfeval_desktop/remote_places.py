"""Which places are not this computer's own: shares on the network, and folders that are synchronised.

Files there are seen by other computers, which locks may not reach, or are copied away while they are written.
What the system says is handed to plain functions, so that each system's ways can be tried on any.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path, PurePath
from typing import NamedTuple

from perfeval_desktop import paths
from perfeval_desktop.long_paths import plain

# What GetDriveTypeW says of a drive letter that stands for a share.
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")
_MOUNT_POINT = 4
_NETWORK_TYPES = frozenset(
    [
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.smbnetfs",
        "fuse.sshfs",
        "fuse.vmhgfs-fuse",
        "gfs2",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb2",
        "smb3",
        "smbfs",
        "sshfs",
        "vboxsf",
        "vmhgfs",
    ]
)
# Of a file system in user space: //server/share, https://server/, user@server:folder.
_NETWORK_SOURCE = r"//.*|\w+://.*|[^/]+@[^/]+:.*"

# What the folders of each service are called, " - 单位" or " (2)" behind it or not; see below for capitals.
_SYNC_FOLDERS = {
    "OneDrive": ("OneDrive",),
    "坚果云": ("坚果云", "我的坚果云", "Nutstore", "Nutstore Files", "NutstoreFiles"),
    "百度网盘": ("百度网盘同步空间", "百度云同步盘", "BaiduSyncdisk"),
    "微云": ("微云", "腾讯微云", "微云同步助手", "微云同步盘", "Weiyun", "WeiyunSync"),
    "WPS 云盘": ("WPS云盘", "WPS 云盘", "WPS云文档", "WPSDrive", "WPS Drive", "WPS Cloud Files"),
    "阿里云盘": ("阿里云盘", "阿里云盘同步", "阿里云盘同步盘", "aDrive"),
    "天翼云盘": ("天翼云盘", "天翼云盘同步盘"),
    "iCloud": ("iCloudDrive", "iCloud Drive", "iCloud云盘", "iCloud 云盘", "com~apple~CloudDocs"),
    "Dropbox": ("Dropbox",),
    "Google 云端硬盘": ("GoogleDrive", "Google Drive", "Google 云端硬盘", "我的云端硬盘", "My Drive"),
    "Seafile": ("Seafile", "SeaDrive"),
    "Nextcloud": ("Nextcloud", "ownCloud"),
    "Synology Drive": ("SynologyDrive", "Synology Drive"),
}
_SYNC_NAMES = {name.casefold(): service for service, names in _SYNC_FOLDERS.items() for name in names}
_SYNC_MARKS = {".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".owncloudsync.log": "Nextcloud"}
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


class RemoteKind(StrEnum):
    """What makes a place remote."""

    NETWORK = "network"
    SYNCHRONISED = "synchronised"


class RemotePlace(NamedTuple):
    """A place that other computers see; ``name`` is what users call it."""

    kind: RemoteKind
    name: str


def remote_place(path: Path) -> RemotePlace | None:
    """Return what is remote about the place of ``path``, all links followed; ``None`` for a place of its own.

    What the program keeps for this user is none, wherever the user's profile lies: nobody else uses it.
    """
    return None if path.is_relative_to(paths.data_folder()) else place_of(path)


def place_of(path: Path) -> RemotePlace | None:
    """Return what is remote about the place of ``path``, be it the program's own or not."""
    if _is_on_network(plain(str(path))):
        return RemotePlace(RemoteKind.NETWORK, "网络共享文件夹")
    service = sync_service(path, os.environ, os.path.lexists)
    return RemotePlace(RemoteKind.SYNCHRONISED, f"{service} 同步文件夹") if service else None


def is_on_share(path: str, drive_type: Callable[[str], int]) -> bool:
    r"""Return whether an absolute path of Windows leads to a share.

    ``drive_type`` says what ``X:\`` is, in the numbers of GetDriveTypeW.
    """
    if path.startswith("\\\\"):
        return not path.startswith("\\\\.\\")
    return path[1:2] == ":" and drive_type(f"{path[:2]}\\") == _DRIVE_REMOTE


def is_on_network_mount(path: str, mounts: Iterable[str]) -> bool:
    """Return whether an absolute path lies on a network file system.

    ``mounts`` are lines of ``/proc/self/mountinfo``. The root is a place of the computer's own in any case:
    one that starts from the network has no other.
    """
    longest, is_network = "/", False
    for line in mounts:
        mount, _, source = line.rstrip().partition(" - ")
        fields, kind = mount.split(" "), source.split(" ")
        point = _unescaped(fields[_MOUNT_POINT])
        # Of two at one point the later one is on top.
        if len(point) >= len(longest) and point != "/" and path.startswith(f"{point}/"):
            longest, is_network = point, _is_network_type(kind[0], kind[1])
    return is_network


def sync_service(path: PurePath, environment: Mapping[str, str], is_there: Callable[[Path], bool]) -> str:
    """Return which service synchronises the folder of ``path``, ``""`` for none that is known.

    ``is_there`` tells whether there is a file or folder.
    """
    folders = path.parents
    for variable in _SYNC_VARIABLES:
        named = environment.get(variable)
        if named and type(path)(named) in folders:
            return "OneDrive"
    for folder in folders:
        name = folder.name.casefold().partition(" - ")[0].partition(" (")[0]
        if name in _SYNC_NAMES:
            return _SYNC_NAMES[name]
    for folder in folders:
        for mark, name in _SYNC_MARKS.items():
            if is_there(Path(folder, mark)):
                return name
    return ""


def _unescaped(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point) if "\\" in point else point


def _is_network_type(kind: str, source: str) -> bool:
    return kind in _NETWORK_TYPES or (kind.startswith("fuse") and bool(re.fullmatch(_NETWORK_SOURCE, source)))


def _is_on_windows_share(path: str) -> bool:
    import ctypes  # noqa: PLC0415  # of no use elsewhere

    return is_on_share(path, vars(ctypes)["windll"].kernel32.GetDriveTypeW)


def _is_on_mount(path: str) -> bool:
    try:
        with _MOUNTS.open(encoding="utf-8", errors="surrogateescape") as lines:
            return is_on_network_mount(path, lines)
    except OSError:
        # No Linux, or one that does not tell.
        return False


_is_on_network = _is_on_windows_share if os.name == "nt" else _is_on_mount

import ctypes
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest

from perfeval_desktop import paths, remote_places
from perfeval_desktop.remote_places import (
    RemoteKind,
    RemotePlace,
    is_on_network_mount,
    is_on_share,
    remote_place,
    sync_service,
)

MOUNTS = r"""
22 1 0:21 / / rw,relatime - nfs4 server:/root rw
23 22 8:1 / /home rw,relatime shared:1 - ext4 /dev/sda1 rw
24 23 0:40 / /home/张/share rw - cifs //server/财务 rw
25 22 0:41 / /mnt/two\040words rw - nfs server:/export rw
26 22 0:42 / /mnt/stick rw - vfat /dev/sdb1 rw
27 22 0:43 / /mnt/ssh rw - fuse.sshfs someone@server: rw
28 22 0:44 / /mnt/dav rw - fuse https://dav.example/ rw
29 22 0:45 / /mnt/ntfs rw - fuseblk /dev/sdc1 rw
30 22 0:46 / /mnt/auto rw - autofs systemd-1 rw
31 30 0:47 / /mnt/auto rw - smb3 //server/x rw
32 22 0:48 / /mnt/gone rw - cifs //server/y rw
33 32 8:2 / /mnt/gone rw - ext4 /dev/sda2 rw
""".strip().splitlines()


def drives(path: str) -> int:
    """Answer as Windows does where ``Z:`` is a mapped share and ``E:`` a stick."""
    return {"Z:\\": 4, "E:\\": 2}.get(path, 3)


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        (r"\\server\share\a.perfeval", True),
        (r"Z:\绩效\a.perfeval", True),
        (r"C:\Users\a.perfeval", False),
        (r"E:\a.perfeval", False),
        (r"\\.\pipe\a", False),
        (r"a.perfeval", False),
    ],
)
def test_shares_of_windows_are_known_by_their_path_or_their_drive(path: str, *, is_remote: bool) -> None:
    assert is_on_share(path, drives) is is_remote


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        ("/home/张/a.perfeval", False),
        ("/home/张/share/单位/a.perfeval", True),
        ("/home/张/share2/a.perfeval", False),
        ("/mnt/two words/a.perfeval", True),
        ("/mnt/stick/a.perfeval", False),
        ("/mnt/ssh/a.perfeval", True),
        ("/mnt/dav/a.perfeval", True),
        ("/mnt/ntfs/a.perfeval", False),
        ("/mnt/auto/a.perfeval", True),
        ("/mnt/gone/a.perfeval", False),
        ("/srv/a.perfeval", False),
    ],
)
def test_network_file_systems_are_known_by_the_innermost_mount(path: str, *, is_remote: bool) -> None:
    assert is_on_network_mount(path, MOUNTS) is is_remote


def nowhere(_path: Path) -> bool:
    return False


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\张\OneDrive - 区财政局\a.perfeval"), "OneDrive"),
        (PureWindowsPath(r"D:\onedrive\单位\a.perfeval"), "OneDrive"),
        (PureWindowsPath(r"D:\我的坚果云\a.perfeval"), "坚果云"),
        (PureWindowsPath(r"D:\BaiduSyncdisk\a.perfeval"), "百度网盘"),
        (PureWindowsPath(r"D:\Dropbox (个人)\a.perfeval"), "Dropbox"),
        (PurePosixPath("/Users/z/Library/Mobile Documents/com~apple~CloudDocs/a.perfeval"), "iCloud"),
        (PureWindowsPath(r"D:\WPS云盘\a.perfeval"), "WPS 云盘"),
        (PureWindowsPath(r"D:\腾讯微云\a.perfeval"), "微云"),
        (PurePosixPath("/home/z/Seafile/库/a.perfeval"), "Seafile"),
        (PureWindowsPath(r"D:\单位\OneDrive.perfeval"), ""),
        (PureWindowsPath(r"D:\OneDrive 说明\a.perfeval"), ""),
    ],
)
def test_synchronised_folders_are_known_by_their_names(path: PurePath, service: str) -> None:
    assert sync_service(path, {}, nowhere) == service


@pytest.mark.parametrize(
    ("environment", "service"),
    [({"OneDriveCommercial": r"D:\云"}, "OneDrive"), ({"OneDrive": r"D:\别处", "PATH": "x"}, ""), ({}, "")],
)
def test_the_folder_of_onedrive_may_have_any_name(environment: Mapping[str, str], service: str) -> None:
    assert sync_service(PureWindowsPath(r"D:\云\单位\a.perfeval"), environment, nowhere) == service


def test_a_mark_in_any_folder_above_tells_of_a_service() -> None:
    path = PurePosixPath("/home/z/同步/单位/a.perfeval")
    assert sync_service(path, {}, lambda one: one == Path("/home/z/同步/.stfolder")) == "Syncthing"


def test_an_ordinary_folder_is_a_place_of_ones_own(tmp_path: Path) -> None:
    assert remote_place(tmp_path / "a.perfeval") is None


def test_what_is_on_the_network_is_not_looked_at_for_services(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_places, "_is_on_network", lambda _path: True)
    monkeypatch.setattr(remote_places, "sync_service", None)
    assert remote_place(tmp_path / "a.perfeval") == RemotePlace(RemoteKind.NETWORK, "网络共享文件夹")


def test_a_synchronised_folder_is_told_by_its_service(tmp_path: Path) -> None:
    place = remote_place(tmp_path / "坚果云" / "a.perfeval")
    assert place == RemotePlace(RemoteKind.SYNCHRONISED, "坚果云 同步文件夹")


def test_the_data_folder_is_nobody_elses_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "OneDrive")
    monkeypatch.setattr(remote_places, "_is_on_network", lambda _path: True)
    assert remote_place(tmp_path / "OneDrive" / "a.perfeval") is None


def test_linux_is_asked_for_its_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text("\n".join(MOUNTS), encoding="utf-8")
    monkeypatch.setattr(remote_places, "_MOUNTS", mounts)
    assert remote_places._is_on_mount("/mnt/ssh/a.perfeval")
    monkeypatch.setattr(remote_places, "_MOUNTS", tmp_path / "none")
    assert not remote_places._is_on_mount("/mnt/ssh/a.perfeval")


def test_windows_is_asked_for_the_kind_of_a_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Callable[[str], int] = drives
    kernel = SimpleNamespace(GetDriveTypeW=asked)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert remote_places._is_on_windows_share(r"Z:\a.perfeval")
    assert not remote_places._is_on_windows_share(r"C:\a.perfeval")

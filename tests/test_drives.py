import ctypes
import shutil
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from perfeval_desktop import drives
from perfeval_desktop.drives import DriveKind, drive_kind, free_bytes

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:20 / /mnt rw - tmpfs tmpfs rw
31 22 0:41 / /mnt/share\040甲 rw,relatime - cifs //server/share rw
32 22 0:42 / /home rw,relatime shared:2 master:1 - nfs4 server:/home rw
33 32 0:43 / /home/u/local rw - ext4 /dev/sdb1 rw
34 22 0:44 / /twice rw - nfs server:/x rw
35 22 0:45 / /twice rw - ext4 /dev/sdc1 rw
36 22 0:46 / /sshfs rw - fuse.sshfs me@server: rw
no line of a table
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/自评.perfeval", DriveKind.LOCAL),
        ("/mnt/share 甲", DriveKind.NETWORK),
        ("/mnt/share 甲/单位/自评.perfeval", DriveKind.NETWORK),
        ("/mnt/share 甲乙", DriveKind.LOCAL),
        ("/home/u", DriveKind.NETWORK),
        ("/home/u/local/a", DriveKind.LOCAL),
        ("/twice/a", DriveKind.LOCAL),
        ("/sshfs/a", DriveKind.NETWORK),
    ],
)
def test_on_linux_the_table_of_mounts_tells(
    path: str, kind: DriveKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(drives, "_MOUNTS", table)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.path.realpath", str)
    assert drive_kind(Path(path)) is kind


@pytest.mark.parametrize("table", [None, "", "nonsense\n"])
def test_without_a_table_nobody_can_tell(
    table: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(drives, "_MOUNTS", tmp_path / "mountinfo")
    if table is not None:
        (tmp_path / "mountinfo").write_text(table, encoding="utf-8")
    assert drive_kind(tmp_path) is DriveKind.UNKNOWN


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"\\server\share\单位", DriveKind.NETWORK),
        (r"Z:\单位", DriveKind.NETWORK),
        (r"C:\单位", DriveKind.LOCAL),
    ],
)
def test_on_windows_the_system_tells(path: str, kind: DriveKind, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"Z:\\": 4, "C:\\": 3}
    kernel32 = SimpleNamespace(GetDriveTypeW=kinds.__getitem__)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "absolute", lambda _self: PureWindowsPath(path))
    assert drive_kind(Path("any")) is kind


def test_each_kind_has_words() -> None:
    assert [kind.label for kind in DriveKind] == ["本机磁盘", "网络磁盘", "磁盘类型不明"]


def test_room_is_that_of_the_drive_even_where_the_folder_is_still_to_be_made(tmp_path: Path) -> None:
    free = free_bytes(tmp_path / "还" / "没有")
    assert free is not None
    assert free > 0


def test_where_nobody_can_tell_the_room_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(shutil, "disk_usage", refuse)
    assert free_bytes(Path("/a/b")) is None

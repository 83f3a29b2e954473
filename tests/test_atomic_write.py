import errno
import os
import socket
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from perfeval_desktop.atomic_write import Obstacle, write_atomically
from perfeval_desktop.errors import OutputError
from perfeval_desktop.temporary_files import temporary_file


class TestWriting:
    def test_the_file_holds_the_bytes_and_nothing_else_is_there(self, tmp_path: Path) -> None:
        write_atomically(tmp_path / "表.pdf", b"whole")
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"表.pdf": b"whole"}

    def test_an_earlier_file_is_replaced(self, tmp_path: Path) -> None:
        write_atomically(tmp_path / "表.pdf", b"earlier")
        write_atomically(tmp_path / "表.pdf", b"new")
        assert (tmp_path / "表.pdf").read_bytes() == b"new"

    @pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
    def test_others_may_read_what_the_umask_lets_them(self, tmp_path: Path) -> None:
        plain = tmp_path / "plain"
        plain.touch()
        write_atomically(tmp_path / "表.pdf", b"whole")
        assert (tmp_path / "表.pdf").stat().st_mode == plain.stat().st_mode

    def test_a_vanished_folder_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match=r"文件夹“.*没有”不存在或已断开，“表.pdf”没有写成。请"):
            write_atomically(tmp_path / "没有" / "表.pdf", b"whole")

    def test_a_file_where_the_folder_should_be_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "档案").touch()
        with pytest.raises(OutputError, match=r"文件夹“.*档案”不存在"):
            write_atomically(tmp_path / "档案" / "表.pdf", b"whole")

    def test_a_folder_where_the_file_should_be_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "表.pdf").mkdir()
        with pytest.raises(OutputError, match=r"表\.pdf”是一个文件夹"):
            write_atomically(tmp_path / "表.pdf", b"whole")
        assert [one.name for one in tmp_path.iterdir()] == ["表.pdf"]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("自评.perfeval", b"damaged"),
            ("自评.PERFEVAL-journal", b"what a crash has left"),
            ("自评-20260101-090000.perfeval", b"SQLite format 3\0"),
            ("自评.bak", b"SQLite format 3\0 under another name"),
        ],
    )
    def test_a_store_and_what_lies_beside_it_are_never_replaced(
        self, tmp_path: Path, name: str, content: bytes
    ) -> None:
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(OutputError, match=f"“{name}”是自评数据.*请换一个文件名"):
            write_atomically(file, b"%PDF")
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {name: content}

    def test_a_package_is_no_store_for_all_its_name(self, tmp_path: Path) -> None:
        file = tmp_path / "上报.PerfEvalX"
        file.write_bytes(b"PK")
        write_atomically(file, b"PK new")
        assert file.read_bytes() == b"PK new"
        (tmp_path / "自评.perfeval.perfevalx").write_bytes(b"SQLite format 3\0")
        with pytest.raises(OutputError, match="是自评数据"):
            write_atomically(tmp_path / "自评.perfeval.perfevalx", b"PK")

    def test_a_store_that_a_link_leads_to_is_not_replaced_either(self, tmp_path: Path) -> None:
        (tmp_path / "自评.perfeval").write_bytes(b"all there is")
        link = tmp_path / "表.pdf"
        try:
            link.symlink_to(tmp_path / "自评.perfeval")
        except OSError:
            pytest.skip("this user may not make links")
        with pytest.raises(OutputError, match="是自评数据"):
            write_atomically(link, b"%PDF")
        assert (tmp_path / "自评.perfeval").read_bytes() == b"all there is"

    @pytest.mark.parametrize(
        ("error", "sentence"),
        [
            (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足，“表.pdf”没有写入"),
            (OSError(errno.ENAMETOOLONG, "File name too long"), "文件名或路径太长。请把文件名改短"),
            (PermissionError(errno.EACCES, "Permission denied"), "可能正在其他程序中打开，或没有写入权限"),
            (OSError(errno.EIO, "Input/output error"), "Input/output error。请检查磁盘"),
            (OSError("odd"), "：odd。请检查磁盘"),
        ],
    )
    def test_a_failed_write_leaves_the_earlier_file_and_nothing_else(
        self, error: OSError, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_descriptor: int) -> NoReturn:
            raise error

        write_atomically(tmp_path / "表.pdf", b"earlier")
        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(OutputError, match=sentence) as caught:
            write_atomically(tmp_path / "表.pdf", b"new")
        assert caught.value.__cause__ is error
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"表.pdf": b"earlier"}

    def test_what_a_crash_left_in_the_folder_a_day_ago_is_removed(self, tmp_path: Path) -> None:
        with temporary_file(tmp_path) as left:
            os.utime(left, (time.time() - 90_000,) * 2)
            write_atomically(tmp_path / "表.pdf", b"whole")
            assert [one.name for one in tmp_path.iterdir()] == ["表.pdf"]

    def test_a_file_open_elsewhere_is_told_as_such(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_self: Path, _target: Path) -> NoReturn:
            raise PermissionError(errno.EACCES, "in use")

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(OutputError, match="请关闭该文件后重试"):
            write_atomically(tmp_path / "表.pdf", b"new")
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_may_not_be_looked_into_is_told_as_such(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_arguments: object) -> NoReturn:
            raise PermissionError(errno.EACCES, "no access")

        monkeypatch.setattr(os, "open", refuse)
        monkeypatch.setattr(Path, "is_dir", refuse)
        with pytest.raises(OutputError, match="没有写入权限"):
            write_atomically(tmp_path / "表.pdf", b"new")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["一"], "磁盘已满，“一”没有写。"),
        (["一", "二", "三"], "磁盘已满，“一”、“二”、“三”没有写。"),
        (["一", "二", "三", "四"], "磁盘已满，“一”、“二”、“三”等 4 个文件没有写。"),
    ],
)
def test_what_keeps_several_files_from_being_written_is_one_sentence(names: list[str], sentence: str) -> None:
    assert Obstacle("磁盘已满，", "没有写。").sentence(names) == sentence


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        # The name of a socket is short.
        made.bind(os.path.relpath(path))


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps pipes and devices out of folders")
class TestWhatIsNoFile:
    @pytest.mark.parametrize("make", [pipe, listening_socket])
    def test_it_is_refused_and_stays(
        self, make: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        target = tmp_path / "表.pdf"
        make(target)
        before = target.lstat()
        with pytest.raises(
            OutputError, match=r"^“表\.pdf”没有写入“.*”：那里同名的不是普通文件.*请换一个文件名"
        ):
            write_atomically(target, b"new")
        assert target.lstat().st_mode == before.st_mode
        assert [one.name for one in tmp_path.iterdir()] == ["表.pdf"]

    def test_a_device_is_not_replaced_not_even_through_a_link(self, tmp_path: Path) -> None:
        link = tmp_path / "表.pdf"
        link.symlink_to(os.devnull)
        with pytest.raises(OutputError, match="不是普通文件，而是设备"):
            write_atomically(link, b"new")
        assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
        assert link.is_symlink()

    def test_a_link_to_itself_is_refused(self, tmp_path: Path) -> None:
        link = tmp_path / "表.pdf"
        link.symlink_to(link)
        with pytest.raises(OutputError, match="不是普通文件"):
            write_atomically(link, b"new")


@pytest.mark.skipif(os.name != "posix", reason="on Windows an ordinary user may not make links")
class TestLinks:
    def test_what_a_link_leads_to_is_replaced_and_the_link_stays(self, tmp_path: Path) -> None:
        real, link = tmp_path / "共享" / "报表.pdf", tmp_path / "表.pdf"
        real.parent.mkdir()
        real.write_bytes(b"earlier")
        link.symlink_to(real)
        write_atomically(link, b"new")
        assert link.is_symlink()
        assert real.read_bytes() == b"new"
        assert not real.is_symlink()
        assert [one.name for one in real.parent.iterdir()] == ["报表.pdf"]

    def test_a_link_that_leads_nowhere_yet_is_written_to_where_it_leads(self, tmp_path: Path) -> None:
        (tmp_path / "表.pdf").symlink_to("报表.pdf")
        write_atomically(tmp_path / "表.pdf", b"new")
        assert (tmp_path / "报表.pdf").read_bytes() == b"new"
        assert (tmp_path / "表.pdf").is_symlink()

    def test_where_a_link_leads_is_named_when_that_is_gone(self, tmp_path: Path) -> None:
        (tmp_path / "表.pdf").symlink_to(tmp_path / "移动盘" / "报表.pdf")
        with pytest.raises(OutputError, match=r"文件夹“.*移动盘”不存在或已断开，“报表.pdf”没有写成"):
            write_atomically(tmp_path / "表.pdf", b"new")


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
class TestRights:
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
    def test_a_file_that_is_replaced_keeps_its_mode(self, mode: int, tmp_path: Path) -> None:
        path = tmp_path / "表.pdf"
        path.write_bytes(b"earlier")
        path.chmod(mode)
        write_atomically(path, b"new")
        assert stat.S_IMODE(path.stat().st_mode) == mode

    def test_owner_and_group_are_kept_where_the_system_lets_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[tuple[int, int]] = []

        def note(_path: object, owner: int, group: int) -> None:
            asked.append((owner, group))
            if owner != -1:
                raise PermissionError(errno.EPERM, "not the superuser")

        path = tmp_path / "表.pdf"
        path.write_bytes(b"earlier")
        path.chmod(0o660)
        there = path.stat()
        monkeypatch.setattr(os, "chown", note)
        write_atomically(path, b"new")
        assert asked == [(there.st_uid, there.st_gid), (-1, there.st_gid)]
        assert stat.S_IMODE(path.stat().st_mode) == 0o660

    def test_what_was_meant_for_a_group_is_not_given_to_another(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_arguments: object) -> NoReturn:
            raise PermissionError(errno.EPERM, "not in that group")

        path = tmp_path / "表.pdf"
        path.write_bytes(b"earlier")
        path.chmod(0o664)
        monkeypatch.setattr(os, "chown", refuse)
        write_atomically(path, b"new")
        assert path.read_bytes() == b"new"
        assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_windows_is_asked_about_no_modes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise AssertionError

    (tmp_path / "表.pdf").write_bytes(b"earlier")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "chmod", refuse)
    write_atomically(tmp_path / "表.pdf", b"new")
    assert (tmp_path / "表.pdf").read_bytes() == b"new"

import errno
import os
import time
from pathlib import Path
from typing import NoReturn

import pytest

from perfeval_desktop.atomic_write import write_atomically
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
        def refuse(_self: Path, *_rest: object) -> NoReturn:
            raise PermissionError(errno.EACCES, "no access")

        monkeypatch.setattr(Path, "open", refuse)
        monkeypatch.setattr(Path, "is_dir", refuse)
        with pytest.raises(OutputError, match="没有写入权限"):
            write_atomically(tmp_path / "表.pdf", b"new")

import errno
import os
import time
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.errors import ReportError
from perfeval_desktop.part_files import part_file
from perfeval_desktop.report.files import file_name, write_whole
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import filled, short_template

UNHURRIED = settings(deadline=None)

TEXTS = st.text(max_size=200) | st.text(alphabet='/\\:*?"<>|.\u0007 项😀\ud800', max_size=60)


TEMPLATE = TemplateCatalogue()["minhang-2023"]


def name_of(project: str = "项目", unit: str = "单位", department: str = "") -> str:
    """Return the name of the file of a form."""
    head = {"project": project, "implementing_unit": unit, "department": department}
    return file_name(TEMPLATE, filled(TEMPLATE, head=head))


class TestNames:
    @pytest.mark.parametrize(
        ("project", "unit", "name"),
        [
            ("智慧校园", "信息中心", "2023_信息中心_智慧校园.pdf"),
            ("运维(2021)", "信息中心", "2023_信息中心_运维(2021).pdf"),
            ("A/B:C*D?", "信息中心", "2023_信息中心_A／B：C＊D？.pdf"),
            ('"甲"<乙>|\\', "信息中心", "2023_信息中心_＂甲＂＜乙＞｜＼.pdf"),
            ("一\n二\u0007", "信息中心", "2023_信息中心_一_二_.pdf"),
            ("\u202egnp.exe", "信息中心", "2023_信息中心__gnp.exe.pdf"),
            ("项目. . ", " 信息中心. ", "2023_信息中心_项目.pdf"),
            ("CON", "NUL", "2023_NUL_CON.pdf"),
            ("", "", "2023_未填单位_未填项目.pdf"),
            ("...", "", "2023_未填单位_未填项目.pdf"),
        ],
    )
    def test_name(self, project: str, unit: str, name: str) -> None:
        assert name_of(project, unit) == name

    def test_without_a_unit_the_department_stands_in(self) -> None:
        assert name_of(unit="", department="教育局") == "2023_教育局_项目.pdf"

    def test_a_form_about_no_project_is_called_by_its_title(self) -> None:
        template = short_template(
            'title = "部门整体自评表"\n[[blocks]]\ntype = "fields"\ncolumns = "department"'
        )
        form = filled(template, fields={"department": "教育局"}, year=2022)
        assert file_name(template, form) == "2022_教育局_部门整体自评表.pdf"

    def test_a_long_unit_leaves_room_for_the_project(self) -> None:
        assert name_of("智慧校园", "局" * 500) == f"2023_{'局' * 30}_智慧校园.pdf"

    @UNHURRIED
    @given(TEXTS, TEXTS)
    def test_every_name_can_stand_on_every_system(self, project: str, unit: str) -> None:
        name = name_of(project, unit)
        stem = name.removesuffix(".pdf")
        assert len(name) <= 120
        assert len(name.encode()) <= 240
        assert stem.startswith("2023_")
        assert stem != name
        assert not set(name) & set('/\\:*?"<>|')
        assert all(
            character.isprintable() or character == "\u3000" or character.isspace() for character in name
        )
        assert not stem.endswith((".", " "))


class TestWriting:
    def test_the_file_holds_the_bytes_and_nothing_else_is_there(self, tmp_path: Path) -> None:
        write_whole(tmp_path / "表.pdf", b"whole")
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"表.pdf": b"whole"}

    def test_an_earlier_file_is_replaced(self, tmp_path: Path) -> None:
        write_whole(tmp_path / "表.pdf", b"earlier")
        write_whole(tmp_path / "表.pdf", b"new")
        assert (tmp_path / "表.pdf").read_bytes() == b"new"

    @pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
    def test_others_may_read_what_the_umask_lets_them(self, tmp_path: Path) -> None:
        plain = tmp_path / "plain"
        plain.touch()
        write_whole(tmp_path / "表.pdf", b"whole")
        assert (tmp_path / "表.pdf").stat().st_mode == plain.stat().st_mode

    def test_a_vanished_folder_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ReportError, match=r"文件夹“.*没有”不存在或已断开，“表.pdf”没有写成。请"):
            write_whole(tmp_path / "没有" / "表.pdf", b"whole")

    def test_a_file_where_the_folder_should_be_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "档案").touch()
        with pytest.raises(ReportError, match=r"文件夹“.*档案”不存在"):
            write_whole(tmp_path / "档案" / "表.pdf", b"whole")

    def test_a_folder_where_the_file_should_be_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "表.pdf").mkdir()
        with pytest.raises(ReportError, match=r"表\.pdf”是一个文件夹"):
            write_whole(tmp_path / "表.pdf", b"whole")
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

        write_whole(tmp_path / "表.pdf", b"earlier")
        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(ReportError, match=sentence) as caught:
            write_whole(tmp_path / "表.pdf", b"new")
        assert caught.value.__cause__ is error
        assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"表.pdf": b"earlier"}

    def test_what_a_crash_left_in_the_folder_a_day_ago_is_removed(self, tmp_path: Path) -> None:
        with part_file(tmp_path) as left:
            os.utime(left, (time.time() - 90_000,) * 2)
            write_whole(tmp_path / "表.pdf", b"whole")
            assert [one.name for one in tmp_path.iterdir()] == ["表.pdf"]

    def test_a_file_open_elsewhere_is_told_as_such(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_self: Path, _target: Path) -> NoReturn:
            raise PermissionError(errno.EACCES, "in use")

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(ReportError, match="请关闭该文件后重试"):
            write_whole(tmp_path / "表.pdf", b"new")
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_may_not_be_looked_into_is_told_as_such(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_self: Path, *_rest: object) -> NoReturn:
            raise PermissionError(errno.EACCES, "no access")

        monkeypatch.setattr(Path, "open", refuse)
        monkeypatch.setattr(Path, "is_dir", refuse)
        with pytest.raises(ReportError, match="没有写入权限"):
            write_whole(tmp_path / "表.pdf", b"new")

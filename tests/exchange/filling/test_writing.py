"""The filled blank is a file of its own, there whole or not at all; what is told of it."""

import errno
import os
from pathlib import Path

import pytest

from blank_files import GROUPS, PLAIN, job, read_back, word_blank
from perfeval_desktop.errors import OutputError
from perfeval_desktop.exchange.filling.writing import fill_into, report_lines, summary


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return word_blank(tmp_path / "空表.docx", PLAIN)


def test_a_file_is_written_beside_the_blank(blank: Path) -> None:
    before, target = blank.read_bytes(), blank.with_name("填好.docx")
    result = fill_into(blank, target, *job())
    assert target.read_bytes() == result.data
    assert blank.read_bytes() == before
    assert len(read_back(target).transcript.indicators) == 7


def test_the_blank_is_never_written_over(blank: Path) -> None:
    before = blank.read_bytes()
    with pytest.raises(OutputError, match="就是空表本身"):
        fill_into(blank, blank.parent / ".." / blank.parent.name / blank.name, *job())
    assert blank.read_bytes() == before


def test_the_name_must_end_as_the_blank_does(blank: Path) -> None:
    with pytest.raises(OutputError, match=r"扩展名应为 \.docx"):
        fill_into(blank, blank.with_suffix(".xlsx"), *job())


def test_a_full_disk_leaves_the_file_of_before(blank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = blank.with_name("填好.docx")
    target.write_bytes(b"before")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="磁盘空间不足"):
        fill_into(blank, target, *job())
    assert target.read_bytes() == b"before"
    assert sorted(one.name for one in blank.parent.iterdir()) == ["填好.docx", "空表.docx"]


def test_what_came_of_it_is_told_in_sentences(tmp_path: Path) -> None:
    drawing = PLAIN.replace("（    年度）", "（2022年度）").replace(
        "| 项目名称 | < |  |", "| 项目名称 | < | 去年/的项目 |"
    )
    blank = word_blank(tmp_path / "空表.docx", drawing)
    result = fill_into(blank, tmp_path / "填好.docx", *job("yunnan-14"))
    assert summary(result) == f"填入 {result.written} 格，2 处没有填进去。"
    assert list(report_lines(result)) == [
        "空表上印的是 2022 年度，这张自评表是 2023 年度，空表上的年度没有改动。",
        "空表的金额单位是“万元”，金额已从“元”换算。",
        "没有填入（空表里没有位置）：部门：滇平县教育体育局",
        "没有填入（空表里没有位置）：自评等级：优",
        "原有“去年 的项目”，改为：第 1 个表格第 1 行第 2 格：乡村小规模学校课后服务补助",
    ]


def test_a_form_that_has_room_for_all_is_told_so(tmp_path: Path) -> None:
    drawing = GROUPS.replace("填表人：", "| 评分等级 | < | < | < | < | < |  | < | < |\n填表人：")
    result = fill_into(word_blank(tmp_path / "空表.docx", drawing), tmp_path / "填好.docx", *job())
    assert summary(result) == "填入 81 格，内容全部填进了空表。"
    assert read_back(tmp_path / "填好.docx").transcript.grade == "优"

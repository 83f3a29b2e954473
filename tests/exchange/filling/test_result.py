"""What became of a blank is told in sentences."""

from pathlib import Path

import pytest

from blank_files import GROUPS, PLAIN, job, read_back, word_blank
from perfeval_desktop.exchange.filling.result import report_lines, suffix_of, summary
from perfeval_desktop.exchange.filling.writing import fill_into


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


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.docx", ".docx"), ("a.DOCM", ".docm"), ("a.doc", ".docx"), ("a.wps", ".docx"), ("a.xls", ".xlsx")],
)
def test_old_formats_end_as_those_of_today(name: str, suffix: str) -> None:
    assert suffix_of(Path(name)) == suffix

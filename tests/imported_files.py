"""Files that are imported in tests, and how they are read."""

from pathlib import Path

from command_line import CATALOGUE
from office_files import docx, p, tbl, tc, tr
from perfeval_desktop.importing.contents import Reading

READING = Reading(CATALOGUE, 2026)
HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
ROW = ("产出指标", "数量指标", "场次", "≥10场", "12场", "90", "90")


def word_file(folder: Path, *lines: str) -> Path:
    table = tbl(*(tr(*map(tc, row)) for row in (HEADS, ROW)))
    head = "".join(map(p, ("项目支出绩效自评表", "项目名称：培训", *lines)))
    return docx(folder / "表.docx", head + table)

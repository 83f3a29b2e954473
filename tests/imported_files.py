"""Files that are imported in tests, and how they are read."""

from pathlib import Path

from command_line import CATALOGUE
from office_files import docx, p, tbl, tc, tr
from perfeval_desktop.importing.contents import Reading

READING = Reading(CATALOGUE, 2026)
HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
# Most rows write their level-1 name, one does not.
IN_DOUBT = (
    ("产出指标", "数量指标", "场次", "≥10场", "12场", "50", "50"),
    ("", "质量指标", "合格率", "≥95%", "97%", "20", "20"),
    ("效益指标", "社会效益指标", "知晓率", "≥80%", "82%", "20", "20"),
)
ROW = ("产出指标", "数量指标", "场次", "≥10场", "12场", "90", "90")


def word_file(
    folder: Path,
    *lines: str,
    rows: tuple[tuple[str, ...], ...] = (ROW,),
    name: str = "表.docx",
    project: str = "培训",
) -> Path:
    """Write a Word document with a form: lines of text, then indicators."""
    table = tbl(*(tr(*map(tc, row)) for row in (HEADS, *rows)))
    head = "".join(map(p, ("项目支出绩效自评表", f"项目名称：{project}", *lines)))
    return docx(folder / name, head + table)

"""Blanks as files of Word and Excel, drawn as text, and forms to fill them with."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

from drawn_sheets import drawn
from office_files import p, relations, tbl, tc, tr, zipped
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.filling.filled import filled
from perfeval_desktop.exchange.filling.result import Filled
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.sheet import Cell
from perfeval_desktop.exchange.worksheet_grid import column_letters
from perfeval_desktop.samples import samples
from perfeval_desktop.templates import TemplateCatalogue

HEAD = """
附件1
项目支出绩效自评表
（    年度）
| 项目名称 | < |  | < | < | < | < | < | < |
| 主管部门 | < |  | < | < | 实施单位 | < |  | < |
| 项目资金/（万元） | < |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | < | 年度资金总额 |  |  |  | 10 |  |  |
| ^ | < | 其中：当年财政拨款 |  |  |  | — |  | — |
| ^ | < | 上年结转资金 |  |  |  | — |  | — |
| ^ | < | 其他资金 |  |  |  | — |  | — |
| 年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < | < |
| ^ | （请填写年初设定的目标） | < | < | （请填写） | < | < | < | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
"""
TAIL = """| 总分 | < | < | < | < | < | 100 |  |  |
填表人：            联系电话：              填报日期：    年   月   日
单位负责人（签字）：
"""
FREE_LINE = "| ^ |  |  |  |  |  |  |  |  |\n"
# A blank with three free lines, and one with the names of the levels, merged, and places for the others.
PLAIN = HEAD + 3 * FREE_LINE + TAIL
GROUPS = (
    HEAD
    + """| ^ | 产出指标 | 数量指标 | 指标1： |  |  |  |  |  |
| ^ | ^ | ^ | 指标2： |  |  |  |  |  |
| ^ | ^ | 质量指标 | 指标1： |  |  |  |  |  |
| ^ | ^ | 时效指标 | …… |  |  |  |  |  |
| ^ | ^ | 成本指标 |  |  |  |  |  |  |
| ^ | 效益指标 | 社会效益指标 |  |  |  |  |  |  |
| ^ | ^ | 可持续影响指标 |  |  |  |  |  |  |
| ^ | 满意度指标 | 服务对象满意度指标 |  |  |  |  |  |  |
"""
    + TAIL
)


@cache
def job(name: str = "national-2020") -> tuple[Template, Form]:
    """Return the sample of a name with its template."""
    templates = TemplateCatalogue()
    sample = next(one for one in samples() if one.name == name)
    return templates[sample.template], sample.form(templates)


def with_goal(text: str) -> tuple[Template, Form]:
    """Return the usual sample with another promise."""
    template, form = job()
    assert template.goals is not None
    place = Place(template.goals.key, ONLY, template.goals.by_role[Role.EXPECTED_GOAL].key)
    return template, form.with_text(place, text)


def filled_file(blank: Path, template: Template, form: Form) -> tuple[Filled, Path]:
    """Return what became of a blank, and the file beside it that it is written to."""
    result = filled(blank, template, form)
    target = blank.with_name(f"填好{blank.suffix}")
    target.write_bytes(result.data)
    return result, target


def read_back(file: Path) -> Recognised:
    """Return the form in a file, read as a stranger's."""
    ((_, found),) = forms_in(file).forms
    return found


Change = Callable[[str], str]


def word_blank(
    path: Path, drawing: str, *, change: Change = str, extra: Mapping[str, str | bytes] | None = None
) -> Path:
    """Write a document with what is drawn; ``change`` edits its XML, ``extra`` are further parts."""
    body = ""
    for is_paragraph, group in groupby(_rows(drawing), lambda row: row[0][0].is_paragraph):
        rows = list(group)
        if is_paragraph:
            body += "".join(p(cell.text) for row in rows for cell, _ in row)
        else:
            body += tbl(*(tr(*(_tc(cell, is_first=is_first) for cell, is_first in row)) for row in rows))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = change(f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": document,
    }
    return zipped(path, {**parts, **(extra or {})})


def excel_blank(
    path: Path,
    drawing: str,
    *,
    change: Change = str,
    book: Change = str,
    extra: Mapping[str, str | bytes] | None = None,
) -> Path:
    """Write a workbook with what is drawn; ``change`` edits the XML of its sheet, ``book`` of the rest."""
    rows, merges = "", ""
    for number, row in enumerate(_rows(drawing), 1):
        cells = ""
        for cell, is_first in row:
            at = f"{column_letters(cell.column)}{number}"
            if is_first and cell.text:
                text = cell.text.replace("\n", "&#10;")
                cells += f'<c r="{at}" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
            else:
                cells += f'<c r="{at}" s="1"/>'
            if is_first and not cell.is_paragraph and (cell.rows, cell.columns) != (1, 1):
                last = f"{column_letters(cell.column + cell.columns - 1)}{number + cell.rows - 1}"
                merges += f'<mergeCell ref="{at}:{last}"/>'
        rows += f'<row r="{number}">{cells}</row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = f'xmlns="{main}" xmlns:r="{office}"'
    sheet = f"<worksheet {names}><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    workbook = f'<workbook {names}><sheets><sheet name="自评表" sheetId="7" r:id="one"/></sheets></workbook>'
    plain = '<xf numFmtId="0"/>'
    styles = f'<cellXfs>{plain}{plain}<xf numFmtId="2"><protection locked="0"/></xf></cellXfs>'
    parts = {
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": book(workbook),
        "xl/_rels/workbook.xml.rels": relations(one="worksheets/sheet1.xml", styles="styles.xml"),
        "xl/styles.xml": f"<styleSheet {names}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": change(sheet),
    }
    return zipped(path, {**parts, **(extra or {})})


def _rows(drawing: str) -> list[list[tuple[Cell, bool]]]:
    """Return the cells of each row, and whether each begins in it."""
    sheet = drawn(drawing)
    return [
        [
            (cell, cell.row == row)
            for cell in sorted(sheet.cells, key=lambda one: one.column)
            if cell.row <= row < cell.row + cell.rows
        ]
        for row in range(sheet.height)
    ]


def _tc(cell: Cell, *, is_first: bool) -> str:
    merge = "" if cell.rows == 1 else f'<w:vMerge w:val="{"restart" if is_first else "continue"}"/>'
    span = "" if cell.columns == 1 else f'<w:gridSpan w:val="{cell.columns}"/>'
    lines = cell.text.split("\n") if is_first else [""]
    return tc("".join(p(line) for line in lines), span + merge)

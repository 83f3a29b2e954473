"""Texts in the cells of a document of Word, with the looks that are there, and rows that are added."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from blank_files import GROUPS, PLAIN, Change, filled_file, job, read_back, with_goal, word_blank
from office_files import relations
from perfeval_desktop.domain.form import RowId
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.filling.filled import filled

NAME = '<w:tc><w:tcPr><w:gridSpan w:val="7"/></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:t></w:t></w:r></w:p></w:tc>'
PROJECT = "基层医疗卫生机构设备更新"
YEAR = "<w:p><w:pPr></w:pPr><w:r><w:t>（    年度）</w:t></w:r></w:p>"
SETTINGS = "word/_rels/document.xml.rels"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_cell(content: str) -> Change:
    """Return the change that puts something else in the cell of the project's name."""
    return lambda xml: xml.replace(NAME, f'<w:tc><w:tcPr><w:gridSpan w:val="7"/></w:tcPr>{content}</w:tc>')


def with_year(content: str) -> Change:
    """Return the change that has other paragraphs in the place of the line of the year."""
    return lambda xml: xml.replace(YEAR, content)


def document_of(file: Path) -> str:
    return zipfile.ZipFile(file).read("word/document.xml").decode()


def cell_of(file: Path) -> str:
    """Return the cell of the project's name, without the properties that it had before."""
    document = document_of(file)
    start = document.index("项目名称</w:t>")
    cell = document[document.index("<w:tc>", start) : document.index("</w:tr>", start)]
    return cell.replace('<w:tcPr><w:gridSpan w:val="7"/></w:tcPr>', "").replace(' xml:space="preserve"', "")


def filled_with(tmp_path: Path, change: Change, drawing: str = GROUPS) -> Path:
    _, file = filled_file(word_blank(tmp_path / "空表.docx", drawing, change=change), *job())
    return file


def test_only_the_document_changes(tmp_path: Path) -> None:
    extra: dict[str, str | bytes] = {"word/header1.xml": "<w:hdr/>", "word/media/a.png": bytes(range(256))}
    blank = word_blank(tmp_path / "空表.docx", PLAIN, extra=extra)
    _, file = filled_file(blank, *job())
    before, after = zipfile.ZipFile(blank), zipfile.ZipFile(file)
    assert before.namelist() == after.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/document.xml"]


# -- all of a cell -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # The looks of what stands there, else of the end of the paragraph.
        (
            (
                "<w:p><w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>x</w:t></w:r>"
                '<w:r><w:rPr><w:i/><w:rPrChange w:id="1"/></w:rPr><w:t>XX</w:t></w:r></w:p>'
            ),
            "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>TEXT</w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:tab/></w:r></w:p>",
            "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>TEXT</w:t></w:r></w:p>",
        ),
        # An empty run that was left has the looks of the text that was in it.
        (
            "<w:p><w:r><w:rPr><w:i/></w:rPr></w:r></w:p>",
            "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>TEXT</w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>XX</w:t></w:r></w:p>",
            "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>TEXT</w:t></w:r></w:p>",
        ),
        # What was changed and noted.
        (
            (
                "<w:p><w:del><w:r><w:rPr><w:b/></w:rPr><w:delText>旧</w:delText></w:r></w:del>"
                "<w:ins><w:r><w:rPr><w:i/></w:rPr><w:t>XX</w:t></w:r></w:ins></w:p>"
            ),
            "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>TEXT</w:t></w:r></w:p>",
        ),
        # Comments, bookmarks and pictures stay.
        (
            (
                '<w:p><w:bookmarkStart w:id="1"/><w:r><w:t>XX</w:t></w:r><w:bookmarkEnd w:id="1"/>'
                "<w:r><w:t>x</w:t><w:drawing/></w:r></w:p>"
            ),
            (
                '<w:p><w:bookmarkStart w:id="1"/><w:r><w:t>TEXT</w:t></w:r><w:bookmarkEnd w:id="1"/>'
                "<w:r><w:drawing/></w:r></w:p>"
            ),
        ),
        # One paragraph is left, with the content control that it stands in.
        (
            "<w:p/><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt><w:p/>",
            "<w:p><w:r><w:t>TEXT</w:t></w:r></w:p>",
        ),
        (
            (
                "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding/><w:text/></w:sdtPr><w:sdtContent>"
                "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>请输入</w:t></w:r></w:p><w:p/></w:sdtContent></w:sdt>"
            ),
            (
                "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>"
                "<w:p><w:r><w:t>TEXT</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        ),
        (
            (
                "<w:p><w:sdt><w:sdtPr><w:rPr><w:i/></w:rPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                "<w:r><w:t>请输入</w:t></w:r><w:r><w:t>x</w:t><w:drawing/></w:r></w:sdtContent></w:sdt>"
                "<w:r><w:t>。</w:t></w:r></w:p>"
            ),
            (
                "<w:p><w:sdt><w:sdtPr><w:rPr><w:i/></w:rPr></w:sdtPr><w:sdtContent>"
                "<w:r><w:rPr><w:i/></w:rPr><w:t>TEXT</w:t></w:r><w:r><w:drawing/></w:r></w:sdtContent></w:sdt></w:p>"
            ),
        ),
        # A cell that no program would write.
        ("", "<w:p><w:r><w:t>TEXT</w:t></w:r></w:p>"),
    ],
)
def test_a_text_takes_the_place_of_what_stood_there(tmp_path: Path, before: str, after: str) -> None:
    file = filled_with(tmp_path, with_cell(before))
    assert cell_of(file) == f"<w:tc>{after.replace('TEXT', PROJECT)}</w:tc>"
    assert read_back(file).transcript.fields["项目名称"] == PROJECT


def test_each_line_is_a_paragraph_like_the_first_one(tmp_path: Path) -> None:
    centred = '<w:pPr><w:jc w:val="center"/><w:sectPr/></w:pPr>'
    prompt = "<w:p><w:pPr></w:pPr><w:r><w:t>（请填写年初设定的目标）</w:t></w:r></w:p>"
    blank = word_blank(
        tmp_path / "空表.docx",
        GROUPS,
        change=lambda xml: xml.replace(prompt, prompt.replace("<w:pPr></w:pPr>", centred)).replace(
            "（请填写）</w:t></w:r></w:p>", "（请填写）</w:t></w:r></w:p><w:tbl><w:tr/></w:tbl>"
        ),
    )
    _, file = filled_file(blank, *with_goal("第一段\n\n第二段\x0b"))
    document = document_of(file)
    start = document.index(centred)
    assert (
        re.sub("<[^>]*>", "|", document[start : document.index("</w:tc>", start)]).replace("|", "")
        == "第一段第二段"
    )
    assert document.count('<w:jc w:val="center"/>') == 3
    assert document.count("<w:sectPr/>") == 1
    assert read_back(file).transcript.goals[0]["expected"] == "第一段\n第二段"


def test_a_content_control_around_a_cell_is_filled(tmp_path: Path) -> None:
    cell = NAME.replace("<w:t></w:t>", "<w:t>单击此处输入文字。</w:t>")
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{cell}</w:sdtContent></w:sdt>"
    file = filled_with(tmp_path, lambda xml: xml.replace(NAME, control))
    assert read_back(file).transcript.fields["项目名称"] == PROJECT
    assert "showingPlcHdr" not in document_of(file)
    assert "单击此处" not in document_of(file)


def test_lines_without_looks_are_plain(tmp_path: Path) -> None:
    prompt = "<w:p><w:pPr></w:pPr><w:r><w:t>（请填写年初设定的目标）</w:t></w:r></w:p>"
    blank = word_blank(tmp_path / "空表.docx", GROUPS, change=lambda xml: xml.replace(prompt, "<w:p/>"))
    _, file = filled_file(blank, *with_goal("甲\n乙"))
    assert "甲</w:t></w:r></w:p><w:p><w:r>" in document_of(file)


def test_a_content_control_that_is_locked_is_left_and_told(tmp_path: Path) -> None:
    lock = '<w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr>'
    locked = f"<w:sdt>{lock}<w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    result = filled(word_blank(tmp_path / "空表.docx", GROUPS, change=with_cell(locked)), *job())
    assert [(one.text, one.reason) for one in result.left if one.reason] == [
        (PROJECT, "那里的内容控件不许改动")
    ]


# -- a part of a cell ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            (
                "<w:r><w:t>（</w:t></w:r><w:r><w:rPr><w:u/></w:rPr><w:t>  </w:t></w:r>"
                "<w:r><w:t>年度）</w:t></w:r>"
            ),
            "<w:r><w:t>（</w:t></w:r><w:r><w:rPr><w:u/></w:rPr><w:t>2023</w:t></w:r><w:r><w:t>年度）</w:t></w:r>",
        ),
        # No room between the brackets.
        ("<w:r><w:t>（年度）</w:t></w:r>", "<w:r><w:t>（2023年度）</w:t></w:r>"),
        ("<w:r><w:t>20</w:t><w:t>XX年度</w:t></w:r>", "<w:r><w:t>2023</w:t><w:t>年度</w:t></w:r>"),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>（</w:t><w:tab/><w:t>年度）</w:t></w:r>",
            None,
        ),
        (
            "<w:r><w:ptab/><w:t>（ 年度）</w:t><w:cr/></w:r>",
            "<w:r><w:ptab/><w:t>（2023年度）</w:t><w:cr/></w:r>",
        ),
    ],
)
def test_the_year_is_put_where_it_is_left_open(tmp_path: Path, before: str, after: str | None) -> None:
    file = filled_with(tmp_path, with_year(f"<w:p>{before}</w:p>"))
    document = document_of(file).replace(' xml:space="preserve"', "")
    if after is not None:
        assert f"<w:p>{after}</w:p>" in document
    assert read_back(file).transcript.fiscal_year == "2023"


def test_a_number_before_the_paragraph_is_no_part_of_its_text(tmp_path: Path) -> None:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    text = "填表人：            联系电话：              填报日期：    年   月   日"
    blank = word_blank(
        tmp_path / "空表.docx",
        GROUPS,
        change=lambda xml: xml.replace(
            f"<w:p><w:pPr></w:pPr><w:r><w:t>{text}", f"<w:p>{numbered}<w:r><w:t>填报日期：__年__月__日"
        ),
        extra={SETTINGS: relations(numbering="numbering.xml"), "word/numbering.xml": numbering},
    )
    _, file = filled_file(blank, *job("hubei-20-80"))
    assert "填报日期：2024年3月15日</w:t>" in document_of(file)


def test_a_text_behind_its_label_leaves_room_for_the_next_one(tmp_path: Path) -> None:
    line = "单位名称：＿＿＿＿＿＿＿＿＿＿＿＿填报日期：            单位负责人（签字）："
    result, file = filled_file(
        word_blank(tmp_path / "空表.docx", GROUPS.replace("单位负责人（签字）：", line)), *job("hubei-20-80")
    )
    text = re.sub("<[^>]*>", "", document_of(file))
    assert "单位名称：江渡区公路养护中心      填报日期：" in text
    assert "单位名称" not in {one.place for one in result.left}


def test_a_text_that_cannot_be_found_again_is_left(tmp_path: Path) -> None:
    # The end of the first paragraph was deleted: both are one.
    deleted = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>（  </w:t></w:r></w:p>"
    change = with_year(f"{deleted}<w:p><w:r><w:t>年度）</w:t></w:r></w:p>")
    result = filled(word_blank(tmp_path / "空表.docx", GROUPS, change=change), *job())
    assert [(one.text, one.reason) for one in result.left if one.reason] == [
        ("2023", "空表那里的文字没有对上")
    ]


def test_nothing_is_put_before_the_first_text(tmp_path: Path) -> None:
    change = with_year("<w:p><w:r><w:tab/></w:r><w:r><w:t>年度</w:t></w:r></w:p>")
    result = filled(word_blank(tmp_path / "空表.docx", GROUPS, change=change), *job())
    assert [one.reason for one in result.left if one.reason] == ["空表那里的文字没有对上"]


BOXES = {
    "paragraphs": (
        "<w:r><w:t>□持续性项目</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>□新增性项目</w:t></w:r>",
        "<w:t>☑持续性项目</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>□新增性项目</w:t>",
    ),
    "text": ("<w:r><w:t>□持续性项目 □新增性项目</w:t></w:r>", "<w:t>☑持续性项目 □新增性项目</w:t>"),
    "symbol": (
        (
            '<w:r><w:sym w:font="Wingdings" w:char="00A8"/><w:t>持续性项目 </w:t></w:r>'
            '<w:r><w:sym w:font="Wingdings" w:char="00FE"/><w:t>新增性项目</w:t></w:r>'
        ),
        "<w:r><w:t>☑</w:t><w:t>持续性项目 </w:t></w:r><w:r><w:t>□</w:t><w:t>新增性项目</w:t></w:r>",
    ),
    "field": (
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox>'
            '</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/>'
            "</w:r><w:r><w:t>持续性项目</w:t></w:r>"
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
            '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>新增性项目</w:t></w:r>'
        ),
        '<w:default w:val="0"/><w:checked w:val="1"/>',
    ),
    "control": (
        (
            '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="urn:w14"><w14:checked w14:val="0"/>'
            "</w14:checkbox></w:sdtPr>"
            "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent>"
            "</w:sdt><w:r><w:t>持续性项目 □新增性项目</w:t></w:r>"
        ),
        '<w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☑</w:t>',
    ),
}


@pytest.mark.parametrize("kind", BOXES)
def test_boxes_of_every_kind_are_ticked(tmp_path: Path, kind: str) -> None:
    before, after = BOXES[kind]
    drawing = GROUPS.replace("| 主管部门 |", "| 项目属性 | < | BOXES | < | < | < | < | < | < |\n| 主管部门 |")
    _, file = filled_file(
        word_blank(
            tmp_path / "空表.docx",
            drawing,
            change=lambda xml: xml.replace("<w:r><w:t>BOXES</w:t></w:r>", before),
        ),
        *job("hubei-20-80"),
    )
    assert after in document_of(file).replace(' xml:space="preserve"', "")
    text = read_back(file).transcript.fields["项目属性"]
    assert "☑持续性项目" in text
    assert "☑新增性项目" not in text


# -- rows that are added -------------------------------------------------------------------------------------


def test_what_may_not_stand_in_a_document_twice_is_not_copied(tmp_path: Path) -> None:
    marks = (
        '<w:p w14:paraId="0A" xmlns:w14="urn:w14"><w:bookmarkStart w:id="1" w:name="b"/>'
        '<w:bookmarkEnd w:id="1"/>'
        '<w:commentRangeStart w:id="2"/><w:commentRangeEnd w:id="2"/>'
        '<w:r><w:commentReference w:id="2"/></w:r>'
        '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent/></w:sdt></w:p>'
    )
    # The last free line, whose copies follow.
    lines = PLAIN.replace(
        "| ^ |  |  |  |  |  |  |  |  |\n| 总分", "| ^ |  |  |  |  |  |  |  | MARK |\n| 总分"
    )
    file = filled_with(
        tmp_path,
        lambda xml: xml.replace("<w:p><w:pPr></w:pPr><w:r><w:t>MARK</w:t></w:r></w:p>", marks).replace(
            "<w:trPr></w:trPr>", '<w:trPr><w:trHeight w:hRule="exact" w:val="9"/></w:trPr>'
        ),
        lines,
    )
    document = document_of(file)
    assert len(read_back(file).transcript.indicators) == 7
    for once in ('w14:paraId="0A"', "<w:bookmarkStart", "<w:commentReference", '<w:id w:val="7"/>'):
        assert document.count(once) == 1
    # Rows that were written in may grow; others are as they were.
    assert document.count('w:hRule="atLeast"') > document.count('w:hRule="exact"') > 0


def test_cells_that_rows_share_reach_on_over_those_that_are_added(tmp_path: Path) -> None:
    lines = """| ^ | 产出指标 |  |  |  |  | 9 |  |  |
| ^ | ^ |  |  |  |  | ^ |  |  |
"""
    from_blank = PLAIN.replace(3 * "| ^ |  |  |  |  |  |  |  |  |\n", lines)
    _, file = filled_file(word_blank(tmp_path / "空表.docx", from_blank), *job())
    rows = read_back(file).transcript.indicators
    assert [row["一级指标"] for row in rows] == 4 * ["产出指标"] + 2 * ["效益指标"] + ["满意度指标"]
    assert [row["二级指标"] for row in rows][:4] == ["数量指标", "质量指标", "时效指标", "成本指标"]
    assert [row["分值"] for row in rows][2:] == ["10", "5", "20", "10", "10"]


def test_a_table_without_properties_of_cells_takes_rows(tmp_path: Path) -> None:
    file = filled_with(
        tmp_path,
        lambda xml: xml.replace("<w:tcPr></w:tcPr>", ""),
        # A column at the left that nothing heads, and no cell of it reaches down.
        PLAIN.replace("| ^ |  |  |", "|  |  |  |"),
    )
    assert len(read_back(file).transcript.indicators) == 7


# -- protection ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("protection", "is_refused"),
    [
        ('<w:documentProtection w:edit="forms" w:enforcement="1"/>', True),
        ('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>', False),
        ('<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>', False),
        ("", False),
    ],
)
def test_a_document_that_may_not_be_typed_in_is_refused(
    tmp_path: Path,
    protection: str,
    is_refused: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    extra = {
        SETTINGS: relations(settings="settings.xml"),
        "word/settings.xml": f"<w:settings {W}>{protection}</w:settings>",
    }
    blank = word_blank(tmp_path / "空表.docx", GROUPS, extra=extra)
    if is_refused:
        with pytest.raises(ImportFileError, match="请在 Word 或 WPS 的“审阅”里停止保护"):
            filled(blank, *job())
    else:
        assert filled(blank, *job()).written > 50


# -- other kinds of blanks -----------------------------------------------------------------------------------

UNDER_GOALS = """
2023年度公路养护项目自评表
| 项目名称 | < |  | < | < | < |
| 目标一 | 一级指标 | 二级指标 | 三级指标 | 年初目标值(A) | 实际完成值(B) |
| 年度绩效目标1（40分） | 产出指标 | 数量指标 |  |  |  |
| ^ | ^ | 质量指标 |  |  |  |
| 年度绩效目标2（40分） | 产出指标 | 数量指标 |  |  |  |
| 总分 | < | < | < | < | 100 |
"""


def test_indicators_stay_under_their_goals(tmp_path: Path) -> None:
    template, form = job("hubei-20-80")
    grid = template.grid
    assert grid is not None
    assert template.goals is not None
    rows = form.rows(grid.key)
    goals = form.rows(template.goals.key)
    second = replace(goals[0], id=RowId("g2")).with_text("expected_goal", "路面整洁。")
    own = (rows[0], replace(rows[1], parent=RowId("g2")), replace(rows[2], parent=RowId("g2")))
    form = form.with_rows(template.goals.key, (*goals, second)).with_rows(grid.key, own)
    _, file = filled_file(word_blank(tmp_path / "空表.docx", UNDER_GOALS), template, form)
    found = read_back(file).transcript
    assert [goal["expected"] for goal in found.goals] == [goals[0].text("expected_goal"), "路面整洁。"]
    names = [row.text("level3") for row in own]
    assert [row["三级指标"] for row in found.indicators] == names
    assert '年度绩效目标2（40分）</w:t><w:br/><w:t xml:space="preserve">路面整洁。' in document_of(file)

from pathlib import Path

import docx as python_docx
import pytest

from office_files import docx, p, rows_of, tbl, tc, tr, zipped
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers.docx import read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "自评表.docx"


def texts(path: Path, body: str, numbering: str = "") -> list[list[str]]:
    (sheet,) = read(docx(path, body, numbering))
    return rows_of(sheet)


def run(content: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr>{content}</w:r></w:p>"


def test_what_another_program_wrote_is_read_in_one_order(path: Path) -> None:
    made = python_docx.Document()
    made.add_paragraph("绩效自评表")
    table = made.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "示例项目"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "指标"
    table.cell(1, 1).text = "第一段"
    table.cell(1, 1).add_paragraph("第二段")
    made.add_paragraph("填表人：某人")
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.save(str(path))
    (sheet,) = read(path)
    assert rows_of(sheet) == [
        ["绩效自评表"],
        ["", "示例项目 1×2"],
        ["指标 2×1", "第一段\n第二段", ""],
        ["", ""],
        ["填表人：某人"],
    ]
    assert sheet.name == "自评表"
    assert sheet.tables == (range(1, 4),)
    assert [cell.place for cell in sheet.cells if cell.text == "第一段\n第二段"] == [
        "第 1 个表格第 2 行第 2 格"
    ]


def test_tracked_changes_are_read_as_accepted(path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>得</w:t></w:r><w:ins><w:r><w:t>分</w:t></w:r></w:ins><w:del><w:r><w:delText>数</w:delText></w:r>"
        "</w:del><w:moveTo><w:r><w:t>10</w:t></w:r></w:moveTo><w:moveFrom><w:r><w:t>9</w:t></w:r></w:moveFrom></w:p>"
        + p("前半", "<w:rPr><w:del/></w:rPr>")
        + p("后半")
        + tbl(tr(tc("删"), properties="<w:del/>"), tr(tc("留"), properties="<w:ins/>"))
        + p("末尾", "<w:rPr><w:del/></w:rPr>")
    )
    assert texts(path, body) == [["得分10"], ["前半后半"], ["留"], ["末尾"]]


def test_content_controls_around_anything_hold_text(path: Path) -> None:
    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = control(tr(control(tc("甲")), tc(control(p("乙")))))
    body = control(p("标题")) + control(
        tbl(row, tr(tc(f"<w:p>{control('<w:r><w:t>丙</w:t></w:r>')}</w:p>"), tc()))
    )
    prompt = control("<w:r><w:t>单击此处输入</w:t></w:r>", "<w:showingPlcHdr/>")
    body += f"<w:p>{prompt}<w:r><w:t>丁</w:t></w:r></w:p>"
    assert texts(path, body) == [["标题"], ["甲", "乙"], ["丙", ""], ["丁"]]


def test_hidden_text_notes_and_boxes_are_left_out(path: Path) -> None:
    body = (
        run("<w:t>隐</w:t>", "<w:vanish/>")
        + run("<w:t>不隐</w:t>", '<w:vanish w:val="0"/>')
        + run("<w:t>注</w:t><w:footnoteReference/><w:pict><w:p><w:r><w:t>框</w:t></w:r></w:p></w:pict>")
        + "<w:p><w:r><w:drawing><w:t>图</w:t></w:drawing></w:r></w:p>"
        + tbl(tr(tc("隐"), properties="<w:hidden/>"), tr(tc("见")))
    )
    assert texts(path, body) == [["不隐"], ["注"], ["见"]]


def test_signs_are_characters(path: Path) -> None:
    box = '<w:sym w:font="Wingdings 2" w:char="F052"/>'
    body = run(f'<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:noBreakHyphen/>{box}<w:br w:type="page"/>')
    ruby = "<w:ruby><w:rt><w:r/></w:rt><w:rubyBase><w:r><w:t>绩</w:t></w:r></w:rubyBase></w:ruby>"
    equation = "<w:p><w:oMath><w:r><w:t>≥95</w:t></w:r></w:oMath></w:p>"
    assert texts(path, body + run(ruby) + equation) == [["甲\t乙\n-☑"], ["绩"], ["≥95"]]


def test_of_a_field_its_result_is_text(path: Path) -> None:
    def sign(kind: str, content: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{content}</w:fldChar></w:r>'

    def text(letters: str) -> str:
        return f"<w:r><w:t>{letters}</w:t></w:r>"

    inner = sign("begin") + text("IF") + sign("separate") + text("内") + sign("end")
    body = (
        f"<w:p>{sign('begin')}{inner}{sign('separate')}{text('2023')}{sign('end')}{text('年')}</w:p>"
        f"<w:p>{sign('separate')}{sign('end')}<w:fldSimple>{text('第1页')}</w:fldSimple>{sign('other')}</w:p>"
        f"<w:p>{sign('begin', '<w:ffData><w:checkBox><w:default/></w:checkBox></w:ffData>')}{sign('end')}"
        f"{text('是')}"
        f"{sign('begin', '<w:ffData><w:checkBox><w:default/><w:checked w:val=0/></w:checkBox></w:ffData>')}"
        f"{sign('end')}{text('否')}</w:p>".replace("w:val=0", 'w:val="0"')
    )
    assert texts(path, body) == [["2023年"], ["第1页"], ["☑是□否"]]


def test_cells_stand_where_the_grid_says(path: Path) -> None:
    span = '<w:gridSpan w:val="2"/>'
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("甲", span), tc("乙", start)),
        tr(tc("丙", start), tc("丁"), tc("", more)),
        tr(tc("", '<w:vMerge w:val="continue"/>'), tc("戊"), tc("己", start)),
        tr(tc("庚"), properties='<w:gridBefore w:val="2"/>'),
        tr(tc("辛", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), tc("壬", more)),
        tr(tc("癸", '<w:hMerge w:val="continue"/>'), tc("", '<w:gridSpan w:val="x"/>')),
    )
    (sheet,) = read(docx(path, body))
    assert rows_of(sheet) == [
        *(["甲 1×2", "乙 2×1"], ["丙 2×1", "丁"], ["戊", "己"]),
        *(["庚"], ["辛 1×2", "壬"], ["癸", ""]),
    ]
    assert {cell.text: cell.column for cell in sheet.cells}["庚"] == 2


def test_a_table_within_a_cell_is_its_text_and_one_in_a_frame_a_table(path: Path) -> None:
    inner = tbl(tr(tc("内甲"), tc("内乙")))
    assert texts(path, tbl(tr(tc(p("外") + inner), tc("旁")))) == [["外\n内甲\n内乙", "旁"]]
    assert texts(path, tbl(tr(tc(p("标题") + inner)))) == [["标题"], ["内甲", "内乙"]]


def test_numbers_that_word_writes_by_itself_are_text(path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = tbl(tr(tc(p("培训", listed) + p("", listed) + p("验收", listed))))
    assert texts(path, body, numbering) == [["1.培训\n3.验收"]]


def test_the_strict_edition_of_the_format_is_read_as_well(path: Path) -> None:
    made = docx(
        path,
        tbl(tr(tc("甲", '<w:gridSpan w:val="2"/>'))),
        "",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert rows_of(read(made)[0]) == [["甲 1×2"]]


def test_a_document_without_a_body_is_empty(path: Path) -> None:
    assert read(zipped(path, {"word/document.xml": "<document/>"}))[0].cells == ()


def test_entities_are_not_expanded(path: Path) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bomb += "<document><body><p><r><t>&b;</t></r></p></body></document>"
    with pytest.raises(ImportFileError, match=r"“自评表.docx”里有不允许的 XML 声明，为了安全没有读取"):
        read(zipped(path, {"word/document.xml": bomb}))


def test_a_cell_that_is_a_prompt_is_an_empty_cell(path: Path) -> None:
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{tc('请输入')}</w:sdtContent></w:sdt>"
    )
    assert texts(path, tbl(tr(tc("项目名称"), prompt, tc("年度")))) == [["项目名称", "", "年度"]]


def test_text_boxes_are_paragraphs_where_they_are_anchored(path: Path) -> None:
    box = "<w:txbxContent>" + p("（2023年度）") + tbl(tr(tc("甲"), tc("乙"))) + "</w:txbxContent>"
    drawn_twice = (
        f'<AlternateContent xmlns="mc"><Choice><drawing>{box}</drawing></Choice>'
        f"<Fallback><pict>{box}</pict></Fallback></AlternateContent>"
    )
    empty = '<AlternateContent xmlns="mc"><Choice/></AlternateContent>'
    deleted = f"<w:del><w:r><w:pict>{box}</w:pict></w:r></w:del>"
    body = f"<w:p><w:r>{drawn_twice}{empty}<w:t>绩效自评表</w:t></w:r>{deleted}</w:p>"
    assert texts(path, body) == [["（2023年度）"], ["甲", "乙"], ["绩效自评表"]]
    cell = tc(f"<w:p><w:r><w:pict>{box}</w:pict><w:t>丙</w:t></w:r></w:p>")
    assert texts(path, tbl(tr(cell, tc("丁")))) == [["（2023年度）\n甲\n乙\n丙", "丁"]]


def test_numbers_and_hidden_text_may_be_of_a_style(path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="(%2)"/><w:pStyle w:val="子条"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="条"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="子条"><w:basedOn w:val="条"/></w:style>'
        '<w:style w:styleId="隐"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="显"><w:basedOn w:val="隐"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
        '<w:style w:styleId="环"><w:basedOn w:val="环"/></w:style>'
    )
    body = (
        p("培训", '<w:pStyle w:val="条"/>')
        + p("场次", '<w:pStyle w:val="子条"/>')
        + p("不编号", '<w:pStyle w:val="条"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("看不见", '<w:pStyle w:val="隐"/>')
        + p("看得见", '<w:pStyle w:val="显"/>')
        + p("也看得见", '<w:pStyle w:val="环"/>')
        + run("<w:t>隐字</w:t>", '<w:rStyle w:val="隐"/>')
        + run("<w:t>显字</w:t>", '<w:rStyle w:val="隐"/><w:vanish w:val="0"/>')
    )
    (sheet,) = read(docx(path, body, numbering, styles=styles))
    assert [text for (text,) in rows_of(sheet)] == [
        "1.培训",
        "(1)场次",
        "不编号",
        "看得见",
        "也看得见",
        "显字",
    ]


def test_a_table_drawn_around_others_is_a_frame_and_names_beside_them_are_read_across(path: Path) -> None:
    data = tbl(tr(tc("项目名称"), tc("培训")), tr(tc("主管部门"), tc("教委")), tr(tc("年度"), tc("2022")))
    upright = tc(p("一") + p("、") + p("基本"))
    assert texts(path, tbl(tr(upright, tc(data + p(""))), tr(tc("说明：如有需要可附页"), tc("附")))) == [
        ["一、基本"],
        ["项目名称", "培训"],
        ["主管部门", "教委"],
        ["年度", "2022"],
        ["说明：如有需要可附页"],
        ["附"],
    ]


def test_a_small_table_within_a_cell_is_a_part_of_its_text(path: Path) -> None:
    small = tbl(tr(tc("甲"), tc("乙")))
    assert texts(path, tbl(tr(tc(small + p("")), tc("丙")))) == [["甲\n乙", "丙"]]

"""Rows are added to a worksheet only where all that refers to the rows below can be moved on."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from blank_files import FREE_LINE, GROUPS, PLAIN, Change, excel_blank, filled_file, job, read_back
from office_files import relations
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.filling.filled import filled

# The free lines of the blank are rows 14 to 16, the total is row 17; the form needs four rows more.
SHEET = "xl/worksheets/_rels/sheet1.xml.rels"
BOOK = "xl/_rels/workbook.xml.rels"


def behind(xml: str) -> Change:
    """Return the change that adds ``xml`` at the end of the worksheet."""
    return lambda sheet: sheet.replace("</worksheet>", f"{xml}</worksheet>")


def with_formula(formula: str, at: str = "H17", how: str = "") -> Change:
    """Return the change that puts a formula in a cell."""
    return lambda sheet: sheet.replace(
        f'<c r="{at}" s="1"/>', f'<c r="{at}" s="1"><f{how}>{formula}</f><v>0</v></c>'
    )


def part(file: Path, name: str) -> str:
    return zipfile.ZipFile(file).read(name).decode()


def test_all_of_the_sheet_goes_along(tmp_path: Path) -> None:
    xml = (
        '<conditionalFormatting sqref="H14:H16"><cfRule type="cellIs"><formula>H17</formula></cfRule>'
        '</conditionalFormatting><dataValidations><dataValidation sqref="G14:G16 H17">'
        "<formula1>$H$17</formula1></dataValidation></dataValidations>"
        '<hyperlinks><hyperlink ref="A18"/></hyperlinks><pageSetup/>'
        '<rowBreaks><brk id="17"/></rowBreaks><colBreaks><brk id="3"/></colBreaks>'
        '<extLst><ext xmlns:xm="urn:main"><xm:sqref>H16:H17</xm:sqref></ext></extLst>'
    )
    names = (
        '<definedNames><definedName name="_xlnm.Print_Area">自评表!$A$1:$I$19</definedName></definedNames>'
    )
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        PLAIN,
        change=lambda sheet: behind(xml)(with_formula("SUM(H14:H16)+I7")(sheet)).replace(
            "<sheetData>", '<dimension ref="A1:I19"/><sheetData>'
        ),
        book=lambda book: book.replace("</workbook>", f"{names}</workbook>"),
    )
    _, file = filled_file(blank, *job())
    sheet = part(file, "xl/worksheets/sheet1.xml")
    assert 'sqref="H14:H20"' in sheet
    assert "<formula>H21</formula>" in sheet
    assert 'sqref="G14:G20 H21"' in sheet
    assert "<formula1>$H$21</formula1>" in sheet
    assert '<hyperlink ref="A22"/>' in sheet
    assert '<rowBreaks><brk id="21"/></rowBreaks><colBreaks><brk id="3"/>' in sheet
    assert "<xm:sqref>H16:H21</xm:sqref>" in sheet
    assert '<dimension ref="A1:I23"/>' in sheet
    assert '<c r="H21" s="1"><f>SUM(H14:H20)+I7</f>' in sheet
    book = part(file, "xl/workbook.xml")
    assert "自评表!$A$1:$I$23" in book
    assert '</definedNames><calcPr fullCalcOnLoad="1"/>' in book
    merged = set(re.findall('mergeCell ref="(.*?)"', sheet))
    assert {"A13:A20", "A21:F21", "A11:A12"} <= merged


def test_a_formula_of_the_row_is_copied_with_it(tmp_path: Path) -> None:
    blank = excel_blank(tmp_path / "空表.xlsx", PLAIN, change=with_formula("G16*I$7", "H16"))
    result, file = filled_file(blank, *job())
    sheet = part(file, "xl/worksheets/sheet1.xml")
    assert '<c r="H17" s="1"><f>G17*I$7</f></c>' in sheet
    assert '<c r="H20" s="1"><f>G20*I$7</f></c>' in sheet
    assert [one.reason for one in result.left if one.reason] == 5 * ["空表那里是公式，没有改动"]


def test_a_row_that_the_file_does_not_hold_is_followed_by_others(tmp_path: Path) -> None:
    blank = excel_blank(
        tmp_path / "空表.xlsx", PLAIN, change=lambda sheet: re.sub('<row r="16">.*?</row>', "", sheet)
    )
    _, file = filled_file(blank, *job())
    assert len(read_back(file).transcript.indicators) == 7


def test_pictures_and_the_order_of_calculation_go_along(tmp_path: Path) -> None:
    anchor = "<a><from><col>0</col><row>{}</row></from><to><col>1</col><row>{}</row></to></a>"
    extra = {
        SHEET: relations(drawing="../drawings/drawing1.xml"),
        "xl/drawings/drawing1.xml": f"<d>{anchor.format(0, 1)}{anchor.format(17, 19)}</d>",
        BOOK: relations(one="worksheets/sheet1.xml", styles="styles.xml", calcChain="calcChain.xml"),
        "xl/calcChain.xml": '<calcChain><c r="H17" i="7"/><c r="H5"/><c r="H17" i="2"/></calcChain>',
    }
    names = '<definedNames><definedName name="年">封面!$A$30</definedName></definedNames>'
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        PLAIN,
        change=with_formula("1"),
        extra=extra,
        book=lambda book: book.replace("</workbook>", f'{names}<calcPr calcId="1"/></workbook>'),
    )
    _, file = filled_file(blank, *job())
    assert part(file, "xl/drawings/drawing1.xml").endswith(
        f"<d>{anchor.format(0, 1)}{anchor.format(21, 23)}</d>"
    )
    assert '<c r="H21" i="7"/><c r="H5"/><c r="H17" i="2"/>' in part(file, "xl/calcChain.xml")
    book = part(file, "xl/workbook.xml")
    assert "封面!$A$30" in book
    assert '<calcPr calcId="1" fullCalcOnLoad="1"/>' in book


def merges(file: Path) -> set[str]:
    return set(re.findall('mergeCell ref="(.*?)"', part(file, "xl/worksheets/sheet1.xml")))


def test_levels_reach_on_over_the_rows_of_their_groups(tmp_path: Path) -> None:
    wrong = '<mergeCells><mergeCell ref="?"/>'
    blank = excel_blank(
        tmp_path / "空表.xlsx", GROUPS, change=lambda sheet: sheet.replace("<mergeCells>", wrong)
    )
    result, file = filled_file(blank, *job("minhang_science_2023_4"))
    assert not [one for one in result.left if one.reason]
    rows = read_back(file).transcript.indicators
    assert [row["二级指标"] for row in rows] == [
        *(
            "数量指标",
            "质量指标",
            "质量指标",
            "时效指标",
            "时效指标",
            "社会效益指标",
            "社会效益指标",
            "社会效益指标",
        ),
        *("可持续影响指标", "服务对象满意度指标", "服务对象满意度指标", ""),
    ]
    assert rows[-1]["一级指标"] == "成本指标"
    assert {"B14:B20", "C16:C17", "C18:C19", "B21:B24", "C21:C23", "B25:B26", "C25:C26", "?"} <= merges(file)
    assert len(merges(file)) == len(merges(blank)) + 5


def test_names_of_their_own_are_merged_with_those_of_rows_that_are_added(tmp_path: Path) -> None:
    lines = """| x | 产出指标 | 数量指标 |  |  |  |  |  |  |
| x | 产出指标 | 质量指标 |  |  |  |  |  |  |
| x | 效益指标 | 社会效益指标 |  |  |  |  |  |  |
| x | 满意度指标 | 服务对象满意度指标 |  |  |  |  |  |  |
"""
    drawing = PLAIN.replace(3 * FREE_LINE, lines)
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        drawing,
        change=lambda sheet: re.sub("<mergeCells>.*</mergeCells>", "<pageSetup/>", sheet),
    )
    _, file = filled_file(blank, *job())
    assert merges(file) == {"B15:B17", "B18:B19"}
    sheet = part(file, "xl/worksheets/sheet1.xml")
    assert sheet.index("</sheetData><mergeCells") < sheet.index("<pageSetup/>")
    assert [row["二级指标"] for row in read_back(file).transcript.indicators] == [
        *("数量指标", "质量指标", "时效指标", "成本指标"),
        *("社会效益指标", "可持续影响指标", "服务对象满意度指标"),
    ]


COMMENTS = {
    SHEET: relations(comments="../comments1.xml", vmlDrawing="../vml.vml"),
    "xl/comments1.xml": '<comments><commentList><comment ref="{}"/></commentList></comments>',
}


def test_comments_above_the_rows_stay(tmp_path: Path) -> None:
    extra = {name: text.replace("{}", "D13") for name, text in COMMENTS.items()}
    _, file = filled_file(excel_blank(tmp_path / "空表.xlsx", PLAIN, extra=extra), *job())
    assert part(file, "xl/comments1.xml") == extra["xl/comments1.xml"]


@pytest.mark.parametrize(
    ("change", "extra", "words"),
    [
        (behind('<sheetProtection sheet="1"/>'), {}, "工作表设有保护"),
        (behind("<controls/>"), {}, "表里有控件"),
        (with_formula("1", how=' t="shared" si="0"'), {}, "共享公式或数组公式"),
        (str, {SHEET: relations(table="../tables/table1.xml")}, "套用了表格格式的区域"),
        (str, {SHEET: relations(vmlDrawing="../vml.vml")}, "下面的行里有批注"),
        (str, {name: text.replace("{}", "H17") for name, text in COMMENTS.items()}, "下面的行里有批注"),
        (str, {"xl/charts/chart1.xml": "<c><f>自评表!$H$17</f></c>"}, "别的工作表或图表里有公式引用这张表"),
    ],
)
def test_what_cannot_be_moved_on_is_told_and_nothing_is_done(
    tmp_path: Path, change: Change, extra: Mapping[str, str | bytes], words: str
) -> None:
    blank = excel_blank(tmp_path / "空表.xlsx", PLAIN, change=change, extra=extra)
    with pytest.raises(ImportFileError, match=words) as error:
        filled(blank, *job())
    assert "少 4 行" in str(error.value)
    assert "插入 4 行" in str(error.value)


def test_formulas_elsewhere_that_name_other_sheets_are_no_obstacle(tmp_path: Path) -> None:
    extra: dict[str, str | bytes] = {
        "xl/worksheets/sheet9.xml": "<worksheet><f>别的表!A1</f><f/></worksheet>",
        "xl/charts/chart1.bin": b"",
    }
    result, _ = filled_file(excel_blank(tmp_path / "空表.xlsx", PLAIN, extra=extra), *job())
    assert len(result.left) == 1

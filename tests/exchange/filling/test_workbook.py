"""Texts in the cells of a worksheet, and the cells that take none."""

import re
import zipfile
from pathlib import Path

import pytest

from blank_files import FREE_LINE, GROUPS, PLAIN, Change, excel_blank, filled_file, job, read_back, with_goal
from office_files import relations
from perfeval_desktop.exchange.filling.filled import filled


def sheet_of(file: Path) -> str:
    return zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()


def styled(at: str, style: int) -> Change:
    """Return the change that gives a cell another style: 2 has two decimals and is not locked."""
    return lambda sheet: sheet.replace(f'<c r="{at}" s="1"', f'<c r="{at}" s="{style}"')


def test_only_the_worksheet_changes(tmp_path: Path) -> None:
    extra: dict[str, str | bytes] = {"docProps/app.xml": "<a/>", "xl/media/logo.png": bytes(range(256))}
    blank = excel_blank(tmp_path / "空表.xlsx", GROUPS, extra=extra)
    _, file = filled_file(blank, *job())
    before, after = zipfile.ZipFile(blank), zipfile.ZipFile(file)
    assert before.namelist() == after.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]
    told = [(one.filename, one.date_time, one.compress_type, one.external_attr) for one in before.infolist()]
    assert told == [
        (one.filename, one.date_time, one.compress_type, one.external_attr) for one in after.infolist()
    ]


def test_an_amount_is_a_number_where_the_cell_shows_it_as_written(tmp_path: Path) -> None:
    _, file = filled_file(excel_blank(tmp_path / "空表.xlsx", GROUPS, change=styled("D7", 2)), *job())
    sheet = sheet_of(file)
    assert '<c r="D7" s="2"><v>460</v></c>' in sheet
    # As a number, this one would be shown without its zeros.
    assert '<c r="E7" s="1" t="inlineStr"><is><t xml:space="preserve">500.00</t></is></c>' in sheet
    # No number, whatever it looks like.
    assert '<t xml:space="preserve">=48台</t>' in sheet


def test_where_formulas_reckon_with_them_amounts_are_numbers(tmp_path: Path) -> None:
    formula = '<c r="H22" s="1"><f>SUM(H14:H21)</f></c>'
    blank = excel_blank(
        tmp_path / "空表.xlsx", GROUPS, change=lambda sheet: sheet.replace('<c r="H22" s="1"/>', formula)
    )
    result, file = filled_file(blank, *job())
    sheet = sheet_of(file)
    assert '<c r="E7" s="1"><v>500</v></c>' in sheet
    # A rate that would be shown as 0.98 stays a text.
    assert '<t xml:space="preserve">98.00%</t>' in sheet
    assert formula in sheet
    assert [(one.text, one.reason) for one in result.left][1:] == [("99.3", "空表那里是公式，没有改动")]


def test_of_a_protected_sheet_only_open_cells_are_filled(tmp_path: Path) -> None:
    protected = '<sheetProtection sheet="1"/></worksheet>'
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        GROUPS,
        change=lambda sheet: styled("C4", 2)(sheet).replace("</worksheet>", protected),
    )
    result, file = filled_file(blank, *job())
    assert read_back(file).transcript.fields["项目名称"] == "基层医疗卫生机构设备更新"
    assert read_back(file).transcript.indicators == ()
    assert {one.reason for one in result.left} == {"", "那里受工作表保护"}


def test_a_text_that_excel_cannot_hold_is_told(tmp_path: Path) -> None:
    result = filled(excel_blank(tmp_path / "空表.xlsx", GROUPS), *with_goal("长" * 40_000))
    assert [one.reason for one in result.left if one.reason] == ["Excel 的一格放不下"]


def test_what_would_be_read_as_something_else_is_written_so_that_it_is_not(tmp_path: Path) -> None:
    text = "=1+1\n_x000D_ <a> & \x01“”"
    _, file = filled_file(excel_blank(tmp_path / "空表.xlsx", GROUPS), *with_goal(text))
    assert read_back(file).transcript.goals[0]["expected"] == "=1+1\n_x000D_ <a> & “”"


def test_a_part_of_a_text_keeps_the_looks_of_the_rest(tmp_path: Path) -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>（  </t></r>'
        "<r><rPr><b/></rPr><t>年度）</t></r><rPh><t>x</t></rPh></si></sst>"
    )
    extra = {
        "xl/sharedStrings.xml": strings,
        "xl/_rels/workbook.xml.rels": relations(
            one="worksheets/sheet1.xml", styles="styles.xml", sharedStrings="sharedStrings.xml"
        ),
    }
    own = '<c r="A3" s="1" t="inlineStr"><is><t xml:space="preserve">（    年度）</t></is></c>'
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        GROUPS,
        change=lambda sheet: sheet.replace(own, '<c r="A3" t="s"><v>0</v></c>'),
        extra=extra,
    )
    _, file = filled_file(blank, *job())
    assert read_back(file).transcript.fiscal_year == "2023"
    assert '<rPr><b/></rPr><t xml:space="preserve">年度）</t>' in sheet_of(file)


@pytest.mark.parametrize("content", ["<v>（    年度）</v>", "<is><t>（  _x0020_ 年度）</t></is>"])
def test_a_text_of_another_kind_is_left_and_told(tmp_path: Path, content: str) -> None:
    kind = "str" if content.startswith("<v>") else "inlineStr"
    own = '<c r="A3" s="1" t="inlineStr"><is><t xml:space="preserve">（    年度）</t></is></c>'
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        GROUPS,
        change=lambda sheet: sheet.replace(own, f'<c r="A3" t="{kind}">{content}</c>'),
    )
    result = filled(blank, *job())
    assert [(one.text, one.reason) for one in result.left if one.reason] == [
        ("2023", "空表那里的文字没有对上")
    ]


def test_the_year_is_put_between_brackets_that_leave_no_room(tmp_path: Path) -> None:
    drawing = GROUPS.replace("（    年度）", "（年度）")
    _, file = filled_file(excel_blank(tmp_path / "空表.xlsx", drawing), *job())
    assert "（2023年度）" in sheet_of(file)


def test_a_part_of_a_formula_or_a_locked_text_is_left(tmp_path: Path) -> None:
    own = '<c r="A3" s="1" t="inlineStr"><is><t xml:space="preserve">（    年度）</t></is></c>'
    formula = '<c r="A3" t="str"><f>"（    年度）"</f><v>（    年度）</v></c>'
    blank = excel_blank(tmp_path / "空表.xlsx", GROUPS, change=lambda sheet: sheet.replace(own, formula))
    assert "空表那里是公式，没有改动" in {one.reason for one in filled(blank, *job()).left}


def test_cells_that_the_file_does_not_hold_are_made_in_their_order(tmp_path: Path) -> None:
    def without(sheet: str) -> str:
        for at in ("E16", "F16"):
            sheet = sheet.replace(f'<c r="{at}" s="1"/>', "")
        sheet = sheet.replace('<row r="16">', '<row r="16" s="2" spans="1:9">')
        start, end = sheet.index('<row r="15">'), sheet.index('<row r="16"')
        return sheet[:start] + sheet[end:]

    _, file = filled_file(excel_blank(tmp_path / "空表.xlsx", PLAIN, change=without), *job())
    sheet = sheet_of(file)
    assert sheet.index('<row r="14"') < sheet.index('<row r="15"') < sheet.index('<row r="16"')
    row = sheet[sheet.index('<row r="16"') : sheet.index('<row r="17"')]
    assert row.startswith('<row r="16" s="2"')
    assert "spans" not in row
    assert row.index('r="D16"') < row.index('r="E16" s="2"') < row.index('r="F16"') < row.index('r="G16"')


def test_rows_and_columns_that_are_hidden_are_passed_over(tmp_path: Path) -> None:
    def hiding(sheet: str) -> str:
        columns = '<cols><col min="8" max="8" width="9" hidden="1"/></cols><sheetData>'
        sheet = sheet.replace('<row r="15">', '<row r="15" hidden="1">')
        return sheet.replace("<sheetData>", columns)

    _, file = filled_file(excel_blank(tmp_path / "空表.xlsx", GROUPS, change=hiding), *job())
    found = read_back(file).transcript
    assert "得分" not in found.indicators[0]
    assert [row["三级指标"] for row in found.indicators][:2] == ["更新设备", "设备验收合格率"]
    assert '<c r="H16" s="1"/>' in sheet_of(file)


def test_a_cell_of_a_style_without_a_format_is_a_plain_one(tmp_path: Path) -> None:
    _, file = filled_file(
        excel_blank(
            tmp_path / "空表.xlsx", GROUPS, change=lambda one: styled("D7", 99)(styled("F7", 99)(one))
        ),
        *job(),
    )
    assert read_back(file).transcript.rows[0].values["年初预算数"] == "460.00"


def test_a_row_grows_with_a_text_in_merged_cells(tmp_path: Path) -> None:
    columns = (
        '<sheetFormatPr defaultRowHeight="14.5"/><cols><col min="2" max="4" width="10"/></cols><sheetData>'
    )
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        GROUPS,
        change=lambda sheet: sheet.replace("<sheetData>", columns).replace(
            '<row r="12">', '<row r="12" ht="x">'
        ),
    )
    _, file = filled_file(blank, *with_goal("做" * 100))
    sheet = sheet_of(file)
    # 200 half widths in 29: seven lines of 15 points.
    assert 'r="12" ht="105.0" customHeight="1"' in sheet
    # A single cell is made higher, and may be made lower again.
    assert 'ht="30.0"' in sheet[sheet.index('<row r="18"') : sheet.index('<row r="19"')]


def test_free_rows_at_the_end_are_those_with_rules(tmp_path: Path) -> None:
    # Two rows with rules at the end of the table, one without.
    drawing = (
        GROUPS[: GROUPS.index("| ^ | 产出指标")].rstrip()
        + "\n"
        + 2 * FREE_LINE
        + "|  |  |  |  |  |  |  |  |  |"
    )
    rules = '<borders><border/><border><left style="thin"/></border></borders><cellXfs><xf/>'
    styles = f'{rules}<xf borderId="1"/><xf borderId="0"/></cellXfs>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        drawing,
        change=lambda sheet: re.sub(
            '<row r="16">.*?</row>', lambda row: row[0].replace('s="1"', 's="2"'), sheet
        ),
        extra={"xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>'},
    )
    _, file = filled_file(blank, *job())
    assert len(read_back(file).transcript.indicators) == 7
    sheet = sheet_of(file)
    # Two that were there and five like them; then the one without rules.
    assert '<c r="D20" s="1" t="inlineStr"' in sheet
    assert '<c r="D21" s="2"/>' in sheet


def test_a_cell_that_others_cover_is_told(tmp_path: Path) -> None:
    # Two merged cells that overlap, as no program writes them.
    merge = '<mergeCells><mergeCell ref="G16:H17"/>'
    blank = excel_blank(
        tmp_path / "空表.xlsx", PLAIN, change=lambda sheet: sheet.replace("<mergeCells>", merge)
    )
    result = filled(blank, *job())
    assert {one.reason for one in result.left} >= {"那里与别的格合并"}

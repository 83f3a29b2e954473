from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from office_files import rows_of, xlsx, zipped
from perfeval_desktop.exchange.readers.xlsx import position, read, unescaped
from perfeval_desktop.exchange.worksheet_grid import Position

FIGURES: list[tuple[str | float | date, str]] = [
    (0.995, "0.00%"),
    (1234567.891, "#,##0.00"),
    (date(2023, 3, 15), 'yyyy"年"m"月"d"日"'),
    (12, "General"),
    ("0012", "@"),
    ("=100%", "0%"),
    ("=SUM(B3:B4)", "0"),
    (True, "General"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "自评表.xlsx"


def cells(*told: str) -> str:
    """Return a row of cells, each told by its attributes and its content: t="b"><v>1</v>."""
    return f"<sheetData><row>{''.join(f'<c {one}</c>' for one in told)}</row></sheetData>"


def test_what_another_program_wrote_is_read_as_displayed(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    sheet.merge_cells("B2:D2")
    sheet["B2"] = "绩效自评表"
    for at, (value, number_format) in enumerate(FIGURES):
        cell = sheet.cell(3 + at, 2, value)
        cell.number_format = number_format
    sheet["C3"].border = Border(left=Side("thin"))
    sheet["C4"] = "=100%项目"
    sheet["C4"].data_type = "s"
    sheet["E5"] = "末列"
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("隐藏")["A1"] = "不应看到"
    book["隐藏"].sheet_state = "veryHidden"
    book.create_sheet("二")["A1"] = "第二张"
    book.save(path)
    first, second = read(path)
    assert rows_of(first) == [
        ["", "", "", ""],
        ["", "绩效自评表 1×2", ""],
        ["", "99.50%", "", ""],
        ["", "1,234,567.89", "=100%项目", ""],
        ["", "2023年3月15日", "", "末列"],
        ["", "0012", "", ""],
        ["", "100%", "", ""],
        ["", "=SUM(B3:B4)", "", ""],
        ["", "TRUE", "", ""],
    ]
    assert [cell.text for cell in first.cells if cell.is_formula] == ["=SUM(B3:B4)"]
    assert [cell.place for cell in first.cells if cell.text == "末列"] == ["工作表“自评表”的 E5"]
    assert (second.name, rows_of(second)) == ("二", [["第二张"]])


def test_digits_that_are_not_shown_are_handed_on(path: Path) -> None:
    book = openpyxl.Workbook()
    for column, value in enumerate((12.345678, 12.35), 1):
        book.worksheets[0].cell(1, column, value).number_format = "0.00"
    book.save(path)
    assert [(cell.text, cell.exact) for cell in read(path)[0].cells] == [
        ("12.35", "12.345678"),
        ("12.35", ""),
    ]


def test_a_formula_shows_its_result(path: Path) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="0.0&quot;分&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="x"/></cellXfs>'
    )
    sheet = cells(
        's="0"><f>100%</f><v>1</v>',
        's="1"><f>A1</f><v>9.97</v>',
        's="2"><f>A1</f><v>5</v>',
        's="9"><v>7</v>',
        't="str"><f>A1</f><v>优</v>',
        't="e"><f>1/0</f><v>#DIV/0!</v>',
        't="b"><v>0</v>',
        't="d"><v>2023-03-15T00:00:00</v>',
        "><v>一</v>",
        "><f/>",
    )
    assert rows_of(read(xlsx(path, sheet, styles=styles))[0]) == [
        ["100%", "10.0分", "5", "7", "优", "#DIV/0!", "FALSE", "2023-03-15", "一"]
    ]


def test_texts_are_kept_to_the_letter(path: Path) -> None:
    strings = (
        "<si><t xml:space='preserve'> 其中：\r\n上年</t></si>"
        "<si><r><t>部分</t></r><r><t>着色</t></r><rPh><t>ピンイン</t></rPh></si>"
    )
    sheet = cells(
        't="s"><v>0</v>',
        't="s"><v>1</v>',
        't="s"><v>2</v>',
        't="inlineStr"><is><t>内_x000D_\n联</t></is>',
        't="inlineStr">',
        't="str"><v>末</v>',
    )
    assert rows_of(read(xlsx(path, sheet, strings=strings))[0]) == [
        [" 其中：\n上年", "部分着色", "", "内\n联", "", "末"]
    ]


def test_rows_and_columns_without_width_are_hidden(path: Path) -> None:
    sheet = (
        '<cols><col min="2" max="3" width="0"/><col min="x" max="4" hidden="1"/><col min="5" max="5"/></cols>'
        "<sheetData>"
        '<row r="3"><c><v>1</v></c><c><v>2</v></c><c r="D3"><v>3</v></c></row>'
        '<row ht="0"><c><v>4</v></c></row>'
        '<row r="x"><c r="?"><v>5</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A3:?"/><mergeCell ref="A3"/></mergeCells>'
    )
    (found,) = read(xlsx(path, sheet))
    assert rows_of(found) == [["", ""], ["", ""], ["1", "3"], ["5", ""]]
    assert found.cells[-2].place == "工作表“自评表”的 A5"


def test_charts_and_sheets_that_are_not_there_are_no_sheets(path: Path) -> None:
    sheets = '<sheet name="无" r:id="nine"/><sheet name="图" r:id="chart"/>'
    sheets += '<sheet name="甲" r:id="one"/><sheet name="乙"/>'
    made = xlsx(path, cells("><v>1</v>"), sheets=sheets)
    assert [sheet.name for sheet in read(made)] == ["甲"]


def test_days_may_be_counted_from_1904(path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    made = xlsx(path, cells('s="0"><v>0</v>'), styles=styles, book='<workbookPr date1904="1"/>')
    assert rows_of(read(made)[0]) == [["1904/1/1"]]


def test_a_workbook_that_points_nowhere_is_empty(path: Path) -> None:
    assert read(zipped(path, {"xl/workbook.xml": "<workbook/>"})) == ()


def test_addresses() -> None:
    assert position("B3") == Position(2, 1)
    assert position("$XFD$1048576") == Position(1_048_575, 16_383)
    assert [position(text) for text in ("", "A0", "3B", "A1:B2")] == [None] * 4


def test_control_characters_are_written_out() -> None:
    assert unescaped("a_x000A_b_x005F_x000D_c") == "a\nb_x000D_c"

"""Workbooks as Excel and openpyxl find them."""

import re
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, FormState, Place, RowId
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.exact_forms import NAME, exact_text
from perfeval_desktop.exchange.writers.xlsx import WorkbookWriter, workbook
from read_forms import sample

TEMPLATE, FORM = sample("national-2020")
REASON = Place("indicators", RowId("r1"), "reason")


def with_reason(text: str) -> Form:
    return enter(TEMPLATE, FORM, REASON, text)


def first_sheet(data: bytes) -> Worksheet:
    found = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


@cache
def usual_sheet() -> Worksheet:
    return first_sheet(workbook(TEMPLATE, FORM))


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def head_and_foot(sheet: Worksheet) -> tuple[str | None, str | None]:
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    return sheet.oddHeader.right.text, sheet.oddFooter.center.text


@pytest.mark.parametrize("name", ["national-2020", "hubei-20-80", "monitoring-2023", "sichuan-dept-2023"])
def test_a_form_is_a_sheet_of_texts_without_a_single_formula(name: str) -> None:
    template, form = sample(name)
    data = workbook(template, form)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    sheet = first_sheet(data)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    seen = printed(Seen.of(template, form))
    on_paper = {"".join(cell.text.split()) for row in seen.rows for cell in row.cells} - {""}
    assert on_paper <= {"".join(text.split()) for text in texts(sheet)}


def test_what_looks_like_something_else_stays_text() -> None:
    typed = ["=33台", "+1", "-1", "@甲", "0012", "2023-12", "1e5", "http://a.cn", "_x0041_", "{=1}"]
    form = FORM
    for number, text in enumerate(typed):
        row, column = divmod(number, 2)
        place = Place("indicators", RowId(f"r{row + 1}"), ("actual", "reason")[column])
        form = enter(TEMPLATE, form, place, text)
    data = workbook(TEMPLATE, form)
    assert set(typed) <= set(texts(first_sheet(data)))
    with zipfile.ZipFile(BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_cells_are_merged_and_as_wide_and_high_as_on_paper() -> None:
    sheet = usual_sheet()
    assert "A1:U1" in {str(one) for one in sheet.merged_cells.ranges}
    # In digits of the usual font, 8 pixels and 5 beside them: 180 mm are 680 pixels.
    widths = [one.width * ((one.max or 0) - (one.min or 0) + 1) for one in sheet.column_dimensions.values()]
    assert sum(widths) * 8 == pytest.approx(680, abs=25)
    assert all(one.height is not None and one.height < 410 for one in sheet.row_dimensions.values())


def test_a_page_is_printed_as_the_pdf_is() -> None:
    sheet = usual_sheet()
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (9, "portrait", 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_margins.left == pytest.approx(15 / 25.4)
    assert sheet.print_title_rows == "$12:$12"
    assert sheet.print_area == "'基层医疗卫生机构设备更新'!$A$1:$U$29"
    assert head_and_foot(sheet) == ("草稿", "第 &P 页 共 &N 页")
    landscape = first_sheet(workbook(*sample("monitoring-2023")))
    assert landscape.page_setup.orientation == "landscape"


def test_a_final_form_is_no_draft() -> None:
    sheet = first_sheet(workbook(TEMPLATE, replace(FORM, state=FormState.FINAL)))
    assert head_and_foot(sheet) == (None, "第 &P 页 共 &N 页")


def test_a_form_without_indicators_repeats_no_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perfeval_desktop.exchange.writers.grid._TALLEST_HEADING", 0)
    assert not first_sheet(workbook(TEMPLATE, FORM)).print_title_rows


def test_looks_are_those_of_the_paper() -> None:
    sheet = usual_sheet()
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    label, entry, title = cells["项目名称"], cells["基层医疗卫生机构设备更新"], cells["项目支出绩效自评表"]
    assert (label.font.name, label.font.bold, label.alignment.horizontal) == ("黑体", True, "center")
    assert (entry.font.name, entry.font.bold, entry.alignment.horizontal) == ("宋体", False, "left")
    assert (title.font.name, title.font.size, title.border.left.style) == ("黑体", 16, None)
    assert entry.border.left.style == "thin"
    assert entry.alignment.wrap_text
    assert cells["上年结转资金"].alignment.indent == 5
    assert cells["填报人："].border.left.style is None


def test_room_to_write_has_its_words_below() -> None:
    sheet = first_sheet(workbook(*sample("hubei-20-80")))
    (box,) = (cell for row in sheet.iter_rows() for cell in row if "签名：" in str(cell.value))
    assert box.alignment.vertical != "center"


def test_a_text_that_is_higher_than_a_row_can_be_takes_several() -> None:
    sheet = first_sheet(workbook(TEMPLATE, with_reason("很长的原因。" * 700)))
    (cell,) = (one for row in sheet.iter_rows() for one in row if str(one.value).startswith("很长的"))
    spans = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
    assert spans.max_row - spans.min_row >= 2
    assert all(one.height is not None and one.height < 410 for one in sheet.row_dimensions.values())


def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    typed = "字" * 33_000
    shown = next(
        text for text in texts(first_sheet(workbook(TEMPLATE, with_reason(typed)))) if "字字" in text
    )
    told = re.fullmatch("(字+)……（还有 ([0-9]+) 字，Excel 的一个单元格放不下，请看 PDF）", shown)
    assert told is not None
    assert len(told[1]) + int(told[2]) == 33_000
    assert len(shown) <= 32_767


def test_many_forms_have_a_sheet_each_named_for_its_project() -> None:
    writer = WorkbookWriter()
    for name in ("national-2020", "hubei-20-80", "national-2020"):
        writer.add(*sample(name))
    found = openpyxl.load_workbook(BytesIO(writer.finish()), read_only=True)
    assert found.sheetnames == [
        "基层医疗卫生机构设备更新",
        "农村公路日常养护补助",
        "基层医疗卫生机构设备更新（2）",
        NAME,
    ]


def test_the_exact_forms_stand_in_a_sheet_that_nobody_sees() -> None:
    long = with_reason("很长的原因。" * 3000)
    hidden = openpyxl.load_workbook(BytesIO(workbook(TEMPLATE, long)))[NAME]
    assert hidden.sheet_state == "veryHidden"
    pieces = [row[0] for row in hidden.iter_rows(values_only=True)]
    assert len(pieces) > 2
    assert "".join(map(str, pieces)) == exact_text([(TEMPLATE, long)])


def test_the_same_forms_are_the_same_bytes() -> None:
    assert workbook(TEMPLATE, FORM) == workbook(TEMPLATE, FORM)

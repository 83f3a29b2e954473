"""Documents as Word and python-docx find them."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from lxml import etree

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, FormState, Place, RowId
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.exact_forms import exact_text
from perfeval_desktop.exchange.writers import docx_table
from perfeval_desktop.exchange.writers.docx import DocumentWriter, document
from perfeval_desktop.exchange.writers.docx_parts import FORMS_PART
from read_forms import sample

TEMPLATE, FORM = sample("national-2020")
LONG_TEMPLATE, LONG = sample("minhang_education_2021_1")
REASON = Place("indicators", RowId("r1"), "reason")


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def texts(*tables: Table) -> list[str]:
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def has(row: _Row, name: str) -> bool:
    """Whether a row has a property of this name."""
    return row._tr.trPr is not None and row._tr.trPr.find(qn(name)) is not None


def open_sides(cell: _Cell) -> list[str]:
    """Return the sides of a cell that have no rule, though others in its table do."""
    borders = None if cell._tc.tcPr is None else cell._tc.tcPr.find(qn("w:tcBorders"))
    return [] if borders is None else [one.tag.rpartition("}")[2] for one in borders]


def with_reason(text: str) -> Form:
    return enter(TEMPLATE, FORM, REASON, text)


@pytest.mark.parametrize("name", ["national-2020", "hubei-20-80", "monitoring-2023", "sichuan-dept-2023"])
def test_everything_that_is_printed_stands_in_the_tables(name: str) -> None:
    template, form = sample(name)
    seen = printed(Seen.of(template, form))
    on_paper = {"".join(cell.text.split()) for row in seen.rows for cell in row.cells} - {""}
    found = {
        "".join(text.split()) for table in opened(document(template, form)).tables for text in texts(table)
    }
    assert on_paper <= found


def test_number_title_and_year_stand_above() -> None:
    for name, wanted in (("yunnan-14", ["FormNumber", "Title"]), ("national-2020", ["Title", "YearLine"])):
        found = opened(document(*sample(name)))
        assert [one.style.style_id for one in found.paragraphs if one.style and one.text] == wanted


def test_cells_that_several_rows_share_are_one() -> None:
    (table, *_) = opened(document(TEMPLATE, FORM)).tables
    label = next(cell for cell in table._cells if cell.text == "项目资金\n（万元）")
    assert sum(cell._tc is label._tc for cell in table._cells) > 5


def test_a_long_grid_is_a_table_of_its_own_whose_heading_is_repeated() -> None:
    tables = opened(document(LONG_TEMPLATE, LONG)).tables
    assert [sum(has(row, "w:tblHeader") for row in table.rows) for table in tables] == [0, 1, 0]
    grid = tables[1]
    assert "一级\n指标" in texts(grid)[:3]
    # The label beside the grid is not cut off with the heading.
    assert [grid.cell(0, 0).text, grid.cell(1, 0).text] == ["", "绩\n效\n指\n标"]
    assert [open_sides(grid.cell(at, 0)) for at in (0, 1)] == [["bottom"], ["top"]]


def test_what_fits_on_any_page_is_one_table_without_repeated_headings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(docx_table, "_TALL", 100_000)
    (table,) = opened(document(LONG_TEMPLATE, LONG)).tables
    assert not any(has(row, "w:tblHeader") for row in table.rows)
    assert [open_sides(cell) for cell in table.rows[0].cells] == [[]] * len(table.rows[0].cells)


def test_tables_are_parted_by_what_nobody_sees_and_keep_together_what_the_paper_does() -> None:
    found = opened(document(LONG_TEMPLATE, LONG))
    between = [one for one in found.paragraphs if one.style and one.style.style_id == "Between"]
    assert [one.paragraph_format.keep_with_next for one in between] == [None, True]


def test_rows_break_over_pages_but_headings_do_not() -> None:
    grid = opened(document(LONG_TEMPLATE, LONG)).tables[1]
    whole = [has(row, "w:cantSplit") for row in grid.rows]
    assert whole == [True] + [False] * (len(whole) - 1)


def test_widths_add_up_to_the_page_and_every_row_covers_them() -> None:
    for table in opened(document(*sample("monitoring-2023"))).tables:
        widths = [int(one.get(qn("w:w")) or 0) for one in table._tbl.tblGrid.gridCol_lst]
        assert sum(widths) == round(267 / 25.4 * 1440)
        for row in table.rows:
            assert sum(cell.width.twips for cell in {id(c._tc): c for c in row.cells}.values()) == sum(widths)


def test_room_to_write_and_lines_close_together_keep_their_height() -> None:
    tables = opened(document(*sample("hubei-20-80"))).tables
    heights = {
        row.cells[-1].text.strip()[:2]: row.height.twips for one in tables for row in one.rows if row.height
    }
    assert heights["签名"] == round(27.2 / 25.4 * 1440)
    assert heights["2."] == round(4.2 / 25.4 * 1440)


@pytest.mark.parametrize("text", [" 一  二 ", "一\n二", "一\t二", "<w:t>&amp;", "=33台"])
def test_a_text_stands_as_it_was_typed(text: str) -> None:
    assert text in texts(*opened(document(TEMPLATE, with_reason(text))).tables)


def test_what_xml_cannot_hold_is_a_mark() -> None:
    tables = opened(document(TEMPLATE, with_reason("一\x07\ufffe"))).tables
    assert "一\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}" in texts(*tables)


def test_pages_are_those_of_the_paper() -> None:
    (section,) = opened(document(*sample("monitoring-2023"))).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert round(section.left_margin.mm if section.left_margin else 0) == 15
    assert section.footer.paragraphs[0].text == "第  页 共  页"
    assert section.header.paragraphs[0].text == "草稿"
    assert "NUMPAGES" in section.footer._element.xml


def test_a_final_form_is_no_draft() -> None:
    (section,) = opened(document(TEMPLATE, replace(FORM, state=FormState.FINAL))).sections
    assert section.header.paragraphs[0].text == ""


def test_each_of_many_forms_begins_a_section_with_pages_of_its_own() -> None:
    writer = DocumentWriter()
    for name in ("national-2020", "monitoring-2023", "hubei-20-80"):
        writer.add(*sample(name))
    found = opened(writer.finish())
    assert [one.orientation for one in found.sections] == [0, 1, 0]
    assert "SECTIONPAGES" in found.sections[0].footer._element.xml
    assert found.core_properties.title == "项目支出绩效自评表（共 3 份）"
    assert found.core_properties.author == ""


def test_a_document_says_whose_it_is() -> None:
    found = opened(document(TEMPLATE, FORM)).core_properties
    assert (found.title, found.author) == ("基层医疗卫生机构设备更新", "临浦市基层卫生服务中心")


def test_the_exact_form_is_a_part_of_the_file() -> None:
    with ZipFile(BytesIO(document(TEMPLATE, FORM))) as parts:
        assert etree.fromstring(parts.read(FORMS_PART)).text == exact_text([(TEMPLATE, FORM)])
        for name in parts.namelist():
            etree.fromstring(parts.read(name))


def test_the_same_forms_are_the_same_bytes() -> None:
    assert document(TEMPLATE, FORM) == document(TEMPLATE, FORM)

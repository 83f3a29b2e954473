from pathlib import Path

import pytest

from office_files import ods, rows_of
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers.ods import read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "自评表.ods"


def cell(text: str = "", properties: str = "") -> str:
    return f"<table:table-cell {properties}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def row(*cells: str, properties: str = "") -> str:
    return f"<table:table-row {properties}>{''.join(cells)}</table:table-row>"


def table(*rows: str, properties: str = "") -> str:
    return f'<table:table table:name="自评表" {properties}>{"".join(rows)}</table:table>'


def test_cells_stand_where_the_grid_says(path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    body = table(
        "<table:table-header-rows>",
        row(
            cell("标题", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'),
            covered,
            cell("甲"),
        ),
        "</table:table-header-rows>",
        row("<table:covered-table-cell table:number-columns-repeated='2'/>", cell("乙")),
        row(cell(properties='table:number-columns-repeated="2"'), cell("丙")),
        row(cell("丁", 'table:number-columns-repeated="3"'), properties='table:number-rows-repeated="2"'),
        row(
            cell(properties='table:number-columns-repeated="16384"'),
            properties='table:number-rows-repeated="1048000"',
        ),
    )
    (sheet,) = read(ods(path, body))
    assert rows_of(sheet) == [["标题 2×2", "甲"], ["乙"], ["", "", "丙"], ["丁"] * 3, ["丁"] * 3]
    assert sheet.cells[-1].place == "工作表“自评表”的 C5"


def test_hidden_sheets_rows_and_columns_are_left_out(path: Path) -> None:
    styles = (
        '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="on"><style:table-properties table:display="true"/></style:style>'
    )
    columns = (
        '<table:table-column/><table:table-columns><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/></table:table-columns><table:table-column/>'
    )
    hidden = row(cell("隐"), properties='table:visibility="filter"')
    body = table(columns, row(cell("甲"), cell("隐"), cell("隐"), cell("乙")), hidden, row(cell("丙")))
    body += table(row(cell("不应看到")), properties='table:style-name="off"')
    assert [rows_of(sheet) for sheet in read(ods(path, body, styles))] == [[["甲", "乙"], ["丙", ""]]]


def test_signs_are_characters_and_notes_are_not_text(path: Path) -> None:
    text = '甲<text:s text:c="2"/>乙<text:tab/><text:span>丙<text:line-break/></text:span>丁</text:p>'
    text += "<text:p/><text:p>戊"
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    body = table(row(f"<table:table-cell>{note}<text:p>{text}{note}</text:p></table:table-cell>"))
    assert rows_of(read(ods(path, body))[0]) == [["甲  乙\t丙\n丁\n戊"]]


def test_more_rows_than_any_form_has_are_told(path: Path) -> None:
    with pytest.raises(ImportFileError, match="工作表“自评表”超出了可导入的范围"):
        read(ods(path, table(row(cell("甲"), properties='table:number-rows-repeated="1048576"'))))

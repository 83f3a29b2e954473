from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from perfeval_desktop.exchange.writers.list_xlsx import ListCell, list_workbook

ROWS: list[list[ListCell]] = [
    ["区教育局及其直属单位", 12, Decimal("98.50")],
    ["=1+1", 0, None],
    ["0012\x01", 3, Decimal(100)],
]


def test_texts_stay_texts_and_numbers_are_numbers() -> None:
    sheet = load_workbook(BytesIO(list_workbook("填报进度", ["部门", "表", "平均分"], ROWS))).active
    assert sheet is not None
    assert sheet.title == "填报进度"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["部门", "表", "平均分"],
        ["区教育局及其直属单位", 12, 98.5],
        ["=1+1", 0, None],
        ["0012\ufffd", 3, 100],
    ]
    assert sheet.cell(3, 1).data_type == "s"
    assert sheet.cell(2, 3).number_format == "0.00"


def test_the_head_stays_in_sight_and_filters() -> None:
    sheet = load_workbook(BytesIO(list_workbook("填报进度", ["部门", "表", "平均分"], ROWS))).active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C4"
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width


def test_the_same_list_gives_the_same_bytes() -> None:
    assert list_workbook("甲", ["乙"], [["丙"]]) == list_workbook("甲", ["乙"], [["丙"]])

import pytest

from office_files import rows_of
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.document_grid import DocumentGrid, TableCell


def test_paragraphs_and_tables_stand_below_each_other() -> None:
    grid = DocumentGrid()
    grid.add_paragraph("标题")
    grid.add_paragraph("  \n")
    grid.add_paragraph("单位名称：某单位")
    grid.add_table([TableCell("乙", 0, 1, "b"), TableCell("甲", 0, 0, "a", rows=2)])
    grid.add_table([])
    grid.add_paragraph("填表人")
    grid.add_table([TableCell("丙", 0, 0, "c", columns=3)])
    sheet = grid.sheet("表")
    assert rows_of(sheet) == [["标题"], ["单位名称：某单位"], ["甲 2×1", "乙"], [], ["填表人"], ["丙 1×3"]]
    assert sheet.tables == (range(2, 4), range(5, 6))
    assert [cell.columns for cell in sheet.cells if cell.is_paragraph] == [3, 3, 3]
    assert [cell.place for cell in sheet.cells] == [
        *("正文第 1 段", "正文第 2 段", "a", "b"),
        *("第 1 个表格之后的第 1 段", "c"),
    ]


def test_a_document_of_paragraphs_is_one_column_wide() -> None:
    grid = DocumentGrid()
    grid.add_paragraph("标题", "第 1 行")
    (cell,) = grid.sheet("表").cells
    assert (cell.columns, cell.place, cell.is_paragraph) == (1, "第 1 行", True)
    assert grid.sheet("表").tables == ()


def test_a_table_larger_than_any_form_is_told_by_its_number() -> None:
    grid = DocumentGrid()
    with pytest.raises(
        ImportFileError, match="第 1 个表格超出了可导入的范围（10000 行、64 列、128000 格）。请"
    ):
        grid.add_table([TableCell("", 0, 64, "")])
    with pytest.raises(ImportFileError, match="第 1 个表格超出"):
        grid.add_table([TableCell("", 0, 0, "", rows=10_001)])
    for number in range(10_000):
        grid.add_paragraph(str(number))
    with pytest.raises(ImportFileError, match="正文第 10001 段超出"):
        grid.add_paragraph("又一段")

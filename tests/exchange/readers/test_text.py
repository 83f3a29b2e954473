from pathlib import Path

import pytest

from office_files import rows_of
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers.text import read, read_text


def texts(text: str, *, is_csv: bool = False) -> list[list[str]]:
    (sheet,) = read_text(text, "剪贴板", is_csv=is_csv)
    return rows_of(sheet)


def test_cells_of_excel_are_in_quotation_marks_only_where_needed() -> None:
    text = '标题\r\n"项目\n名称"\t示例\t\r\n指标\t"说""好"""\t"整句"\r\n\r\n注\t"未完\t完\n'
    assert texts(text) == [
        ["标题"],
        ["项目\n名称", "示例", ""],
        ["指标", '说"好"', '"整句"'],
        ["注", '"未完', "完"],
    ]


def test_lines_are_told_by_their_number() -> None:
    (sheet,) = read_text('标题\n"两\n行"\t乙\n注：\t\n尾', "表")
    assert [cell.place for cell in sheet.cells] == [
        *("第 1 行", "第 2 行第 1 格", "第 2 行第 2 格", "第 4 行第 1 格", "第 4 行第 2 格", "第 5 行"),
    ]
    assert sheet.tables == (range(1, 3),)


def test_a_printed_layout_is_a_paragraph_a_line() -> None:
    (sheet,) = read_text("      绩效自评表  \r\n\r\n项目名称    示例\r\n", "表")
    assert rows_of(sheet) == [["      绩效自评表"], ["项目名称    示例"]]
    assert sheet.tables == ()


def test_a_form_laid_out_with_blanks_is_a_table() -> None:
    line = "产出指标   数量指标     讲座场次     ≥10场         12场          50      50\n"
    heads = "一级指标   二级指标     三级指标     年度指标值    实际完成值    分值    得分\n"
    (sheet,) = read_text(heads + line * 8, "表")
    assert sheet.tables == (range(9),)
    assert rows_of(sheet)[-1] == line.split()
    assert rows_of(read_text(heads + line * 8, "表", is_csv=True)[0])[-1] == [line.rstrip()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_of_commas_may_have_other_signs(delimiter: str) -> None:
    text = f'绩效{delimiter}"一、\n二"\n1{delimiter}""\n尾注'
    assert texts(text, is_csv=True) == [["绩效", "一、\n二"], ["1", ""], ["尾注"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_files_are_of_either_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "台账.CSV"
    path.write_bytes("项目名称,预算数\r\n示例,9.00\r\n".encode(encoding))
    (sheet,) = read(path)
    assert (sheet.name, rows_of(sheet)) == ("台账", [["项目名称", "预算数"], ["示例", "9.00"]])
    assert sheet.cells[-1].place == "第 2 行第 2 格"


def test_what_is_no_text_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_bytes(b"\xff\xff\xff")
    with pytest.raises(ImportFileError, match=r"无法辨认“表.txt”的文字编码。请用记事本打开并另存为 UTF-8"):
        read(path)


def test_a_field_without_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text('a,"' + "0" * 200_000, "utf-8")
    with pytest.raises(
        ImportFileError, match=r"“表.csv”不是有效的 CSV 文件。请用 Excel 打开并另存后再导入。"
    ):
        read(path)

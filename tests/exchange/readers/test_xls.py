import struct
from pathlib import Path

import pytest

from office_files import DATA, rows_of
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers.xls import read


def test_worksheets_are_read_as_displayed() -> None:
    sheet, empty = read(DATA / "figures.xls")
    assert rows_of(sheet) == [
        ["绩效自评表 1×3", ""],
        ["预算数", "1,234,567.89", "", ""],
        ["执行率", "99.50%", "TRUE", ""],
        ["填报日期", "2023年3月15日", "#DIV/0!", ""],
        ["两段\n文字", "12", "", "末列"],
        ["", "2023/3/15", "", ""],
        ["", "¥8,000.00", "", ""],
    ]
    assert [cell.place for cell in sheet.cells if cell.text == "末列"] == ["工作表“自评表”的 E6"]
    assert (empty.name, empty.cells) == ("空表", ())


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begin(kind: int) -> bytes:
    """Return how a workbook (5) or a worksheet (16) begins."""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def test_formats_known_by_number_are_those_of_excel_in_chinese(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xls", 14, 45000)
    assert [rows_of(one) for one in read(path)] == [[["2023/3/15"]]]


def test_digits_that_are_not_shown_are_handed_on(tmp_path: Path) -> None:
    (sheet,) = read(workbook(tmp_path / "表.xls", 2, 12.345678))
    assert [(cell.text, cell.exact) for cell in sheet.cells] == [("12.35", "12.345678")]


def workbook(path: Path, number_format: int, value: float) -> Path:
    """Write a workbook of one number in a format that is known by its own."""
    looks = record(0xE0, struct.pack("<HH", 0, number_format) + bytes(16))
    sheet = begin(0x10) + record(0x0203, struct.pack("<HHHd", 0, 0, 0, value)) + record(0x0A, b"")
    named = bytes([0, 0, 2, 0]) + b"AB"
    at = len(begin(5)) + len(looks) + 4 + 4 + len(named) + 4
    path.write_bytes(
        begin(5) + looks + record(0x85, struct.pack("<I", at) + named) + record(0x0A, b"") + sheet
    )
    return path


def test_a_workbook_with_a_password_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.xls"
    path.write_bytes(begin(5) + record(0x002F, struct.pack("<HH", 1, 0) + bytes(50)) + record(0x0A, b""))
    with pytest.raises(ImportFileError, match=r"“表.xls”设有密码，无法读取。请取消密码后另存，再导入。"):
        read(path)


def test_a_damaged_workbook_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.xls"
    path.write_bytes((DATA / "figures.xls").read_bytes()[:3000])
    with pytest.raises(
        ImportFileError, match=r"“表.xls”已损坏，无法读取。请用 Excel 或 WPS 打开并另存为 .xlsx"
    ):
        read(path)


def test_what_no_form_reaches_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perfeval_desktop.exchange.limits.MAX_ROWS", 6)
    with pytest.raises(ImportFileError, match="工作表“自评表”在 B8 还有内容"):
        read(DATA / "figures.xls")


def test_a_file_whose_chains_have_no_end_is_damaged(tmp_path: Path) -> None:
    data = bytearray((DATA / "figures.xls").read_bytes())
    (first,) = struct.unpack_from("<I", data, 0x4C)
    at = 512 + first * 512
    # The second sector is followed by itself.
    data[at + 4 : at + 8] = struct.pack("<I", 1)
    path = tmp_path / "表.xls"
    path.write_bytes(data)
    with pytest.raises(ImportFileError, match="已损坏"):
        read(path)

from pathlib import Path

import pytest

from office_files import DATA, rows_of
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers.doc import read


def test_a_document_is_read_like_a_newer_one(tmp_path: Path) -> None:
    path = tmp_path / "自评表.doc"
    path.write_bytes((DATA / "form.doc").read_bytes())
    (sheet,) = read(path)
    assert sheet.name == "自评表"
    assert rows_of(sheet) == [
        *(["绩效自评表"], ["单位名称：某单位"]),
        *(["项目名称", "示例项目 1×2"], ["指标 2×1", "数量", "≥95%"], ["质量", "合格"]),
        ["填表人：某人"],
    ]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("length", [0xFF, 0])
def test_properties_that_are_cut_short_cost_no_text(tmp_path: Path, length: int) -> None:
    path = tmp_path / "自评表.doc"
    data = bytearray((DATA / "form.doc").read_bytes())
    # The edges of the cells of a row, and how long what tells them is.
    at = data.index(b"\x08\xd6")
    if length:
        data[at + 2] = length
    else:
        begin = data.rindex(b"\x16\x24", 0, at)
        data[begin : begin + 2] = b"\x08\xd6"
        data[begin + 2] = 0xFF
    path.write_bytes(data)
    (sheet,) = read(path)
    texts = [cell.text for cell in sheet.cells]
    assert [text for text in texts if text][:4] == ["绩效自评表", "单位名称：某单位", "项目名称", "示例项目"]


def test_a_document_with_a_password_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.doc"
    data = bytearray((DATA / "form.doc").read_bytes())
    # The beginning of the text's stream: its mark, and flags at the eleventh byte.
    begin = next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    data[begin + 11] |= 1
    path.write_bytes(data)
    with pytest.raises(ImportFileError, match=r"“表.doc”设有密码，无法读取。请取消密码后另存，再导入。"):
        read(path)


def test_a_damaged_document_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.doc"
    path.write_bytes((DATA / "form.doc").read_bytes()[:5000])
    with pytest.raises(
        ImportFileError, match=r"“表.doc”无法读取，可能已损坏。请用 Word 或 WPS 打开并另存为 .docx"
    ):
        read(path)

from pathlib import Path

import pytest

from office_files import zipped
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.packages import Package


def test_parts_are_read_by_name(tmp_path: Path) -> None:
    with Package(zipped(tmp_path / "表.docx", {"a.xml": "甲", "mimetype": "b"})) as package:
        assert package.names == {"a.xml", "mimetype"}
        assert package.read("a.xml").decode() == "甲"
        assert package.mime_type == "b"
        with pytest.raises(ImportFileError, match=r"“表.docx”已损坏，无法读取。请用 Office 或 WPS"):
            package.read("b.xml")


def test_most_files_do_not_say_what_they_are(tmp_path: Path) -> None:
    with Package(zipped(tmp_path / "表.docx", {"a": ""})) as package:
        assert package.mime_type == ""


def test_what_is_no_whole_zip_is_damaged(tmp_path: Path) -> None:
    path = zipped(tmp_path / "表.xlsx", {"a.xml": "甲" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ImportFileError, match="已损坏"):
        Package(path)


def test_a_part_with_other_bytes_than_it_had_is_damaged(tmp_path: Path) -> None:
    path = zipped(tmp_path / "表.xlsx", {"a.xml": "abc"})
    data = bytearray(path.read_bytes())
    data[36] ^= 0xFF
    path.write_bytes(data)
    with Package(path) as package, pytest.raises(ImportFileError, match="已损坏"):
        package.read("a.xml")


def test_a_file_with_a_password_is_not_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "表.xlsx", {"a.xml": "甲"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ImportFileError, match=r"“表.xlsx”设有密码，无法读取。请取消密码后另存，再导入。"):
        Package(path)


@pytest.mark.parametrize(
    "parts",
    [
        {"bomb.xml": "0" * 2_000_000},
        {str(number): "" for number in range(2001)},
    ],
    ids=["ratio", "members"],
)
def test_what_becomes_too_large_is_not_unpacked(tmp_path: Path, parts: dict[str, str]) -> None:
    with pytest.raises(ImportFileError, match=r"“表.xlsx”展开后过大，不像是自评表，没有读取。请把表格复制到"):
        Package(zipped(tmp_path / "表.xlsx", parts))


def test_a_file_may_not_expand_beyond_the_bounds_bit_by_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perfeval_desktop.exchange.packages.MAX_BYTES", 100)
    with pytest.raises(ImportFileError, match="展开后过大"):
        Package(zipped(tmp_path / "表.xlsx", {str(number): "0123456789" for number in range(11)}))
    with Package(zipped(tmp_path / "小.xlsx", {"a": "0" * 100})):
        pass

from pathlib import Path

import pytest

from office_files import DATA, docx, ods, xlsx, zipped
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.file_formats import Format, format_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stream(name: str) -> bytes:
    """Return the beginning of a file of Office 97 whose list of streams has this one."""
    return OLE.ljust(512, b"\0") + f"{name}\0".encode("utf-16-le").ljust(128, b"\0")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "表.bin"


def test_packages_are_told_by_their_parts(path: Path) -> None:
    assert format_of(docx(path, "")) is Format.DOCX
    assert format_of(xlsx(path, "")) is Format.XLSX
    assert format_of(ods(path, "")) is Format.ODS


def test_files_of_office_97_are_told_by_their_streams(path: Path) -> None:
    assert format_of(DATA / "figures.xls") is Format.XLS
    assert format_of(DATA / "form.doc") is Format.DOC
    path.write_bytes(stream("Book"))
    assert format_of(path) is Format.XLS


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7", Format.PDF),
        (b"\n\n%PDF-1.4", Format.PDF),
        ("\ufeff<HTML><body>绩效".encode(), Format.HTML),
        (b"<!DOCTYPE html PUBLIC", Format.HTML),
        (b"Version:1.0\r\n<html>", Format.HTML),
        ("绩效\t自评".encode("gb18030"), Format.TEXT),
        ("绩效\t自评".encode("utf-16"), Format.TEXT),
        ("绩效".encode() * 1000, Format.TEXT),
    ],
)
def test_others_are_told_by_their_beginning(path: Path, data: bytes, told: Format) -> None:
    path.write_bytes(data)
    assert format_of(path) is told


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (rb"{\rtf1\ansi", "“表.bin”是RTF 格式，无法读取。请用 Word 或 WPS 打开并另存为 .docx，再导入。"),
        (b"<?xml version='1.0'?><Workbook>", "“表.bin”是XML 文件，无法读取。请用 Office"),
        (stream("EncryptedPackage"), "“表.bin”设有密码，无法读取。请取消密码后另存，再导入。"),
        (
            stream("Other") + b"\0" + "Workbook\0".encode("utf-16-le"),
            "“表.bin”是不认识的 Office 文件，无法读取。请",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0", "“表.bin”是不认识的格式，无法读取。可以导入 Word、Excel、PDF、网页"),
        (b"PK\x03\x04 and nothing", "“表.bin”已损坏，无法读取。"),
    ],
)
def test_what_is_not_read_is_told_with_a_remedy(path: Path, data: bytes, sentence: str) -> None:
    path.write_bytes(data)
    with pytest.raises(ImportFileError, match=sentence):
        format_of(path)


def test_packages_of_others_are_told_with_a_remedy(path: Path) -> None:
    with pytest.raises(
        ImportFileError, match=r"“表.bin”是没有 Word 或 Excel 内容的压缩包，无法读取。如果是压缩文件"
    ):
        format_of(zipped(path, {"a.jpg": b""}))
    with pytest.raises(ImportFileError, match=r"“表.bin”是二进制工作簿（.xlsb），无法读取。请用 Excel"):
        format_of(zipped(path, {"xl/workbook.bin": b""}))

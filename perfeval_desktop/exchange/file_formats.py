"""Which format a file is of, told by what stands in it, not by its name."""

import re
from enum import Enum, auto
from pathlib import Path
from typing import Final

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.encodings import decoded
from perfeval_desktop.exchange.packages import Package

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK"
_PDF: Final = b"%PDF-"
_RTF: Final = b"{\\rtf"
_BEGINNING: Final = 4096
# In files of Office 97 the list of streams has entries of this size, each beginning with a name.
_ENTRY: Final = 128
_HTML: Final = re.compile(r"<(html|table|!doctype html|body|meta|div)\b")


class Format(Enum):
    """What a file is read with."""

    DOCX = auto()
    XLSX = auto()
    ODS = auto()
    DOC = auto()
    XLS = auto()
    PDF = auto()
    HTML = auto()
    TEXT = auto()


def format_of(path: Path) -> Format:
    """Return the format of a file; :class:`ImportFileError` says what to do with one that is not read."""
    with path.open("rb") as file:
        start = file.read(_BEGINNING)
    if start.startswith(_ZIP):
        return _format_of_zip(path)
    if start.startswith(_OLE):
        return _format_of_ole(path)
    if _PDF in start[:1024]:
        return Format.PDF
    if start.startswith(_RTF):
        raise _unknown(path, "RTF 格式", "请用 Word 或 WPS 打开并另存为 .docx，再导入。")
    return _format_of_text(path, start)


def _format_of_zip(path: Path) -> Format:
    with Package(path) as package:
        names = package.names
        kind = package.mime_type
    if any(name.startswith("word/") for name in names):
        return Format.DOCX
    if "xl/workbook.bin" in names:
        raise _unknown(path, "二进制工作簿（.xlsb）", "请用 Excel 打开并另存为 .xlsx，再导入。")
    if any(name.startswith("xl/") for name in names):
        return Format.XLSX
    if "opendocument.spreadsheet" in kind:
        return Format.ODS
    raise _unknown(path, "没有 Word 或 Excel 内容的压缩包", "如果是压缩文件，请解压后导入里面的表格。")


def _format_of_ole(path: Path) -> Format:
    data = path.read_bytes()
    if _has_stream(data, "EncryptedPackage"):
        raise ImportFileError(f"“{path.name}”设有密码，无法读取。请取消密码后另存，再导入。")
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return Format.XLS
    if _has_stream(data, "WordDocument"):
        return Format.DOC
    raise _unknown(path, "不认识的 Office 文件", "请用 Office 或 WPS 打开并另存为 .docx 或 .xlsx，再导入。")


def _has_stream(data: bytes, name: str) -> bool:
    """Tell whether a file has a stream of this name: entries of the list of them stand in equal steps."""
    entry = f"{name}\0".encode("utf-16-le")
    at = data.find(entry)
    while at >= 0 and at % _ENTRY:
        at = data.find(entry, at + 1)
    return at >= 0


def _format_of_text(path: Path, start: bytes) -> Format:
    beginning = start.decode("utf-8", "ignore").lower().lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n")
    if _HTML.search(beginning):
        return Format.HTML
    if beginning.startswith("<?xml"):
        raise _unknown(path, "XML 文件", "请用 Office 或 WPS 打开并另存为 .docx 或 .xlsx，再导入。")
    # The beginning may end within a character.
    if decoded(path.read_bytes()) is None:
        raise _unknown(
            path, "不认识的格式", "可以导入 Word、Excel、PDF、网页和文本文件；请另存为其中一种再导入。"
        )
    return Format.TEXT


def _unknown(path: Path, kind: str, remedy: str) -> ImportFileError:
    return ImportFileError(f"“{path.name}”是{kind}，无法读取。{remedy}")

"""The formats of exported files in the words of dialogs."""

from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.exchange.export_formats import ExportFormat


class FormatWords(NamedTuple):
    """What a format and its files are called, and what one file of all forms is good for."""

    name: str
    files: str
    all_in_one: str


WORDS = {
    ExportFormat.PDF: FormatWords(
        "PDF", "PDF 文件", "适合一次打印或上报；带书签，可按单位和项目跳转，每份各自编页码。"
    ),
    ExportFormat.XLSX: FormatWords(
        "Excel", "Excel 工作簿", "一个工作簿，每份自评表一个工作表，以项目名称命名。"
    ),
    ExportFormat.DOCX: FormatWords(
        "Word", "Word 文档", "一个文档，每份自评表从新的一页开始，每份各自编页码。"
    ),
}


def name_filter(what: ExportFormat) -> str:
    """Return the filter of a file dialog: ``PDF 文件 (*.pdf)``."""
    return f"{WORDS[what].files} (*{what.suffix})"


def format_named(name: str) -> ExportFormat | None:
    """Return the format that the name of a file ends with, ``None`` for no such name."""
    suffix = Path(name).suffix.lower()
    return next((what for what in WORDS if what.suffix == suffix), None)

"""Any file as sheets: the one way in."""

from pathlib import Path

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.file_formats import Format, format_of
from perfeval_desktop.exchange.limits import MAX_BYTES
from perfeval_desktop.exchange.sheet import Sheet
from perfeval_desktop.regular_files import check_regular


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return what can be seen in a file, whatever its format: at least one sheet with text in it.

    Raises :class:`ImportFileError` naming the file and the remedy.
    """
    try:
        check_readable(path)
        sheets = tuple(sheet for sheet in _read(path) if sheet.cells)
    except OSError as error:
        raise ImportFileError(
            f"无法读取“{path}”：{error.strerror or error}。请检查文件是否存在、能否打开。"
        ) from error
    if not sheets:
        raise ImportFileError(f"“{path.name}”里没有可以看到的文字。请检查是否选对了文件。")
    return sheets


def check_readable(path: Path) -> None:
    """Raise :class:`ImportFileError` for one that is empty or too large, ``OSError`` for no file."""
    check_regular(path)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ImportFileError(
            f"“{path.name}”超过 {MAX_BYTES // 1024 // 1024} MB，不像是自评表。请另存需要的表格后再导入。"
        )
    if not size:
        raise ImportFileError(f"“{path.name}”是空文件。请检查文件是否完整。")


def _read(path: Path) -> tuple[Sheet, ...]:
    """Read a file with the reader for it; what it needs of others is loaded with it."""
    match format_of(path):
        case Format.DOCX:
            from perfeval_desktop.exchange.readers.docx import read  # noqa: PLC0415
        case Format.XLSX:
            from perfeval_desktop.exchange.readers.xlsx import read  # noqa: PLC0415
        case Format.ODS:
            from perfeval_desktop.exchange.readers.ods import read  # noqa: PLC0415
        case Format.DOC:
            from perfeval_desktop.exchange.readers.doc import read  # noqa: PLC0415
        case Format.XLS:
            from perfeval_desktop.exchange.readers.xls import read  # noqa: PLC0415
        case Format.PDF:
            from perfeval_desktop.exchange.readers.pdf import read  # noqa: PLC0415
        case Format.HTML:
            from perfeval_desktop.exchange.readers.html import read  # noqa: PLC0415
        case _:
            from perfeval_desktop.exchange.readers.text import read  # noqa: PLC0415
    return read(path)

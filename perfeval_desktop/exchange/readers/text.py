"""Plain text: rows of cells parted by tabs or commas; a line without any is a paragraph, as in a layout."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.document_grid import DocumentGrid, TableCell
from perfeval_desktop.exchange.encodings import decoded
from perfeval_desktop.exchange.laid_out.tables import laid_out_grid
from perfeval_desktop.exchange.limits import MAX_TEXT
from perfeval_desktop.exchange.sheet import Sheet

# A field in quotation marks, and what it ends at.
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')

_END: Final = re.compile(r"[\t\n]")

Row = tuple[int, list[str]]


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the text as one sheet; :class:`ImportFileError` says why not."""
    text = decoded(path.read_bytes())
    if text is None:
        raise ImportFileError(f"无法辨认“{path.name}”的文字编码。请用记事本打开并另存为 UTF-8 编码后再导入。")
    try:
        return read_text(text, path.stem, is_csv=path.suffix.lower() == ".csv")
    except csv.Error as error:
        raise ImportFileError(f"“{path.name}”不是有效的 CSV 文件。请用 Excel 打开并另存后再导入。") from error


def read_text(text: str, name: str, *, is_csv: bool = False) -> tuple[Sheet, ...]:
    """Return a text as one sheet: the lines of cells as a table, those without as paragraphs.

    Each row of cells is as wide as it is written; paragraphs between two of them part the table.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not is_csv and (laid_out := laid_out_grid(text)) is not None:
        return (laid_out.sheet(name),)
    grid = DocumentGrid()
    table: list[TableCell] = []
    rows = _comma_separated(text) if is_csv else _tab_separated(text)
    height = 0
    for line, fields in rows:
        place = f"第 {line} 行"
        if len(fields) > 1:
            table += [
                TableCell(field.strip("\n"), height, column, f"{place}第 {column + 1} 格")
                for column, field in enumerate(fields)
            ]
            height += 1
            continue
        if "".join(fields).strip():
            grid.add_table(table)
            table, height = [], 0
            grid.add_paragraph(fields[0].rstrip(), place)
    grid.add_table(table)
    return (grid.sheet(name),)


def _comma_separated(text: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for fields in reader:
        yield line, fields
        line = reader.line_num + 1


def _tab_separated(text: str) -> Iterator[Row]:
    """Yield rows as Excel and Word write them: quoted is what holds a tab, a line or a quotation mark."""
    at, line = 0, 1
    fields: list[str] = []
    begun = 1
    while at <= len(text):
        quoted = _QUOTED.match(text, at, at + MAX_TEXT)
        if quoted is not None and re.search(r'[\t\n]|""', quoted[1]):
            fields.append(quoted[1].replace('""', '"'))
            end = quoted.end()
        else:
            end = found.start() if (found := _END.search(text, at)) else len(text)
            fields.append(text[at:end])
        line += text.count("\n", at, end)
        if text[end : end + 1] != "\t":
            yield begun, fields
            fields = []
            line += 1
            begun = line
        at = end + 1

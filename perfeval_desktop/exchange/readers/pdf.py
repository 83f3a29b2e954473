"""Printed pages: characters at places, and rules that make tables. What was scanned has no characters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_ulong
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, raw  # type: ignore[import-untyped]  # no type information

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.aligned_columns import aligned
from perfeval_desktop.exchange.cut_rows import DrawnCell, joined_tables
from perfeval_desktop.exchange.document_grid import DocumentGrid, TableCell
from perfeval_desktop.exchange.limits import MAX_PAGES
from perfeval_desktop.exchange.page_text import Character, Line, cell_text, lines_of
from perfeval_desktop.exchange.readers.pdf_page import DrawnText, drawn_rules, drawn_texts
from perfeval_desktop.exchange.ruled_tables import RuledTable, ruled_tables
from perfeval_desktop.exchange.sheet import Sheet

_PAGE_NUMBER: Final = re.compile(r"[-—–\s]*(第\s*)?\d{1,3}(\s*页)?([\s/,，]*共?\s*\d{1,3}\s*页?)?[-—–\s]*")

_CUT: Final = "文字超出格子，没有全部印出来"


class _Part(NamedTuple):
    """A line of a page, or a table of it with its cells, and how far it is from the top."""

    top: float
    line: Line | None
    cells: list[DrawnCell]


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the pages as one sheet; :class:`ImportFileError` says why not."""
    try:
        document = PdfDocument(path.read_bytes())
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise ImportFileError(f"“{path.name}”设有密码，无法读取。请取消密码后另存，再导入。") from error
        raise ImportFileError(
            f"“{path.name}”已损坏，无法读取。请重新导出 PDF，或导入原来的 Word、Excel 文件。"
        ) from error
    try:
        return (_sheet(document, path),)
    except PdfiumError as error:
        raise ImportFileError(
            f"“{path.name}”已损坏，无法读取。请重新导出 PDF，或导入原来的 Word、Excel 文件。"
        ) from error
    finally:
        document.close()


def attached_text(path: Path, name: str, most: int) -> str | None:
    """Return the text of the attachment ``name``; ``None`` where there is none.

    One of more than ``most`` bytes, or that is no ASCII, is no text of ours, and ``""``.
    """
    try:
        document = PdfDocument(path.read_bytes())
    except PdfiumError as error:
        raise ImportFileError(
            f"“{path.name}”已损坏，无法读取。请重新导出 PDF，或导入原来的 Word、Excel 文件。"
        ) from error
    try:
        found = (document.get_attachment(at) for at in range(document.count_attachments()))
        one = next((one for one in found if one.get_name() == name), None)
        if one is None:
            return None
        size = c_ulong()
        raw.FPDFAttachment_GetFile(one, None, 0, size)
        if size.value > most:
            return ""
        return bytes(one.get_data()).decode("ascii", "replace")
    finally:
        document.close()


def _sheet(document: PdfDocument, path: Path) -> Sheet:
    if len(document) > MAX_PAGES:
        raise ImportFileError(f"“{path.name}”超过 {MAX_PAGES} 页。请只导出自评表所在的页后再导入。")
    grid = DocumentGrid()
    pages: list[list[_Part]] = []
    for number in range(len(document)):
        page = document[number]
        pages.append(_parts(drawn_texts(page), ruled_tables(drawn_rules(page))))
        page.close()
    running = _running(pages)
    _align_columns(pages)
    _join_cut_rows(pages, running)
    for number, parts in enumerate(pages, 1):
        _take_page(grid, parts, running, f"第 {number} 页")
    if not any(pages):
        raise ImportFileError(
            f"“{path.name}”是扫描件或图片，里面没有文字。请导入原来的 Word、Excel 文件，或先做文字识别。"
        )
    return grid.sheet(path.stem)


def _parts(drawn: Iterable[DrawnText], tables: list[RuledTable]) -> list[_Part]:
    """Return what is on a page from top to bottom: its tables, and the lines around them."""
    inside: list[list[DrawnText]] = [[] for _ in tables]
    outside: list[DrawnText] = []
    for one in drawn:
        at = next((number for number, table in enumerate(tables) if table.box.holds(*one.place)), None)
        (outside if at is None else inside[at]).append(one)
    lines = lines_of(_characters_of(outside))
    parts = [
        _Part(line.box.top, line, [])
        for line in lines
        if line not in (lines[0], lines[-1]) or not _is_page_number(line)
    ]
    parts += [
        _Part(table.box.top, None, list(_cells(table, held)))
        for table, held in zip(tables, inside, strict=True)
        if held
    ]
    return sorted(parts, key=lambda part: part.top)


def _running(pages: list[list[_Part]]) -> set[str]:
    """Return the lines that stand at the head or foot of every page, where there are several."""
    ends = [
        {part.line.text for part in (parts[0], parts[-1]) if part.line is not None}
        for parts in pages
        if parts
    ]
    return set.intersection(*ends) if len(ends) > 1 else set()


def _take_page(grid: DocumentGrid, parts: list[_Part], running: set[str], page: str) -> None:
    """Add what is on a page."""
    for part in parts:
        if part.line is not None:
            grid.add_paragraph(part.line.text, page, is_running=part.line.text in running)
            continue
        place = f"{page}第 {grid.table_count + 1} 个表格"
        grid.add_table(
            TableCell(
                text, cell.row, cell.column, f"{place}第 {cell.row + 1} 行", cell.rows, cell.columns, doubt
            )
            for cell, text, *_, doubt in part.cells
        )


def _align_columns(pages: list[list[_Part]]) -> None:
    """Count the columns of a table that goes over several pages by all its rules."""
    places = [(page, number) for page in pages for number, part in enumerate(page) if part.cells]
    tables = aligned([[one.cell for one in page[number].cells] for page, number in places])
    for (page, number), cells in zip(places, tables, strict=True):
        drawn = [one._replace(cell=cell) for one, cell in zip(page[number].cells, cells, strict=True)]
        page[number] = page[number]._replace(cells=drawn)


def _join_cut_rows(pages: list[list[_Part]], running: set[str]) -> None:
    """Put the halves of rows together that the end of a page parts."""
    bodies = [
        [number for number, part in enumerate(parts) if part.line is None or part.line.text not in running]
        for parts in pages
    ]
    for (parts, body), (others, behind) in pairwise(zip(pages, bodies, strict=True)):
        if body and behind and parts[body[-1]].cells and others[behind[0]].cells:
            above, below = joined_tables(parts[body[-1]].cells, others[behind[0]].cells)
            parts[body[-1]] = parts[body[-1]]._replace(cells=above)
            others[behind[0]] = others[behind[0]]._replace(cells=below)


def _is_page_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _cells(table: RuledTable, drawn: Sequence[DrawnText]) -> Iterator[DrawnCell]:
    for cell in table.cells:
        held = [one for one in drawn if cell.box.holds(*one.place)]
        characters = _characters_of(held)
        size = max((one.size for one in characters), default=0.0)
        above = min((one.base for one in characters), default=0.0) - size - cell.box.top
        below = cell.box.bottom - max((one.base for one in characters), default=0.0)
        doubt = _CUT if any(one.is_cut for one in held) else ""
        yield DrawnCell(cell, cell_text(characters, cell.box), size, above, below, doubt)


def _characters_of(drawn: Iterable[DrawnText]) -> list[Character]:
    return [one for text in drawn for one in text.characters]

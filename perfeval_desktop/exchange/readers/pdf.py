"""Printed pages: characters at places, and rules that make tables. What was scanned has no characters."""

import re
from collections.abc import Callable, Iterator
from ctypes import c_double, c_float, c_int, c_ulong
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from pypdfium2 import (  # type: ignore[import-untyped]  # has no type information
    PdfDocument,
    PdfiumError,
    PdfObject,
    PdfPage,
    raw,
)

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.cut_rows import DrawnCell, joined_tables
from perfeval_desktop.exchange.document_grid import DocumentGrid, TableCell
from perfeval_desktop.exchange.limits import MAX_PAGES
from perfeval_desktop.exchange.page_text import Character, Line, cell_text, lines_of
from perfeval_desktop.exchange.ruled_tables import Box, Rule, RuledTable, ruled_tables, rules_of
from perfeval_desktop.exchange.sheet import Sheet

_PAGE_NUMBER: Final = re.compile(r"[-—–\s]*(第\s*)?\d{1,3}(\s*页)?([\s/,，]*共?\s*\d{1,3}\s*页?)?[-—–\s]*")


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
        pages.append(_parts(list(_characters(page)), ruled_tables(_rules(page))))
        page.close()
    running = _running(pages)
    _join_cut_rows(pages, running)
    for number, parts in enumerate(pages, 1):
        _take_page(grid, parts, running, f"第 {number} 页")
    if not any(pages):
        raise ImportFileError(
            f"“{path.name}”是扫描件或图片，里面没有文字。请导入原来的 Word、Excel 文件，或先做文字识别。"
        )
    return grid.sheet(path.stem)


def _parts(characters: list[Character], tables: list[RuledTable]) -> list[_Part]:
    """Return what is on a page from top to bottom: its tables, and the lines around them."""
    inside: list[list[Character]] = [[] for _ in tables]
    outside: list[Character] = []
    for one in characters:
        at = next((number for number, table in enumerate(tables) if table.box.holds(*one.middle)), None)
        (outside if at is None else inside[at]).append(one)
    lines = lines_of(outside)
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
            TableCell(text, cell.row, cell.column, f"{place}第 {cell.row + 1} 行", cell.rows, cell.columns)
            for cell, text, *_ in part.cells
        )


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


def _cells(table: RuledTable, characters: list[Character]) -> Iterator[DrawnCell]:
    for cell in table.cells:
        held = [one for one in characters if cell.box.holds(*one.middle)]
        size = max((one.size for one in held), default=0.0)
        above = min((one.base for one in held), default=0.0) - size - cell.box.top
        below = cell.box.bottom - max((one.base for one in held), default=0.0)
        yield DrawnCell(cell, cell_text(held, cell.box), size, above, below)


def _characters(page: PdfPage) -> Iterator[Character]:
    """Yield what is drawn on a page, without white space: it is seen by what stands around it."""
    text_page = page.get_textpage()
    to_top = _from_top(page)
    try:
        across, up, box = c_double(), c_double(), raw.FS_RECTF()
        for index in range(text_page.count_chars()):
            text = chr(raw.FPDFText_GetUnicode(text_page, index))
            if text.isspace() or not text.isprintable():
                continue
            raw.FPDFText_GetLooseCharBox(text_page, index, box)
            raw.FPDFText_GetCharOrigin(text_page, index, across, up)
            drawn = _around([to_top(box.left, box.bottom), to_top(box.right, box.top)])
            _, base = to_top(across.value, up.value)
            yield Character(text, drawn.left, drawn.right, base, max(drawn.bottom - drawn.top, 1.0))
    finally:
        text_page.close()


def _from_top(page: PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """Return how a point of a page is told from its upper left corner, as it is looked at."""
    left, bottom, right, top = page.get_mediabox()
    match page.get_rotation():
        case 90:
            return lambda across, up: (up - bottom, across - left)
        case 180:
            return lambda across, up: (right - across, up - bottom)
        case 270:
            return lambda across, up: (top - up, right - across)
    return lambda across, up: (across - left, top - up)


def _rules(page: PdfPage) -> Iterator[Rule]:
    """Yield the rules of a page."""
    to_top = _from_top(page)
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        fill, stroke = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        place = path.get_matrix()
        points: list[tuple[float, float]] = []
        for begins, across, up in [*_points(path), (True, 0.0, 0.0)]:
            if begins and points:
                yield from _drawn(points, stroked=bool(stroke.value))
                points = []
            points.append(to_top(*place.on_point(across, up)))


def _points(path: PdfObject) -> Iterator[tuple[bool, float, float]]:
    """Yield the points of a path, and whether another line begins there."""
    across, up = c_float(), c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, across, up)
        yield raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO, across.value, up.value


def _drawn(points: list[tuple[float, float]], *, stroked: bool) -> Iterator[Rule]:
    """Yield the rules that a line makes: each of its straight parts, or, thin and filled, all of it."""
    if stroked:
        for first, second in pairwise(points):
            yield from rules_of(_around([first, second]))
    else:
        yield from rules_of(_around(points))


def _around(points: list[tuple[float, float]]) -> Box:
    across, down = [point[0] for point in points], [point[1] for point in points]
    return Box(min(across), min(down), max(across), max(down))

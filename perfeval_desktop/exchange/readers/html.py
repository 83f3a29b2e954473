"""Pages of HTML, and what Excel, Word and WPS put on the clipboard."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from pathlib import Path
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.document_grid import DocumentGrid, TableCell
from perfeval_desktop.exchange.encodings import decoded
from perfeval_desktop.exchange.limits import MAX_COLUMNS, MAX_ROWS
from perfeval_desktop.exchange.sheet import Sheet

_UNSEEN: Final = frozenset(
    {"head", "title", "style", "script", "del", "template", "colgroup", "col", "noscript"} | {"comment"}
)
_BLOCKS: Final = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "center", "blockquote", "tr", "pre"}
    | {"section", "article", "header", "footer", "table", "tbody", "td", "th", "dd", "dt", "body"}
)
# Of the parts of Word that stand beside the text: comments, notes, page headers.
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*(comment|footnote|endnote|header|footer)"
)
# What a page may be broken at; a space that does not break is one that is seen.
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_LINE: Final = "\n"


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the page as one sheet; :class:`ImportFileError` says why not."""
    data = path.read_bytes()
    told = _CHARSET.search(data[:4096])
    text = decoded(data, told[1].decode("ascii") if told else "")
    if text is None:
        raise ImportFileError(f"无法辨认“{path.name}”的文字编码。请用浏览器或 Excel 打开并另存后再导入。")
    return read_html(text, path.stem)


def read_html(text: str, name: str) -> tuple[Sheet, ...]:
    """Return a page that is there as text, for example on the clipboard; no sheet if it is empty."""
    # Windows writes before a page where it begins; XML declarations name encodings that are past.
    text = text[max(text.find("<"), 0) :]
    text = re.sub(r"^<\?xml[^>]*>", "", text).replace("\0", "")
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    root: Element | None = etree.fromstring(text, parser) if text.strip() else None
    if root is None:
        return ()
    page = _Page()
    page.take(root)
    return (page.sheet(name),)


def _tag(element: Element) -> str:
    return element.tag.lower()


def _is_seen(element: Element) -> bool:
    style = element.get("style", "")
    return _tag(element) not in _UNSEEN and not _HIDDEN.search(style.lower())


class _Page:
    """A page while it is read."""

    def __init__(self) -> None:
        self._grid = DocumentGrid()
        self._text = ""

    def sheet(self, name: str) -> Sheet:
        self._end_paragraph()
        return self._grid.sheet(name)

    def take(self, element: Element) -> None:
        """Take in an element outside of tables, and what follows it in the one around."""
        tag = _tag(element)
        if _is_seen(element):
            if tag == "table" and not _is_frame(element):
                self._end_paragraph()
                self._grid.add_table(_table(element, self._grid.table_count + 1))
            elif tag == "br":
                self._text += _LINE
            else:
                is_block = tag in _BLOCKS
                if is_block:
                    self._end_paragraph()
                self._text += _inline(element)
                for child in element:
                    self.take(child)
                if is_block:
                    self._end_paragraph()
        self._text += _SPACE.sub(" ", element.tail or "")

    def _end_paragraph(self) -> None:
        self._grid.add_paragraph(_tidied(self._text))
        self._text = ""


def _inline(element: Element) -> str:
    """Return the text an element begins with; a box that is ticked is an answer."""
    if _tag(element) == "input":
        kind = element.get("type", "text").lower()
        if kind in {"checkbox", "radio"}:
            return "□" if element.get("checked") is None else "☑"
        return element.get("value", "") if kind == "text" else ""
    text = element.text or ""
    return _SPACE.sub(" ", text)


def _tidied(text: str) -> str:
    lines = (line.replace("\N{NO-BREAK SPACE}", " ").strip() for line in text.split(_LINE))
    return _LINE.join(line for line in lines if line)


def _is_frame(table: Element) -> bool:
    """Tell whether a table is there for the look of a page only: another one stands in it."""
    return any(_tag(one) == "table" for one in table.iterdescendants())


def _table(table: Element, number: int) -> Iterator[TableCell]:
    taken: set[tuple[int, int]] = set()
    seen = (one for one in table.iter("tr") if all(_is_seen(part) for part in _up_to(one, table)))
    rows = list(islice(seen, MAX_ROWS + 1))
    for down, row in enumerate(rows):
        column = 0
        for across, cell in enumerate(one for one in row if _tag(one) in {"td", "th"} and _is_seen(one)):
            while (down, column) in taken:
                column += 1
            # A cell may say that it goes to the end; it does not go on behind it.
            high = min(_span(cell, "rowspan") or len(rows), len(rows) - down)
            wide = min(_span(cell, "colspan"), MAX_COLUMNS + 1) or 1
            taken.update((down + i, column + j) for i in range(high) for j in range(wide))
            place = f"第 {number} 个表格第 {down + 1} 行第 {across + 1} 格"
            yield TableCell(_tidied("".join(_texts(cell))), down, column, place, high, wide)
            column += wide


def _up_to(row: Element, table: Element) -> Iterator[Element]:
    yield row
    yield from takewhile(lambda above: above is not table, row.iterancestors())


def _span(cell: Element, name: str) -> int:
    told = cell.get(name, "1").strip()
    return int(told[:6]) if told.isdecimal() else 1


def _texts(element: Element) -> Iterator[str]:
    """Yield what stands in an element of a cell, paragraphs parted by a new line."""
    if not _is_seen(element):
        return
    if _tag(element) == "br":
        yield _LINE
        return
    is_block = _tag(element) in _BLOCKS
    if is_block:
        yield _LINE
    yield _inline(element)
    for child in element:
        yield from _texts(child)
        yield _SPACE.sub(" ", child.tail or "")
    if is_block:
        yield _LINE

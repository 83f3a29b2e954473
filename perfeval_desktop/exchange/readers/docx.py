"""Text documents of Word and WPS since 2007: straight from the XML, as it would be printed today.

Tracked insertions, content controls and text boxes are text; what is deleted or hidden, and notes, are not.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from perfeval_desktop.exchange.document_grid import DocumentGrid, TableCell
from perfeval_desktop.exchange.readers.names import child, is_on, name_of, number, value
from perfeval_desktop.exchange.readers.word_numbering import Numbering
from perfeval_desktop.exchange.readers.word_styles import Styles
from perfeval_desktop.exchange.readers.word_symbols import symbol
from perfeval_desktop.exchange.readers.xml_parts import Element, XmlPackage
from perfeval_desktop.exchange.sheet import Sheet

# Around paragraphs, rows, cells and runs; what they hold stands as if they were not there.
_WRAPPINGS: Final = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir"}
    | {"ruby", "rubyBase", "oMath", "oMathPara"}
)
_DELETED: Final = frozenset({"del", "moveFrom"})
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


# Characters of a line in a name that is written from top to bottom.
_UPRIGHT: Final = 2
# A table within a cell that has no more is a part of its text.
_FEW_CELLS: Final = 4


def read(path: Path) -> tuple[Sheet, ...]:
    """Return the document as one sheet; :class:`ImportFileError` says why not."""
    with XmlPackage(path) as package:
        return (TextDocument(package).sheet(path.stem),)


def custom_text(path: Path, root: str) -> str | None:
    """Return the text of the custom part whose root is called ``root``; ``None`` for none."""
    with XmlPackage(path) as package:
        for name in sorted(package.names):
            if name.startswith("customXml/item") and not name.startswith("customXml/itemProps"):
                found = package.part(name)
                if name_of(found) == root:
                    return found.text or ""
    return None


def shown_parts(element: Element) -> Iterator[Element]:
    """Yield what stands in an element, without what is only wrapped around it."""
    for part in element:
        if name_of(part) not in _WRAPPINGS:
            yield part
        elif not _is_prompt(part) or next(part.iter("{*}tc"), None) is not None:
            # A cell is one, whatever is to be entered there.
            yield from shown_parts(part)


def _is_prompt(control: Element) -> bool:
    """Tell whether a content control still shows what is to be entered there."""
    return is_on(child(control, "sdtPr"), "showingPlcHdr")


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes anchored in an element; of two drawings of one box the first."""
    for part in element:
        match name_of(part):
            case "txbxContent":
                yield part
            case "AlternateContent":
                drawings = (list(_boxes(choice)) for choice in part)
                yield from next((boxes for boxes in drawings if boxes), [])
            case name if name not in _DELETED:
                yield from _boxes(part)


class TextDocument:
    """A document while it is read.

    ``part`` is the name of what it stands in, ``root`` what stands there. ``origins`` are the elements of the
    cells that were read: paragraphs and cells of tables, by row and column in the sheet.
    """

    def __init__(self, package: XmlPackage) -> None:
        self.part = package.related().get("officeDocument", "word/document.xml")
        self.root = package.part(self.part)
        lists, looks = (package.related(self.part).get(kind) for kind in ("numbering", "styles"))
        self._styles = Styles(package.part(looks) if looks in package.names else None)
        self._numbering = Numbering(package.part(lists) if lists in package.names else None, self._styles)
        self.origins: dict[tuple[int, int], Element] = {}
        self._grid = DocumentGrid()
        # Of the fields that are open, one in the other: whether their result has begun.
        self._fields: list[bool] = []

    def sheet(self, name: str) -> Sheet:
        """Return all of it."""
        body = child(self.root, "body")
        if body is not None:
            self._take_blocks(body)
        return self._grid.sheet(name)

    def _take_blocks(self, parent: Element) -> None:
        for kind, text, element in self._blocks(parent):
            if kind == "p":
                self.origins[self._grid.height, 0] = element
                self._grid.add_paragraph(text)
            elif frame := _frame(element):
                for cell in frame:
                    self._take_framed(cell)
            else:
                self._grid.add_table(self._table(element, self._grid.height))

    def _take_framed(self, cell: Element) -> None:
        """Take what stands in a cell of a frame: its tables, or a name that is written from top to bottom."""
        if any(kind == "tbl" for kind, _, _ in self._blocks(cell)):
            self._take_blocks(cell)
            return
        text = self._cell_text(cell)
        lines = text.split("\n")
        is_upright = all(len(line) <= _UPRIGHT for line in lines)
        self.origins[self._grid.height, 0] = cell
        self._grid.add_paragraph("".join(lines) if is_upright else text)

    def _blocks(self, parent: Element) -> Iterator[tuple[str, str, Element]]:
        """Yield the paragraphs with their text, and the tables."""
        begun = ""
        for part in shown_parts(parent):
            kind = name_of(part)
            if kind == "p":
                for box in _boxes(part):
                    yield from self._blocks(box)
                begun += self._paragraph(part)
                if not _mark_is_deleted(part):
                    yield "p", begun, part
                    begun = ""
            elif kind == "tbl":
                yield "tbl", "", part
        if begun:
            yield "p", begun, parent

    def _paragraph(self, paragraph: Element) -> str:
        number_before = self._numbering.before(paragraph)
        style = value(child(child(paragraph, "pPr"), "pStyle"))
        text = "".join(self._run(part, style) for part in shown_parts(paragraph) if name_of(part) == "r")
        return f"{number_before}{text}" if text.strip() else text

    def _run(self, run: Element, style: str) -> str:
        """Return what a run in a paragraph of ``style`` shows."""
        properties = child(run, "rPr")
        if child(properties, "vanish") is not None:
            is_hidden = is_on(properties, "vanish")
        else:
            is_hidden = self._styles.is_hidden(value(child(properties, "rStyle")), style)
        return "" if is_hidden else "".join(self._sign(part, style) for part in shown_parts(run))

    def _sign(self, part: Element, style: str) -> str:
        name = name_of(part)
        if name == "fldChar":
            return self._field(part)
        if not all(self._fields):
            return ""  # the instruction of a field
        if name == "t":
            return part.text or ""
        if name == "sym":
            return symbol(value(part, "font"), value(part, "char"))
        if name == "r":  # in an equation, or above another as its pronunciation
            return self._run(part, style)
        if name == "br" and value(part, "type") in {"page", "column"}:
            return ""
        return _SIGNS.get(name, "")

    def _field(self, sign: Element) -> str:
        match value(sign, "fldCharType"):
            case "begin":
                shown = all(self._fields)
                self._fields.append(False)
                return _check_box(sign) if shown else ""
            case "separate" if self._fields:
                self._fields[-1] = True
            case "end":
                del self._fields[-1:]
        return ""

    def _table(self, table: Element, top: int | None = None) -> Iterator[TableCell]:
        """Yield the cells of a table, whose first row is row ``top`` of the sheet, ``None`` within a cell."""
        place = f"第 {self._grid.table_count + 1} 个表格"
        # What may go on in the next row, by its first column.
        open_cells: dict[int, TableCell] = {}
        rows = (part for part in shown_parts(table) if name_of(part) == "tr" and not _row_is_hidden(part))
        for down, row in enumerate(rows):
            column = number(child(child(row, "trPr"), "gridBefore"), 0)
            merged: dict[int, TableCell] = {}
            last: TableCell | None = None
            for across, part in enumerate(part for part in shown_parts(row) if name_of(part) == "tc"):
                properties = child(part, "tcPr")
                columns = max(number(child(properties, "gridSpan"), 1), 1)
                merge = child(properties, "vMerge")
                above = open_cells.get(column) if value(merge) != "restart" else None
                if value(child(properties, "hMerge")) == "continue" and last is not None:
                    last.columns += columns
                elif merge is not None and above is not None:
                    above.rows = down + 1 - above.row
                    last = merged[column] = above
                else:
                    place_of_cell = f"{place}第 {down + 1} 行第 {across + 1} 格"
                    last = TableCell(self._cell_text(part), down, column, place_of_cell, columns=columns)
                    if merge is not None:
                        merged[column] = last
                    if top is not None:
                        self.origins[top + down, column] = part
                    yield last
                column += columns
            open_cells = merged

    def _cell_text(self, cell: Element) -> str:
        if any(_is_prompt(control) for control in cell.iterancestors("{*}sdt")):
            return ""
        lines = []
        for kind, text, block in self._blocks(cell):
            if kind == "p":
                lines.append(text)
            else:
                lines += [one.text for one in self._table(block)]
        return "\n".join(line for line in lines if line.strip())


def _frame(table: Element) -> list[Element]:
    """Return the cells of a table that is none of data: it is drawn around others, or beside their names."""
    cells = _cells(table)
    within = [part for cell in cells for part in shown_parts(cell) if name_of(part) == "tbl"]
    is_around = len(cells) == 1 or any(len(_cells(one)) > _FEW_CELLS for one in within)
    return cells if within and is_around else []


def _cells(table: Element) -> list[Element]:
    rows = (row for row in shown_parts(table) if name_of(row) == "tr")
    return [cell for row in rows for cell in shown_parts(row) if name_of(cell) == "tc"]


def _mark_is_deleted(paragraph: Element) -> bool:
    """Tell whether the end of a paragraph was deleted: then it goes on in the next."""
    return child(child(child(paragraph, "pPr"), "rPr"), "del") is not None


def _row_is_hidden(row: Element) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or is_on(properties, "hidden")


def _check_box(sign: Element) -> str:
    """Return the check box of an old form, ticked or not."""
    box = child(child(sign, "ffData"), "checkBox")
    if box is None:
        return ""
    state = "checked" if child(box, "checked") is not None else "default"
    return "☑" if is_on(box, state) else "□"

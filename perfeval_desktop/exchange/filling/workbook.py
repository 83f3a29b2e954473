"""A blank of Excel: one of its worksheets filled in, every other part as it is."""

from collections.abc import Iterator

from perfeval_desktop.exchange.filling.growing import Workbook
from perfeval_desktop.exchange.filling.plan import CellText, Plan, Told, Value
from perfeval_desktop.exchange.filling.row_heights import Heights
from perfeval_desktop.exchange.filling.sheet_cells import holds_formula, write_cell, write_parts
from perfeval_desktop.exchange.filling.sheet_elements import cell_at
from perfeval_desktop.exchange.filling.sheet_rows import merges_of
from perfeval_desktop.exchange.limits import MAX_TEXT
from perfeval_desktop.exchange.number_formats import GENERAL
from perfeval_desktop.exchange.readers.names import child
from perfeval_desktop.exchange.readers.xlsx import Worksheet, hidden_columns, hidden_rows, worksheets
from perfeval_desktop.exchange.readers.xml_parts import Element, XmlPackage
from perfeval_desktop.exchange.sheet import Cell, Sheet
from perfeval_desktop.exchange.worksheet_grid import Merge, Position, column_letters


class WorkbookBlank:
    """A workbook of an open ``package`` that is to be filled in."""

    def __init__(self, package: XmlPackage) -> None:
        self._package = package
        self._worksheets = worksheets(package, to_be_filled=True)
        self.sheets: tuple[Sheet, ...] = tuple(one.sheet for one in self._worksheets)

    def filled(self, sheet: int, plan: Plan) -> tuple[dict[str, bytes], tuple[Told, ...]]:
        """Return the parts that change, and what could not be written after all."""
        filling = _Filling(self._package, self._worksheets[sheet])
        left = tuple(filling.write(plan))
        return filling.parts(), left


class _Filling:
    """A worksheet while it is filled in."""

    def __init__(self, package: XmlPackage, worksheet: Worksheet) -> None:
        self._package, self._worksheet = package, worksheet
        self._root = worksheet.root
        self._rows = _seen(hidden_rows(self._root), worksheet.sheet.height)
        self._columns = _seen(hidden_columns(self._root), worksheet.sheet.width)
        self._book = Workbook(package, worksheet)
        self._locked = _locked_styles(package, self._book)

    def parts(self) -> dict[str, bytes]:
        """Return the parts that change."""
        if any(True for _ in self._root.iter("{*}f")):
            self._book.calculate_when_opened()
        return self._book.parts()

    def write(self, plan: Plan) -> Iterator[Told]:
        """Add the rows and write the texts; yield those that a cell does not take."""
        growing = self._book.grown(plan.rows, self._rows, self._columns)
        heights = Heights(self._root)
        is_reckoned = any(True for _ in self._root.iter("{*}f"))
        spans = {(merge.top, merge.left): merge for _, merge in merges_of(self._root)}
        covered = {
            (row, column)
            for merge in spans.values()
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
        } - spans.keys()

        def write(row: int, column: int, value: Value, place: str) -> Iterator[Told]:
            at = Position(row, column)
            cell = cell_at(self._root, at)
            reason = "那里与别的格合并" if at in covered else self._refusal(cell, value)
            if reason:
                yield Told(place, value.text, reason=reason)
                return
            write_cell(cell, value, self._format(cell), is_reckoned=is_reckoned)
            heights.make_room(cell, value.text, spans.get(at, Merge(row, column, row, column)))

        by_cell: dict[Cell, list[CellText]] = {}
        for text in plan.texts:
            by_cell.setdefault(text.cell, []).append(text)
        for cell, texts in by_cell.items():
            row, column = growing.row(self._rows[cell.row]), self._columns[cell.column]
            if texts[0].is_whole:
                yield from write(row, column, texts[0].value, cell.place)
            elif reason := self._write_parts(Position(row, column), cell, texts):
                yield from (Told(cell.place, text.value.text, reason=reason) for text in texts)
        for new, row in zip(plan.rows, growing.new_rows, strict=True):
            for at, value in new.values.items():
                if value.text:
                    column = self._columns[at]
                    name = self._worksheet.sheet.name
                    yield from write(
                        row, column, value, f"工作表“{name}”的 {column_letters(column)}{row + 1}"
                    )

    def _write_parts(self, at: Position, cell: Cell, texts: list[CellText]) -> str:
        """Write into a text; return why not, ``""`` where all is written."""
        element = cell_at(self._root, at)
        source = self._text_of(element)
        if reason := self._refusal(element, texts[0].value):
            return reason
        parts = [(text.start, text.end, text.value.text) for text in texts]
        is_written = source is not None and write_parts(element, source, cell.text, parts)
        return "" if is_written else "空表那里的文字没有对上"

    def _text_of(self, cell: Element) -> Element | None:
        """Return where the text of a cell stands: with those that cells share, or in itself."""
        if cell.get("t") == "s":
            shared = self._package.part(self._book.related["sharedStrings"])
            texts, told = list(shared.iterchildren("{*}si")), child(cell, "v")
            at = "" if told is None else told.text or ""
            return texts[int(at)] if at.isdecimal() and int(at) < len(texts) else None
        return child(cell, "is")

    def _refusal(self, cell: Element, value: Value) -> str:
        """Return why a cell does not take a text, ``""`` where it does."""
        if holds_formula(cell):
            return "空表那里是公式，没有改动"
        if _style(cell) in self._locked:
            return "那里受工作表保护"
        return "Excel 的一格放不下" if len(value.text) > MAX_TEXT else ""

    def _format(self, cell: Element) -> str:
        style, formats = _style(cell), self._worksheet.formats
        return formats[style] if style < len(formats) else GENERAL


def _style(cell: Element) -> int:
    told = cell.get("s", "")
    return int(told) if told.isdecimal() else 0


def _seen(hidden: set[int], count: int) -> list[int]:
    """Return the rows or columns of the file that the first ``count`` of a sheet are."""
    return [number for number in range(count + len(hidden)) if number not in hidden][:count]


def _locked_styles(package: XmlPackage, book: Workbook) -> set[int]:
    """Return the styles of cells that may not be changed: on a protected worksheet all that do not say so."""
    if not book.is_protected:
        return set()
    styles = [
        style
        for own in package.part(book.related["styles"]).iterchildren("{*}cellXfs")
        for style in own.iterchildren("{*}xf")
    ]
    unlocked = {
        number
        for number, style in enumerate(styles)
        if (told := child(style, "protection")) is not None and told.get("locked") in {"0", "false"}
    }
    return set(range(max(len(styles), 1))) - unlocked

"""A blank of Word: its document filled in, every other part as it is."""

from typing import Final

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.filling.plan import CellText, NewRow, Plan, Told
from perfeval_desktop.exchange.filling.word_rows import add_row, grow
from perfeval_desktop.exchange.filling.word_text import write_parts, write_whole
from perfeval_desktop.exchange.readers.docx import TextDocument
from perfeval_desktop.exchange.readers.names import child, value
from perfeval_desktop.exchange.readers.xml_parts import Element, XmlPackage, written
from perfeval_desktop.exchange.sheet import Cell, Sheet

_MAY_BE_TYPED_IN: Final = frozenset({"", "none", "trackedChanges"})


class DocumentBlank:
    """A document of an open ``package`` that is to be filled in; :class:`ImportFileError` says why not."""

    def __init__(self, package: XmlPackage, name: str) -> None:
        self._document = TextDocument(package)
        self.sheets: tuple[Sheet, ...] = (self._document.sheet(name),)
        _check_protection(package, self._document.part)

    def filled(self, _sheet: int, plan: Plan) -> tuple[dict[str, bytes], tuple[Told, ...]]:
        """Return the parts that change, and what could not be written after all."""
        self._add_rows(plan.rows)
        by_cell: dict[Cell, list[CellText]] = {}
        for text in plan.texts:
            by_cell.setdefault(text.cell, []).append(text)
        left = tuple(told for cell, texts in by_cell.items() for told in self._write(cell, texts))
        return {self._document.part: written(self._document.root)}, left

    def _add_rows(self, rows: tuple[NewRow, ...]) -> None:
        last: dict[int, Element] = {}
        for new in rows:
            like = self._row(new.like)
            last[new.like] = add_row(like, last.get(new.like, like), new)

    def _row(self, row: int) -> Element:
        cells = (element for (at, _), element in self._document.origins.items() if at == row)
        return next(found for cell in cells for found in cell.iterancestors("{*}tr"))

    def _write(self, cell: Cell, texts: list[CellText]) -> list[Told]:
        """Write into a cell; return what it does not take."""
        element = self._document.origins[cell.row, cell.column]
        if _is_locked(element):
            return [Told(cell.place, text.value.text, reason="那里的内容控件不许改动") for text in texts]
        for row in element.iterancestors("{*}tr"):
            grow(row)
        if texts[0].is_whole and not cell.is_paragraph:
            write_whole(element, texts[0].value.text)
            return []
        parts = [(text.start, text.end, text.value.text) for text in texts]
        if write_parts(element, cell.text, parts):
            return []
        return [Told(cell.place, text.value.text, reason="空表那里的文字没有对上") for text in texts]


def _is_locked(cell: Element) -> bool:
    """Whether a content control around or in a cell forbids to change its text."""
    controls = [*cell.iter("{*}sdt"), *cell.iterancestors("{*}sdt")]
    locks = (value(child(child(control, "sdtPr"), "lock")) for control in controls)
    return any(lock in {"contentLocked", "sdtContentLocked"} for lock in locks)


def _check_protection(package: XmlPackage, part: str) -> None:
    settings = package.related(part).get("settings", "")
    if settings not in package.names:
        return
    protection = child(package.part(settings), "documentProtection")
    is_enforced = value(protection, "enforcement") in {"1", "true", "on"}
    if is_enforced and value(protection, "edit") not in _MAY_BE_TYPED_IN:
        raise ImportFileError(
            f"“{package.name}”设有编辑限制，没有填写。请在 Word 或 WPS 的“审阅”里停止保护，另存后再填。"
        )

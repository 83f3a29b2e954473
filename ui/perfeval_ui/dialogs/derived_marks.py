"""What is to be seen of the cells of a form from which a template is derived: labels, values, doubts."""

from perfeval_desktop.domain.blocks import Block
from perfeval_desktop.exchange.deriving.role_words import role_caption
from perfeval_desktop.exchange.deriving.value import Derived
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.sheet import Cell
from perfeval_ui.widgets.sheet_model import CellMark, MarkKind

_NOT_READ = "这一格没有读作任何一栏。"


def doubts_of(derived: Derived, found: Recognised) -> list[tuple[Cell | None, str]]:
    """Return what is to be looked at, with its cell: what was guessed of the template, then of the values."""
    cells = {".".join(path): cell for path, cell in found.layout.cells.items()}
    doubts = [(guess.cell, guess.text) for guess in derived.guesses]
    return doubts + [(cells.get(one.place), f"“{one.text}”：{one.reason}") for one in found.doubts]


def marks_of(derived: Derived, found: Recognised) -> dict[tuple[int, int], CellMark]:
    """Return the mark of each cell, by the row and the column in which it begins."""
    marks: dict[tuple[int, int], CellMark] = {}
    for cell in found.layout.cells.values():
        marks[cell.row, cell.column] = CellMark(MarkKind.READ)
    for part in found.layout.parts:
        for name in part.names:
            marks[name.row, name.column] = CellMark(MarkKind.LABEL)
    for cell in found.unread:
        marks[cell.row, cell.column] = CellMark(MarkKind.UNREAD, tip=_NOT_READ)
    for at, cells in derived.heads.items():
        block: Block = derived.template.by_key[at.block]
        caption = role_caption(block.by_key[at.column].role)
        for cell in cells:
            before = marks.get((cell.row, cell.column))
            # A line of text may hold several fields.
            several = f"{before.caption}、" if before is not None and before.caption else ""
            marks[cell.row, cell.column] = CellMark(MarkKind.LABEL, f"{several}{caption}")
    for doubted, text in doubts_of(derived, found):
        if doubted is not None:
            before = marks.get((doubted.row, doubted.column))
            caption = "" if before is None else before.caption
            kind = MarkKind.DOUBTFUL
            if before is not None and before.kind is MarkKind.UNREAD:
                kind = MarkKind.UNREAD
            marks[doubted.row, doubted.column] = CellMark(kind, caption, text)
    return marks

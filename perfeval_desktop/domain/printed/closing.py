"""What stands below the table: the line to sign, the room for the seal, the notes."""

from collections.abc import Iterator
from decimal import Decimal

from perfeval_desktop.domain.blocks import ClosingBlock, Frame
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.printed.widths import even_widths
from perfeval_desktop.domain.template import Template

_STAMP_COLUMN = Decimal(60)
_NOTE_COLUMN = Decimal(9)


class ClosingPrinter:
    """Prints the rows that close the form; the one to sign and the one for the seal stay together."""

    def __init__(self, template: Template, block: ClosingBlock) -> None:
        self._rows = tuple(_rows(template.page.table_width, block))

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:  # noqa: ARG002  # the same on every form
        """Yield the rows."""
        yield from self._rows


def _rows(width: Decimal, block: ClosingBlock) -> Iterator[PrintedRow]:
    for label, words in block.boxes.items():
        box = (PrintedCell(0, 1, label, Look.LABEL), PrintedCell(1, 2, words, Look.BOX))
        yield PrintedRow((block.label_width, width - block.label_width), box, keeps_with_next=True)
    if block.signatures:
        count = len(block.signatures)
        cells = (
            PrintedCell(at, at + 1, f"{words}：", Look.TEXT) for at, words in enumerate(block.signatures)
        )
        has_stamp = block.stamp is not None
        widths = even_widths(width, count)
        yield PrintedRow(widths, tuple(cells), keeps_with_next=has_stamp, frame=Frame.OPEN)
    if block.stamp is not None:
        seal = PrintedCell(1, 2, block.stamp, Look.STAMP)
        room = PrintedCell(0, 1, "", Look.TEXT)
        yield PrintedRow((width - _STAMP_COLUMN, _STAMP_COLUMN), (room, seal), frame=Frame.OPEN)
    yield from _notes(width, block)


def _notes(width: Decimal, block: ClosingBlock) -> Iterator[PrintedRow]:
    """Yield the notes, one close below the other; the first leaves some room below a table right above it."""
    notes = block.footnotes
    is_below_table = not block.signatures and block.stamp is None
    for number, note in enumerate(notes, 1):
        text = f"{number}. {note}" if len(notes) > 1 else note
        word = PrintedCell(0, 1, "注：" if number == 1 else "", Look.TEXT)
        frame = Frame.OPEN if number == 1 and is_below_table else Frame.TIGHT
        cells = (word, PrintedCell(1, 2, text, Look.TEXT))
        yield PrintedRow((_NOTE_COLUMN, width - _NOTE_COLUMN), cells, frame=frame)

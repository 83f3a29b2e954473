"""What stands below the table: the line to sign, the room for the seal, the notes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfeval_desktop.domain_v1.template import Closing
from perfeval_desktop.report.typesetting.grid import Align, Cell, Columns, Frame, Label, Row
from perfeval_desktop.report.typesetting.measures import MM, TABLE_WIDTH

_WIDTH = Decimal(TABLE_WIDTH // MM)
_STAMP_COLUMN = Decimal(60)
_NOTE_COLUMN = Decimal(9)
# A round seal has 42 mm at most. It is set over the words, which stand in the middle of these lines; they are
# a label so that no page break parts them.
_STAMP_LINES = 10
_LINES_ABOVE_STAMP = 5


def closing_rows(closing: Closing) -> Iterator[Row]:
    """Yield the rows below the table of a form; the one to sign and the one for the seal stay together."""
    if closing.signatures:
        count = len(closing.signatures)
        columns = Columns([_WIDTH / count] * count, {})
        cells = (
            columns.text(place, place + 1, f"{words}：") for place, words in enumerate(closing.signatures)
        )
        has_stamp = closing.stamp is not None
        yield Row(columns.edges, tuple(cells), keeps_with_next=has_stamp, frame=Frame.OPEN)
    if closing.stamp is not None:
        columns = Columns([_WIDTH - _STAMP_COLUMN, _STAMP_COLUMN], {})
        lines = columns.label(1, 2, closing.stamp).lines
        above, below = _LINES_ABOVE_STAMP, max(0, _STAMP_LINES - _LINES_ABOVE_STAMP - len(lines))
        words = Label(1, 2, (*[""] * above, *lines, *[""] * below))
        yield Row(columns.edges, (Cell(0, 1), words), frame=Frame.OPEN)
    yield from _notes(closing.footnotes)


def _notes(notes: Sequence[str]) -> Iterator[Row]:
    """Yield a row for each note, its text beside the word 注."""
    columns = Columns([_NOTE_COLUMN, _WIDTH - _NOTE_COLUMN], {})
    for number, note in enumerate(notes, 1):
        text = columns.text(1, 2, f"{number}. {note}" if len(notes) > 1 else note)
        # As many lines as the note has, so that the word stands beside the first of them.
        word = ("注：", *[""] * (len(text.lines) - 1)) if number == 1 else ("",)
        yield Row(columns.edges, (Cell(0, 1, word, align=Align.LEFT), text), frame=Frame.TIGHT)

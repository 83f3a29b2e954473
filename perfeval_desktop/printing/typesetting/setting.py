"""The printed rows of a form with their text broken into the lines of their cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, assert_never

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.labels import label_parts
from perfeval_desktop.printing.typesetting.cell_lines import (
    LONGEST_LABEL,
    Lines,
    entry_lines,
    label_lines,
    upright_lines,
)
from perfeval_desktop.printing.typesetting.measures import BODY, LABEL, MM, SIDE_PADDING, Style
from perfeval_desktop.printing.typesetting.page_setup import PageSetup
from perfeval_desktop.printing.typesetting.table import Align, Scope, TableCell, TableLabel, TableRow

# A round seal has 42 mm at most. It is set over the words, which stand in the middle of these lines; they are
# a label so that no page break parts them.
_STAMP_LINES = 10
_LINES_ABOVE_STAMP = 5
_LINES_TO_WRITE_ON = 3

_TEXT, _VALUE = Look.TEXT, Look.VALUE
_CENTRE, _LEFT = Align.CENTRE, Align.LEFT
_WHOLE = frozenset({Look.LABEL, Look.UPRIGHT, Look.STAMP})


def set_rows(setup: PageSetup, printed: Sequence[PrintedRow]) -> tuple[TableRow, ...]:
    """Return the rows of a form of ``setup``, in their order."""
    setter = _Setter(setup, printed)
    return tuple([setter.row(row) for row in printed])


class _Setter:
    """Sets the rows of one form. What several of them share is set once."""

    def __init__(self, setup: PageSetup, printed: Sequence[PrintedRow]) -> None:
        self._setup = setup
        held = Counter([cell for row in printed for cell in row.cells])
        self._shared = {cell for cell, count in held.items() if count > 1}
        self._made: dict[PrintedCell, TableLabel | TableCell] = {}
        self._rows: dict[PrintedRow, TableRow] = {}
        # Of the row before; the next one nearly always has the same.
        self._widths: tuple[Decimal, ...] = ()
        self._edges: tuple[int, ...] = ()
        self._printed_heading: Sequence[PrintedRow] = ()
        self._set_heading: tuple[TableRow, ...] = ()

    def row(self, printed: PrintedRow) -> TableRow:
        """Return one row set."""
        if printed.widths is not self._widths:
            self._widths, self._edges = printed.widths, _edges(printed.widths)
        edges, shared = self._edges, self._shared
        cells: list[TableCell | TableLabel] = []
        for cell in printed.cells:
            first, end, look = cell.first, cell.end, cell.look
            width = edges[end] - edges[first]
            if cell in shared:
                cells.append(self._shared_cell(cell, width))
            elif look is _TEXT or look is _VALUE:
                # Most cells are of this kind.
                lines = entry_lines(cell.text, width)
                cells.append(TableCell(first, end, lines, BODY, _align(look, lines)))
            else:
                cells.append(self._cell(cell, width, is_whole=look in _WHOLE))
        if printed.frame is not Frame.RULED:
            _raise(cells)
        row = self._rows[printed] = TableRow(
            edges,
            tuple(cells),
            keeps_with_next=printed.keeps_with_next,
            heading=self._heading(printed.heading) if printed.heading else (),
            frame=printed.frame,
        )
        return row

    def _heading(self, printed: Sequence[PrintedRow]) -> tuple[TableRow, ...]:
        """Return the rows that are repeated: none, where they would leave too little room for others."""
        if printed is not self._printed_heading:
            rows = tuple([self._rows[row] for row in printed])
            is_short = sum([row.line_count for row in rows]) <= LONGEST_LABEL
            self._printed_heading, self._set_heading = printed, rows if is_short else ()
        return self._set_heading

    def _shared_cell(self, cell: PrintedCell, width: int) -> TableCell | TableLabel:
        """Return the label that several rows share.

        What takes too many lines for that is a cell of each row: a name stands in all of them, an entry in
        the first.
        """
        made = self._made.get(cell)
        if made is None:
            made = self._made[cell] = self._cell(cell, width, is_whole=True)
        elif isinstance(made, TableCell):
            made = replace(made) if made.heads else TableCell(made.first, made.end)
        return made

    def _cell(self, cell: PrintedCell, width: int, *, is_whole: bool) -> TableCell | TableLabel:
        """Return a cell set; a label, if it is not to split and not too long for that."""
        # The words of the template are the same cells on every form.
        table_cell = _table_cell if cell.place else _cached_cell
        return table_cell(self._setup, cell, width, is_whole=is_whole)


def _table_cell(setup: PageSetup, cell: PrintedCell, width: int, *, is_whole: bool) -> TableCell | TableLabel:
    text = CellText.of(setup, cell, width)
    kind = TableLabel if is_whole and len(text.lines) <= LONGEST_LABEL else TableCell
    return kind(cell.first, cell.end, *text)


_cached_cell = lru_cache(maxsize=2048)(_table_cell)


def cell_words(setup: PageSetup, cell: PrintedCell, width: int) -> "CellText":
    """Return how ``cell`` is set in ``width``; the words of the template are the same cells on every form."""
    return CellText.of(setup, cell, width) if cell.place else _cached_words(setup, cell, width)


class CellText(NamedTuple):
    """The lines of a cell and how they are set."""

    lines: Lines
    style: Style = LABEL
    align: Align = Align.CENTRE
    indent: int = 0
    heads: Scope | None = Scope.ROW

    @classmethod
    def of(cls, setup: PageSetup, cell: PrintedCell, width: int) -> "CellText":
        """Return how ``cell`` is set in ``width``."""
        match cell.look:
            case Look.LABEL:
                return cls(label_lines(setup, cell.text, width))
            case Look.UPRIGHT:
                return cls(upright_lines(setup, cell.text, width))
            case Look.HEADING:
                return cls(label_lines(setup, cell.text, width), heads=Scope.COLUMN)
            case Look.ROW_NAME:
                indent = _indent(setup, cell, width)
                lines = label_lines(setup, cell.text, width - indent)
                return cls(lines, align=Align.LEFT, indent=indent)
            case Look.STAMP:
                lines = label_lines(setup, cell.text, width)
                return cls(_with_room_for_seal(lines), heads=None)
            case Look.TEXT | Look.VALUE:
                lines = entry_lines(cell.text, width)
                return cls(lines, BODY, _align(cell.look, lines), heads=None)
            case Look.BOX:
                lines = (*[""] * _LINES_TO_WRITE_ON, *entry_lines(cell.text, width))
                return cls(lines, BODY, Align.LEFT, heads=None)
            case Look.AT_RIGHT:
                lines = entry_lines(cell.text, width)
                return cls(lines, BODY, Align.LEFT, _rest_of_line(lines, width), heads=None)
            case _:
                assert_never(cell.look)


_cached_words = lru_cache(maxsize=2048)(CellText.of)


@lru_cache(maxsize=1024)
def _edges(widths: tuple[Decimal, ...]) -> tuple[int, ...]:
    """Return the sides of columns of ``widths`` mm."""
    return tuple([round(edge * MM) for edge in accumulate(widths, initial=Decimal(0))])


def _align(look: Look, lines: Lines) -> Align:
    return _CENTRE if look is _VALUE and len(lines) == 1 else _LEFT


def _indent(setup: PageSetup, cell: PrintedCell, width: int) -> int:
    """Return the indent of a name; less than it asks for, where its longest part would not fit on a line."""
    wanted = _ems(LABEL.width(cell.hang)) if cell.hang else round(cell.indent * LABEL.em)
    if not wanted:
        return 0
    parts = label_parts(setup.break_points, cell.text) or cell.text.split("\n")
    spare = width - 2 * SIDE_PADDING - _ems(max(map(LABEL.width, parts))) - 1
    return max(0, min(wanted, spare))


def _rest_of_line(lines: Lines, width: int) -> int:
    """Return how far a single line is moved so that it ends at the right side of its cell."""
    return max(0, width - 2 * SIDE_PADDING - _ems(BODY.width(lines[0]))) if len(lines) == 1 else 0


def _ems(thousandths: int) -> int:
    return round(thousandths * LABEL.em / 1000)


def _with_room_for_seal(lines: Lines) -> Lines:
    above, below = _LINES_ABOVE_STAMP, max(0, _STAMP_LINES - _LINES_ABOVE_STAMP - len(lines))
    return (*[""] * above, *lines, *[""] * below)


def _raise(cells: Sequence[TableCell | TableLabel]) -> None:
    """Let the lines of all cells of a row begin at the same height."""
    split = [cell for cell in cells if isinstance(cell, TableCell)]
    count = max([len(cell.lines) for cell in split], default=0)
    for cell in split:
        cell.lines = (*cell.lines, *[""] * (count - len(cell.lines)))

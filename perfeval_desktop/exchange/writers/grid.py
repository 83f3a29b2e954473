"""A printed form on one grid: what workbook and document have in common.

Lengths are in hundredths of a millimetre. Rows of a form have columns of their own; here all of them are
columns of one grid, sides that nearly meet moved onto each other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import accumulate, pairwise

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.writers.cell_text import cell_text, shown
from perfeval_desktop.printing.typesetting.line_breaking import break_lines
from perfeval_desktop.printing.typesetting.measures import (
    LABEL,
    LEAST_ROW_HEIGHT,
    LINE_HEIGHT,
    MM,
    PAPERS,
    TITLE,
    Paper,
    lines_height,
)
from perfeval_desktop.printing.typesetting.setting import cell_words
from perfeval_desktop.printing.typesetting.table import Align

# Sides that are no farther apart become one.
_NEARLY = 150
# Other programs have other fonts and break lines elsewhere: this part of a cell is not counted on.
_SPARE = 20
# Headings that take more than this of a page are not repeated on the next.
_TALLEST_HEADING = 60 * MM
_NEEDS_ROOM = frozenset({Look.BOX, Look.STAMP})


class Side(Enum):
    """Where the text of a cell begins, or ends."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell: columns from ``first`` up to but not with ``end``, ``rows`` rows from row ``top`` on.

    ``indent`` moves the text to the right. ``is_label`` tells words of the form from what is entered.
    """

    top: int
    first: int
    end: int
    text: str
    is_label: bool
    side: Side
    indent: int
    stands_below: bool
    rows: int = 0


@dataclass(slots=True, eq=False)
class GridRow:
    """A row: its cells, those that began above among them, and how high it is on paper.

    ``least`` is the height to keep if its text becomes shorter. ``heading`` are the rows to repeat on a page
    that begins with this row.
    """

    cells: tuple[GridCell, ...]
    height: int
    least: int
    frame: Frame
    keeps_with_next: bool
    heading: range


@dataclass(frozen=True, slots=True)
class FormGrid:
    """A form: ``edges`` are the sides of all columns, from 0 to the width of the table."""

    paper: Paper
    number: str
    title: str
    title_lines: int
    year_line: str
    edges: tuple[int, ...]
    rows: tuple[GridRow, ...]


def form_grid(template: Template, form: Form) -> FormGrid:
    """Return ``form`` as it is printed."""
    seen = printed(Seen.of(template, form))
    paper = PAPERS[template.page.orientation]
    lines = break_lines(seen.title, TITLE.ems_in(paper.table_width), TITLE.advances.ends)
    edges, rows = _rows(template, seen.rows)
    return FormGrid(
        paper, shown(seen.number), shown(seen.title), len(lines), shown(seen.year_line), edges, rows
    )


def _rows(template: Template, rows: Sequence[PrintedRow]) -> tuple[tuple[int, ...], tuple[GridRow, ...]]:
    """Return the sides of all columns, and the rows on them."""
    own = {widths: _sides(widths) for widths in dict.fromkeys(row.widths for row in rows)}
    edges, columns = _met(own, Counter(row.widths for row in rows))
    made: dict[PrintedCell, tuple[GridCell, int]] = {}
    found: list[GridRow] = []
    numbers = {row: number for number, row in enumerate(rows)}
    for number, row in enumerate(rows):
        at = columns[row.widths]
        for cell in row.cells:
            if cell not in made:
                made[cell] = _cell(template, cell, number, edges, (at[cell.first], at[cell.end]))
            made[cell][0].rows += 1
        start = numbers[row.heading[0]] if row.heading else 0
        heading = range(start, start + len(row.heading))
        cells = tuple([made[cell][0] for cell in row.cells])
        found.append(GridRow(cells, 0, 0, row.frame, row.keeps_with_next, heading))
    _set_heights(found, made)
    for one in found:
        if sum(found[at].height for at in one.heading) > _TALLEST_HEADING:
            one.heading = range(0)
    return edges, tuple(found)


def _sides(widths: Iterable[Decimal]) -> tuple[int, ...]:
    return tuple([round(edge * MM) for edge in accumulate(widths, initial=Decimal(0))])


_Widths = tuple[Decimal, ...]


def _met(
    own: Mapping[_Widths, tuple[int, ...]], counts: Mapping[_Widths, int]
) -> tuple[tuple[int, ...], dict[_Widths, tuple[int, ...]]]:
    """Return the sides of all rows as one grid, and for each manner of row which of them are its own.

    Sides that nearly meet become one, that of most rows, unless a row has both.
    """
    often: Counter[int] = Counter()
    for widths, sides in own.items():
        often.update(dict.fromkeys(sides, counts[widths]))
    groups: list[list[int]] = []
    for side in sorted(often):
        if groups and side - groups[-1][0] <= _NEARLY:
            groups[-1].append(side)
        else:
            groups.append([side])
    place = {side: max(group, key=often.__getitem__) for group in groups for side in group}
    if any(place[one] == place[other] for sides in own.values() for one, other in pairwise(sides)):
        place = {side: side for side in often}
    edges = tuple(sorted(set(place.values())))
    return edges, {
        widths: tuple([edges.index(place[side]) for side in sides]) for widths, sides in own.items()
    }


def _cell(
    template: Template, cell: PrintedCell, top: int, edges: Sequence[int], columns: tuple[int, int]
) -> tuple[GridCell, int]:
    """Return a cell, and how many lines it takes on paper."""
    first, end = columns
    width = edges[end] - edges[first]
    words = cell_words(template, cell, width - width // _SPARE)
    side = Side.RIGHT if cell.look is Look.AT_RIGHT else _SIDES[words.align]
    return (
        GridCell(
            top,
            first,
            end,
            cell_text(template, cell, width),
            words.style is LABEL,
            side,
            0 if side is Side.RIGHT else words.indent,
            cell.look is Look.BOX,
        ),
        len(words.lines),
    )


_SIDES = {Align.LEFT: Side.LEFT, Align.CENTRE: Side.CENTRE}


def _set_heights(rows: Sequence[GridRow], made: Mapping[PrintedCell, tuple[GridCell, int]]) -> None:
    """Make each row as high as its cells need; a cell beside several makes all of them higher."""
    for row in rows:
        row.height = row.least = LINE_HEIGHT if row.frame is Frame.TIGHT else LEAST_ROW_HEIGHT
    for printed_cell, (cell, lines) in sorted(made.items(), key=lambda one: one[1][0].rows):
        beside = rows[cell.top : cell.top + cell.rows]
        height = lines * LINE_HEIGHT if beside[0].frame is Frame.TIGHT else lines_height(lines)
        lacking = height - sum(row.height for row in beside)
        if lacking > 0:
            share, rest = divmod(lacking, len(beside))
            for number, row in enumerate(beside):
                row.height += share + (number < rest)
        if printed_cell.look in _NEEDS_ROOM:
            beside[0].least = beside[0].height

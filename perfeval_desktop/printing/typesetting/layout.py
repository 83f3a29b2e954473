"""The printed form as geometry: what text and which rules stand where on which page.

All lengths are in hundredths of a millimetre, measured from the upper left corner of the page; text stands on
its baseline.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.printed.cells import PrintedForm
from perfeval_desktop.printing.typesetting.cell_lines import entry_lines
from perfeval_desktop.printing.typesetting.line_breaking import break_lines
from perfeval_desktop.printing.typesetting.measures import (
    BELOW_YEAR,
    BODY,
    LEFT_MARGIN,
    LINE_HEIGHT,
    PAPERS,
    SIDE_PADDING,
    TITLE,
    TITLE_LINE,
    TOP_MARGIN,
    YEAR,
    YEAR_LINE,
    Paper,
    Style,
)
from perfeval_desktop.printing.typesetting.page_setup import PageSetup
from perfeval_desktop.printing.typesetting.pagination import Fragment, heights, label_spans, paginate
from perfeval_desktop.printing.typesetting.setting import set_rows
from perfeval_desktop.printing.typesetting.table import Align, TableCell, TableLabel, TableRow

_BASELINE = BODY.baseline(LINE_HEIGHT)
# A title of more lines would leave too little room for the table.
_MOST_TITLE_LINES = 8


class Text(NamedTuple):
    """Lines that stand below each other, each :data:`LINE_HEIGHT` below the one before.

    ``x`` is their left, or their middle where they are centred; ``y`` the baseline of the first. ``source``
    is what they belong to.
    """

    source: TableCell | TableLabel
    lines: tuple[str, ...]
    align: Align
    x: int
    y: int

    @property
    def style(self) -> Style:
        """How the lines are set."""
        return self.source.style


class Rule(NamedTuple):
    """A thin line from (``x``, ``y``) to (``to_x``, ``to_y``), to the right or downward."""

    x: int
    y: int
    to_x: int
    to_y: int


@dataclass(slots=True)
class Page:
    """One page of the form.

    ``texts`` stand in the order of reading. ``repeats`` are the headings and labels printed again after a
    page break, and what stands at the foot: there for the eye, no part of what is read aloud.
    """

    texts: list[Text]
    repeats: list[Text]
    rules: list[Rule]


@dataclass(slots=True)
class LaidOutForm:
    """The pages of a form, and what stands on them in the order of reading: the ``head``, then the rows.

    ``head`` is what stands above the table: the form's number, its title, the year, as far as it has them;
    ``title`` is one of it. ``is_draft`` asks for the word 草稿 behind every page: the form is not final.
    """

    paper: Paper
    pages: list[Page]
    title: TableCell
    head: tuple[TableCell, ...]
    rows: tuple[TableRow, ...]
    is_draft: bool


def lay_out(setup: PageSetup, printed: PrintedForm, *, is_draft: bool, footnote: str = "") -> LaidOutForm:
    """Return a form of ``setup`` on its pages, at least one; ``footnote`` stands at the foot of each."""
    paper = PAPERS[setup.page.orientation]
    head = _Head(paper)
    if printed.number:
        head.add_at_right(printed.number)
    title, rest = _title(printed.title, paper)
    head.add(title, TITLE_LINE)
    if printed.year_line:
        head.add(TableCell(0, 1, _head_lines(printed.year_line, YEAR, paper), YEAR), YEAR_LINE)
    table_top = head.bottom + BELOW_YEAR
    rows = (*rest, *set_rows(setup, printed.rows))
    fragments = paginate(rows, first_room=paper.room + TOP_MARGIN - table_top, room=paper.room)
    done: set[TableCell | TableLabel] = set()
    pages: list[Page] = []
    for number, of_page in enumerate(fragments, 1):
        page = _table(of_page, TOP_MARGIN if pages else table_top, done)
        page.repeats.append(_page_number(number, len(fragments), paper))
        if footnote:
            page.repeats.append(
                _at_right(TableCell(0, 1, (footnote,), BODY, Align.LEFT), paper, paper.footer)
            )
        pages.append(page)
    pages[0].texts[:0] = head.texts
    return LaidOutForm(paper, pages, title, tuple(head.cells), rows, is_draft)


class _Head:
    """What stands above the table, line below line down to ``bottom``."""

    def __init__(self, paper: Paper) -> None:
        self.cells: list[TableCell] = []
        self.texts: list[Text] = []
        self.bottom = TOP_MARGIN
        self._paper = paper

    def add(self, cell: TableCell, line_height: int) -> None:
        """Add lines in the middle of the page."""
        for line in cell.lines:
            y = self.bottom + cell.style.baseline(line_height)
            self.texts.append(Text(cell, (line,), Align.CENTRE, self._paper.middle, y))
            self.bottom += line_height
        self.cells.append(cell)

    def add_at_right(self, words: str) -> None:
        """Add a line that ends at the right side of the table."""
        cell = TableCell(0, 1, (words,), BODY, Align.LEFT)
        self.texts.append(_at_right(cell, self._paper, self.bottom + _BASELINE))
        self.bottom += LINE_HEIGHT
        self.cells.append(cell)


def _title(words: str, paper: Paper) -> tuple[TableCell, tuple[TableRow, ...]]:
    """Return the title, and what is too long for it as a row at the top of the table."""
    lines = _head_lines(words, TITLE, paper)
    title = TableCell(0, 1, lines[:_MOST_TITLE_LINES], TITLE)
    rest = "".join(lines[_MOST_TITLE_LINES:])
    if not rest:
        return title, ()
    width = paper.table_width
    return title, (TableRow((0, width), (TableCell(0, 1, entry_lines(rest, width)),), frame=Frame.OPEN),)


def _head_lines(words: str, style: Style, paper: Paper) -> tuple[str, ...]:
    return break_lines(words, style.ems_in(paper.table_width), style.advances.ends)


def _at_right(cell: TableCell, paper: Paper, y: int) -> Text:
    """Return the one line of ``cell`` where it ends at the right side of the table."""
    x = LEFT_MARGIN + paper.table_width - round(BODY.width(cell.lines[0]) * BODY.em / 1000)
    return Text(cell, cell.lines, Align.LEFT, x, y)


def _page_number(number: int, count: int, paper: Paper) -> Text:
    line = f"第 {number} 页 共 {count} 页"
    return Text(TableCell(0, 1, (line,)), (line,), Align.CENTRE, paper.middle, paper.footer)


def _table(fragments: Sequence[Fragment], top: int, printed: set[TableCell | TableLabel]) -> Page:
    """Return the part of the form that ``fragments`` are, from ``top`` downward.

    ``printed`` are the cells and labels on earlier pages; those of this one are added.
    """
    ends = list(accumulate(heights(fragments), initial=top))
    spans = label_spans(fragments)
    texts: list[Text] = []
    repeats: list[Text] = []
    for place, (row, start, stop) in enumerate(fragments):
        for cell in row.cells:
            if isinstance(cell, TableLabel):
                first, end = spans[cell]
                if place > first or not any(cell.lines):
                    continue
                text = _placed(cell, cell.lines, row.edges, ends[first], ends[end])
            else:
                lines = cell.lines if stop - start == row.line_count else cell.lines[start:stop]
                if not any(lines):
                    continue
                text = _placed(cell, lines, row.edges, ends[place], ends[place + 1])
            if cell not in printed:
                printed.add(cell)
                texts.append(text)
            elif start and isinstance(cell, TableCell):
                texts.append(text)
            else:
                repeats.append(text)
    return Page(texts, repeats, list(_rules(fragments, ends)))


def _placed(
    cell: TableCell | TableLabel, lines: tuple[str, ...], edges: Sequence[int], top: int, bottom: int
) -> Text:
    """Return ``lines`` in the middle of the height of their cell."""
    y = (top + bottom - len(lines) * LINE_HEIGHT) // 2 + _BASELINE
    if cell.align is Align.LEFT:
        x = LEFT_MARGIN + edges[cell.first] + SIDE_PADDING + cell.indent
    else:
        x = LEFT_MARGIN + (edges[cell.first] + edges[cell.end]) // 2
    return Text(cell, lines, cell.align, x, y)


def _rules(fragments: Sequence[Fragment], ends: Sequence[int]) -> Iterator[Rule]:
    """Yield the sides of the cells, each only once and as long as it runs without a gap."""
    down: dict[int, int] = {}
    sides: tuple[int, ...] = ()
    for place, (row, _, _) in enumerate(fragments):
        y = ends[place]
        if row.sides != sides:
            before, sides = sides, row.sides
            for x in [x for x in before if x not in sides]:
                yield Rule(LEFT_MARGIN + x, down.pop(x), LEFT_MARGIN + x, y)
            for x in sides:
                down.setdefault(x, y)
            if not before:
                yield Rule(LEFT_MARGIN + sides[0], y, LEFT_MARGIN + sides[-1], y)
        if sides:
            following = fragments[place + 1].row.labels if place + 1 < len(fragments) else ()
            yield from _rules_below(row, following, ends[place + 1])
    for x in sides:
        yield Rule(LEFT_MARGIN + x, down[x], LEFT_MARGIN + x, ends[-1])


def _rules_below(row: TableRow, following: Sequence[TableLabel], y: int) -> Iterator[Rule]:
    """Yield the lower sides of the cells of ``row``, but for the labels that go on beside the next row."""
    start = row.sides[0]
    for label in row.labels:
        if label in following:
            if row.edges[label.first] > start:
                yield Rule(LEFT_MARGIN + start, y, LEFT_MARGIN + row.edges[label.first], y)
            start = row.edges[label.end]
    if start < row.sides[-1]:
        yield Rule(LEFT_MARGIN + start, y, LEFT_MARGIN + row.sides[-1], y)

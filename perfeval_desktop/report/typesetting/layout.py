"""The printed form as geometry: what text and which rules stand where on which page.

All lengths are in hundredths of a millimetre, measured from the upper left corner of the page; text stands on
its baseline.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from perfeval_desktop.domain_v1.form import FormState, SelfAssessment
from perfeval_desktop.domain_v1.scoring import ScoreSheet
from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.report.typesetting.form_rows import rows_of
from perfeval_desktop.report.typesetting.grid import Align, Cell, Label, Row
from perfeval_desktop.report.typesetting.line_breaking import break_lines
from perfeval_desktop.report.typesetting.measures import (
    BELOW_YEAR,
    BODY,
    BOTTOM_MARGIN,
    FOOTER_BASELINE,
    LEFT_MARGIN,
    LINE_HEIGHT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE_PADDING,
    TABLE_WIDTH,
    TITLE,
    TITLE_LINE,
    TOP_MARGIN,
    YEAR,
    YEAR_LINE,
    Style,
)
from perfeval_desktop.report.typesetting.pagination import Fragment, heights, label_spans, paginate

_ROOM = PAGE_HEIGHT - TOP_MARGIN - BOTTOM_MARGIN
_MIDDLE = PAGE_WIDTH // 2
_BASELINE = BODY.baseline(LINE_HEIGHT)
_TITLE_BASELINE = TITLE.baseline(TITLE_LINE)


class Text(NamedTuple):
    """Lines that stand below each other, each :data:`LINE_HEIGHT` below the one before.

    ``x`` is their left, or their middle where they are centred; ``y`` the baseline of the first. ``source``
    is what they belong to.
    """

    source: Cell | Label
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
    page break, and the page number: there for the eye, no part of what is read aloud.
    """

    texts: list[Text]
    repeats: list[Text]
    rules: list[Rule]


@dataclass(slots=True)
class LaidOutForm:
    """The pages of a form, and what stands on them in the order of reading: title, year line, rows.

    ``is_draft`` asks for the word 草稿 behind every page: the form is not final.
    """

    pages: list[Page]
    title: Cell
    year_line: Cell
    rows: tuple[Row, ...]
    is_draft: bool


def lay_out(template: Template, form: SelfAssessment, sheet: ScoreSheet) -> LaidOutForm:
    """Return the printed form, of at least one page."""
    rows = rows_of(template).of(form, sheet)
    title_lines = break_lines(template.title, TITLE.ems_in(TABLE_WIDTH), TITLE.advances.ends)
    title = Cell(0, 1, title_lines, TITLE)
    year = Cell(0, 1, (year_line(template, form),), YEAR)
    year_top = TOP_MARGIN + len(title_lines) * TITLE_LINE
    table_top = year_top + YEAR_LINE + BELOW_YEAR
    fragments = paginate(rows, first_room=_ROOM + TOP_MARGIN - table_top, room=_ROOM)
    printed: set[Cell | Label] = set()
    pages: list[Page] = []
    for number, of_page in enumerate(fragments, 1):
        page = _table(of_page, TOP_MARGIN if pages else table_top, printed)
        page.repeats.append(_page_number(number, len(fragments)))
        pages.append(page)
    pages[0].texts[:0] = [
        *(
            Text(title, (line,), Align.CENTRE, _MIDDLE, TOP_MARGIN + place * TITLE_LINE + _TITLE_BASELINE)
            for place, line in enumerate(title_lines)
        ),
        Text(year, year.lines, Align.CENTRE, _MIDDLE, year_top + YEAR.baseline(YEAR_LINE)),
    ]
    return LaidOutForm(pages, title, year, rows, is_draft=form.state is not FormState.FINAL)


def year_line(template: Template, form: SelfAssessment) -> str:
    """Return the line below the title, with the year of ``form``."""
    return template.year_line.replace("{year}", str(form.fiscal_year))


def _page_number(number: int, count: int) -> Text:
    line = f"第 {number} 页 共 {count} 页"
    return Text(Cell(0, 1, (line,)), (line,), Align.CENTRE, _MIDDLE, FOOTER_BASELINE)


def _table(fragments: Sequence[Fragment], top: int, printed: set[Cell | Label]) -> Page:
    """Return the part of the form that ``fragments`` are, from ``top`` downward.

    ``printed`` are the cells and labels on earlier pages; those of this one are added.
    """
    ends = list(accumulate(heights(fragments), initial=top))
    spans = label_spans(fragments)
    texts: list[Text] = []
    repeats: list[Text] = []
    for place, (row, start, stop) in enumerate(fragments):
        for part in row.parts:
            if isinstance(part, Label):
                first, end = spans[part]
                if place > first or not any(part.lines):
                    continue
                text = _placed(part, part.lines, row.edges, ends[first], ends[end])
            else:
                lines = part.lines if stop - start == row.line_count else part.lines[start:stop]
                if not any(lines):
                    continue
                text = _placed(part, lines, row.edges, ends[place], ends[place + 1])
            if part not in printed:
                printed.add(part)
                texts.append(text)
            elif start and isinstance(part, Cell):
                texts.append(text)
            else:
                repeats.append(text)
    return Page(texts, repeats, list(_rules(fragments, ends)))


def _placed(part: Cell | Label, lines: tuple[str, ...], edges: Sequence[int], top: int, bottom: int) -> Text:
    """Return ``lines`` in the middle of the height of their cell."""
    y = (top + bottom - len(lines) * LINE_HEIGHT) // 2 + _BASELINE
    if part.align is Align.LEFT:
        x = LEFT_MARGIN + edges[part.first] + SIDE_PADDING + part.indent
    else:
        x = LEFT_MARGIN + (edges[part.first] + edges[part.end]) // 2
    return Text(part, lines, part.align, x, y)


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


def _rules_below(row: Row, following: Sequence[Label], y: int) -> Iterator[Rule]:
    """Yield the lower sides of the cells of ``row``, but for the labels that go on beside the next row."""
    start = row.sides[0]
    for label in row.labels:
        if label in following:
            if row.edges[label.first] > start:
                yield Rule(LEFT_MARGIN + start, y, LEFT_MARGIN + row.edges[label.first], y)
            start = row.edges[label.end]
    if start < row.sides[-1]:
        yield Rule(LEFT_MARGIN + start, y, LEFT_MARGIN + row.sides[-1], y)

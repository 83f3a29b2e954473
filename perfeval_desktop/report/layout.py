"""The printed form as geometry: what text and which rules stand where on which page.

All lengths are in points, measured from the upper left corner of the page; text stands on its baseline.
Nothing here knows how a page is written down.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.scoring import ScoreSheet
from perfeval_desktop.domain.template import Template
from perfeval_desktop.report.faces import Face, advances, runs, width
from perfeval_desktop.report.form_rows import form_rows
from perfeval_desktop.report.grid import (
    FONT_SIZE,
    LINE_HEIGHT,
    POINTS_PER_MM,
    SIDE_PADDING,
    Align,
    Cell,
    Label,
)
from perfeval_desktop.report.line_breaking import break_lines
from perfeval_desktop.report.pagination import Fragment, heights, label_places, paginate

PAGE_WIDTH = 210 * POINTS_PER_MM
PAGE_HEIGHT = 297 * POINTS_PER_MM
LEFT_MARGIN = 15 * POINTS_PER_MM
TOP_MARGIN = 15 * POINTS_PER_MM
BOTTOM_MARGIN = 17 * POINTS_PER_MM
TABLE_WIDTH = 180 * POINTS_PER_MM
RULE_WIDTH = 0.5

_TITLE_SIZE = 16.0
_TITLE_LINE = 22.0
_YEAR_SIZE = 10.5
_YEAR_LINE = 18.0
_BELOW_YEAR = 3.0
_FOOTER_BASELINE = PAGE_HEIGHT - 9 * POINTS_PER_MM
_ROOM = PAGE_HEIGHT - TOP_MARGIN - BOTTOM_MARGIN

# The square of a Chinese character reaches so far above the baseline, in ems.
_ASCENT = 0.88


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Text of one face on the page: ``x`` is its left, ``y`` its baseline; ``size`` of the em in points."""

    x: float
    y: float
    text: str
    face: Face
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line from (``x``, ``y``) to (``to_x``, ``to_y``), to the right or downward."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form."""

    texts: tuple[PlacedText, ...]
    rules: tuple[Rule, ...]


def lay_out(template: Template, form: SelfAssessment, sheet: ScoreSheet) -> tuple[Page, ...]:
    """Return the pages of the printed form, at least one."""
    limit = int(TABLE_WIDTH / _TITLE_SIZE * 1000)
    title_lines = break_lines(template.title, limit, advances(Face.LABEL))
    table_top = TOP_MARGIN + len(title_lines) * _TITLE_LINE + _YEAR_LINE + _BELOW_YEAR
    rows = form_rows(template, form, sheet)
    pages = paginate(rows, first_room=_ROOM + TOP_MARGIN - table_top, room=_ROOM)
    title: Iterable[PlacedText] = _title(title_lines, year_line(template, form))
    top = table_top
    finished = []
    for number, fragments in enumerate(pages, 1):
        table = _table(fragments, top)
        footer = _centred(f"第 {number} 页 共 {len(pages)} 页", _FOOTER_BASELINE, Face.BODY, FONT_SIZE)
        finished.append(Page((*title, *table.texts, *footer), table.rules))
        title, top = (), TOP_MARGIN
    return tuple(finished)


def year_line(template: Template, form: SelfAssessment) -> str:
    """Return the line below the title, with the year of ``form``."""
    return template.year_line.replace("{year}", str(form.fiscal_year))


def _title(lines: Sequence[str], year: str) -> Iterator[PlacedText]:
    top = TOP_MARGIN
    for line in lines:
        yield from _centred(line, _baseline(top, _TITLE_LINE, _TITLE_SIZE), Face.LABEL, _TITLE_SIZE)
        top += _TITLE_LINE
    yield from _centred(year, _baseline(top, _YEAR_LINE, _YEAR_SIZE), Face.BODY, _YEAR_SIZE)


def _baseline(top: float, line_height: float, size: float) -> float:
    """Return where text stands that is centred in a line from ``top`` downward."""
    return top + (line_height - size) / 2 + _ASCENT * size


def _centred(line: str, y: float, face: Face, size: float) -> Iterator[PlacedText]:
    return _placed(line, PAGE_WIDTH / 2 - width(line, face) * size / 2000, y, face, size)


def _placed(line: str, x: float, y: float, face: Face, size: float) -> Iterator[PlacedText]:
    """Yield ``line`` from ``x`` on in as many pieces as it needs faces."""
    for run in runs(line, face):
        yield PlacedText(x, y, run.text, run.face, size)
        x += width(run.text, run.face) * size / 1000


def _table(fragments: Sequence[Fragment], top: float) -> Page:
    """Return the part of the table that ``fragments`` are, from ``top`` downward, in the order of reading."""
    edges = list(accumulate(heights(fragments), initial=top))
    places_of = label_places(fragments)
    texts: list[PlacedText] = []
    boxes = []
    for place, fragment in enumerate(fragments):
        for part in fragment.row.parts:
            if isinstance(part, Label):
                places = places_of[part]
                if place > places[0]:
                    continue
                box = _box(fragment, part, edges[place], edges[places[-1] + 1])
                texts.extend(_set(part.lines, box, Face.LABEL, Align.CENTRE))
            else:
                box = _box(fragment, part, edges[place], edges[place + 1])
                lines = part.lines[fragment.start : fragment.stop]
                texts.extend(_set(lines, box, part.face, part.align, part.indent))
            boxes.append(box)
    return Page(tuple(texts), tuple(_rules(boxes)))


def _box(fragment: Fragment, part: Cell | Label, top: float, bottom: float) -> Rule:
    """Return the rectangle of a cell as the rule that is its diagonal."""
    sides = fragment.row.edges
    return Rule(LEFT_MARGIN + sides[part.first], top, LEFT_MARGIN + sides[part.end], bottom)


def _set(
    lines: Sequence[str], box: Rule, face: Face, align: Align, indent: float = 0.0
) -> Iterator[PlacedText]:
    """Yield the lines of a cell: vertically centred, spaces that end a line left out."""
    top = (box.y + box.to_y - len(lines) * LINE_HEIGHT) / 2
    for number, line in enumerate(lines):
        shown = line.rstrip(" \u3000")
        if shown:
            x = box.x + SIDE_PADDING + indent
            if align is Align.CENTRE:
                x = (box.x + box.to_x - width(shown, face) * FONT_SIZE / 1000) / 2
            y = _baseline(top + number * LINE_HEIGHT, LINE_HEIGHT, FONT_SIZE)
            yield from _placed(shown, x, y, face, FONT_SIZE)


def _rules(boxes: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the sides of ``boxes``, each only once and as long as it runs without a gap."""
    across: dict[float, list[tuple[float, float]]] = {}
    down: dict[float, list[tuple[float, float]]] = {}
    for box in boxes:
        for y in (box.y, box.to_y):
            across.setdefault(y, []).append((box.x, box.to_x))
        for x in (box.x, box.to_x):
            down.setdefault(x, []).append((box.y, box.to_y))
    for y, stretches in sorted(across.items()):
        for start, end in _joined(stretches):
            yield Rule(start, y, end, y)
    for x, stretches in sorted(down.items()):
        for start, end in _joined(stretches):
            yield Rule(x, start, x, end)


def _joined(stretches: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield ``stretches`` of a line from start to end, those that touch as one."""
    ordered = sorted(stretches)
    start, end = ordered[0]
    for next_start, next_end in ordered[1:]:
        if next_start > end:
            yield start, end
            start = next_start
        end = max(end, next_end)
    yield start, end

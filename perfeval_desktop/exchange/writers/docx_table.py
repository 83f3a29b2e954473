"""The rows of a form as tables of Word.

Word repeats the first rows of a table, and no others: where a heading is to be repeated, a table begins, and
where it ends to hold, the table ends. Between two of them stands a paragraph that cannot be seen, or Word
would take them for one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.exchange.writers.grid import FormGrid, GridCell, GridRow, Side
from perfeval_desktop.printing.typesetting.measures import LINE_HEIGHT, MM

# Twentieths of a point in a hundredth of a mm.
_TWIPS = 1440 / 2540
_TALL = 80 * MM


def _padding(kind: str, **sides: int) -> str:
    told = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items())
    return f"<w:{kind}>{told}</w:{kind}>"


# A little less above and below than on paper: the rules come on top of it.
_PADDING = _padding("tblCellMar", top=48, left=51, bottom=48, right=51)
_NO_PADDING = _padding("tcMar", top=0, bottom=0)
_ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _ALL_SIDES)
_NO_RULES = (
    "<w:tcBorders>" + "".join(f'<w:{side} w:val="nil"/>' for side in _ALL_SIDES[:4]) + "</w:tcBorders>"
)
_NO_RULE = '<w:tcBorders><w:{} w:val="nil"/></w:tcBorders>'
_BETWEEN = '<w:p><w:pPr><w:pStyle w:val="Between"/>{}<w:rPr><w:vanish/></w:rPr></w:pPr></w:p>'
_KEPT = "<w:keepNext/>"


class _Stretch(NamedTuple):
    """The rows of a table: from ``start`` on its heading, from ``body`` on what stands below it."""

    start: int
    body: int
    end: int


def tables(grid: FormGrid) -> str:
    """Return the rows of a form as tables, one below the other, all with the same columns."""
    edges = [round(edge * _TWIPS) for edge in grid.edges]
    parts: list[str] = []
    for stretch in _stretches(grid.rows):
        if parts:
            parts.append(_BETWEEN.format(_KEPT if grid.rows[stretch.start - 1].keeps_with_next else ""))
        parts.append(_table(grid.rows, stretch, edges))
    return "".join(parts)


def _stretches(rows: Sequence[GridRow]) -> Iterator[_Stretch]:
    """Yield the rows of each table: those before the heading of most rows, with it, and behind."""
    counts = Counter(row.heading for row in rows)
    most = max(counts, key=lambda heading: counts[heading] if heading else 0)
    # What fits on any page is not worth it.
    is_tall = sum(row.height for row in rows if row.heading == most) > _TALL
    heads = [most if is_tall and row.heading == most else range(0) for row in rows]
    if is_tall:
        heads[most.start : most.stop] = [most] * len(most)
    starts = [0, *(at for at, (above, here) in enumerate(pairwise(heads), 1) if above != here)]
    for start, end in pairwise((*starts, len(rows))):
        yield _Stretch(start, start + len(heads[start]), end)


def _table(rows: Sequence[GridRow], stretch: _Stretch, edges: Sequence[int]) -> str:
    widths = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    told = "".join(_row(rows, at, stretch, edges) for at in range(stretch.start, stretch.end))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_RULES}</w:tblBorders><w:tblLayout w:type="fixed"/>{_PADDING}</w:tblPr>'
        f"<w:tblGrid>{widths}</w:tblGrid>{told}</w:tbl>"
    )


def _row(rows: Sequence[GridRow], at: int, stretch: _Stretch, edges: Sequence[int]) -> str:
    row = rows[at]
    is_heading = at < stretch.body
    least = LINE_HEIGHT if row.frame is Frame.TIGHT else row.least
    properties = f'<w:trHeight w:val="{round(least * _TWIPS)}" w:hRule="atLeast"/>'
    if is_heading:
        properties = f"<w:cantSplit/>{properties}<w:tblHeader/>"
    part = range(stretch.start, stretch.body) if is_heading else range(stretch.body, stretch.end)
    looks = (_NO_RULES if row.frame is not Frame.RULED else "") + (
        _NO_PADDING if row.frame is Frame.TIGHT else ""
    )
    cells = "".join(
        _cell(
            _Part(cell, at, part),
            edges,
            looks,
            is_kept=is_heading or row.keeps_with_next,
        )
        for cell in row.cells
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a cell stands in row ``at`` of a table; a heading and what stands below it are no one cell.

    A heading is repeated without what goes on below it. Then the cell ends with the heading, without a rule,
    and its text stands in the larger part of it.
    """

    cell: GridCell
    at: int
    rows: range

    @property
    def bottom(self) -> int:
        """The row below all of the cell."""
        return self.cell.top + self.cell.rows

    @property
    def here(self) -> range:
        """The rows that it covers of these."""
        return range(max(self.cell.top, self.rows.start), min(self.bottom, self.rows.stop))

    @property
    def text(self) -> str:
        """The text to stand in this row."""
        holds_it = 2 * len(self.here) >= self.cell.rows
        return self.cell.text if holds_it and self.at == self.here.start else ""

    @property
    def merge(self) -> str:
        """What says that the cell goes on below, or began above."""
        if len(self.here) == 1:
            return ""
        return '<w:vMerge w:val="restart"/>' if self.at == self.here.start else "<w:vMerge/>"

    @property
    def open_sides(self) -> str:
        """What says that there is no rule where the cell is parted."""
        if self.bottom > self.rows.stop:
            return _NO_RULE.format("bottom")
        return _NO_RULE.format("top") if self.cell.top < self.rows.start else ""


def _cell(part: _Part, edges: Sequence[int], looks: str, *, is_kept: bool) -> str:
    first, end = part.cell.first, part.cell.end
    span = f'<w:gridSpan w:val="{end - first}"/>' if end - first > 1 else ""
    upright = "bottom" if part.cell.stands_below else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{edges[end] - edges[first]}" w:type="dxa"/>{span}{part.merge}'
        f'{looks or part.open_sides}<w:vAlign w:val="{upright}"/></w:tcPr>'
        f"{_paragraph(part.cell, part.text, is_kept=is_kept)}</w:tc>"
    )


def _paragraph(cell: GridCell, text: str, *, is_kept: bool) -> str:
    looks = f'<w:pStyle w:val="{"Label" if cell.is_label else "Entry"}"/>'
    if is_kept:
        looks += _KEPT
    if cell.indent:
        looks += f'<w:ind w:left="{round(cell.indent * _TWIPS)}"/>'
    if cell.side is not Side.LEFT:
        looks += f'<w:jc w:val="{cell.side.value}"/>'
    return f"<w:p><w:pPr>{looks}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    """Return ``text`` as a run: its blanks kept, its line ends and tabs as Word has them."""
    if not text:
        return ""
    words = escape(text).replace("\n", _AROUND.format("br")).replace("\t", _AROUND.format("tab"))
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


_AROUND = '</w:t><w:{}/><w:t xml:space="preserve">'

"""The cells of the printed form before they stand on a page: rows of broken lines and labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import accumulate

from perfeval_desktop.report.faces import Face, advances, width
from perfeval_desktop.report.line_breaking import break_lines

POINTS_PER_MM = 72 / 25.4
FONT_SIZE = 9.0
LINE_HEIGHT = 12.0
SIDE_PADDING = 0.9 * POINTS_PER_MM
END_PADDING = 1.0 * POINTS_PER_MM
LEAST_ROW_HEIGHT = 7.0 * POINTS_PER_MM

# A label is printed whole in every part of what it stands beside. Beyond so many lines it is no label
# any more, and is split like any text.
LONGEST_LABEL = 12

# Float noise of the conversion from mm must not push out a character that fits exactly.
_NOISE = 1e-6


class Align(Enum):
    """Where the lines of a cell stand between its sides."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines in the columns from ``first`` up to but not with ``end``; they split when the row splits.

    ``indent`` moves them to the right, in points.
    """

    first: int
    end: int
    lines: tuple[str, ...] = ()
    face: Face = Face.BODY
    align: Align = Align.CENTRE
    indent: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """Lines in the columns from ``first`` up to but not with ``end``, beside one row or several.

    Neighbouring rows that hold the same label (not an equal one) share its cell. It is printed whole in
    every part of them that a page break leaves.
    """

    first: int
    end: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height its cell needs, in points."""
        return lines_height(len(self.lines))


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of the form. ``edges`` are the sides of its columns in points from the left of the table.

    ``parts`` together cover every column. ``keeps_with_next`` holds the row's last line and the next
    row's first lines on one page. ``heading`` is repeated on a page that begins with this row.
    """

    edges: tuple[float, ...]
    parts: tuple[Cell | Label, ...]
    keeps_with_next: bool = False
    heading: "Row | None" = None

    @property
    def cells(self) -> Iterator[Cell]:
        """The parts that split with the row."""
        return (part for part in self.parts if isinstance(part, Cell))

    @property
    def labels(self) -> Iterator[Label]:
        """The parts printed whole."""
        return (part for part in self.parts if isinstance(part, Label))

    @property
    def line_count(self) -> int:
        """How many lines the longest cell has, at least 1."""
        return max((len(cell.lines) for cell in self.cells), default=0) or 1


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a block and how text is set in them.

    ``edges`` as in :class:`Row`; ``break_points`` gives for a label the parts it may be broken into.
    """

    edges: tuple[float, ...]
    break_points: Mapping[str, tuple[str, ...]]

    @classmethod
    def of_widths(cls, widths: Sequence[Decimal], break_points: Mapping[str, tuple[str, ...]]) -> "Columns":
        """Return columns of ``widths`` in mm, side by side from the left of the table."""
        edges = accumulate(widths, initial=Decimal(0))
        return cls(tuple(float(edge) * POINTS_PER_MM for edge in edges), break_points)

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1

    def text(self, first: int, end: int, text: str, *, indent: float = 0.0) -> Cell:
        """Return a cell of running text: from the left."""
        lines = break_lines(text, self._limit(first, end, indent), advances(Face.BODY))
        return Cell(first, end, lines, align=Align.LEFT, indent=indent)

    def value(self, first: int, end: int, text: str) -> Cell:
        """Return a cell of a figure or another short value: centred, unless it takes more than a line."""
        lines = break_lines(text, self._limit(first, end), advances(Face.BODY))
        return Cell(first, end, lines, align=Align.CENTRE if len(lines) == 1 else Align.LEFT)

    def heading(self, first: int, end: int, words: str) -> Cell:
        """Return a cell of bold centred words."""
        return Cell(first, end, self._label_lines(first, end, words), Face.LABEL)

    def row_name(self, first: int, end: int, words: str, *, indent: float) -> Cell:
        """Return a cell of bold words from the left."""
        lines = break_lines(words, self._limit(first, end, indent), advances(Face.LABEL))
        return Cell(first, end, lines, Face.LABEL, Align.LEFT, indent)

    def label(self, first: int, end: int, words: str) -> Label | Cell:
        """Return the label for ``words``; a cell, if they take too many lines to be printed whole."""
        lines = self._label_lines(first, end, words)
        if len(lines) > LONGEST_LABEL:
            return Cell(first, end, lines, Face.LABEL)
        return Label(first, end, lines)

    def upright_label(self, first: int, end: int, words: str) -> Label | Cell:
        """Return the label for ``words`` with each of its parts on a line of its own."""
        parts = self.break_points.get(words, ())
        if not 0 < len(parts) <= LONGEST_LABEL or any(self._is_too_wide(first, end, part) for part in parts):
            return self.label(first, end, words)
        return Label(first, end, parts)

    def _limit(self, first: int, end: int, indent: float = 0.0) -> int:
        """Return what fits between the paddings, in thousandths of the em."""
        room = self.edges[end] - self.edges[first] - 2 * SIDE_PADDING - indent
        return int(room / FONT_SIZE * 1000 + _NOISE)

    def _is_too_wide(self, first: int, end: int, text: str) -> bool:
        return width(text, Face.LABEL) > self._limit(first, end)

    def _label_lines(self, first: int, end: int, words: str) -> tuple[str, ...]:
        """Return bold words in lines, broken at their fixed points: 产出|指标, never 产出指|标."""
        parts = self.break_points.get(words, (words,))
        lines = [""]
        for part in parts:
            joined = lines[-1] + part
            if lines[-1] and self._is_too_wide(first, end, joined):
                lines.append(part)
            else:
                lines[-1] = joined
        limit = self._limit(first, end)
        return tuple(broken for line in lines for broken in break_lines(line, limit, advances(Face.LABEL)))


def lines_height(count: int) -> float:
    """Return the height of a cell of ``count`` lines, in points."""
    return max(LEAST_ROW_HEIGHT, count * LINE_HEIGHT + 2 * END_PADDING)

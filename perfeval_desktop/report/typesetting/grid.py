"""The cells of the printed form before they stand on a page: rows of broken lines and labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import accumulate
from typing import ClassVar

from perfeval_desktop.report.typesetting.line_breaking import break_lines
from perfeval_desktop.report.typesetting.measures import (
    BODY,
    LABEL,
    LINE_HEIGHT,
    MM,
    SIDE_PADDING,
    Style,
    lines_height,
)

# A label is printed whole in every part of what it stands beside. Beyond so many lines it is no label
# any more, and is split like any text.
LONGEST_LABEL = 12

# Longer texts hardly ever come twice.
_REMEMBERED_LENGTH = 40


class Align(Enum):
    """Where the lines of a cell stand between its sides."""

    LEFT = "left"
    CENTRE = "centre"


class Scope(Enum):
    """What a cell that is a heading heads."""

    ROW = "Row"
    COLUMN = "Column"


class Frame(Enum):
    """What is around the lines of a row: rules, only as much room, or nothing."""

    RULED = "ruled"
    OPEN = "open"
    TIGHT = "tight"


@dataclass(slots=True, eq=False)
class Cell:
    """Lines in the columns from ``first`` up to but not with ``end``; they split when the row splits.

    ``indent`` moves them to the right. ``heads`` is ``None`` for an entry.
    """

    first: int
    end: int
    lines: tuple[str, ...] = ("",)
    style: Style = BODY
    align: Align = Align.CENTRE
    indent: int = 0
    heads: Scope | None = None


@dataclass(slots=True, eq=False)
class Label:
    """Lines in the columns from ``first`` up to but not with ``end``, beside one row or several.

    Neighbouring rows that hold the same label (not an equal one) share its cell, which needs ``height``. It
    is printed whole in every part of them that a page break leaves.
    """

    first: int
    end: int
    lines: tuple[str, ...]
    height: int = field(init=False)

    # Set as any label, in the middle of its cell.
    style: ClassVar[Style] = LABEL
    align: ClassVar[Align] = Align.CENTRE
    indent: ClassVar[int] = 0

    def __post_init__(self) -> None:
        self.height = lines_height(len(self.lines))


class Row:
    """A row of the form. ``edges`` are the sides of its columns, from the left of the table.

    ``parts`` together cover every column from the left to the right. ``keeps_with_next`` holds the row's
    last line and the next row's first lines on one page. ``heading`` is repeated on a page that begins
    with this row.

    ``labels`` are those of the parts that are labels, ``line_count`` is that of the longest cell, ``sides``
    are where rules run down.
    """

    __slots__ = ("_is_tight", "edges", "heading", "keeps_with_next", "labels", "line_count", "parts", "sides")

    def __init__(
        self,
        edges: tuple[int, ...],
        parts: tuple[Cell | Label, ...],
        *,
        keeps_with_next: bool = False,
        heading: "Row | None" = None,
        frame: Frame = Frame.RULED,
    ) -> None:
        self.edges = edges
        self.parts = parts
        self.keeps_with_next = keeps_with_next
        self.heading = heading
        self._is_tight = frame is Frame.TIGHT
        self.labels = tuple([part for part in parts if isinstance(part, Label)])
        self.line_count = max([len(part.lines) for part in parts if isinstance(part, Cell)], default=1)
        self.sides = (*[edges[part.first] for part in parts], edges[-1]) if frame is Frame.RULED else ()

    def height(self, lines: int) -> int:
        """Return the height that so many of its lines ask for; a label beside them may make it taller."""
        return lines * LINE_HEIGHT if self._is_tight else lines_height(lines)


class Columns:
    """The columns of a block and how text is set in them.

    ``widths`` are in mm, side by side from the left of the table; ``break_points`` gives for a label the
    parts it may be broken into.
    """

    def __init__(self, widths: Sequence[Decimal], break_points: Mapping[str, tuple[str, ...]]) -> None:
        self.edges = tuple(round(edge * MM) for edge in accumulate(widths, initial=Decimal(0)))
        self.count = len(widths)
        self._break_points = break_points

    def text(self, first: int, end: int, text: str) -> Cell:
        """Return a cell of running text: from the left."""
        return Cell(first, end, self._lines(text, first, end, BODY), BODY, Align.LEFT)

    def value(self, first: int, end: int, text: str) -> Cell:
        """Return a cell of a figure or another short value: centred, unless it takes more than a line."""
        lines = self._lines(text, first, end, BODY)
        return Cell(first, end, lines, BODY, Align.CENTRE if len(lines) == 1 else Align.LEFT)

    def heading(self, first: int, end: int, words: str) -> Cell:
        """Return a cell of bold centred words above a column."""
        return Cell(first, end, self._label_lines(first, end, words), LABEL, heads=Scope.COLUMN)

    def row_name(self, first: int, end: int, words: str, *, indent: int) -> Cell:
        """Return a cell of bold words from the left."""
        lines = self._lines(words, first, end, LABEL, indent)
        return Cell(first, end, lines, LABEL, Align.LEFT, indent, heads=Scope.ROW)

    def label(self, first: int, end: int, words: str) -> Label | Cell:
        """Return the label for ``words``; a cell, if they take too many lines to be printed whole."""
        lines = self._label_lines(first, end, words)
        if len(lines) > LONGEST_LABEL:
            return Cell(first, end, lines, LABEL, heads=Scope.ROW)
        return Label(first, end, lines)

    def upright_label(self, first: int, end: int, words: str) -> Label | Cell:
        """Return the label for ``words`` with each of its parts on a line of its own."""
        parts = self._break_points.get(words, ())
        if not 0 < len(parts) <= LONGEST_LABEL or any(self._is_too_wide(first, end, part) for part in parts):
            return self.label(first, end, words)
        return Label(first, end, parts)

    @staticmethod
    def beside(label: Label | Cell) -> Iterator[Label | Cell]:
        """Yield ``label`` for each row it stands beside; a cell anew for each, since no rows share a cell."""
        while True:
            yield label if isinstance(label, Label) else replace(label)

    def _lines(self, text: str, first: int, end: int, style: Style, indent: int = 0) -> tuple[str, ...]:
        room = self.edges[end] - self.edges[first] - indent
        return (_remembered_lines if len(text) <= _REMEMBERED_LENGTH else _lines)(text, room, style)

    def _is_too_wide(self, first: int, end: int, text: str) -> bool:
        room = self.edges[end] - self.edges[first] - 2 * SIDE_PADDING
        return LABEL.width(text) > LABEL.ems_in(room)

    def _label_lines(self, first: int, end: int, words: str) -> tuple[str, ...]:
        """Return bold words in lines, broken at their fixed points: 产出|指标, never 产出指|标."""
        parts = self._break_points.get(words)
        if parts is None:
            return self._lines(words, first, end, LABEL)
        lines = [""]
        for part in parts:
            joined = lines[-1] + part
            if lines[-1] and self._is_too_wide(first, end, joined):
                lines.append(part)
            else:
                lines[-1] = joined
        return tuple(broken for line in lines for broken in self._lines(line, first, end, LABEL))


def _lines(text: str, width: int, style: Style) -> tuple[str, ...]:
    """Return the lines of ``text`` in a cell of ``width``."""
    return break_lines(text, style.ems_in(width - 2 * SIDE_PADDING), style.advances.ends)


_remembered_lines = lru_cache(maxsize=8192)(_lines)

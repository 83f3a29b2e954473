"""The printed table before it stands on a page: rows of cells and labels with their lines broken."""

from dataclasses import dataclass, field
from enum import Enum

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.printing.typesetting.measures import BODY, LABEL, LINE_HEIGHT, Style, lines_height


class Align(Enum):
    """Where the lines of a cell stand between its sides."""

    LEFT = "left"
    CENTRE = "centre"


class Scope(Enum):
    """What a cell that is a heading heads."""

    ROW = "Row"
    COLUMN = "Column"


@dataclass(slots=True, eq=False)
class TableCell:
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
class TableLabel:
    """Lines in the columns from ``first`` up to but not with ``end``, beside one row or several.

    Neighbouring rows that hold the same label (not an equal one) share its cell, which needs ``height``. It
    is printed whole in every part of them that a page break leaves. ``heads`` is ``None`` for an entry that
    several rows share.
    """

    first: int
    end: int
    lines: tuple[str, ...]
    style: Style = LABEL
    align: Align = Align.CENTRE
    indent: int = 0
    heads: Scope | None = Scope.ROW
    height: int = field(init=False)

    def __post_init__(self) -> None:
        self.height = lines_height(len(self.lines))


class TableRow:
    """A row of the form. ``edges`` are the sides of its columns, from the left of the table.

    ``cells`` together cover every column from the left to the right. ``keeps_with_next`` holds the row's
    last line and the next row's first lines on one page. The rows of ``heading`` are repeated on a page that
    begins with this row.

    ``labels`` are those of the cells that are labels, ``line_count`` is that of the longest cell, ``sides``
    are where rules run down.
    """

    __slots__ = ("_is_tight", "cells", "edges", "heading", "keeps_with_next", "labels", "line_count", "sides")

    def __init__(
        self,
        edges: tuple[int, ...],
        cells: tuple[TableCell | TableLabel, ...],
        *,
        keeps_with_next: bool = False,
        heading: "tuple[TableRow, ...]" = (),
        frame: Frame = Frame.RULED,
    ) -> None:
        self.edges = edges
        self.cells = cells
        self.keeps_with_next = keeps_with_next
        self.heading = heading
        self._is_tight = frame is Frame.TIGHT
        self.labels = tuple([cell for cell in cells if isinstance(cell, TableLabel)])
        self.line_count = max([len(cell.lines) for cell in cells if isinstance(cell, TableCell)], default=1)
        self.sides = (*[edges[cell.first] for cell in cells], edges[-1]) if frame is Frame.RULED else ()

    def height(self, lines: int) -> int:
        """Return the height that so many of its lines ask for; a label beside them may make it taller."""
        return lines * LINE_HEIGHT if self._is_tight else lines_height(lines)

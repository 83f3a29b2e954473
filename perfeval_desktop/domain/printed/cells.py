"""What is seen of a form, as values: rows of unbroken cells with spans and places.

Screen, PDF and text consume it, each in its own way of breaking lines.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from operator import attrgetter

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.form import Place


class Look(Enum):
    """How a cell is set.

    A LABEL is bold and centred; an UPRIGHT one stands with each of its parts on a line of its own. A HEADING
    is above a column, a ROW_NAME at the left of a row. A VALUE is centred while it takes one line, running
    TEXT is from the left, AT_RIGHT ends at the right. A STAMP is the room for the seal, a BOX the room to
    write by hand above its words.
    """

    LABEL = "label"
    UPRIGHT = "upright"
    HEADING = "heading"
    ROW_NAME = "row-name"
    TEXT = "text"
    VALUE = "value"
    AT_RIGHT = "at-right"
    STAMP = "stamp"
    BOX = "box"

    # Enum's own takes longer, and this is asked for every cell.
    __hash__ = object.__hash__


@dataclass(slots=True, eq=False)
class PrintedCell:
    """Text in the columns from ``first`` up to but not with ``end``.

    Neighbouring rows that hold the same cell (not an equal one) share it. ``indent`` is in ems; ``hang`` are
    words of a row above whose width the text is indented by instead. ``place`` is where the text is entered;
    ``None`` for words of the template.
    """

    first: int
    end: int
    text: str
    look: Look
    place: Place | None = None
    indent: int = 0
    hang: str = ""


@dataclass(slots=True, eq=False)
class PrintedRow:
    """A row of the form. ``widths`` are those of its columns in mm; ``cells`` cover all of them in order.

    ``keeps_with_next`` holds the row together with the next one on a page. The rows of ``heading``, which are
    above it, are repeated on a page that begins with this row.
    """

    widths: tuple[Decimal, ...]
    cells: tuple[PrintedCell, ...]
    keeps_with_next: bool = False
    heading: "tuple[PrintedRow, ...]" = ()
    frame: Frame = Frame.RULED


@dataclass(slots=True, eq=False)
class PrintedForm:
    """A whole form: what stands above its rows, and the rows. ``number`` and ``year_line`` may be empty."""

    number: str
    title: str
    year_line: str
    rows: tuple[PrintedRow, ...]

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Return the texts of each row, a shared cell's only in the first of its rows, else ``""``."""
        found: list[tuple[str, ...]] = []
        above: frozenset[PrintedCell] = frozenset()
        for row in self.rows:
            found.append(tuple("" if cell in above else cell.text for cell in row.cells))
            above = frozenset(row.cells)
        return tuple(found)


def in_order(cells: Iterable[PrintedCell]) -> tuple[PrintedCell, ...]:
    """Return ``cells`` in their order on paper."""
    return tuple(sorted(cells, key=attrgetter("first")))

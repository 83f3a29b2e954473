"""The measures of the printed form, in hundredths of a millimetre unless they say otherwise.

Whole numbers, so that what fits exactly is never pushed out by a rounding.
"""

from dataclasses import dataclass
from functools import cached_property

from perfeval_desktop.domain.template import LONG_SIDE, SHORT_SIDE, SIDE_MARGIN, Orientation
from perfeval_desktop.printing.fonts.faces import Advances, Face, advances

MM = 100

LEFT_MARGIN = SIDE_MARGIN * MM
TOP_MARGIN = 15 * MM
BOTTOM_MARGIN = 17 * MM
_ABOVE_EDGE = 9 * MM


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: how wide and how high it is."""

    width: int
    height: int

    @property
    def middle(self) -> int:
        """Where what is centred on the page has its middle."""
        return self.width // 2

    @property
    def table_width(self) -> int:
        """How wide the table is, between the margins."""
        return self.width - 2 * LEFT_MARGIN

    @property
    def room(self) -> int:
        """How high the table may be on a page of its own."""
        return self.height - TOP_MARGIN - BOTTOM_MARGIN

    @property
    def footer(self) -> int:
        """Where the page number stands."""
        return self.height - _ABOVE_EDGE


PORTRAIT = Paper(SHORT_SIDE * MM, LONG_SIDE * MM)
LANDSCAPE = Paper(LONG_SIDE * MM, SHORT_SIDE * MM)
PAPERS = {Orientation.PORTRAIT: PORTRAIT, Orientation.LANDSCAPE: LANDSCAPE}

LINE_HEIGHT = 420  # 12 points
SIDE_PADDING = 90
END_PADDING = 1 * MM
LEAST_ROW_HEIGHT = 7 * MM
RULE_WIDTH = 18  # half a point

TITLE_LINE = 776  # 22 points
YEAR_LINE = 635
BELOW_YEAR = 106

_PER_POINT = 2540 / 72
# The square of a Chinese character reaches so far above the baseline, in ems.
_ASCENT = 0.88


class Style:
    """How text is set: its ``face``, the size of its ``em``, and the ``advances`` of its characters.

    One for each manner, told apart by identity.
    """

    def __init__(self, face: Face, points: float) -> None:
        self.face = face
        self.em = points * _PER_POINT

    @cached_property
    def advances(self) -> Advances:
        """The widths of characters in thousandths of the em."""
        return advances(self.face)

    def width(self, text: str) -> int:
        """Return the width of ``text`` on one line, in thousandths of the em."""
        return sum(map(self.advances.__getitem__, text))

    def baseline(self, line_height: int) -> int:
        """Return how far below the top of a line its text stands that is centred in it."""
        return round((line_height - self.em) / 2 + _ASCENT * self.em)

    def ems_in(self, room: int) -> int:
        """Return how much text fits into ``room``, in thousandths of the em."""
        return int(room * 1000 / self.em)


BODY = Style(Face.BODY, 9)
LABEL = Style(Face.LABEL, 9)
TITLE = Style(Face.LABEL, 16)
YEAR = Style(Face.BODY, 10.5)
STYLES = (BODY, LABEL, TITLE, YEAR)


def lines_height(count: int) -> int:
    """Return the height of a cell of ``count`` lines."""
    return max(LEAST_ROW_HEIGHT, count * LINE_HEIGHT + 2 * END_PADDING)

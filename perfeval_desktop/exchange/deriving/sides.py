"""What stands at the left of a block for all of its rows: 项目资金, 年度总体目标, 绩效指标."""

from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.exchange.deriving.making import Making, clean_label
from perfeval_desktop.exchange.recogniser.layout import Part
from perfeval_desktop.exchange.sheet import Cell

# In mm: of a label set in one narrow column, and of one of several lines.
_NARROW, _WIDE = 11, 23
_LONGEST_NARROW = 6


class Side(NamedTuple):
    """The words, and how wide their column is in mm; nothing at 0."""

    label: str
    width: Decimal


NO_SIDE = Side("", Decimal(0))


def side_of(making: Making, part: Part, first: int) -> Side:
    """Return what stands left of column ``first`` of the sheet beside the rows of a part.

    What stands beside the heading is the block's, or reaches down; the words of one row below are not.
    """
    found: Cell | None = None
    for row in part.rows:
        for cell in making.grid.covering(row):
            if cell.column < first and cell.text.strip() and (cell.rows > 1 or row == part.rows[0]):
                found = found or cell
    if found is None:
        return NO_SIDE
    making.printed.add(found)
    label = clean_label(found.text)
    return Side(label, Decimal(_NARROW if len(label) <= _LONGEST_NARROW else _WIDE))

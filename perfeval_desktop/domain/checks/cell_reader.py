"""Reading one cell: all that its text gives occasion to say, whatever form it stands in."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.checks.cell_entry import doubt_in, error_in, is_doubtful
from perfeval_desktop.domain.checks.prose import (
    NO_YEARS,
    YearMentions,
    placeholder,
    without_number,
    year_mentions,
)
from perfeval_desktop.domain.columns import Column, Kind, Stage
from perfeval_desktop.domain.hidden_characters import trimmed
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.numerals import is_nothing, shortened

# Returns the characters of a text that no font of the printed form has, once each.
Unprintable = Callable[[str], str]


def all_printable(_text: str) -> str:
    """Return the characters of a text that cannot be printed: none, for those who do not know the fonts."""
    return ""


def said_of_unprintable(characters: str, *, cells: int = 1) -> str:
    """Return the predicate of a sentence about ``characters`` in a cell, the first of so many ``cells``."""
    elsewhere = f"等 {cells} 处" if cells > 1 else ""
    return f"中的“{characters}”{elsewhere}不在印刷字库里，会印成〓。请换成常用的写法，或打印后手工补写。"


class CellReading(NamedTuple):
    """What there is to say of a cell: predicates of sentences, ``""`` for nothing, and the years it names.

    ``is_lacking``: it must not be empty and holds no more than blanks, or a dash for a number.
    """

    is_lacking: bool = False
    error: str = ""
    doubt: str = ""
    placeholder: str = ""
    too_long: str = ""
    unprintable: str = ""
    years: YearMentions = NO_YEARS


NOTHING_TO_SAY = CellReading()


class CellReader:
    """Reads the cells of one column.

    Where ``is_asked``, they must not be empty; where ``is_numbered``, a number before the text was not left
    standing. ``unprintable`` tells which characters of a text are not printed.
    """

    def __init__(
        self,
        column: Column,
        *,
        is_asked: bool = False,
        is_numbered: bool = False,
        unprintable: Unprintable = all_printable,
    ) -> None:
        self.column = column
        self._is_asked = is_asked
        self._is_number = column.kind.is_number
        self._is_doubtful = is_doubtful(column)
        # The user's own words, in which something may have been left standing.
        self._is_prose = column.kind in _PROSE and column.stage is not Stage.COMPUTED
        self._is_numbered = is_numbered
        self._unprintable = unprintable

    def read(self, text: str, unit: MoneyUnit, most: Decimal | None) -> CellReading:
        """Return what there is to say of ``text`` in a form in ``unit``.

        ``most`` is the most that a number can be, ``None`` without a limit.
        """
        is_lacking = self._is_asked and is_empty(self.column, text)
        error = error_in(self.column, text, unit, most) if self._is_number else ""
        doubt = doubt_in(self.column, text, unit) if self._is_doubtful and not error else ""
        left = self._left_standing(text) if self._is_prose else ""
        years = year_mentions(text) if self._is_prose else NO_YEARS
        too_long = _too_long(self.column, text)
        unprintable = self._not_printed(text)
        if not (is_lacking or error or doubt or left or years.named or too_long or unprintable):
            return NOTHING_TO_SAY
        return CellReading(is_lacking, error, doubt, left, too_long, unprintable, years)

    def _left_standing(self, text: str) -> str:
        left = placeholder(without_number(text) if self._is_numbered else text)
        return left and f"里有没填完的“{shortened(left)}”，请改成实际内容，或删去。"

    def _not_printed(self, text: str) -> str:
        characters = self._unprintable(text)
        return said_of_unprintable(characters) if characters else ""


def is_empty(column: Column, text: str) -> bool:
    """Whether a cell holds nothing; in a text, a dash is something."""
    return is_nothing(text) if column.kind.is_number else not trimmed(text)


_PROSE = frozenset({Kind.LINE, Kind.TEXT, Kind.VALUE})


def _too_long(column: Column, text: str) -> str:
    if column.limit is None or (length := len(text.strip())) <= column.limit:
        return ""
    return f"有 {length} 个字，最多 {column.limit} 个字，请删去 {length - column.limit} 个字。"

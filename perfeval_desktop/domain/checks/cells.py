"""Reading rows cell by cell: what each text and number gives occasion to say, wherever it stands.

A row never changes, so what was read of it stays true: a keystroke reads one row anew, not 300.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import AnyBlock, IndicatorsBlock
from perfeval_desktop.domain.checks.cell_entry import DOUBTFUL, doubt_in, error_in
from perfeval_desktop.domain.checks.reading import YearMentions, placeholder, without_number, year_mentions
from perfeval_desktop.domain.columns import Column, Kind, Role, Stage
from perfeval_desktop.domain.earning import HUNDRED, ZERO
from perfeval_desktop.domain.facts import is_blank
from perfeval_desktop.domain.form import Row
from perfeval_desktop.domain.keys import grid_keys, key_of
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.numerals import is_nothing, read_number, shortened
from perfeval_desktop.domain.template import FORM_BLOCK, FormKind, Template

# Returns the characters of a text that no face of the printed form has, once each.
Unprintable = Callable[[str], str]

_PROSE = frozenset({Kind.LINE, Kind.TEXT, Kind.VALUE})
_SHARES_OF_100 = (Role.SHARE, Role.COEFFICIENT, Role.ITEM_SCORE)

# The texts of a row by column.
_Cells = Mapping[str, str]


class CellTrouble(NamedTuple):
    """The column of a cell, and the predicate of the sentence that is to be said of it."""

    column: Column
    predicate: str


class Years(NamedTuple):
    """The years that the text of a cell names."""

    column: Column
    mentions: YearMentions


class RowReading(NamedTuple):
    """What there is to say of the cells of a row. ``empty`` are those of an indicator that must not be."""

    empty: tuple[Column, ...]
    errors: tuple[CellTrouble, ...]
    doubts: tuple[CellTrouble, ...]
    placeholders: tuple[CellTrouble, ...]
    years: tuple[Years, ...]
    too_long: tuple[CellTrouble, ...]
    unprintable: tuple[CellTrouble, ...]


class BlockReader:
    """Reads the rows of one block of a template. Cells of the ``asked`` columns must not be empty."""

    def __init__(self, template: Template, block: AnyBlock, unprintable: Unprintable) -> None:
        self.block = block
        self.asked = tuple(column for column in block.columns if _is_asked(template, column))
        self._asked_numbers = tuple(column for column in self.asked if column.kind.is_number)
        self._asked_words = tuple(column for column in self.asked if not column.kind.is_number)
        self._numbers = tuple(column for column in block.columns if column.kind.is_number)
        self._doubtful = tuple(column for column in block.columns if column.kind in DOUBTFUL)
        self._prose = tuple(column for column in block.columns if _is_prose(column))
        self._limited = tuple(column for column in block.columns if column.limit is not None)
        # Of what a form has beside its blocks only the title is printed.
        self._printed = tuple(
            column for column in block.columns if block.key != FORM_BLOCK or column.role is Role.TITLE
        )
        self._unprintable = unprintable
        self._keys = keys = grid_keys(block) if isinstance(block, IndicatorsBlock) else None
        self._numbered = keys.name if keys is not None and template.thresholds.numbered_names else ""
        execution = None if template.scoring is None else template.scoring.execution
        of_rate = ZERO if execution is None else execution.weight
        self._most_of_fixed = {
            block.by_role[role].key: HUNDRED for role in _SHARES_OF_100 if role in block.by_role
        }
        weight = key_of(block, Role.WEIGHT)
        self._most = {weight: HUNDRED - of_rate, **self._most_of_fixed}
        self._weight, self._review = weight, key_of(block, Role.REVIEW_SCORE)

    def read(self, row: Row, unit: MoneyUnit) -> RowReading | None:
        """Return what there is to say of ``row`` in a form in ``unit``; ``None`` for nothing."""
        kept = row.reading.get(self)
        if kept is None or kept[0] is not unit:
            kept = row.reading[self] = (unit, self._read(row, unit))
        reading: RowReading | None = kept[1]
        return reading

    def _read(self, row: Row, unit: MoneyUnit) -> RowReading | None:
        cells = row.cells
        if row.joined:
            cells = {key: text for key, text in cells.items() if key not in row.joined}
        entered = self._beside_fixed(row, cells)
        empty, (left, years) = self._empty(row), self._told_of_prose(cells)
        # Of a row that is not begun it is said that it is not.
        if (empty or left or years) and self._keys is not None and is_blank(self._keys, row):
            empty, left, years = (), (), ()
        most = self._most_in(row)
        reading = RowReading(
            empty=empty,
            errors=_told(
                self._numbers,
                entered,
                lambda column, text: error_in(column, text, unit, most.get(column.key)),
            ),
            doubts=_told(self._doubtful, entered, lambda column, text: doubt_in(column, text, unit)),
            placeholders=left,
            years=years,
            too_long=_told(self._limited, cells, _too_long),
            unprintable=self._unprinted(cells),
        )
        return reading if any(reading) else None

    def _beside_fixed(self, row: Row, cells: _Cells) -> _Cells:
        """Return the cells without those that repeat what the template prints in them."""
        fixed = self.block.fixed_rows.get(row.id)
        if fixed is None:
            return cells
        return {key: text for key, text in cells.items() if fixed.fixed.get(key, "").strip() != text.strip()}

    def _empty(self, row: Row) -> tuple[Column, ...]:
        """Return the cells of an indicator that must not be empty, and are."""
        if self._keys is None or row.id in self.block.fixed_rows:
            return ()
        text = row.cells.get
        words = [column for column in self._asked_words if not text(column.key, "").strip()]
        numbers = [column for column in self._asked_numbers if is_nothing(text(column.key, ""))]
        return tuple([column for column in (*words, *numbers) if column.key not in row.joined])

    def _told_of_prose(self, cells: _Cells) -> tuple[tuple[CellTrouble, ...], tuple[Years, ...]]:
        """Return what was left standing in the words of a row, and the years that they name."""
        left: list[CellTrouble] = []
        years: list[Years] = []
        for column in self._prose:
            text = cells.get(column.key, "")
            if standing := placeholder(without_number(text) if column.key == self._numbered else text):
                left.append(
                    CellTrouble(column, f"里有没填完的“{shortened(standing)}”，请改成实际内容，或删去。")
                )
            if (mentions := year_mentions(text)).named:
                years.append(Years(column, mentions))
        return tuple(left), tuple(years)

    def _most_in(self, row: Row) -> Mapping[str, Decimal]:
        """Return the most that numbers of ``row`` can be by column; a rate may well be above 100 %."""
        most = self._most_of_fixed if row.id in self.block.fixed_rows else self._most
        if not self._review:
            return most
        return {**most, self._review: read_number(row.text(self._weight)).value or HUNDRED}

    def _unprinted(self, cells: _Cells) -> tuple[CellTrouble, ...]:
        # One look at a row that has nothing unusual.
        if not self._unprintable("".join(cells.values())):
            return ()
        return _told(self._printed, cells, self._not_printed)

    def _not_printed(self, _column: Column, text: str) -> str:
        if not (characters := self._unprintable(text)):
            return ""
        return f"中的“{characters}”不在印刷字库里，会印成〓。请换成常用的写法，或打印后手工补写。"


def _is_asked(template: Template, column: Column) -> bool:
    """Whether a cell must not be empty: what is computed may, and in a target form what is not planned."""
    if not column.required or column.stage is Stage.COMPUTED:
        return False
    return column.stage is Stage.PLAN or template.kind is not FormKind.TARGET


def _is_prose(column: Column) -> bool:
    """Whether a cell holds a person's words, in which something may have been left standing."""
    return column.kind in _PROSE and column.stage is not Stage.COMPUTED


def is_empty(column: Column, text: str) -> bool:
    """Whether a cell holds nothing; in a text, a dash is something."""
    return is_nothing(text) if column.kind.is_number else not text.strip()


def _told(
    columns: Iterable[Column], cells: _Cells, tell: Callable[[Column, str], str]
) -> tuple[CellTrouble, ...]:
    return tuple(
        [
            CellTrouble(column, predicate)
            for column in columns
            if (text := cells.get(column.key)) and (predicate := tell(column, text))
        ]
    )


def _too_long(column: Column, text: str) -> str:
    length = len(text.strip())
    if column.limit is None or length <= column.limit:
        return ""
    return f"有 {length} 个字，最多 {column.limit} 个字，请删去 {length - column.limit} 个字。"

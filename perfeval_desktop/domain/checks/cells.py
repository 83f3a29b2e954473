"""Reading rows cell by cell: what each text and number gives occasion to say, wherever it stands.

A row never changes, so what was read of it stays true: a keystroke reads one row anew, not 300.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import AnyBlock, IndicatorsBlock
from perfeval_desktop.domain.checks.cell_entry import doubt_in, error_in
from perfeval_desktop.domain.checks.reading import YearMentions, placeholder, year_mentions
from perfeval_desktop.domain.columns import Column, Kind, Role, Stage
from perfeval_desktop.domain.earning import HUNDRED, ZERO
from perfeval_desktop.domain.facts import grid_keys, is_blank
from perfeval_desktop.domain.form import Row
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.numerals import is_nothing, read_number, shortened
from perfeval_desktop.domain.template import FORM_BLOCK, FormKind, Template

# Returns the characters of a text that no face of the printed form has, once each.
Unprintable = Callable[[str], str]

_PROSE = frozenset({Kind.LINE, Kind.TEXT, Kind.VALUE})


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
        self._unprintable = unprintable
        self._keys = grid_keys(block) if isinstance(block, IndicatorsBlock) else None
        execution = None if template.scoring is None else template.scoring.execution
        self._most_weight = HUNDRED - (ZERO if execution is None else execution.weight)

    def read(self, row: Row, unit: MoneyUnit) -> RowReading | None:
        """Return what there is to say of ``row`` in a form in ``unit``; ``None`` for nothing."""
        kept = row.reading.get(self)
        if kept is None or kept[0] is not unit:
            kept = row.reading[self] = (unit, self._read(row, unit))
        reading: RowReading | None = kept[1]
        return reading

    def _read(self, row: Row, unit: MoneyUnit) -> RowReading | None:
        cells = [
            (self.block.by_key[key], text)
            for key, text in row.cells.items()
            if key in self.block.by_key and key not in row.joined
        ]
        # Of a row that is not begun it is said that it is not.
        is_begun = self._keys is None or not is_blank(self._keys, row)
        prose = [one for one in cells if is_begun and one[0].kind in _PROSE]
        entered = [one for one in cells if not self._is_as_fixed(row, *one)]
        reading = RowReading(
            empty=self._empty(row) if is_begun else (),
            errors=_told(entered, lambda column, text: error_in(column, text, unit, self._most(row, column))),
            doubts=_told(entered, lambda column, text: doubt_in(column, text, unit)),
            placeholders=_told(prose, _left_standing),
            years=tuple(
                Years(column, mentions)
                for column, text in prose
                if (mentions := year_mentions(text)).named and column.stage is not Stage.COMPUTED
            ),
            too_long=_told(cells, _too_long),
            unprintable=_told(cells, self._unprinted),
        )
        return reading if any(reading) else None

    def _empty(self, row: Row) -> tuple[Column, ...]:
        """Return the cells of an indicator that must not be empty, and are."""
        if self._keys is None or row.id in self.block.fixed_rows:
            return ()
        return tuple(
            column
            for column in self.asked
            if column.key not in row.joined and is_empty(column, row.text(column.key))
        )

    def _most(self, row: Row, column: Column) -> Decimal | None:
        """Return the most that a number can be, ``None`` for any; a rate may well be above 100 %."""
        match column.role:
            case Role.WEIGHT if row.id not in self.block.fixed_rows:
                return self._most_weight
            case Role.REVIEW_SCORE if self._keys is not None:
                return read_number(row.text(self._keys.weight)).value or HUNDRED
            case Role.SHARE | Role.COEFFICIENT | Role.ITEM_SCORE:
                return HUNDRED
            case _:
                return None

    def _is_as_fixed(self, row: Row, column: Column, text: str) -> bool:
        """Whether the cell repeats what the template prints in it."""
        fixed = self.block.fixed_rows.get(row.id)
        return fixed is not None and fixed.fixed.get(column.key, "").strip() == text.strip()

    def _unprinted(self, column: Column, text: str) -> str:
        # Of what a form has beside its blocks only the title is printed.
        is_printed = self.block.key != FORM_BLOCK or column.role is Role.TITLE
        if not is_printed or not (characters := self._unprintable(text)):
            return ""
        return f"中的“{characters}”不在印刷字库里，会印成〓。请换成常用的写法，或打印后手工补写。"


def _is_asked(template: Template, column: Column) -> bool:
    """Whether a cell must not be empty: what is computed may, and in a target form what is not planned."""
    if not column.required or column.stage is Stage.COMPUTED:
        return False
    return column.stage is Stage.PLAN or template.kind is not FormKind.TARGET


def is_empty(column: Column, text: str) -> bool:
    """Whether a cell holds nothing; in a text, a dash is something."""
    return is_nothing(text) if column.kind.is_number else not text.strip()


def _told(cells: list[tuple[Column, str]], tell: Callable[[Column, str], str]) -> tuple[CellTrouble, ...]:
    return tuple(
        CellTrouble(column, predicate) for column, text in cells if (predicate := tell(column, text))
    )


def _left_standing(column: Column, text: str) -> str:
    left = "" if column.stage is Stage.COMPUTED else placeholder(text)
    return left and f"里有没填完的“{shortened(left)}”，请改成实际内容，或删去。"


def _too_long(column: Column, text: str) -> str:
    length = len(text.strip())
    if column.limit is None or length <= column.limit:
        return ""
    return f"有 {length} 个字，最多 {column.limit} 个字，请删去 {length - column.limit} 个字。"

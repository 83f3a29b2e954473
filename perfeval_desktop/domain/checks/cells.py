"""Reading rows cell by cell: what each text and number gives occasion to say, wherever it stands.

A row never changes, so what was read of it stays true: a keystroke reads one row anew, not 300.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from perfeval_desktop.domain.blocks import AnyBlock, IndicatorsBlock
from perfeval_desktop.domain.checks.cell_reader import (
    NOTHING_TO_SAY,
    CellReader,
    CellReading,
    Unprintable,
    all_printable,
)
from perfeval_desktop.domain.checks.prose import NO_YEARS
from perfeval_desktop.domain.column_keys import grid_keys, key_of
from perfeval_desktop.domain.columns import Column, Role, Stage
from perfeval_desktop.domain.earning import HUNDRED, ZERO
from perfeval_desktop.domain.facts import is_blank
from perfeval_desktop.domain.form import Row
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.numerals import read_points
from perfeval_desktop.domain.template import FORM_BLOCK, FormKind, Template

# Longer texts hardly come again. So many are half a megabyte at the very worst.
_LONGEST_KEPT, _MOST_KEPT = 50, 2048
_SHARES_OF_100 = (Role.SHARE, Role.COEFFICIENT, Role.ITEM_SCORE)


class ReadCell(NamedTuple):
    """The column of a cell, and what there is to say of it."""

    column: Column
    reading: CellReading


class RowReading(NamedTuple):
    """What there is to say of the cells of a row. ``empty`` are those of an indicator that must not be."""

    empty: tuple[Column, ...]
    cells: tuple[ReadCell, ...]


class BlockReader:
    """Reads the rows of one block of a template. Cells of the ``asked`` columns must not be empty."""

    def __init__(self, template: Template, block: AnyBlock, unprintable: Unprintable) -> None:
        self.block = block
        self.asked = tuple(column for column in block.columns if _is_asked(template, column))
        self._asked_keys = frozenset(column.key for column in self.asked)
        # Cells of which there was nothing to say, by the form's unit and by whether the template has the row:
        # on them it depends, too. Most cells are such, and the same texts come again and again.
        self._sound: defaultdict[tuple[MoneyUnit, bool], set[tuple[str, str]]] = defaultdict(set)
        self._keys = keys = grid_keys(block) if isinstance(block, IndicatorsBlock) else None
        numbered = keys.name if keys is not None and template.thresholds.numbered_names else ""
        self._readers = {
            column.key: CellReader(
                column,
                is_asked=column.key in self._asked_keys,
                is_numbered=column.key == numbered,
                unprintable=unprintable if _is_printed(block, column) else all_printable,
            )
            for column in block.columns
        }
        execution = None if template.scoring is None else template.scoring.execution
        of_rate = ZERO if execution is None else execution.weight
        self._most_of_fixed = {
            block.by_role[role].key: HUNDRED for role in _SHARES_OF_100 if role in block.by_role
        }
        self._weight, self._review = key_of(block, Role.WEIGHT), key_of(block, Role.REVIEW_SCORE)
        self._most = {self._weight: HUNDRED - of_rate, **self._most_of_fixed}

    def read(self, row: Row, unit: MoneyUnit) -> RowReading | None:
        """Return what there is to say of ``row`` in a form in ``unit``; ``None`` for nothing."""
        kept = row.reading.get(self)
        if kept is None or kept[0] is not unit:
            kept = row.reading[self] = (unit, self._read(row, unit))
        reading: RowReading | None = kept[1]
        return reading

    def _read(self, row: Row, unit: MoneyUnit) -> RowReading | None:
        cells = self._read_cells(row, unit)
        if not cells and self._asked_keys <= row.cells.keys():
            return None
        empty = self._empty(row, cells)
        # Of a row that is not begun it is said that it is not.
        is_begun = self._keys is None or not is_blank(self._keys, row)
        found = (self._told(row, one, is_begun=is_begun) for one in cells if one.column.key not in row.joined)
        told = tuple([one for one in found if one.reading != NOTHING_TO_SAY])
        return RowReading(empty if is_begun else (), told) if told or (empty and is_begun) else None

    def _read_cells(self, row: Row, unit: MoneyUnit) -> list[ReadCell]:
        """Return the cells of which there is something to say."""
        sound = self._sound[unit, row.id in self.block.fixed_rows]
        unknown = [cell for cell in row.cells.items() if cell not in sound]
        most, cells = self._most_in(row), []
        for key, text in unknown:
            reader = self._readers.get(key)
            if reader is None:
                continue
            reading = reader.read(text, unit, most.get(key))
            if reading is not NOTHING_TO_SAY:
                cells.append(ReadCell(reader.column, reading))
            elif len(text) <= _LONGEST_KEPT and key != self._review:
                if len(sound) >= _MOST_KEPT:
                    sound.clear()
                sound.add((key, text))
        return cells

    def _told(self, row: Row, one: ReadCell, *, is_begun: bool) -> ReadCell:
        """Return what of a reading is to be said: nothing wrong is in what the template itself prints."""
        column, reading = one.column, one.reading._replace(is_lacking=False)
        fixed = self.block.fixed_rows.get(row.id)
        if fixed is not None and fixed.fixed.get(column.key, "").strip() == row.text(column.key).strip():
            reading = reading._replace(error="", doubt="")
        if not is_begun:
            reading = reading._replace(placeholder="", years=NO_YEARS)
        return ReadCell(column, reading)

    def _empty(self, row: Row, cells: list[ReadCell]) -> tuple[Column, ...]:
        """Return the columns of an indicator that must not be empty, and are."""
        if self._keys is None or row.id in self.block.fixed_rows:
            return ()
        filled = row.cells.keys() - {one.column.key for one in cells if one.reading.is_lacking}
        return tuple([one for one in self.asked if one.key not in filled and one.key not in row.joined])

    def _most_in(self, row: Row) -> Mapping[str, Decimal]:
        """Return the most that numbers of ``row`` can be by column; a rate may well be above 100 %."""
        most = self._most_of_fixed if row.id in self.block.fixed_rows else self._most
        if not self._review:
            return most
        return {**most, self._review: read_points(row.text(self._weight)).value or HUNDRED}


def _is_asked(template: Template, column: Column) -> bool:
    """Whether a cell must not be empty: what is computed may, and in a target form what is not planned."""
    if not column.required or column.stage is Stage.COMPUTED:
        return False
    return column.stage is Stage.PLAN or template.kind is not FormKind.TARGET


def _is_printed(block: AnyBlock, column: Column) -> bool:
    """Whether a cell is on the printed form: of what a form has beside its blocks only the title is."""
    return block.key != FORM_BLOCK or column.role is Role.TITLE

"""A ledger in a sheet: which rows head it, what its columns are called, and the lines below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.words import meant
from perfeval_desktop.exchange.recogniser.wording import may_be_label, printed_label, unit_in
from perfeval_desktop.exchange.sheet import Cell, Sheet

Line = Mapping[int, Cell]

# A heading stands among the first rows, and has no more than so many itself.
_FARTHEST, _HIGHEST = 60, 4
_LEAST_COLUMNS = 2
_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_OTHER_UNIT = re.compile(r"(?:单位[:：]?(?:人民币)?|[(（])(千元|百元|百万元|千万元|亿元)[)）]?")


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: where it is in the sheet, its heading from the top to the bottom, and the unit in that.

    ``other_unit`` is one that the program does not convert, ``""`` for none.
    """

    at: int
    parts: tuple[str, ...]
    unit: MoneyUnit | None = None
    other_unit: str = ""

    @property
    def label(self) -> str:
        """The heading on one line."""
        return " / ".join(self.parts)


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A ledger: what stands above it, its columns, and its lines by column of the sheet.

    A cell merged over several lines stands in each of them.
    """

    sheet: str
    above: tuple[str, ...]
    columns: tuple[LedgerColumn, ...]
    lines: tuple[Line, ...]

    @property
    def unit(self) -> MoneyUnit | None:
        """The unit that stands above all of it."""
        return next((MoneyUnit(unit) for text in self.above if (unit := unit_in(text))), None)

    @property
    def other_unit(self) -> str:
        """A unit above all of it that the program does not convert, ``""`` for none."""
        return next((found[1] for text in self.above if (found := _OTHER_UNIT.search(text))), "")

    @property
    def year(self) -> int | None:
        """The year that its title or the name of the sheet tells."""
        found = (_YEAR.search(text) for text in (*self.above, f"{self.sheet}年"))
        return next((int(one[1]) for one in found if one), None)


def ledger_tables(sheets: Sequence[Sheet]) -> tuple[LedgerTable, ...]:
    """Return the ledgers of a file, the one that says most first: with names of projects and amounts.

    A sheet without such a heading is taken from its first row with several cells on: the user says what its
    columns are. A sheet with fewer is none.
    """
    found = [(known, table) for sheet in sheets for known, table in _tables(sheet)]
    # Sorting is stable: among equals the first sheet counts.
    found.sort(key=lambda one: (-min(one[0], _LEAST_COLUMNS), -len(one[1].lines)))
    return tuple(table for _, table in found)


def _tables(sheet: Sheet) -> Iterator[tuple[int, LedgerTable]]:
    by_row = _by_row(sheet)
    # Among headings that name as much the first counts; one is only taken for longer where it says more then.
    known, _, first, high = max(
        (
            (_known(_columns(by_row, row, high)), number == 0, -row, high)
            for row in sorted(by_row)[:_FARTHEST]
            for number, high in enumerate(_heights(by_row, row))
        ),
        default=(0, True, 0, 0),
    )
    if known:
        yield known, _table(sheet, by_row, -first, high)
        return
    several = [row for row in sorted(by_row) if len(by_row[row]) >= _LEAST_COLUMNS]
    if several:
        yield 0, _table(sheet, by_row, several[0], 1)


def _table(sheet: Sheet, by_row: Mapping[int, Line], first: int, high: int) -> LedgerTable:
    above = [
        cell.text for row in sorted(by_row) if row < first for cell in by_row[row].values() if cell.row == row
    ]
    lines = [by_row[row] for row in sorted(by_row) if row >= first + high]
    return LedgerTable(sheet.name, tuple(above), _columns(by_row, first, high), tuple(lines))


def _by_row(sheet: Sheet) -> dict[int, dict[int, Cell]]:
    """Return the cells with text by row and column, those that reach down to a row among them."""
    found: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells:
        if cell.text.strip():
            for row in range(cell.row, cell.row + cell.rows):
                found.setdefault(row, {})[cell.column] = cell
    return found


def _heights(by_row: Mapping[int, Line], row: int) -> Iterator[int]:
    """Yield how many rows the heading that begins with ``row`` has, then how many it may have as well."""
    line = by_row[row]
    high = max(cell.row + cell.rows - row for cell in line.values())
    yield min(high, _HIGHEST)
    below = by_row.get(row + 1, {})
    is_heading = below and all(
        may_be_label(cell.text) and read_number(cell.text).value is None for cell in below.values()
    )
    # 预算数 above 年初 and 调整后, without cells merged downwards.
    if high == 1 and is_heading and len(below) < max(len(line), _LEAST_COLUMNS + 1):
        yield 2


def _columns(by_row: Mapping[int, Line], first: int, high: int) -> tuple[LedgerColumn, ...]:
    rows = [by_row.get(row, {}) for row in range(first, first + high)]
    return tuple(_column(rows, at) for at in sorted({at for row in rows for at in _covered(row)}))


def _covered(row: Line) -> Iterator[int]:
    for at, cell in row.items():
        yield from range(at, at + cell.columns)


def _column(rows: Sequence[Line], at: int) -> LedgerColumn:
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        cell = _at(row, at)
        if cell is None and number < len(rows) - 1 and _at(rows[-1], at) is not None:
            # A heading over several columns that are not merged stands over the first.
            cell = next((row[left] for left in range(at, -1, -1) if left in row), None)
        if cell is not None and cell not in cells:
            cells.append(cell)
    texts = [cell.text for cell in cells]
    units = [unit for text in texts if (unit := unit_in(text))]
    other = next((found[1] for text in texts if (found := _OTHER_UNIT.search(text))), "")
    parts = tuple(label for text in texts if (label := printed_label(_OTHER_UNIT.sub("", text))))
    return LedgerColumn(at, parts or ("",), MoneyUnit(units[-1]) if units else None, other)


def _at(row: Line, at: int) -> Cell | None:
    """Return the cell of a row that covers a column."""
    return next((cell for left, cell in row.items() if left <= at < left + cell.columns), None)


def _known(columns: Sequence[LedgerColumn]) -> int:
    """Return how many different fields a heading names; 0 without a project or without any amount."""
    found = {one.field for column in columns if (one := meant(column.parts))}
    is_ledger = bool(found & {LedgerField.PROJECT, LedgerField.CODE}) and any(one.is_amount for one in found)
    return len(found) if is_ledger else 0

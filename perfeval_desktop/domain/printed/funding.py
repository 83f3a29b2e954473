"""The funding grid: what was given and spent, in one grid, beside each amount, or two grids side by side."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from perfeval_desktop.domain.blocks import FundingBlock, FundingLayout
from perfeval_desktop.domain.columns import Column, FixedRow, Kind, RowRole, Stage
from perfeval_desktop.domain.fund_lines import FundLine
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, look_of, place
from perfeval_desktop.domain.printed.fund_texts import fund_text
from perfeval_desktop.domain.printed.labels import AFTER_OF_WHICH, OF_WHICH, unbroken_parts
from perfeval_desktop.domain.printed.widths import Holds, adapted, elastic, holds_of, mm
from perfeval_desktop.domain.template import Template

_EM = "\N{IDEOGRAPHIC SPACE}"


class FundingPrinter:
    """Prints one funding grid, or two side by side."""

    def __init__(self, template: Template, block: FundingBlock) -> None:
        partner = next((one for one in template.fundings if one.key == block.partner), None)
        self._is_partner = any(one.partner == block.key for one in template.fundings)
        self._halves = [_Half(template, block, 0)]
        if partner is not None:
            self._halves.append(_Half(template, partner, len(self._halves[0].elastic)))
        self._elastic = [one for half in self._halves for one in half.elastic]
        self._widths = mm(tuple([one.width for one in self._elastic]))
        self._has_heading = any(half.has_heading for half in self._halves)

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the heading and a row for each fund row; nothing for the partner of another grid."""
        if self._is_partner:
            return
        labels = [[seen.worded(one) for one in half.label] for half in self._halves]
        bodies = [half.body(seen) for half in self._halves]
        rows = [
            [
                cell
                for half, label, part in zip(self._halves, labels, parts, strict=True)
                for cell in (*label, *(half.blank if part is None else part))
            ]
            for parts in zip_longest(*bodies)
        ]
        widths = self._adapted(rows)
        if self._has_heading:
            heading = [
                seen.worded(cell)
                for half, label in zip(self._halves, labels, strict=True)
                for cell in (*label, *half.heading)
            ]
            yield PrintedRow(widths, tuple(heading), keeps_with_next=True)
        for cells in rows:
            yield PrintedRow(widths, tuple(cells))

    def _adapted(self, rows: Sequence[Sequence[PrintedCell]]) -> tuple[Decimal, ...]:
        """Return the widths for what stands in ``rows``."""
        texts = [[""] * len(rows) for _ in self._widths]
        above: Sequence[PrintedCell] = ()
        for number, row in enumerate(rows):
            for cell in row:
                if cell not in above:
                    texts[cell.first][number] = cell.text
            above = row
        changed = mm(adapted(self._elastic, texts))
        return self._widths if changed == self._widths else changed


class _Column(NamedTuple):
    """A column and where it is printed."""

    at: int
    column: Column
    look: Look


class _Row(NamedTuple):
    """A fund row and its figures."""

    fixed: FixedRow
    line: FundLine


class _Half:
    """One grid in its columns, from ``offset`` on."""

    def __init__(self, template: Template, block: FundingBlock, offset: int) -> None:
        self._block = block
        self._is_grid = block.layout is FundingLayout.GRID
        breaks = template.break_points
        names = [part for row in block.rows for part in unbroken_parts(breaks, row.label)]
        name = elastic(Holds.TEXT, block.name_width, names)
        self.elastic = [elastic(Holds.FIXED, block.label_width)] if block.label_width else []
        first = offset + len(self.elastic)
        if self._is_grid:
            self.elastic.append(name)
        self._columns: list[_Column] = []
        for column in block.columns:
            if self._has_name(column):
                self.elastic.append(name)
            self._columns.append(_Column(offset + len(self.elastic), column, look_of(column)))
            self.elastic.append(elastic(holds_of(column), column.width, unbroken_parts(breaks, column.label)))
        self.label = [PrintedCell(offset, first, block.label, Look.LABEL)] if first > offset else []
        corner = [PrintedCell(first, first + 1, block.name_label, Look.HEADING)] if self._is_grid else []
        self.heading = [*corner, *map(self._heading, self._columns)]
        self.has_heading = any(column.label for column in block.columns)
        self.blank = [PrintedCell(first, offset + len(self.elastic), "", Look.TEXT)]
        self._names = [
            PrintedCell(first, first + 1, row.label, Look.ROW_NAME, indent=row.indent, hang=hang)
            for row, hang in zip(block.rows, _hangs(block.rows), strict=True)
        ]

    def _has_name(self, column: Column) -> bool:
        """Whether the rows are named beside the amounts of this column."""
        return not self._is_grid and column.kind is Kind.AMOUNT

    def _heading(self, printed: _Column) -> PrintedCell:
        first = printed.at - 1 if self._has_name(printed.column) else printed.at
        return PrintedCell(first, printed.at + 1, printed.column.label, Look.HEADING)

    def body(self, seen: Seen) -> Iterator[list[PrintedCell]]:
        """Yield the cells of each fund row right of the label."""
        rows = list(map(_Row, self._block.rows, seen.sheet.funds[self._block.key]))
        shared = self._shared(seen, rows)
        for row, name in zip(rows, self._names, strict=True):
            cells = [seen.worded(name)] if self._is_grid else []
            for printed in self._columns:
                at, column, _ = printed
                if self._has_name(column):
                    words = row.fixed.labels.get(column.key, row.fixed.label)
                    cells.append(PrintedCell(at - 1, at, words, Look.ROW_NAME))
                cells.append(shared.get(at) or self._cell(seen, row, printed))
            yield cells

    def _shared(self, seen: Seen, rows: Sequence[_Row]) -> dict[int, PrintedCell]:
        """Return the cells that stand beside all rows: the total's, with what the others hold below it."""
        main = next((row for row in rows if row.fixed.role is RowRole.TOTAL), rows[0])
        found: dict[int, PrintedCell] = {}
        for printed in self._columns:
            column = printed.column
            if column.shared or (not self._is_grid and column.stage is Stage.COMPUTED):
                cell = found[printed.at] = self._cell(seen, main, printed)
                texts = dict.fromkeys([cell.text, *self._others(seen, column)])
                cell.text = "\n".join(filter(None, texts))
        return found

    def _others(self, seen: Seen, column: Column) -> list[str]:
        """Return what was entered in the rows of a shared column; what is computed is the total's alone."""
        if column.stage is Stage.COMPUTED:
            return []
        return [seen.entered(column, row.text(column.key)) for row in seen.form.rows(self._block.key)]

    def _cell(self, seen: Seen, row: _Row, printed: _Column) -> PrintedCell:
        at, column, look = printed
        text = fund_text(seen, self._block, row.fixed, column, row.line)
        return PrintedCell(at, at + 1, text, look, place(self._block, row.fixed.key, column))


def _hangs(rows: Sequence[FixedRow]) -> Iterator[str]:
    """Yield for each row the words it is indented by.

    What follows 其中：at a deeper step stands under the word behind it.
    """
    under = ""
    for row in rows:
        yield under if row.indent > 1 else ""
        if row.label.startswith(OF_WHICH):
            named = row.label.removeprefix(OF_WHICH).lstrip(AFTER_OF_WHICH)
            under = _EM * row.indent + row.label.removesuffix(named)

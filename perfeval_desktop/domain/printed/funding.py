"""The funding grid: what was given and spent, in one grid, beside each amount, or two grids side by side."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from perfeval_desktop.domain.blocks import FundingBlock, FundingLayout
from perfeval_desktop.domain.columns import Column, FixedRow, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.figures import entered_text, money_text, points_text, rate_text
from perfeval_desktop.domain.form import Row, RowId
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, place
from perfeval_desktop.domain.scoring import FundLine
from perfeval_desktop.domain.template import Template

_OF_WHICH = "其中"
_AFTER_OF_WHICH = ":： "
_EM = "\N{IDEOGRAPHIC SPACE}"
_SUMMED = {
    Role.INITIAL_BUDGET: lambda line: line.initial,
    Role.ADJUSTED_BUDGET: lambda line: line.adjusted,
    Role.RECEIVED: lambda line: line.received,
    Role.EXECUTED: lambda line: line.executed,
}


def fund_text(seen: Seen, block: FundingBlock, fixed: FixedRow, column: Column, line: FundLine) -> str:
    """Return the text of a cell of a funding grid as printed.

    A blank amount of the total is the sum of its sources; the weight is the template's, the score and the
    rate are the rule's where nothing is typed or fixed.
    """
    row = seen.form.row(block.key, fixed.key)
    typed = "" if row is None else row.text(column.key)
    if column.role in _SUMMED:
        if typed or fixed.role is not RowRole.TOTAL:
            return entered_text(column, typed, seen.template.amounts, seen.facts.unit) if typed else ""
        return money_text(_SUMMED[column.role](line), seen.template.amounts, seen.facts.unit)
    if column.key in fixed.fixed:
        return _fixed_text(seen, block, fixed, column, line, typed)
    match column.role:
        case Role.EXECUTION_RATE:
            if line.rate is not None:
                return rate_text(line.rate.figure, seen.template.rate)
            if fixed.role is not RowRole.TOTAL and line.adjusted == 0:
                return block.rate_of_nothing
            return typed
        case Role.WEIGHT:
            execution = None if seen.template.scoring is None else seen.template.scoring.execution
            return typed if execution is None else points_text(execution.weight, column.decimals)
        case Role.SCORE if is_main_row(seen.template, block, fixed):
            return points_text(seen.sheet.execution.value, column.decimals) or typed
        case Role.SCORE:
            return points_text(line.score, column.decimals) or typed
        case _:
            return seen.entered(column, typed)


def is_main_row(template: Template, block: FundingBlock, fixed: FixedRow) -> bool:
    """Whether the row's score is the one that counts."""
    if template.funding is not block:
        return False
    return fixed.role is RowRole.TOTAL or all(row.role is not RowRole.TOTAL for row in block.rows)


def _fixed_text(
    seen: Seen, block: FundingBlock, fixed: FixedRow, column: Column, line: FundLine, typed: str
) -> str:
    return fixed.fixed[column.key] or seen.entered(column, typed)


class FundingPrinter:
    """Prints one funding grid, or two side by side."""

    def __init__(self, template: Template, block: FundingBlock) -> None:
        partner = next((one for one in template.fundings if one.key == block.partner), None)
        self._halves = [_Half(block, 0)]
        if partner is not None:
            self._halves.append(_Half(partner, len(self._halves[0].widths)))
        self._is_partner = any(one.partner == block.key for one in template.fundings)
        self._widths = tuple(width for half in self._halves for width in half.widths)

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the heading and a row for each fund row; nothing for the partner of another grid."""
        if self._is_partner:
            return
        labels = [half.label(seen) for half in self._halves]
        if any(half.has_heading for half in self._halves):
            cells = (
                cell
                for half, label in zip(self._halves, labels, strict=True)
                for cell in half.heading(seen, label)
            )
            yield PrintedRow(self._widths, tuple(cells), keeps_with_next=True)
        bodies = [half.body(seen, label) for half, label in zip(self._halves, labels, strict=True)]
        for parts in zip_longest(*bodies):
            cells = (
                cell
                for half, label, part in zip(self._halves, labels, parts, strict=True)
                for cell in (half.blank(label) if part is None else part)
            )
            yield PrintedRow(self._widths, tuple(cells))


class _Half:
    """One grid in its columns, from ``offset`` on."""

    def __init__(self, block: FundingBlock, offset: int) -> None:
        self._block = block
        self._offset = offset
        is_grid = block.layout is FundingLayout.GRID
        widths = [block.label_width] if block.label_width else []
        self._first = offset + len(widths)
        self._starts: list[int] = []
        if is_grid:
            widths.append(block.name_width)
        for column in block.columns:
            if not is_grid and column.kind is Kind.AMOUNT:
                widths.append(block.name_width)
            self._starts.append(offset + len(widths))
            widths.append(column.width)
        self.widths = tuple(widths)
        self._is_grid = is_grid
        self.has_heading = any(column.label for column in block.columns)
        self._hangs = list(_hangs(block.rows))

    def label(self, seen: Seen) -> list[PrintedCell]:
        """Return the label at the left, which all rows of the grid share."""
        if self._first == self._offset:
            return []
        return [PrintedCell(self._offset, self._first, seen.label(self._block.label), Look.LABEL)]

    def heading(self, seen: Seen, label: Sequence[PrintedCell]) -> Iterator[PrintedCell]:
        """Yield the cells of the heading."""
        yield from label
        if self._is_grid:
            yield PrintedCell(self._first, self._first + 1, seen.label(self._block.name_label), Look.HEADING)
        for start, column in zip(self._starts, self._block.columns, strict=True):
            first = start if self._is_grid or column.kind is not Kind.AMOUNT else start - 1
            yield PrintedCell(first, start + 1, seen.label(column.label), Look.HEADING)

    def body(self, seen: Seen, label: Sequence[PrintedCell]) -> Iterator[list[PrintedCell]]:
        """Yield the cells of each fund row."""
        block = self._block
        shared = self._shared(seen)
        lines = seen.sheet.funds[block.key]
        for fixed, line, hang in zip(block.rows, lines, self._hangs, strict=True):
            cells = list(label)
            if self._is_grid:
                cells.append(
                    PrintedCell(
                        self._first,
                        self._first + 1,
                        fixed.label,
                        Look.ROW_NAME,
                        indent=fixed.indent,
                        hang=hang,
                    )
                )
            for start, column in zip(self._starts, block.columns, strict=True):
                if not self._is_grid and column.kind is Kind.AMOUNT:
                    name = fixed.labels.get(column.key, fixed.label)
                    cells.append(PrintedCell(start - 1, start, name, Look.ROW_NAME))
                elif column.key in shared:
                    cells.append(shared[column.key])
                    continue
                text = fund_text(seen, block, fixed, column, line)
                look = Look.VALUE if column.kind.is_centred else Look.TEXT
                cells.append(PrintedCell(start, start + 1, text, look, place(block, fixed.key, column)))
            yield cells

    def _shared(self, seen: Seen) -> dict[str, PrintedCell]:
        """Return the cells that stand beside all rows: the total's, with what the others hold below it."""
        block = self._block
        fixed = next((row for row in block.rows if row.role is RowRole.TOTAL), block.rows[0])
        line = next(one for one in seen.sheet.funds[block.key] if one.row == RowId(fixed.key))
        found: dict[str, PrintedCell] = {}
        for start, column in zip(self._starts, block.columns, strict=True):
            if self._is_shared(column):
                texts = dict.fromkeys(
                    [fund_text(seen, block, fixed, column, line), *self._others(seen, column)]
                )
                look = Look.LABEL if column.kind.is_centred else Look.TEXT
                spot = place(block, fixed.key, column)
                found[column.key] = PrintedCell(start, start + 1, "\n".join(filter(None, texts)), look, spot)
        return found

    def _is_shared(self, column: Column) -> bool:
        return column.shared or (not self._is_grid and column.stage is Stage.COMPUTED)

    def _others(self, seen: Seen, column: Column) -> Iterator[str]:
        """Yield what was entered in the rows of a shared column; what is computed is the total's alone."""
        if column.stage is not Stage.COMPUTED:
            yield from (seen.entered(column, row.text(column.key)) for row in seen.form.rows(self._block.key))

    def blank(self, label: Sequence[PrintedCell]) -> list[PrintedCell]:
        """Return the cells beside rows that only the other grid has."""
        return [*label, PrintedCell(self._first, self._offset + len(self.widths), "", Look.TEXT)]


def _hangs(rows: Sequence[FixedRow]) -> Iterator[str]:
    """Yield for each row the words it is indented by.

    What follows 其中：at a deeper step stands under the word behind it.
    """
    under = ""
    for row in rows:
        yield under if row.indent > 1 else ""
        if row.label.startswith(_OF_WHICH):
            named = row.label.removeprefix(_OF_WHICH).lstrip(_AFTER_OF_WHICH)
            under = _EM * row.indent + row.label.removesuffix(named)

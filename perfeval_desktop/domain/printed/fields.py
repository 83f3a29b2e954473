"""Fields, boxes of text, checklists: what stands beside a label."""

from collections.abc import Iterator

from perfeval_desktop.domain.blocks import ChecklistBlock, FieldsBlock, Frame, TextsBlock
from perfeval_desktop.domain.columns import Column, Kind
from perfeval_desktop.domain.form import Row, RowId
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, place
from perfeval_desktop.domain.template import Template


class FieldsPrinter:
    """Prints labels with values beside them, or below and above the table as words."""

    def __init__(self, template: Template, block: FieldsBlock) -> None:
        self._template = template
        self._block = block
        self._columns = [[block.by_key[key] for key in line] for line in block.lines]

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield a row for each line of fields."""
        block, entered = self._block, seen.only_row(self._block)
        for line in self._columns:
            if block.frame is Frame.OPEN:
                yield self._open_row(seen, entered, line)
                continue
            cells: list[PrintedCell] = []
            for number, column in enumerate(line):
                end = len(block.widths) if number == len(line) - 1 else 2 * number + 2
                cells.append(PrintedCell(2 * number, 2 * number + 1, seen.label(column.label), Look.LABEL))
                cells.append(self._value(seen, entered, column, 2 * number + 1, end))
            yield PrintedRow(block.widths, tuple(cells))

    def _value(self, seen: Seen, row: Row, column: Column, first: int, end: int) -> PrintedCell:
        text = seen.single(self._block, row, column)
        look = Look.TEXT if column.kind in {Kind.LINE, Kind.TEXT, Kind.CHOICE, Kind.DATE} else Look.VALUE
        return PrintedCell(first, end, text, look, place(self._block, row.id, column))

    def _open_row(self, seen: Seen, row: Row, line: list[Column]) -> PrintedRow:
        width = self._template.page.table_width / len(line)
        cells = [
            PrintedCell(
                number,
                number + 1,
                seen.label(column.label) + seen.single(self._block, row, column),
                Look.TEXT,
                place(self._block, row.id, column),
            )
            for number, column in enumerate(line)
        ]
        return PrintedRow((width,) * len(line), tuple(cells), frame=Frame.OPEN)


class TextsPrinter:
    """Prints boxes of running text, each with its label at the left."""

    def __init__(self, template: Template, block: TextsBlock) -> None:
        self._block = block
        self._widths = (block.label_width, template.page.table_width - block.label_width)

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield a row for each box."""
        entered = seen.only_row(self._block)
        for column in self._block.columns:
            text = seen.single(self._block, entered, column)
            label = PrintedCell(0, 1, seen.label(column.label), Look.LABEL)
            box = PrintedCell(1, 2, text, Look.TEXT, place(self._block, entered.id, column))
            yield PrintedRow(self._widths, (label, box))


class ChecklistPrinter:
    """Prints fixed rows with texts beside them."""

    def __init__(self, template: Template, block: ChecklistBlock) -> None:
        self._block = block
        self._offset = 1 if block.label_width else 0
        widths = (block.name_width, *(column.width for column in block.columns))
        self._widths = (block.label_width, *widths) if self._offset else widths
        self._label = [PrintedCell(0, 1, block.label, Look.LABEL)] * self._offset
        headings = [
            PrintedCell(at, at + 1, column.label, Look.HEADING)
            for at, column in enumerate(block.columns, self._offset + 1)
        ]
        name = PrintedCell(self._offset, self._offset + 1, block.name_label, Look.HEADING)
        self._heading = PrintedRow(self._widths, (*self._label, name, *headings), keeps_with_next=True)
        self._names = [
            PrintedCell(self._offset, self._offset + 1, row.label, Look.ROW_NAME, indent=row.indent)
            for row in block.rows
        ]

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the heading, then a row for each fixed row."""
        block = self._block
        yield self._heading
        for fixed, name in zip(block.rows, self._names, strict=True):
            entered = seen.form.row(block.key, fixed.key) or Row(RowId(fixed.key))
            cells = (
                PrintedCell(
                    at,
                    at + 1,
                    seen.entered(column, entered.text(column.key)),
                    Look.VALUE if column.kind.is_centred else Look.TEXT,
                    place(block, fixed.key, column),
                )
                for at, column in enumerate(block.columns, self._offset + 1)
            )
            yield PrintedRow(self._widths, (*self._label, name, *cells), heading=(self._heading,))

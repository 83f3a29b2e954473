"""Boxes of running text, and checklists: fixed rows with texts beside them."""

from collections.abc import Iterator

from perfeval_desktop.domain.blocks import ChecklistBlock, TextsBlock
from perfeval_desktop.domain.form import Row, RowId
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, look_of, only_place, place
from perfeval_desktop.domain.template import Template


class TextsPrinter:
    """Prints a box for each text, its label at the left, or in the box where the label has no width."""

    def __init__(self, template: Template, block: TextsBlock) -> None:
        self._block = block
        width = template.page.table_width
        self._widths = (block.label_width, width - block.label_width) if block.label_width else (width,)
        self._labels = [PrintedCell(0, 1, column.label, Look.LABEL) for column in block.columns]

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the boxes."""
        block = self._block
        for column, label in zip(block.columns, self._labels, strict=True):
            text, spot, words = seen.single(block, column), only_place(block, column), seen.worded(label)
            if block.label_width:
                yield PrintedRow(self._widths, (words, PrintedCell(1, 2, text, Look.TEXT, spot)))
            else:
                yield PrintedRow(self._widths, (PrintedCell(0, 1, f"{words.text}：{text}", Look.TEXT, spot),))


class ChecklistPrinter:
    """Prints a heading and a row for each fixed row."""

    def __init__(self, template: Template, block: ChecklistBlock) -> None:  # noqa: ARG002  # as all printers
        self._block = block
        offset = 1 if block.label_width else 0
        self._widths = (
            *(block.label_width,) * offset,
            block.name_width,
            *(column.width for column in block.columns),
        )
        self._label = [PrintedCell(0, 1, block.label, Look.LABEL)] * offset
        name = PrintedCell(offset, offset + 1, block.name_label, Look.HEADING)
        self._columns = [(at, column, look_of(column)) for at, column in enumerate(block.columns, offset + 1)]
        headings = (PrintedCell(at, at + 1, column.label, Look.HEADING) for at, column, _ in self._columns)
        self._heading = PrintedRow(self._widths, (*self._label, name, *headings), keeps_with_next=True)
        self._names = [
            PrintedCell(offset, offset + 1, row.label, Look.ROW_NAME, indent=row.indent) for row in block.rows
        ]

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the rows."""
        block = self._block
        yield self._heading
        for fixed, name in zip(block.rows, self._names, strict=True):
            entered = seen.form.row(block.key, fixed.key) or Row(RowId(fixed.key))
            cells = (
                PrintedCell(
                    at,
                    at + 1,
                    seen.entered(column, entered.text(column.key)),
                    look,
                    place(block, fixed.key, column),
                )
                for at, column, look in self._columns
            )
            yield PrintedRow(self._widths, (*self._label, name, *cells), heading=(self._heading,))

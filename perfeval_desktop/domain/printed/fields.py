"""Fields: labels with values beside them, in the table, or above and below it as words."""

from collections.abc import Iterator
from itertools import takewhile

from perfeval_desktop.domain.blocks import AnyBlock, FieldsBlock, Frame
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, only_place
from perfeval_desktop.domain.printed.widths import even_widths
from perfeval_desktop.domain.template import Template


class FieldsPrinter:
    """Prints a row for each line of fields."""

    def __init__(self, template: Template, block: FieldsBlock) -> None:
        lines = [[block.by_key[key] for key in line] for line in block.lines]
        self._block = block
        if block.frame is Frame.RULED:
            self._lines = [_ruled(len(block.widths), line) for line in lines]
            self._widths = [block.widths] * len(lines)
        else:
            is_above = _is_above_table(template, block)
            self._lines = [_open(line, is_above=is_above) for line in lines]
            self._widths = [even_widths(template.page.table_width, len(line)) for line in lines]

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the rows."""
        block = self._block
        for line, widths in zip(self._lines, self._widths, strict=True):
            cells: list[PrintedCell] = []
            for label, first, end, look, column in line:
                text, spot = seen.single(block, column), only_place(block, column)
                words = seen.worded(label)
                if block.frame is Frame.RULED:
                    cells.append(words)
                else:
                    text = words.text + text
                cells.append(PrintedCell(first, end, text, look, spot))
            yield PrintedRow(widths, tuple(cells), frame=block.frame)


# A label, and where its value stands and how it is set.
_Field = tuple[PrintedCell, int, int, Look, Column]


def _ruled(count: int, line: list[Column]) -> list[_Field]:
    """Return the fields of a line of ``count`` columns, two for each field; the last value takes the rest."""
    last = len(line) - 1
    return [
        (
            PrintedCell(2 * at, 2 * at + 1, column.label, Look.LABEL),
            2 * at + 1,
            count if at == last else 2 * at + 2,
            Look.VALUE if column.kind.is_number else Look.TEXT,
            column,
        )
        for at, column in enumerate(line)
    ]


def _open(line: list[Column], *, is_above: bool) -> list[_Field]:
    """Return the fields of a line of words; above the table its end, and the unit, stand at the right."""
    last = len(line) - 1 or None
    return [
        (
            PrintedCell(at, at + 1, column.label, Look.TEXT),
            at,
            at + 1,
            Look.AT_RIGHT if is_above and (at == last or column.role is Role.SHOWN_UNIT) else Look.TEXT,
            column,
        )
        for at, column in enumerate(line)
    ]


def _is_above_table(template: Template, block: FieldsBlock) -> bool:
    return block in takewhile(_is_open, template.blocks)


def _is_open(block: AnyBlock) -> bool:
    return isinstance(block, FieldsBlock) and block.frame is not Frame.RULED

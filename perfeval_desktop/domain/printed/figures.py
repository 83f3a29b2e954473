"""Total weight, total and grade below the grid."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from perfeval_desktop.domain.blocks import FiguresBlock, FiguresLayout, IndicatorsBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedRow
from perfeval_desktop.domain.printed.context import Seen, only_place
from perfeval_desktop.domain.printed.indicators import IndicatorsPrinter
from perfeval_desktop.domain.printed.labels import whole_parts
from perfeval_desktop.domain.printed.widths import room_for
from perfeval_desktop.domain.template import Template

_BELOW = ((Role.TOTAL_WEIGHT, Role.WEIGHT), (Role.TOTAL, Role.SCORE))

_Columns = Sequence[Column]
_Widths = Sequence[Decimal]


class FiguresPrinter:
    """Prints the figures below the columns of the grid that they add up, the others beside them or below."""

    def __init__(self, template: Template, block: FiguresBlock) -> None:
        self._block = block
        grid = template.by_key[block.grid]
        if not isinstance(grid, IndicatorsBlock):
            raise AssertionError("the reader sees to it")  # noqa: TRY004  # no type of a caller's is wrong
        self._grid = IndicatorsPrinter(template, grid)
        self._count = self._grid.count
        self._sums = {
            self._grid.first[above]: block.by_role[role]
            for role, above in _BELOW
            if role in block.by_role and above in self._grid.first
        }
        others = [column for column in block.columns if column not in self._sums.values()]
        placed = _placed(block, others, self._sums, self._count)
        self._behind, self._in_pairs, self._in_words, self._in_rows = placed
        self._labels = {
            column.key: PrintedCell(0, self._grid.label_end, column.label, Look.LABEL) for column in others
        }
        self._rooms = {
            column.key: max(map(room_for, whole_parts(template.break_points, column.label)))
            for column in others
        }
        self._words = self._words_cell() if self._sums else None

    def rows(self, seen: Seen) -> Iterator[PrintedRow]:
        """Yield the row of the sums, and one for each other figure or one for all of them."""
        widths = self._grid.widths(seen)
        if self._words is not None:
            cells = tuple(self._sum_cells(seen, self._words))
            yield PrintedRow(widths, cells, keeps_with_next=bool(self._in_pairs or self._in_rows))
        elif self._in_words:
            yield PrintedRow(widths, self._sentence(seen, self._in_words))
        if self._in_pairs:
            yield PrintedRow(widths, tuple(self._pairs(seen, widths)))
        end = self._label_end(widths)
        for left, column in enumerate(self._in_rows, 1 - len(self._in_rows)):
            cells = self._beside_label(seen, column, end) if end else self._sentence(seen, [column])
            yield PrintedRow(widths, cells, keeps_with_next=left < 0)

    def _words_cell(self) -> PrintedCell:
        """Return the words that lead up to the first sum behind them."""
        first = next(at for at in range(self._count) if at not in self._sums)
        end = min((at for at in self._sums if at > first), default=self._count)
        return PrintedCell(first, end, self._block.label, Look.LABEL)

    def _sum_cells(self, seen: Seen, words: PrintedCell) -> Iterator[PrintedCell]:
        end = max(self._sums) + 1 if self._behind else self._count
        for at in range(end):
            if at == words.first:
                yield self._with_others(seen, seen.worded(words))
            elif not words.first < at < words.end:
                column = self._sums.get(at)
                blank = PrintedCell(at, at + 1, "", Look.VALUE)
                yield blank if column is None else self._value(seen, column, at, at + 1)
        if self._behind:
            yield from self._sentence(seen, self._behind, first=end)

    def _label_end(self, widths: _Widths) -> int:
        """Return where the labels of the rows end: they take more columns where the first ones are narrow."""
        room = max((self._rooms[column.key] for column in self._in_rows), default=Decimal(0))
        end = self._grid.label_end
        return _with_room(widths, (0, end), self._count - 1, room) if end else end

    def _pairs(self, seen: Seen, widths: _Widths) -> Iterator[PrintedCell]:
        cuts = [self._count * cut // (2 * len(self._in_pairs)) for cut in range(2 * len(self._in_pairs) + 1)]
        spans = list(pairwise(cuts))
        for column, (first, end), (_, value_end) in zip(self._in_pairs, spans[::2], spans[1::2], strict=True):
            label = seen.worded(self._labels[column.key])
            label_end = _with_room(widths, (first, end), value_end - 1, self._rooms[column.key])
            yield PrintedCell(first, label_end, label.text, Look.LABEL)
            yield self._value(seen, column, label_end, value_end)

    def _beside_label(self, seen: Seen, column: Column, end: int) -> tuple[PrintedCell, ...]:
        label = replace(seen.worded(self._labels[column.key]), end=end)
        return label, self._value(seen, column, label.end, self._count)

    def _with_others(self, seen: Seen, words: PrintedCell) -> PrintedCell:
        """Return the words before the sums, with the figures that have no other room in this row."""
        if not self._in_words:
            return words
        others = self._said(seen, self._in_words, "，")
        text = f"{words.text}（{others}）" if words.text else others
        return replace(words, text=text, place=only_place(self._block, self._in_words[0]))

    def _said(self, seen: Seen, columns: _Columns, between: str) -> str:
        return between.join(
            f"{seen.worded(self._labels[one.key]).text}：{seen.single(self._block, one)}" for one in columns
        )

    def _sentence(self, seen: Seen, columns: _Columns, first: int = 0) -> tuple[PrintedCell, ...]:
        """Return one cell of figures with their words before them."""
        text = self._said(seen, columns, "  ")
        return (PrintedCell(first, self._count, text, Look.VALUE, only_place(self._block, columns[0])),)

    def _value(self, seen: Seen, column: Column, first: int, end: int) -> PrintedCell:
        text = seen.single(self._block, column)
        return PrintedCell(first, end, text, Look.VALUE, only_place(self._block, column))


def _with_room(widths: _Widths, span: tuple[int, int], last: int, room: Decimal) -> int:
    """Return the end of a cell over the columns of ``span``, or over more up to ``last``, with ``room``."""
    first, end = span
    while end < last and sum(widths[first:end]) < room:
        end += 1
    return end


def _placed(
    block: FiguresBlock, others: _Columns, sums: dict[int, Column], count: int
) -> tuple[_Columns, _Columns, _Columns, _Columns]:
    """Return which figures stand behind the sums, in pairs of cells, in one cell, each in a row of its own.

    All in one row has one where there is no room behind the sums, or for pairs: in the cell of their words.
    """
    if block.layout is FiguresLayout.ROWS:
        return (), (), (), others
    if sums and max(sums) + 1 < count:
        return others, (), (), ()
    if not sums and 2 * len(others) <= count:
        return (), others, (), ()
    return (), (), others, ()

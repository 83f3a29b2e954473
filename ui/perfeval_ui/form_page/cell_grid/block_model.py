"""The table model of one block of the form: its rows by its columns, with the rows' names before them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt

from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.columns import UNIT_MARK, Column, Kind, Role, Stage
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_ui.form_page.cell_grid.cells import CENTRE, LEFT, RIGHT, CellAppearance, CellKind, EditorKind
from perfeval_ui.form_page.cell_grid.model import CellTableModel

_PLAIN_NUMBER = re.compile(r"[0-9.,]+%?")
# More digits than this need not stand on one line.
_LONGEST = 16
_LEVELS = frozenset({Role.LEVEL1, Role.LEVEL2})
_LONG = frozenset({Kind.TEXT, Kind.VALUE})


class BlockModel(CellTableModel):
    """A row for each row of ``block``; ``leading`` columns with names of rows come before those of the block.

    ``seen`` is the form as printing sees it, so that screen and paper spell every figure alike.
    """

    leading = 0

    def __init__(self, block: AnyBlock, parent: QObject | None = None) -> None:
        self.block = block
        self.ids: Sequence[RowId] = ()
        self._rows: dict[RowId, int] = {}
        self.seen: Seen | None = None
        self._alignments = {column.key: alignment(column) for column in block.columns}
        # Of the columns that may hold numbers; None for the others.
        self._kinds = (
            *[None] * self.leading,
            *[one.kind if one.kind.is_number or one.kind is Kind.VALUE else None for one in block.columns],
        )
        # The numbers of each row that was looked at, by its columns.
        self._numbers: dict[int, tuple[str, ...]] = {}
        super().__init__(parent)

    def column(self, number: int) -> Column | None:
        """Return the column of the block that a column of the grid shows, ``None`` for names of rows."""
        at = number - self.leading
        return self.block.columns[at] if at >= 0 else None

    def is_entered(self, row: int, column: Column) -> bool:  # noqa: ARG002
        """Whether the user fills in a cell."""
        return column.stage is not Stage.COMPUTED

    def text(self, row: int, column: Column) -> str:
        """Return what a cell shows."""
        raise NotImplementedError

    def kind(self, row: int, column: Column) -> CellKind:
        """Return what kind of cell stands in a column of the block."""
        return CellKind.TYPED if self.is_entered(row, column) else CellKind.COMPUTED

    def row_name(self, row: int) -> str:
        """Return what the leading column shows."""
        raise NotImplementedError

    # -- CellTableModel ----------------------------------------------------------------------------------

    def titles(self, shown: EvaluatedForm) -> tuple[str, ...]:
        times = Counter(column.label for column in self.block.columns)
        own = (
            # Two columns with one label are told apart by the heading above them.
            f"{one.above}\n{one.label}" if one.above and times[one.label] > 1 else one.label
            for one in self.block.columns
        )
        labels = (*[self.block.label.replace("\n", "")] * self.leading, *own)
        return tuple(label.replace(UNIT_MARK, shown.facts.unit) for label in labels)

    def longest_number(self, column: int) -> str:
        # With each change: what stands in the other rows is known.
        of_rows = [self._numbers.get(row) or self._noted_numbers(row) for row in range(len(self.ids))]
        return max((numbers[column] for numbers in of_rows), key=len, default="")

    def _noted_numbers(self, row: int) -> tuple[str, ...]:
        """Note and return of each column the number in a row, ``""`` for what may be broken into lines."""
        numbers = tuple(self._number(row, column) for column in range(self.columnCount()))
        self._numbers[row] = numbers
        return numbers

    def _number(self, row: int, column: int) -> str:
        kind = self._kinds[column]
        if kind is None:
            return ""
        text = self.appearance_at(row, column).text
        is_number = kind is not Kind.VALUE or _PLAIN_NUMBER.fullmatch(text)
        return text if is_number and len(text) <= _LONGEST else ""

    def entry_place(self, row: int, column: int) -> Place | None:
        shown_column = self.column(column)
        if shown_column is None or row >= len(self.ids) or not self.is_entered(row, shown_column):
            return None
        return Place(self.block.key, self.ids[row], shown_column.key)

    def place_at(self, row: int, column: int) -> Place | None:
        shown_column = self.column(column)
        if shown_column is None or row >= len(self.ids):
            return None
        return Place(self.block.key, self.ids[row], shown_column.key)

    def is_seldom_typed(self, row: int, column: int) -> bool:
        """Whether a level has its name already, or the rule says what a figure is."""
        shown_column = self.column(column)
        if shown_column is None:
            return False
        if shown_column.role in _LEVELS:
            return bool(self.text(row, shown_column))
        return self.kind(row, shown_column) is CellKind.SUGGESTED and bool(self.text(row, shown_column))

    def is_unwritten(self, row: int) -> bool:
        """Whether nothing is written into a row, names of levels aside."""
        written = self.saved.rows(self.block.key)[row].cells if self.saved else {}
        levels = {column.key for column in self.block.columns if column.role in _LEVELS}
        return not any(text for key, text in written.items() if key not in levels)

    def editor_kind(self, column: int) -> EditorKind:
        shown_column = self.column(column)
        return EditorKind.TEXT if shown_column and shown_column.kind in _LONG else EditorKind.LINE

    def suggestions(self, row: int, column: int) -> tuple[str, ...]:
        del row
        shown_column = self.column(column)
        return shown_column.choices if shown_column else ()

    def rows_of(self, shown: EvaluatedForm) -> int:
        return len(row_ids(self.block, shown.form))

    def index_of(self, place: Place) -> tuple[int, int] | None:
        row = self.row_of(place)
        if row is None or place.block != self.block.key:
            return super().index_of(place)
        columns = (number for number, column in enumerate(self.block.columns) if column.key == place.column)
        return next(((row, self.leading + number) for number in columns), None)

    def row_of(self, place: Place) -> int | None:
        return self._rows.get(place.row) if place.block == self.block.key else None

    def same_layout(self, before: EvaluatedForm, after: EvaluatedForm) -> bool:
        return super().same_layout(before, after) and row_ids(self.block, before.form) == row_ids(
            self.block, after.form
        )

    def changed_rows(self, before: EvaluatedForm, after: EvaluatedForm) -> set[int]:
        rows = zip(before.form.rows(self.block.key), after.form.rows(self.block.key), strict=False)
        return {number for number, (old, new) in enumerate(rows) if old is not new and old != new}

    def appearance(self, shown: EvaluatedForm, row: int, column: int) -> CellAppearance:
        del shown
        shown_column = self.column(column)
        if shown_column is None:
            return CellAppearance(self.row_name(row), CellKind.LABEL, LEFT)
        where = self._alignments[shown_column.key]
        return CellAppearance(self.text(row, shown_column), self.kind(row, shown_column), where)

    def _forget(self, rows: Iterable[int]) -> None:
        forgotten = list(rows)
        super()._forget(forgotten)
        for row in forgotten:
            self._numbers.pop(row, None)

    def _take(self, shown: EvaluatedForm | None) -> None:
        self.ids = row_ids(self.block, shown.form) if shown else ()
        self._rows = {row: number for number, row in enumerate(self.ids)}
        self.seen = Seen(shown.template, shown.form, shown.facts, shown.sheet) if shown else None
        super()._take(shown)


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Return where texts stand in a column: numbers at the right, level names in the middle, others left."""
    if column.kind.is_number:
        return RIGHT
    return CENTRE if column.role in _LEVELS else LEFT

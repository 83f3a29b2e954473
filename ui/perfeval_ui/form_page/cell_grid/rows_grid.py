"""A grid with rows of the user's own, which are added, removed and moved."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.form import Form, Row
from perfeval_desktop.domain.places import row_words
from perfeval_ui.form_page.cell_grid.block_model import BlockModel
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.row_header import RowHeader
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.session_signals import FormSignals


class RowsGrid(CellGrid):
    """Shows and edits a block with rows of the user's own; rows that the template fixes stay where they are.

    ``noun`` is what several rows are called in 撤销.
    """

    noun = "行"

    def __init__(
        self, signals: FormSignals, model: BlockModel, delegate: CellDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(signals, delegate, parent)
        self._rows = model
        numbers = self.verticalHeader()
        assert isinstance(numbers, RowHeader)  # noqa: S101  # every grid has one
        self._numbers = numbers
        numbers.rows_chosen.connect(self._choose_rows)
        numbers.rows_dropped.connect(self.move_rows_before)
        self.selectionModel().selectionChanged.connect(self._tell_whole_rows)

    def insert_above(self) -> None:
        """Put a new row above the current one; above several whole ones as many as there are."""
        rows = self._whole_rows() or [self.currentIndex().row()]
        self._insert(rows[0], rows[0], len(rows))

    def insert_below(self) -> None:
        """Put a new row below the current one; below several whole ones as many as there are."""
        rows = self._whole_rows() or [self.currentIndex().row()]
        self._insert(rows[-1] + 1, rows[-1], len(rows))

    def remove_rows(self) -> None:
        """Remove the rows with a selected cell."""
        rows = self._removable_rows()
        if rows:
            ids = frozenset(self._rows.ids[row] for row in rows)
            what = self._words(rows[0]) if len(rows) == 1 else f" {len(rows)} {self.noun}"
            self._save_rows(self.removed(self.session.base, ids), f"删除{what}", rows[0])

    def move_up(self) -> None:
        """Move the selected rows up by one, those that follow each other."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the selected rows down by one, those that follow each other."""
        self._move(1)

    def move_rows_before(self, at: int) -> None:
        """Move the selected rows together before the row at position ``at``, or behind the last."""
        rows = self._removable_rows()
        above = sum(row < at for row in rows)
        if rows and rows != list(range(at - above, at - above + len(rows))):
            self._move_to(rows, [at - above + number for number in range(len(rows))])

    def add_row_at_end(self) -> bool:
        """Add a row below the last one, unless nothing has been written into that yet."""
        count = len(self._rows.ids)
        if not count or not self.writer.takes_changes or self._rows.is_unwritten(count - 1):
            return False
        self._insert(count, count - 1)
        return len(self._rows.ids) > count

    # -- for subclasses ----------------------------------------------------------------------------------

    @property
    def block_key(self) -> str:
        """The key of the block."""
        return self.block.key

    @property
    def block(self) -> AnyBlock:
        """The block of the form that the rows belong to."""
        return self._rows.block

    def inserted(self, form: Form, at: int, beside: int) -> Form:
        """Return ``form`` with a new row before position ``at`` of the block, like that at ``beside``."""
        raise NotImplementedError

    def removed(self, form: Form, ids: frozenset[str]) -> Form:
        """Return ``form`` without rows of the block."""
        return form.removing(self.block.key, ids)

    def moved(self, form: Form, row: Row, to: int) -> Form:
        """Return ``form`` with a row of the block standing at position ``to``."""
        return form.moving(self.block.key, row.id, to)

    # -- inside ------------------------------------------------------------------------------------------

    def _can_change_rows(self) -> bool:
        """Whether rows can be changed now: what is being typed into one is committed first."""
        return self.commit_open_editor() and self.writer.takes_changes

    def _removable_rows(self) -> list[int]:
        """Return the selected rows that are the user's own."""
        if not self._can_change_rows():
            return []
        ids, fixed = self._rows.ids, self.block.fixed_rows
        return [row for row in self.selected_rows() if row < len(ids) and ids[row] not in fixed]

    def _words(self, row: int) -> str:
        shown = self.cells.shown
        if shown is None:
            raise RuntimeError("no form is open")
        return row_words(shown.template, self.session.base, self.block, self._rows.ids[row])

    def _insert(self, at: int, beside: int, count: int = 1) -> None:
        if not self._can_change_rows():
            return
        at = max(0, min(at, len(self._rows.ids)))
        form = self.session.base
        for number in range(count):
            # The row beside has gone down where new ones stand above it.
            form = self.inserted(form, at, beside + (number if at <= beside else 0))
        where = f"第 {at + 1} 行" if count == 1 else f" {count} {self.noun}"
        self._save_rows(form, f"插入{where}", at)
        if count > 1:
            self._choose_rows(at, at + count - 1)

    def _move(self, step: int) -> None:
        rows = self._removable_rows()
        is_together = bool(rows) and rows[-1] - rows[0] == len(rows) - 1
        if is_together and rows[0] + step >= 0 and rows[-1] + step < len(self._rows.ids):
            self._move_to(rows, [row + step for row in rows])

    def _move_to(self, rows: list[int], to: list[int]) -> None:
        """Move each of ``rows`` to a position; what moves down goes first, from the last of them on."""
        ids, form = [self._rows.ids[row] for row in rows], self.session.base
        pairs = sorted(zip(ids, rows, to, strict=True), key=lambda one: one[1], reverse=to[0] > rows[0])
        for row_id, _, position in pairs:
            row = form.row(self.block.key, row_id)
            if row is not None:
                form = self.moved(form, row, position)
        what = self._words(rows[0]) if len(rows) == 1 else f" {len(rows)} {self.noun}"
        is_whole = bool(self._whole_rows())
        self._save_rows(form, f"移动{what}", to[0])
        if is_whole or len(rows) > 1:
            self._choose_rows(to[0], to[0] + len(rows) - 1)

    def _whole_rows(self) -> list[int]:
        """Return the rows that are selected from end to end, where nothing else is."""
        block = self.selected_block()
        is_whole = block is not None and len(block.columns) == self.cells.columnCount()
        return list(block.rows) if block is not None and is_whole else []

    def _tell_whole_rows(self) -> None:
        self._numbers.movable = len(self._rows.ids)
        self._numbers.whole_rows = frozenset(self._whole_rows())

    def _choose_rows(self, first: int, last: int) -> None:
        """Select rows from end to end; the frame is where selecting began."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.put_cursor(first, 0)
        if first != last:
            self._extend_to(last, 0)
        self._select_whole(rows=True)

    def _save_rows(self, form: Form, label: str, cursor: int) -> None:
        column = max(0, self.currentIndex().column())
        self.writer.save(form, label)
        row = min(cursor, len(self._rows.ids) - 1)
        if row >= 0:
            self.put_cursor(row, column)

"""A grid with rows of the user's own, which are added, removed and moved."""

from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.form import Form, Row
from perfeval_desktop.domain.places import row_words
from perfeval_ui.form_page.cell_grid.block_model import BlockModel
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
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

    def insert_above(self) -> None:
        """Put a new row above the current one."""
        row = self.currentIndex().row()
        self._insert(row, row)

    def insert_below(self) -> None:
        """Put a new row below the current one."""
        row = self.currentIndex().row()
        self._insert(row + 1, row)

    def remove_rows(self) -> None:
        """Remove the rows with a selected cell."""
        rows = self._removable_rows()
        if rows:
            ids = frozenset(self._rows.ids[row] for row in rows)
            what = self._words(rows[0]) if len(rows) == 1 else f" {len(rows)} {self.noun}"
            self._save_rows(self.removed(self.session.base, ids), f"删除{what}", rows[0])

    def move_up(self) -> None:
        """Move the current row up by one."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the current row down by one."""
        self._move(1)

    def add_row_at_end(self) -> bool:
        """Add a row below the last one, unless nothing has been written into that yet."""
        count = len(self._rows.ids)
        if not count or not self.writer.takes_changes or self._rows.is_unwritten(count - 1):
            return False
        self._insert(count, count - 1)
        return len(self._rows.ids) > count

    # -- for subclasses ----------------------------------------------------------------------------------

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

    def _insert(self, at: int, beside: int) -> None:
        if self._can_change_rows():
            at = max(0, min(at, len(self._rows.ids)))
            self._save_rows(self.inserted(self.session.base, at, beside), f"插入第 {at + 1} 行", at)

    def _move(self, step: int) -> None:
        rows = self._removable_rows()
        if len(rows) != 1 or not 0 <= rows[0] + step < len(self._rows.ids):
            return
        form, label, to = self.session.base, f"移动{self._words(rows[0])}", rows[0] + step
        row = form.row(self.block.key, self._rows.ids[rows[0]])
        if row is not None:
            self._save_rows(self.moved(form, row, to), label, to)

    def _save_rows(self, form: Form, label: str, cursor: int) -> None:
        column = max(0, self.currentIndex().column())
        self.writer.save(form, label)
        row = min(cursor, len(self._rows.ids) - 1)
        if row >= 0:
            self.put_cursor(row, column)

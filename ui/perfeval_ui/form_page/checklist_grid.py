"""The grid of a checklist: points that the template names, each with texts about it."""

from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.blocks import ChecklistBlock
from perfeval_desktop.domain.columns import Column
from perfeval_ui.form_page.cell_grid.block_model import BlockModel
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.session_signals import FormSignals

# In mm, beside the widths of the printed columns.
_NAME_WIDTH = 24.0


class ChecklistModel(BlockModel):
    """A row for each point of the list."""

    leading = 1
    block: ChecklistBlock

    def text(self, row: int, column: Column) -> str:
        if self.seen is None:
            return ""
        return self.seen.entered(column, self.seen.form.text(self.block.key, self.ids[row], column.key))

    def row_name(self, row: int) -> str:
        return self.block.rows[row].label.replace("\n", "")


class ChecklistGrid(CellGrid):
    """Shows and edits a checklist of the open form."""

    def __init__(self, signals: FormSignals, block: ChecklistBlock, parent: QWidget | None = None) -> None:
        super().__init__(signals, CellDelegate(ChecklistModel(block), CellWriter(signals.session)), parent)
        self._block = block
        self.setAccessibleName(block.words or "资金管理情况")

    @property
    def block_key(self) -> str:
        """The key of the block."""
        return self._block.key

    def column_shares(self) -> list[float]:
        if not self.cells.shown:
            return []
        return [_NAME_WIDTH, *(float(column.width) for column in self._block.columns)]

"""The grid of a template whose forms have several goals."""

from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.blocks import GoalsBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.goal_rows import with_goal, without_goals
from perfeval_desktop.domain.places import goal_words
from perfeval_desktop.domain.template import Template
from perfeval_ui.form_page.cell_grid.block_model import BlockModel
from perfeval_ui.form_page.cell_grid.cells import CellKind, score_kind
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.rows_grid import RowsGrid
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.session_signals import FormSignals

# In mm, beside the widths of the printed columns.
_NAME_WIDTH = 24.0


class GoalsModel(BlockModel):
    """A row for each goal, named as the template numbers them."""

    leading = 1
    block: GoalsBlock

    def text(self, row: int, column: Column) -> str:
        if self.seen is None:
            return ""
        if column.role is Role.SCORE:
            value = self.seen.sheet.goals[row].value
            if value is not None:
                return points_text(value, column.decimals)
        return self.seen.entered(column, self.seen.form.text(self.block.key, self.ids[row], column.key))

    def kind(self, row: int, column: Column) -> CellKind:
        if column.role is Role.SCORE and self.seen is not None:
            return score_kind(self.seen.sheet.goals[row])
        return super().kind(row, column)

    def row_name(self, row: int) -> str:
        return goal_words(self.block, row)


class GoalsGrid(RowsGrid):
    """Shows and edits several goals, each with the indicators under it."""

    noun = "个目标"

    def __init__(
        self, signals: FormSignals, template: Template, block: GoalsBlock, parent: QWidget | None = None
    ) -> None:
        model = GoalsModel(block)
        super().__init__(signals, model, CellDelegate(model, CellWriter(signals.session)), parent)
        self._template = template
        self.setAccessibleName(block.words or "目标")

    def summary(self) -> str:
        """Return the first goal, and how many there are."""
        count = self.cells.rowCount()
        first = " ".join(str(self.cells.index(0, 1).data() or "").split())
        return f"{first}（共 {count} 个）" if count > 1 else first

    def column_shares(self) -> list[float]:
        if not self.cells.shown:
            return []
        return [_NAME_WIDTH, *(float(column.width) for column in self.block.columns)]

    def inserted(self, form: Form, at: int, beside: int) -> Form:  # noqa: ARG002
        """Return ``form`` with a new goal, and with a row for an indicator under it."""
        return with_goal(self._template, form, at)

    def removed(self, form: Form, ids: frozenset[str]) -> Form:
        """Return ``form`` without some goals; their indicators go to the goal before, or the next one."""
        return without_goals(self._template, form, ids)

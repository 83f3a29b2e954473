"""A checklist, and several goals: grids of running text."""

from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.blocks import AnyBlock, ChecklistBlock, GoalsBlock
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.goal_rows import with_goal, without_goals
from perfeval_desktop.domain.places import goal_words
from perfeval_desktop.domain.template import Template
from perfeval_ui.form_page.cell_grid.block_model import BlockModel
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.model import CellKind, score_nature
from perfeval_ui.form_page.cell_grid.rows_grid import RowsGrid
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.session_signals import FormSignals


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

    def nature(self, row: int, column: Column) -> CellKind:
        if column.role is Role.SCORE and self.seen is not None:
            return score_nature(self.seen.sheet.goals[row])
        return super().nature(row, column)

    def row_name(self, row: int) -> str:
        return goal_words(self.block, row)


# In mm, beside the widths of the printed columns.
_NAMES = 24.0


class GoalsGrid(RowsGrid):
    """Shows and edits several goals, each with the indicators under it."""

    noun = "个目标"

    def __init__(
        self, signals: FormSignals, template: Template, block: GoalsBlock, parent: QWidget | None = None
    ) -> None:
        model = GoalsModel(signals, block)
        super().__init__(model, CellDelegate(model), block, parent)
        self._template = template
        self.setAccessibleName(block.words or "目标")

    def column_shares(self) -> list[float]:
        if not self.cells.shown:
            return []
        return [_NAMES, *(float(column.width) for column in self._form_block.columns)]

    def inserted(self, form: Form, at: int, beside: int) -> Form:  # noqa: ARG002
        """Return ``form`` with a new goal, and with a row for an indicator under it."""
        return with_goal(self._template, form, at)

    def removed(self, form: Form, ids: frozenset[str]) -> Form:
        """Return ``form`` without some goals; their indicators go to the goal before, or the next one."""
        return without_goals(self._template, form, ids)


class TextGrid(CellGrid):
    """Shows and edits rows of running text below headings."""

    def __init__(self, model: BlockModel, block: AnyBlock, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, CellDelegate(model), parent)
        model.setParent(self)
        self._form_block = block
        self.setAccessibleName(name)

    def column_shares(self) -> list[float]:
        if not self.cells.shown:
            return []
        return [_NAMES, *(float(column.width) for column in self._form_block.columns)]


def checklist_grid(signals: FormSignals, block: ChecklistBlock, parent: QWidget) -> TextGrid:
    """Return the grid of a checklist."""
    return TextGrid(ChecklistModel(signals, block), block, block.words or "资金管理情况", parent)

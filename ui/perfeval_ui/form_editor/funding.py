"""A funding grid: amounts typed, total, rate and score live."""

from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.columns import Column, FixedRow, Kind, Role, RowRole
from perfeval_desktop.domain.explain import explain_execution
from perfeval_desktop.domain.fund_lines import FundLine
from perfeval_desktop.domain.printed.fund_texts import fund_text, is_main_row
from perfeval_desktop.open_form import OpenForm
from perfeval_ui.bridge import FormBridge
from perfeval_ui.cell_grid.block_model import BlockModel
from perfeval_ui.cell_grid.delegate import CellDelegate
from perfeval_ui.cell_grid.model import Nature, score_nature
from perfeval_ui.cell_grid.view import CellGrid

_INDENT = "\u3000"
_RESULTS = frozenset({Role.EXECUTION_RATE, Role.SCORE})


class FundingModel(BlockModel):
    """A row for each fund row; its name stands in the leading column."""

    leading = 1
    block: FundingBlock

    def fixed(self, row: int) -> FixedRow:
        """Return the fund row that stands in a row of the grid."""
        return self.block.rows[row]

    def is_entered(self, row: int, column: Column) -> bool:
        fixed = self.fixed(row)
        if column.role is Role.SCORE:
            return self.shown is not None and is_main_row(self.shown.template, self.block, fixed)
        return super().is_entered(row, column) and column.key not in fixed.fixed

    def text(self, row: int, column: Column) -> str:
        if self.seen is None:
            return ""
        line = self._line(row)
        text = fund_text(self.seen, self.block, self.fixed(row), column, line)
        if column.role is not Role.EXECUTION_RATE or line.rate is not None or not text:
            return text
        # What the paper claims is no figure of the program's.
        claim = self.seen.form.text(self.block.key, self.ids[row], column.key)
        return "" if text == self.seen.entered(column, claim) else text

    def nature(self, row: int, column: Column) -> Nature:
        if column.role is Role.SCORE and self.is_entered(row, column) and self.seen is not None:
            return score_nature(self.seen.sheet.execution)
        return Nature.SUGGESTED if self._is_summed(row, column) else super().nature(row, column)

    def row_name(self, row: int) -> str:
        fixed = self.fixed(row)
        return _INDENT * fixed.indent + fixed.label.replace("\n", "")

    def explanation(self, shown: OpenForm, row: int, column: int) -> str:
        shown_column = self.column(column)
        if shown_column is None:
            return ""
        is_main = is_main_row(shown.template, self.block, self.fixed(row))
        if is_main and shown_column.role in _RESULTS:
            return explain_execution(shown.template, shown.facts, shown.sheet)
        return "未填，按下面各项资金来源合计。" if self._is_summed(row, shown_column) else ""

    def changed_rows(self, before: OpenForm, after: OpenForm) -> set[int]:
        key = self.block.key
        same = (
            before.form.rows(key) == after.form.rows(key)
            and before.sheet.funds[key] == after.sheet.funds[key]
            and before.sheet.execution == after.sheet.execution
            and before.facts.unit is after.facts.unit
        )
        return set() if same else set(range(self.rows_of(after)))

    def _line(self, row: int) -> FundLine:
        if self.seen is None:
            raise RuntimeError("no form is open")
        return self.seen.sheet.funds[self.block.key][row]

    def _is_summed(self, row: int, column: Column) -> bool:
        if column.kind is not Kind.AMOUNT or self.fixed(row).role is not RowRole.TOTAL or self.seen is None:
            return False
        return not self.seen.form.text(self.block.key, self.ids[row], column.key) and bool(
            self.text(row, column)
        )


class FundingGrid(CellGrid):
    """Shows and edits one funding grid of the open form."""

    def __init__(self, bridge: FormBridge, block: FundingBlock, parent: QWidget | None = None) -> None:
        model = FundingModel(bridge, block)
        super().__init__(model, CellDelegate(model), parent)
        model.setParent(self)
        self._form_block = block
        self.setAccessibleName(block.words.partition("（")[0].partition("(")[0] or "项目资金")

    def column_shares(self) -> list[float]:
        if not self.cells.shown:
            return []
        named = float(self._form_block.name_width + self._form_block.label_width)
        return [named, *(float(column.width) for column in self._form_block.columns)]

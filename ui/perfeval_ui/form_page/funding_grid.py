"""The grid of the funds: amounts are typed; sums, rate and score follow each key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.blocks import FundingBlock
from perfeval_desktop.domain.columns import Column, FixedRow, Kind, Role, RowRole
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.fund_lines import FundLine
from perfeval_desktop.domain.places import total_row
from perfeval_desktop.domain.printed.fund_texts import fund_text, is_main_row
from perfeval_desktop.domain.score_explanations import explain_execution
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_ui.form_page.cell_grid.block_model import BlockModel
from perfeval_ui.form_page.cell_grid.cells import CellKind, score_kind
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.session_signals import FormSignals

_INDENT = "\u3000"
# What a form prints where a row has no figure.
_BLANK = frozenset({"", "-", "—", "/"})
_RESULTS = frozenset({Role.EXECUTION_RATE, Role.SCORE})


class FundingModel(BlockModel):
    """A row for each kind of fund that the template names; its name is in the leading column."""

    leading = 1
    block: FundingBlock

    def fixed(self, row: int) -> FixedRow:
        """Return the row of the template that stands in a row of the grid."""
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
        # The rate that a filled-in paper claims is printed, but is no figure that the program worked out.
        claim = self.seen.form.text(self.block.key, self.ids[row], column.key)
        return "" if text == self.seen.entered(column, claim) else text

    def kind(self, row: int, column: Column) -> CellKind:
        if column.role is Role.SCORE and self.is_entered(row, column) and self.seen is not None:
            return score_kind(self.seen.sheet.execution)
        return CellKind.SUGGESTED if self._is_summed(row, column) else super().kind(row, column)

    def row_name(self, row: int) -> str:
        fixed = self.fixed(row)
        return _INDENT * fixed.indent + fixed.label.replace("\n", "")

    def explanation(self, shown: EvaluatedForm, row: int, column: int) -> str:
        shown_column = self.column(column)
        if shown_column is None:
            return ""
        is_main = is_main_row(shown.template, self.block, self.fixed(row))
        if is_main and shown_column.role in _RESULTS:
            return explain_execution(shown.template, shown.facts, shown.sheet)
        return "未填，按下面各项资金来源合计。" if self._is_summed(row, shown_column) else ""

    def changed_rows(self, before: EvaluatedForm, after: EvaluatedForm) -> set[int]:
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

    def __init__(self, signals: FormSignals, block: FundingBlock, parent: QWidget | None = None) -> None:
        super().__init__(signals, CellDelegate(FundingModel(block), CellWriter(signals.session)), parent)
        self._block = block
        self.setAccessibleName(block.words.partition("（")[0].partition("(")[0] or "项目资金")

    def summary(self) -> str:
        """Return the figures of the total, each after its title."""
        cells = self.cells
        row = cells.row_of(Place(self._block.key, RowId(total_row(self._block)), ""))
        if row is None or row >= cells.rowCount():
            return ""
        columns = range(1, cells.columnCount())
        texts = [
            (cells.headerData(one, Qt.Orientation.Horizontal), cells.index(row, one).data())
            for one in columns
        ]
        return " · ".join(
            f"{str(title).replace(chr(10), '')} {text}" for title, text in texts if text not in _BLANK
        )

    @property
    def block_key(self) -> str:
        """The key of the block."""
        return self._block.key

    def column_shares(self) -> list[float]:
        if not self.cells.shown:
            return []
        named = float(self._block.name_width + self._block.label_width)
        return [named, *(float(column.width) for column in self._block.columns)]

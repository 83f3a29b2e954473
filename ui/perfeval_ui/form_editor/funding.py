"""The funding grid: amounts typed, total, rate and score live."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain_v1.cells import AmountCell, Cell, EntryCell, ExecutionScoreCell
from perfeval_desktop.domain_v1.explain import explain_execution
from perfeval_desktop.domain_v1.figures import FundFigures, fund_figures
from perfeval_desktop.domain_v1.form import AmountField, FundSource
from perfeval_desktop.open_form import OpenForm
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.cell_grid.delegate import CellDelegate
from perfeval_ui.cell_grid.model import LEFT, RIGHT, CellTableModel, Editor, Face, Nature, score_nature
from perfeval_ui.cell_grid.view import CellGrid

_LABEL, _FIRST_AMOUNT, _WEIGHT, _RATE, _SCORE = 0, 1, 4, 5, 6
_INDENT = "\u3000"
_SHARES = (60.0, 32.0, 32.0, 32.0, 16.0, 20.0, 16.0)


class FundingModel(CellTableModel):
    """Rows: total, appropriation, carryover, other. Columns: label, three amounts, weight, rate, score."""

    _figures: tuple[FundFigures, ...] = ()

    def titles(self, shown: OpenForm) -> tuple[str, ...]:
        labels = shown.template.labels
        return (
            labels.funding.replace("\n", ""),
            *(label for _, label in shown.template.funding.columns),
            labels.funding_weight,
            labels.execution_rate,
            labels.funding_score,
        )

    def entry_cell(self, row: int, column: int) -> EntryCell | None:
        if row >= len(FundSource):
            return None
        source = tuple(FundSource)[row]
        if _FIRST_AMOUNT <= column < _WEIGHT:
            return AmountCell(source, tuple(AmountField)[column - _FIRST_AMOUNT])
        if column == _SCORE and source is FundSource.TOTAL:
            return ExecutionScoreCell()
        return None

    def editor(self, column: int) -> Editor:
        del column
        return Editor.LINE

    def rows_of(self, shown: OpenForm) -> int:
        return len(shown.template.funding.rows)

    def face(self, shown: OpenForm, row: int, column: int) -> Face:
        figures = self._figures[row]
        if column == _LABEL:
            return Face(_INDENT * figures.indent + figures.label, Nature.LABEL, LEFT)
        if column == _WEIGHT:
            return Face(figures.weight, Nature.COMPUTED, RIGHT)
        if column == _RATE:
            return Face(figures.rate, Nature.COMPUTED, RIGHT)
        if column == _SCORE:
            nature = Nature.COMPUTED if row else score_nature(shown.sheet.execution)
            return Face(figures.score, nature, RIGHT)
        text = figures.amounts[column - _FIRST_AMOUNT]
        is_summed = text and self._amount(shown, row, column) is None
        return Face(text, Nature.SUGGESTED if is_summed else Nature.TYPED, RIGHT)

    def explanation(self, shown: OpenForm, row: int, column: int) -> str:
        if row == 0 and column in (_RATE, _SCORE):
            return explain_execution(shown.template, shown.form, shown.sheet)
        if self.face(shown, row, column).nature is Nature.SUGGESTED:
            return "未填，按下面各项资金来源合计。"
        return ""

    def row_of(self, cell: Cell) -> int | None:
        match cell:
            case AmountCell(source, _):
                return tuple(FundSource).index(source)
            case ExecutionScoreCell():
                return 0
            case _:
                return None

    def changed_rows(self, before: OpenForm, after: OpenForm) -> set[int]:
        same = before.form.funding == after.form.funding
        return set() if same else set(range(self.rows_of(after)))

    def _take(self, shown: OpenForm | None) -> None:
        self._figures = fund_figures(shown.template, shown.sheet) if shown else ()
        super()._take(shown)

    @staticmethod
    def _amount(shown: OpenForm, row: int, column: int) -> Decimal | None:
        field = tuple(AmountField)[column - _FIRST_AMOUNT]
        return shown.form.funding.of(tuple(FundSource)[row]).of(field)


class FundingGrid(CellGrid):
    """Shows and edits the funding of the open form."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        model = FundingModel(bridge)
        super().__init__(model, CellDelegate(model), parent)
        model.setParent(self)
        self.setAccessibleName("项目资金")

    def column_shares(self) -> list[float]:
        return list(_SHARES) if self.cells.shown else []

"""The indicator grid as the clerk handles it: rows added, removed and moved, blocks pasted."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from perfeval_desktop.domain.cells import IndicatorCell, indicator_label
from perfeval_desktop.domain.entry import enter_block
from perfeval_desktop.domain.form import Indicator, IndicatorField, SelfAssessment
from perfeval_desktop.errors import EntryError
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.cell_grid.clipboard import Block
from perfeval_ui.cell_grid.view import CellGrid
from perfeval_ui.indicator_grid.delegate import IndicatorDelegate
from perfeval_ui.indicator_grid.model import IndicatorModel


class IndicatorGrid(CellGrid):
    """Shows and edits the indicators of the open form.

    ``group_left`` is passed on from :class:`IndicatorDelegate`, so that the window can offer to change the
    rest of the group too.
    """

    group_left = Signal(object, str, list)

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        model = IndicatorModel(bridge)
        delegate = IndicatorDelegate(model)
        super().__init__(model, delegate, parent)
        model.setParent(self)
        delegate.watch(self)
        self._indicators = model
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("绩效指标")
        delegate.group_left.connect(self.group_left)
        model.modelReset.connect(self._span_foot)

    def column_shares(self) -> list[float]:
        shown = self._indicators.shown
        return [] if shown is None else [float(column.width) for column in shown.template.columns]

    def go_to_total(self) -> None:
        """Select the total row."""
        fields = [self._indicators.field(column) for column in range(self._indicators.columnCount())]
        if IndicatorField.WEIGHT in fields:
            self.setFocus()
            row = self._indicators.indicator_rows
            self.setCurrentIndex(self.cells.index(row, fields.index(IndicatorField.WEIGHT)))

    # -- rows --------------------------------------------------------------------------------------------

    def insert_above(self) -> None:
        """Put a new row above the current one, in the same level-1 and level-2 group."""
        self._insert(max(0, self._current_row()))

    def insert_below(self) -> None:
        """Put a new row below the current one, in the same level-1 and level-2 group."""
        self._insert(self._current_row() + 1)

    def remove_rows(self) -> None:
        """Remove the rows with a selected cell."""
        rows = self._chosen_rows()
        if rows:
            form = self.cells.session.base
            what = indicator_label(form, rows[0]) if len(rows) == 1 else f" {len(rows)} 行指标"
            self._commit_rows(form.removing(frozenset(rows)), f"删除{what}", rows[0])

    def move_up(self) -> None:
        """Move the current row up by one."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the current row down by one."""
        self._move(1)

    def rename_group(self, field: IndicatorField, name: str, rows: list[int]) -> None:
        """Give several rows the same level name."""
        form = self.cells.session.base
        for row in rows:
            changed = replace(form.indicators[row], **{field.value: name})  # type: ignore[arg-type]
            form = form.with_indicator(row, changed)
        self.commit(form, f"{len(rows)} 行改为“{name}”")

    def paste_block(self, block: Block, row: int, column: int) -> None:
        shown = self.cells.shown
        if shown is None:
            return
        at = IndicatorCell(row, self._indicators.field(column))
        try:
            form = enter_block(shown.template, self.cells.session.base, at, block)
        except EntryError as refusal:
            self.refused.emit(str(refusal))
            return
        cells = sum(map(len, block))
        self.commit(form, f"粘贴 {cells} 个单元格")

    # -- inside ------------------------------------------------------------------------------------------

    def _chosen_rows(self) -> list[int]:
        if not self.cells.is_editable:
            return []
        return [row for row in self.selected_rows() if row < self._indicators.indicator_rows]

    def _current_row(self) -> int:
        return min(self.currentIndex().row(), self._indicators.indicator_rows - 1)

    def _insert(self, at: int) -> None:
        if not self.cells.is_editable:
            return
        form = self.cells.session.base
        neighbour = self._current_row()
        new = Indicator()
        if neighbour >= 0:
            new = Indicator(form.indicators[neighbour].level1, form.indicators[neighbour].level2)
        self._commit_rows(form.inserting(at, (new,)), f"插入第 {at + 1} 行", at)

    def _move(self, step: int) -> None:
        rows = self._chosen_rows()
        if len(rows) != 1:
            return
        row, to = rows[0], rows[0] + step
        if 0 <= to < self._indicators.indicator_rows:
            form = self.cells.session.base
            self._commit_rows(form.moving(row, to), f"移动{indicator_label(form, row)}", to)

    def _commit_rows(self, form: SelfAssessment, label: str, cursor: int) -> None:
        column = max(0, self.currentIndex().column())
        self.commit(form, label)
        row = min(cursor, self._indicators.indicator_rows - 1)
        if row >= 0:
            self.setCurrentIndex(self.cells.index(row, column))

    def _span_foot(self) -> None:
        self.clearSpans()
        shown = self._indicators.shown
        if shown is None:
            return
        fields = [column.field for column in shown.template.columns]
        weight = fields.index(IndicatorField.WEIGHT) if IndicatorField.WEIGHT in fields else 1
        if weight > 1:
            self.setSpan(self._indicators.indicator_rows, 0, 1, weight)
        if shown.template.labels.grade is not None and len(fields) > 2:
            self.setSpan(self._indicators.indicator_rows + 1, 1, 1, len(fields) - 1)

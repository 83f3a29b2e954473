"""The grid of the indicators: rows are added, removed and moved, groups of rows renamed."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QRect, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from perfeval_desktop.domain.blocks import DIRECTION, FiguresBlock, IndicatorsBlock
from perfeval_desktop.domain.form import Form, Place, Row, RowId
from perfeval_desktop.domain.level_names import joining, renamed_group
from perfeval_desktop.store import FormId
from perfeval_ui.form_page.cell_grid.rows_grid import RowsGrid
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.indicator_grid.delegate import IndicatorDelegate
from perfeval_ui.form_page.indicator_grid.model import IndicatorModel
from perfeval_ui.session_signals import FormSignals

# In mm, beside the widths of the printed columns.
_GOAL_WIDTH = 14.0


class IndicatorGrid(RowsGrid):
    """Shows and edits the indicators of the open form.

    ``group_left`` is emitted when a level name was typed into one row of a merged group: the place, the new
    name, and the rows that still carry the old one, so that the window can offer to change these too.
    """

    noun = "行指标"
    group_left = Signal(object, str, list)

    def __init__(
        self,
        signals: FormSignals,
        block: IndicatorsBlock,
        figures: Sequence[FiguresBlock] = (),
        parent: QWidget | None = None,
    ) -> None:
        model = IndicatorModel(block, figures)
        delegate = IndicatorDelegate(model, CellWriter(signals.session))
        super().__init__(signals, model, delegate, parent)
        self._indicators = model
        self._names = delegate
        self._indicator_block = block
        self._group: tuple[FormId, str] | None = None
        self.verticalHeader().show()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("绩效指标")
        delegate.group_left.connect(self._leave_group)

    def column_shares(self) -> list[float]:
        if not self._indicators.shown:
            return []
        named = [_GOAL_WIDTH] * self._indicators.leading
        return [*named, *(float(column.width) for column in self.block.columns)]

    def choose_direction(self, direction: str) -> None:
        """Say of the chosen indicators which way is better; ``""`` leaves it to sign and name."""
        rows = self._removable_rows()
        if rows:
            places = [Place(self.block.key, self._indicators.ids[row], DIRECTION.key) for row in rows]
            verb = f"选定“{direction}”：" if direction else "取消选定的"
            self.writer.commit_all([(place, direction) for place in places], verb)

    def keep_names_in(self, visible: QRect) -> None:
        """Draw the names of merged cells within what of the viewport is to be seen."""
        if visible != self._names.visible:
            self._names.visible = visible
            self._repaint_names()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        # Merged cells look selected as one.
        self._repaint_names()

    def _repaint_names(self) -> None:
        """Repaint the columns whose cells are merged by what they say."""
        grouped = (one for one in range(self.cells.columnCount()) if self._indicators.is_grouped(one))
        for column in grouped:
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            self.viewport().update(QRect(left, 0, width, self.viewport().height()))

    def chosen_rows(self) -> list[RowId]:
        """Return the indicators of the user's own that have a selected cell, from the top."""
        ids, fixed = self._indicators.ids, self.block.fixed_rows
        return [ids[row] for row in self.selected_rows() if row < len(ids) and ids[row] not in fixed]

    # -- rows --------------------------------------------------------------------------------------------

    def inserted(self, form: Form, at: int, beside: int) -> Form:
        """Return ``form`` with a new row, in the level-1 and level-2 group of its neighbour."""
        form, row = joining(self._indicator_block, form, beside)
        return form.inserting(self.block.key, at, (row,))

    def moved(self, form: Form, row: Row, to: int) -> Form:
        """Return ``form`` with a row moved, under the goal of the row whose place it takes."""
        goal = form.rows(self.block.key)[to].parent
        changed = super().moved(form, row, to)
        rows = (
            replace(one, parent=goal) if one.id == row.id else one for one in changed.rows(self.block.key)
        )
        return changed.with_rows(self.block.key, tuple(rows))

    def rename_group(self, place: Place, name: str, rows: list[RowId]) -> None:
        """Give the rows of a group that one row has left its new level name.

        A row that no longer carries the old one is left alone, as is another form opened meanwhile.
        """
        shown = self.cells.shown
        if not self._can_change_rows() or shown is None or self._group is None:
            return
        form_id, old = self._group
        if form_id == shown.form_id:
            base = self.session.base
            form = renamed_group(self._indicator_block, base, place.column, (old, name), frozenset(rows))
            self.writer.save(form, f"同组各行改为“{name}”")

    # -- inside ------------------------------------------------------------------------------------------

    def _leave_group(self, place: Place, old: str, name: str, rows: list[RowId]) -> None:
        if self.cells.shown is not None:
            self._group = (self.cells.shown.form_id, old)
            self.group_left.emit(place, name, rows)

    def _follow_reset(self) -> None:
        self._span_closing_rows()
        super()._follow_reset()

    def _span_closing_rows(self) -> None:
        self.clearSpans()
        model = self._indicators
        if model.shown is None:
            return
        columns, labels = model.columnCount(), model.closing.label_columns
        for row in range(model.indicator_rows, model.rowCount()):
            is_total = model.closing.has_total_row and row == model.indicator_rows
            if is_total and model.closing.first_figure > 1:
                self.setSpan(row, 0, 1, model.closing.first_figure)
            elif not is_total and columns > 2:
                if labels > 1:
                    self.setSpan(row, 0, 1, labels)
                if columns - labels > 1:
                    self.setSpan(row, labels, 1, columns - labels)

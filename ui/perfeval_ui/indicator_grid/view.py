"""The indicator grid as the clerk handles it: rows added, removed and moved, blocks pasted."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from perfeval_desktop.domain.blocks import FiguresBlock, IndicatorsBlock
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.names import joining, renamed_group
from perfeval_desktop.domain.places import row_words
from perfeval_desktop.store import FormId
from perfeval_ui.bridge import FormBridge
from perfeval_ui.cell_grid.view import CellGrid
from perfeval_ui.indicator_grid.delegate import IndicatorDelegate
from perfeval_ui.indicator_grid.model import IndicatorModel


class IndicatorGrid(CellGrid):
    """Shows and edits the indicators of the open form.

    ``group_left`` is emitted when a level name was typed into one row of a merged group: the place, the new
    name, and the rows that still carry the old one, so that the window can offer to change these too.
    """

    group_left = Signal(object, str, list)

    def __init__(
        self,
        bridge: FormBridge,
        block: IndicatorsBlock,
        figures: Sequence[FiguresBlock] = (),
        parent: QWidget | None = None,
    ) -> None:
        model = IndicatorModel(bridge, block, figures)
        delegate = IndicatorDelegate(model)
        super().__init__(model, delegate, parent)
        model.setParent(self)
        self._indicators = model
        self._block = block
        self._group: tuple[FormId, str] | None = None
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("绩效指标")
        delegate.group_left.connect(self._leave_group)
        model.modelReset.connect(self._span_foot)

    def column_shares(self) -> list[float]:
        return [float(column.width) for column in self._block.columns] if self._indicators.shown else []

    # -- rows --------------------------------------------------------------------------------------------

    def insert_above(self) -> None:
        """Put a new row above the current one, in the group of its neighbour."""
        self._insert(self.currentIndex().row())

    def insert_below(self) -> None:
        """Put a new row below the current one, in its level-1 and level-2 group."""
        self._insert(self.currentIndex().row() + 1)

    def remove_rows(self) -> None:
        """Remove the rows with a selected cell; what the template fixes stays."""
        rows = self._chosen_rows()
        if rows:
            ids = frozenset(self._indicators.ids[row] for row in rows)
            what = self._words(rows[0]) if len(rows) == 1 else f" {len(rows)} 行指标"
            form = self.cells.session.base.removing(self._block.key, ids)
            self._save_rows(form, f"删除{what}", rows[0])

    def move_up(self) -> None:
        """Move the current row up by one."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the current row down by one."""
        self._move(1)

    def rename_group(self, place: Place, name: str, rows: list[RowId]) -> None:
        """Give the rows of a group that one row has left its new level name.

        A row that no longer carries the old one is left alone, as is another form opened meanwhile.
        """
        shown = self.cells.shown
        if not self._can_change_rows() or shown is None or self._group is None:
            return
        form_id, old = self._group
        if form_id == shown.form_id:
            base = self.cells.session.base
            form = renamed_group(self._block, base, place.column, (old, name), frozenset(rows))
            self.cells.writer.save(form, f"同组各行改为“{name}”")

    # -- inside ------------------------------------------------------------------------------------------

    def _leave_group(self, place: Place, old: str, name: str, rows: list[RowId]) -> None:
        if self.cells.shown is not None:
            self._group = (self.cells.shown.form_id, old)
            self.group_left.emit(place, name, rows)

    def _can_change_rows(self) -> bool:
        """Whether rows can be changed now: what is being typed into one is committed first."""
        return self.commit_open_editor() and self.cells.is_editable

    def _chosen_rows(self) -> list[int]:
        if not self._can_change_rows():
            return []
        fixed = self._block.fixed_rows
        rows = [row for row in self.selected_rows() if row < self._indicators.indicator_rows]
        return [row for row in rows if self._indicators.ids[row] not in fixed]

    def _words(self, row: int) -> str:
        shown = self.cells.shown
        if shown is None:
            raise RuntimeError("no form is open")
        return row_words(shown.template, self.cells.session.base, self._block, self._indicators.ids[row])

    def _insert(self, at: int) -> None:
        if not self._can_change_rows():
            return
        at = max(0, min(at, self._indicators.indicator_rows))
        form, row = joining(self._block, self.cells.session.base, at)
        self._save_rows(form.inserting(self._block.key, at, (row,)), f"插入第 {at + 1} 行", at)

    def _move(self, step: int) -> None:
        rows = self._chosen_rows()
        if len(rows) == 1 and 0 <= rows[0] + step < self._indicators.indicator_rows:
            label, to = f"移动{self._words(rows[0])}", rows[0] + step
            form = self.cells.session.base.moving(self._block.key, self._indicators.ids[rows[0]], to)
            self._save_rows(form, label, to)

    def _save_rows(self, form: Form, label: str, cursor: int) -> None:
        column = max(0, self.currentIndex().column())
        self.cells.writer.save(form, label)
        row = min(cursor, self._indicators.indicator_rows - 1)
        if row >= 0:
            self.put_cursor(row, column)

    def _span_foot(self) -> None:
        self.clearSpans()
        model = self._indicators
        if model.shown is None:
            return
        columns = len(self._block.columns)
        for row in range(model.indicator_rows, model.rowCount()):
            is_total = model.has_total_row and row == model.indicator_rows
            if is_total and model.first_figure > 1:
                self.setSpan(row, 0, 1, model.first_figure)
            elif not is_total and columns > 2:
                self.setSpan(row, 1, 1, columns - 1)

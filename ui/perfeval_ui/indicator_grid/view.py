"""The indicator grid as the clerk handles it: rows added, removed and moved, blocks pasted."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from perfeval_desktop.domain_v1.cells import IndicatorCell, indicator_label
from perfeval_desktop.domain_v1.form import Indicator, IndicatorField, SelfAssessment
from perfeval_desktop.storage.records import FormId
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.cell_grid.view import CellGrid
from perfeval_ui.cell_writer import Block
from perfeval_ui.indicator_grid.delegate import IndicatorDelegate
from perfeval_ui.indicator_grid.model import IndicatorModel


class IndicatorGrid(CellGrid):
    """Shows and edits the indicators of the open form.

    ``group_left`` is emitted when a level name was typed into one row of a merged group: the field, the new
    name, and the rows that still carry the old one, so that the window can offer to change these too.
    """

    group_left = Signal(object, str, list)

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        model = IndicatorModel(bridge)
        delegate = IndicatorDelegate(model)
        super().__init__(model, delegate, parent)
        model.setParent(self)
        self._indicators = model
        self._group: tuple[FormId, str] | None = None
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("绩效指标")
        delegate.group_left.connect(self._leave_group)

    def column_shares(self) -> list[float]:
        shown = self._indicators.shown
        return [] if shown is None else [float(column.width) for column in shown.template.columns]

    # -- rows --------------------------------------------------------------------------------------------

    def insert_above(self) -> None:
        """Put a new row above the current one, in the same level-1 and level-2 group."""
        self._insert(self.currentIndex().row())

    def insert_below(self) -> None:
        """Put a new row below the current one, in the same level-1 and level-2 group."""
        self._insert(self.currentIndex().row() + 1)

    def remove_rows(self) -> None:
        """Remove the rows with a selected cell."""
        rows = self._chosen_rows()
        if rows:
            form = self.cells.session.base
            what = indicator_label(form, rows[0]) if len(rows) == 1 else f" {len(rows)} 行指标"
            self._save_rows(form.removing(frozenset(rows)), f"删除{what}", rows[0])

    def move_up(self) -> None:
        """Move the current row up by one."""
        self._move(-1)

    def move_down(self) -> None:
        """Move the current row down by one."""
        self._move(1)

    def rename_group(self, field: IndicatorField, name: str, rows: list[int]) -> None:
        """Give the rows of a group that one row has left its new level name.

        A row that no longer carries the old one is left alone, as is another form opened meanwhile.
        """
        if not self._can_change_rows():
            return
        form = self.cells.session.base
        shown = self.cells.shown
        renamed = 0
        for row, indicator in enumerate(form.indicators):
            if row in rows and shown and self._group == (shown.form_id, getattr(indicator, field)):
                changed = replace(indicator, **{field.value: name})  # type: ignore[arg-type]  # a level name
                form = form.with_indicator(row, changed)
                renamed += 1
        self.cells.writer.save(form, f"{renamed} 行改为“{name}”")

    def paste_block(self, block: Block, row: int, column: int) -> None:
        at = IndicatorCell(row, self._indicators.field(column))
        self.tell_refusal(self.cells.writer.commit_block(at, block))

    # -- inside ------------------------------------------------------------------------------------------

    def _leave_group(self, field: IndicatorField, old: str, name: str, rows: list[int]) -> None:
        if self.cells.shown is not None:
            self._group = (self.cells.shown.form_id, old)
            self.group_left.emit(field, name, rows)

    def _can_change_rows(self) -> bool:
        """Whether rows can be changed now: what is being typed into one is committed first."""
        return self.commit_open_editor() and self.cells.is_editable

    def _chosen_rows(self) -> list[int]:
        if not self._can_change_rows():
            return []
        return [row for row in self.selected_rows() if row < self._indicators.indicator_rows]

    def _insert(self, at: int) -> None:
        if not self._can_change_rows():
            return
        form = self.cells.session.base
        last = len(form.indicators) - 1
        at = max(0, min(at, last + 1))
        neighbour = min(self.currentIndex().row(), last)
        new = Indicator()
        if neighbour >= 0:
            new = Indicator(form.indicators[neighbour].level1, form.indicators[neighbour].level2)
        self._save_rows(form.inserting(at, (new,)), f"插入第 {at + 1} 行", at)

    def _move(self, step: int) -> None:
        rows = self._chosen_rows()
        if len(rows) == 1 and 0 <= rows[0] + step < self._indicators.indicator_rows:
            form = self.cells.session.base
            label = f"移动{indicator_label(form, rows[0])}"
            self._save_rows(form.moving(rows[0], rows[0] + step), label, rows[0] + step)

    def _save_rows(self, form: SelfAssessment, label: str, cursor: int) -> None:
        column = max(0, self.currentIndex().column())
        self.cells.writer.save(form, label)
        row = min(cursor, self._indicators.indicator_rows - 1)
        if row >= 0:
            self.put_cursor(row, column)

    def _follow_reset(self) -> None:
        # First: the cursor may come to stand on a cell that is wider now.
        self._span_foot()
        super()._follow_reset()

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

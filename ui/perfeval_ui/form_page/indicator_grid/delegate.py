"""The delegate of the indicators: draws level cells of neighbouring rows merged, as the paper form does."""

from PySide6.QtCore import QAbstractItemModel, QRect, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from perfeval_ui.form_page.cell_grid.cells import AnyIndex
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.painting import LEAST_HEIGHT, PADDING_X, TextMeasure
from perfeval_ui.form_page.cell_grid.selection import SelectionTable
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.indicator_grid.model import IndicatorModel


class IndicatorDelegate(CellDelegate):
    """Draws equal level cells as one; each row keeps its own, to be selected, typed into and pasted over.

    ``visible`` is what of the viewport is to be seen: the names of merged cells stay within it.
    ``group_left`` is emitted when a level name was typed into one row of a merged group: the place, the old
    name, the new one, and the rows that still carry the old one.
    """

    group_left = Signal(object, str, str, list)

    def __init__(self, model: IndicatorModel, writer: CellWriter) -> None:
        super().__init__(model, writer)
        self._indicators = model
        self.visible = QRect()

    def ends_group(self, index: AnyIndex) -> bool:
        return not self._indicators.continues_above(index.row() + 1, index.column())

    def is_drawn_selected(self, option: QStyleOptionViewItem, index: AnyIndex) -> bool:
        """Whether any of the cells is selected that a cell is merged with."""
        if super().is_drawn_selected(option, index):
            return True
        if not self._indicators.is_grouped(index.column()):
            return False
        first, last = self._indicators.merged_rows(index.row(), index.column())
        view = self.grid(option)
        assert isinstance(view, SelectionTable)  # noqa: S101  # nothing else has this delegate
        return last > first and view.is_any_selected(range(first, last + 1), index.column())

    def display_text(self, text: str, width: int, metrics: QFontMetrics) -> str:
        """Break a level name that is too wide where the printed form breaks it."""
        parts = self._indicators.parts_of(text)
        if len(parts) == 1 or metrics.horizontalAdvance(text) <= width - 2 * PADDING_X - 1:
            return text
        return "\n".join(parts)

    def cell_height(self, row: int, column: int, width: int, measure: TextMeasure) -> int:
        """Return the share of one row in the height that merged cells take together."""
        height = super().cell_height(row, column, width, measure)
        if height == LEAST_HEIGHT:
            return height
        first, last = self._indicators.merged_rows(row, column)
        return max(LEAST_HEIGHT, -(-height // (last - first + 1)))

    def text_rect(self, option: QStyleOptionViewItem, index: AnyIndex) -> QRect:
        rect, view = super().text_rect(option, index), self.grid(option)
        first, last = self._indicators.merged_rows(index.row(), index.column())
        top = view.rowViewportPosition(first)
        bottom = view.rowViewportPosition(last) + view.rowHeight(last)
        if last > first and self.visible.isValid():
            # The name stays in sight as long as any of its rows does.
            top = max(top, min(self.visible.top(), bottom - LEAST_HEIGHT))
            bottom = min(bottom, max(self.visible.bottom() + 1, top + LEAST_HEIGHT))
        return QRect(rect.left(), top, rect.width(), bottom - top)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        place = self._indicators.entry_place(index.row(), index.column())
        assert place is not None  # noqa: S101  # no other cell opens an editor
        others, before = self._indicators.group_of(index.row(), index.column()), self.writer.typed(place)
        super().setModelData(editor, model, index)
        after = self.writer.typed(place)
        if others and after != before:
            self.group_left.emit(place, before, after, others)

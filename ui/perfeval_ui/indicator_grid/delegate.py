"""Draws level cells of neighbouring rows as one, as the paper form merges them."""

from PySide6.QtCore import QAbstractItemModel, QObject, QRect, QSize, Signal
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from perfeval_desktop.domain.form import IndicatorField
from perfeval_ui.cell_grid.delegate import LEAST_HEIGHT, PADDING_X, CellDelegate
from perfeval_ui.cell_grid.model import AnyIndex
from perfeval_ui.indicator_grid.model import IndicatorModel


class IndicatorDelegate(CellDelegate):
    """Each row keeps its own level cells - to select, to type, to paste - but equal ones look merged.

    ``group_left`` is emitted when a level name was typed into one row of a merged group: the field, the new
    name, and the rows that still carry the old one.
    """

    group_left = Signal(object, str, list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._view: QTableView | None = None

    def watch(self, view: QTableView) -> None:
        """Take row positions from ``view``."""
        self._view = view

    def ends_group(self, index: AnyIndex) -> bool:
        model = index.model()
        return not (
            isinstance(model, IndicatorModel) and model.continues_above(index.row() + 1, index.column())
        )

    def display_text(self, index: AnyIndex, width: int) -> str:
        """Break a level name that is too wide where the printed form breaks it."""
        text = super().display_text(index, width)
        model = index.model()
        if not isinstance(model, IndicatorModel) or self._view is None:
            return text
        if self._view.fontMetrics().horizontalAdvance(text) <= width - 2 * PADDING_X - 1:
            return text
        return "\n".join(model.parts_of(text))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the share of one row in the height that cells reading as one take together."""
        hint = super().sizeHint(option, index)
        model = index.model()
        if isinstance(model, IndicatorModel):
            first, last = model.merged_rows(index.row(), index.column())
            rows = last - first + 1
            hint.setHeight(max(LEAST_HEIGHT, -(-hint.height() // rows)))
        return hint

    def text_rect(self, rect: QRect, index: AnyIndex) -> QRect:
        model = index.model()
        if self._view is None or not isinstance(model, IndicatorModel):
            return rect
        first, last = model.merged_rows(index.row(), index.column())
        top = self._view.rowViewportPosition(first)
        bottom = self._view.rowViewportPosition(last) + self._view.rowHeight(last)
        return QRect(rect.left(), top, rect.width(), bottom - top)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if not isinstance(model, IndicatorModel) or index.row() >= model.indicator_rows:
            return
        field, row = model.field(index.column()), index.row()
        others = model.group_of(row, index.column()) if field in _LEVELS else []
        before = model.session.base
        super().setModelData(editor, model, index)
        if others and model.session.base is not before:
            self.group_left.emit(field, getattr(model.session.base.indicators[row], field), others)


_LEVELS = (IndicatorField.LEVEL1, IndicatorField.LEVEL2)

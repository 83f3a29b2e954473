"""Draws level cells of neighbouring rows as one, as the paper form merges them."""

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Signal
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from perfeval_ui.cell_grid.delegate import LEAST_HEIGHT, PADDING_X, CellDelegate
from perfeval_ui.cell_grid.model import AnyIndex
from perfeval_ui.indicator_grid.model import IndicatorModel, LevelGroup


class IndicatorDelegate(CellDelegate):
    """Each row keeps its own level cells - to select, to type, to paste - but equal ones look merged.

    ``group_left`` is emitted when another level name was typed into one row of a merged group, with the
    :class:`LevelGroup` of the rows that still carry the old one, and the new name.
    """

    group_left = Signal(object, str)

    def __init__(self, model: IndicatorModel) -> None:
        super().__init__(model)
        self._indicators = model

    def ends_group(self, index: AnyIndex) -> bool:
        return not self._indicators.continues_above(index.row() + 1, index.column())

    def display_text(self, option: QStyleOptionViewItem, index: AnyIndex) -> str:
        """Break a level name that is too wide where the printed form breaks it."""
        text = super().display_text(option, index)
        room = option.rect.width() - 2 * PADDING_X - 1  # type: ignore[attr-defined]  # missing in the stubs
        fits = option.fontMetrics.horizontalAdvance(text) <= room  # type: ignore[attr-defined]
        return text if fits else "\n".join(self._indicators.parts_of(text))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the share of one row in the height that cells reading as one take together."""
        hint = super().sizeHint(option, index)
        first, last = self._indicators.merged_rows(index.row(), index.column())
        rows = last - first + 1
        hint.setHeight(max(LEAST_HEIGHT, -(-hint.height() // rows)))
        return hint

    def text_rect(self, option: QStyleOptionViewItem, index: AnyIndex) -> QRect:
        view = option.widget  # type: ignore[attr-defined]
        assert isinstance(view, QTableView)  # noqa: S101  # only a grid draws with it
        first, last = self._indicators.merged_rows(index.row(), index.column())
        top = view.rowViewportPosition(first)
        bottom = view.rowViewportPosition(last) + view.rowHeight(last)
        return QRect(option.rect.left(), top, option.rect.width(), bottom - top)  # type: ignore[attr-defined]

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        group = self._indicators.group_of(index.row(), index.column())
        super().setModelData(editor, model, index)
        name = self._indicators.group_of

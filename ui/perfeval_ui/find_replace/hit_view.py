"""The list of what was found: forms with their cells, the stretches marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from perfeval_ui.find_replace.hit_model import AFTER, BEFORE, EXCERPT_ROLE, WHERE, Excerpt, HitModel
from perfeval_ui.theme import RHYTHM, Tint, tint

_Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# How strongly a stretch is marked, of 255.
_STRENGTH = 80
_LINE = 3 * RHYTHM
_WHERE_WIDTH = 34 * RHYTHM


class HitView(QTreeView):
    """Shows a :class:`HitModel`; ``hit_chosen`` carries form and place of a row that is gone to."""

    hit_chosen = Signal(str, object)

    def __init__(self, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        # Whether the mouse has ticked a box since it was pressed.
        self._has_ticked = False
        self.setModel(model)
        self.setItemDelegate(_HitDelegate(self))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAccessibleName("找到的地方")
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.header().setStretchLastSection(True)
        self.header().setSectionsMovable(False)
        model.modelReset.connect(self._lay_out)
        model.rowsInserted.connect(self._unfold)
        model.ticked.connect(self._note_tick)
        self.clicked.connect(self._choose_clicked)
        self.verticalScrollBar().valueChanged.connect(self._show_more_at_end)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the cell of the current row on Enter; tick the row with Space, in whichever column one is."""
        if event.key() in _ENTER:
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._tick(self.currentIndex().siblingAtColumn(WHERE))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._has_ticked = False
        super().mousePressEvent(event)

    def _note_tick(self) -> None:
        self._has_ticked = True

    def _tick(self, index: QModelIndex) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            is_on = state is not Qt.CheckState.Checked
            other = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
            self._hits.setData(index, other, Qt.ItemDataRole.CheckStateRole)

    def _choose_clicked(self, index: QModelIndex) -> None:
        # A click on a box ticks it and leads nowhere.
        if not self._has_ticked:
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        found = self._hits.hit_at(index)
        # A click on the text of a form folds nothing, and goes to its first place.
        if found is not None:
            form, hit = found
            self.hit_chosen.emit(form.form_id, hit.place)

    def _lay_out(self) -> None:
        self.setColumnWidth(WHERE, _WHERE_WIDTH)
        if self._hits.to is not None:
            self.header().setSectionResizeMode(BEFORE, QHeaderView.ResizeMode.Stretch)
            self.header().setSectionResizeMode(AFTER, QHeaderView.ResizeMode.Stretch)

    def _show_more_at_end(self, value: int) -> None:
        if value == self.verticalScrollBar().maximum():
            self._hits.show_more()

    def _unfold(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            for row in range(first, last + 1):
                self.expand(self._hits.index(row, 0))


class _HitDelegate(QStyledItemDelegate):
    """Draws texts on one line, what was found in them marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # as Qt has it
        size = super().sizeHint(option, index)
        size.setHeight(max(size.height(), _LINE))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown = index.data(EXCERPT_ROLE)
        if not isinstance(shown, Excerpt):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        rect: QRect = option.rect.adjusted(RHYTHM // 2, 0, -RHYTHM // 2, 0)
        self._draw(painter, option, rect, shown)

    @staticmethod
    def _draw(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, shown: Excerpt) -> None:
        metrics = QFontMetrics(option.font)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        ground = tint(option.palette, Tint.WARNING)
        ground.setAlpha(_STRENGTH)
        painter.save()
        painter.setClipRect(rect)
        for span in shown.spans:
            left = metrics.horizontalAdvance(shown.text[: span.start])
            right = metrics.horizontalAdvance(shown.text[: span.end])
            top = rect.top() + (rect.height() - metrics.height()) // 2
            painter.fillRect(
                QRect(
                    QPoint(rect.left() + left, top), QPoint(rect.left() + right - 1, top + metrics.height())
                ),
                ground,
            )
        painter.setPen(option.palette.color(role))
        painter.setFont(option.font)
        text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()

"""A picture of a sheet that was read from a file: its cells as merged, marked by what became of them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from perfeval_desktop.exchange.sheet import Sheet
from perfeval_ui.theme import Tint, tint
from perfeval_ui.widgets.sheet_model import MARK_ROLE, CellMark, MarkKind, Marks, SheetModel
from perfeval_ui.widgets.sheet_sizes import PADDING, Type, column_widths, row_heights

# Colour and the stripe at the left of a cell, each tell the kind.
_TINTS = {
    MarkKind.LABEL: Tint.HINT,
    MarkKind.READ: Tint.GOOD,
    MarkKind.DOUBTFUL: Tint.WARNING,
    MarkKind.UNREAD: Tint.ERROR,
}
_STRIPES = {
    MarkKind.LABEL: None,
    MarkKind.READ: Qt.PenStyle.SolidLine,
    MarkKind.DOUBTFUL: Qt.PenStyle.DashLine,
    MarkKind.UNREAD: Qt.PenStyle.DotLine,
}
_STRIPE_WIDTH = 3
# How much of a colour is mixed into the ground.
_SHARE = 0.1
# Characters; more than a cell can ever show.
_MOST_SHOWN = 2000
_CAPTION_SIZE = 0.85


class _Corner(QWidget):
    """Lies between the scroll bars in the colour of the window, which on dark ground a table has not."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QGuiApplication.palette().window())


class SheetView(QTableView):
    """Draws a sheet; nothing in it can be changed.

    ``cell_clicked`` carries the row and the column in which a cell begins that was clicked, or that had the
    cursor when Enter or the space bar was pressed.
    """

    cell_clicked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet_model = SheetModel(self)
        self.setModel(self.sheet_model)
        self.setItemDelegate(_CellDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # One that comes and goes would change the width, and with it the heights.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCornerWidget(_Corner(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
        self.setAccessibleName("文件里的表")
        self.clicked.connect(self._tell)

    def show_sheet(self, sheet: Sheet, marks: Marks | None = None) -> None:
        """Show a sheet from its top; ``marks`` say what became of its cells."""
        self.clearSpans()
        self.sheet_model.set_sheet(sheet, marks or {})
        for cell in sheet.cells:
            if cell.rows > 1 or cell.columns > 1:
                self.setSpan(cell.row, cell.column, cell.rows, cell.columns)
        self._fit()
        self.scrollToTop()

    def set_marks(self, marks: Marks) -> None:
        """Say something else of the cells; what is in view stays there."""
        self.sheet_model.set_marks(marks)
        self._fit()

    def show_cell(self, row: int, column: int) -> None:
        """Put the cursor on the cell that covers a place, and bring it into view."""
        cell = self.sheet_model.cell_at(row, column)
        if cell is None:
            return
        index = self.sheet_model.index(cell.row, cell.column)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def cell_rect(self, row: int, column: int) -> QRect:
        """Return where on the screen a cell is, for a menu beside it."""
        rect = self.visualRect(self.sheet_model.index(row, column))
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and the space bar for a click."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._tell(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _tell(self, index: QModelIndex) -> None:
        cell = self.sheet_model.cell_at(index.row(), index.column())
        if cell is not None:
            self.cell_clicked.emit(cell.row, cell.column)

    def _fit(self) -> None:
        """Give rows and columns their sizes."""
        metrics = self.fontMetrics()
        # As it is drawn: another font may help out with Chinese, whose lines are higher.
        line = metrics.boundingRect(QRect(0, 0, 1000, 1000), 0, "国").height() + 1
        type_ = Type(metrics.horizontalAdvance("国"), line)
        model = self.sheet_model
        widths = column_widths(model.sheet, type_, self.viewport().width())
        captioned = (place for place, mark in model.marks.items() if mark.caption)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(row_heights(model.sheet, type_, widths, captioned)):
            self.setRowHeight(row, height)


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell: its ground and stripe by its mark, its rules, its text, and a caption below that."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        palette: QPalette = option.palette
        mark: CellMark | None = index.data(MARK_ROLE)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, _ground(palette, mark))
        painter.setPen(QPen(tint(palette, Tint.RULE), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(PADDING, PADDING, -PADDING - 1, -PADDING)
        if mark is not None:
            _draw_stripe(painter, rect, palette, mark.kind)
            inner.setBottom(inner.bottom() - _draw_caption(painter, inner, palette, mark))
        _draw_text(painter, inner, palette, str(index.data() or ""))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _ground(palette: QPalette, mark: CellMark | None) -> QColor:
    ground = palette.color(QPalette.ColorRole.Base)
    if mark is None:
        return ground
    over = tint(palette, _TINTS[mark.kind])
    pairs = ((ground.red(), over.red()), (ground.green(), over.green()), (ground.blue(), over.blue()))
    return QColor(*(round(below * (1 - _SHARE) + above * _SHARE) for below, above in pairs))


def _draw_stripe(painter: QPainter, rect: QRect, palette: QPalette, kind: MarkKind) -> None:
    style = _STRIPES[kind]
    if style is not None:
        painter.setPen(QPen(tint(palette, _TINTS[kind]), _STRIPE_WIDTH, style, Qt.PenCapStyle.FlatCap))
        painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())


def _draw_caption(painter: QPainter, inner: QRect, palette: QPalette, mark: CellMark) -> int:
    """Draw the caption at the bottom of a cell; return the height that it takes."""
    if not mark.caption:
        return 0
    font = painter.font()
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _CAPTION_SIZE)
    painter.setFont(small)
    painter.setPen(tint(palette, _TINTS[mark.kind]))
    text = painter.fontMetrics().elidedText(mark.caption, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)
    painter.setFont(font)
    return painter.fontMetrics().lineSpacing()


def _draw_text(painter: QPainter, inner: QRect, palette: QPalette, text: str) -> None:
    """Draw a text in the middle of its cell; one that is too long from its beginning."""
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    shown = text[:_MOST_SHOWN]
    if painter.boundingRect(QRectF(inner), shown, option).height() > inner.height() + 1:
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    painter.drawText(QRectF(inner), shown, option)

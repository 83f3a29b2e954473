"""Paints texts in several lines, with the characters marked that another text has not."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from perfeval_ui.theme import Tint, tint
from perfeval_ui.utf16 import in_qt

_Index = QModelIndex | QPersistentModelIndex
_PADDING_X, _PADDING_Y = 6, 4
# A longer text is cut; the tooltip has all of it.
_MOST_LINES = 5
_MOST_SHOWN = 1200
_MARK_ALPHA = 56


class MarkedRole(IntEnum):
    """What a model says of a text besides."""

    # The stretches to be marked: start and length of each.
    PARTS = Qt.ItemDataRole.UserRole + 1
    # Whether these are new, and not gone.
    IS_NEW = Qt.ItemDataRole.UserRole + 2
    # Whether the text only says that there is none.
    IS_QUIET = Qt.ItemDataRole.UserRole + 3


class MarkedDelegate(QStyledItemDelegate):
    """For a view whose rows are as high as their texts need, up to some lines."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        # Rows are as high as the widths of the columns make them.
        view.header().sectionResized.connect(view.scheduleDelayedItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.columnWidth(index.column())
        layout = self._laid_out(index, option.font, width, ())
        lines = min(layout.lineCount(), _MOST_LINES)
        bottom = layout.lineAt(lines - 1).rect().bottom() if lines else 0
        least = QFontMetricsF(option.font).height()
        return QSize(width, round(max(bottom, least)) + 2 * _PADDING_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        item = QStyle.ControlElement.CE_ItemViewItem
        self._view.style().drawControl(item, option, painter, self._view)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        formats = [] if is_selected else _formats(index, palette)
        layout = self._laid_out(index, option.font, option.rect.width(), formats)
        painter.save()
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        is_quiet = bool(index.data(MarkedRole.IS_QUIET)) and not is_selected
        painter.setPen(tint(palette, Tint.QUIET) if is_quiet else palette.color(role))
        _draw(painter, option.rect, layout)
        painter.restore()

    @staticmethod
    def _laid_out(
        index: _Index, font: QFont, width: int, formats: Sequence[QTextLayout.FormatRange]
    ) -> QTextLayout:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")[:_MOST_SHOWN]
        layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(list(formats))
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - 2 * _PADDING_X, 1))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout


def _draw(painter: QPainter, rect: QRect, layout: QTextLayout) -> None:
    """Draw as many lines as there is room for; dots below tell that there are more."""
    painter.setClipRect(rect)
    at = QPointF(rect.x() + _PADDING_X, rect.y() + _PADDING_Y)
    if layout.lineCount() <= _MOST_LINES:
        layout.draw(painter, at)
        return
    last = layout.lineAt(_MOST_LINES - 1)
    painter.setClipRect(rect.adjusted(0, 0, 0, -1))
    for number in range(_MOST_LINES - 1):
        layout.lineAt(number).draw(painter, at)
    painter.drawText(at + QPointF(0, last.y() + last.ascent()), "……")


def _formats(index: _Index, palette: QPalette) -> list[QTextLayout.FormatRange]:
    is_new = bool(index.data(MarkedRole.IS_NEW))
    colour = tint(palette, Tint.GOOD if is_new else Tint.ERROR)
    colour.setAlpha(_MARK_ALPHA)
    marked = QTextCharFormat()
    marked.setBackground(colour)
    # Never by the colour alone.
    marked.setFontStrikeOut(not is_new)
    marked.setFontUnderline(is_new)
    text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    found = []
    for start, length in index.data(MarkedRole.PARTS) or ():
        one = QTextLayout.FormatRange()
        first = in_qt(text, start)
        one.start, one.length, one.format = first, in_qt(text, start + length) - first, marked
        found.append(one)
    return found

"""How stretches of a cell's text are marked: a ground behind them, where the text will be drawn."""

from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextLine, QTextOption

from perfeval_ui.form_page.cell_grid.cells import CellAppearance
from perfeval_ui.form_page.cell_grid.painting import PADDING_X, PADDING_Y, WRAP, text_font
from perfeval_ui.form_page.found_marks import Mark
from perfeval_ui.utf16 import in_qt


def draw_found(painter: QPainter, rect: QRect, mark: Mark, *, text: str, appearance: CellAppearance) -> None:
    """Mark what is found in ``text``, which is drawn in ``rect`` afterwards."""
    if not mark.spans:
        painter.fillRect(rect, mark.colour)
        return
    inner = QRectF(rect.adjusted(PADDING_X, PADDING_Y, -PADDING_X - 1, -PADDING_Y))
    layout = _laid_out(painter, text, inner.width(), appearance)
    height = sum(layout.lineAt(number).height() for number in range(layout.lineCount()))
    is_low = height <= inner.height() + 1
    middle = appearance.alignment & Qt.AlignmentFlag.AlignVCenter and is_low
    origin = QPointF(inner.left(), inner.top() + ((inner.height() - height) / 2 if middle else 0))
    for start, end in mark.spans:
        for stretch in _rects(layout, in_qt(text, start), in_qt(text, end)):
            painter.fillRect(stretch.translated(origin), mark.colour)


def _laid_out(painter: QPainter, text: str, width: float, appearance: CellAppearance) -> QTextLayout:
    """Return the text in lines as the painter would break it."""
    layout = QTextLayout(text.replace("\n", "\u2028"), text_font(painter.font(), appearance.kind))
    option = QTextOption(appearance.alignment & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setWrapMode(WRAP)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _rects(layout: QTextLayout, start: int, end: int) -> list[QRectF]:
    """Return where the characters from ``start`` to ``end`` stand, line by line."""
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = (_x(line, at) for at in (first, last))
            found.append(QRectF(left, line.y(), right - left, line.height()))
    return found


def _x(line: QTextLine, at: int) -> float:
    # Qt's stub leaves open what is in the pair: where it is, and which character that is.
    x, _ = cast(tuple[float, int], line.cursorToX(at))
    return x

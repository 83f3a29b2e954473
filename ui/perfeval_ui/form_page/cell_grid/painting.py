"""How a cell is painted: its ground, its rules, its text, and the marks for what is special about it."""

import re
from functools import cache, lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
    QTextOption,
)

from perfeval_ui.form_page.cell_grid.cells import CellAppearance, CellKind
from perfeval_ui.theme import Tint, tint

PADDING_X = 6
PADDING_Y = 5
LEAST_HEIGHT = 30
# Characters; of a longer text the beginning is drawn, then "…". The editors and the preview have all of it.
_MOST_SHOWN = 4000
_NUMBER = re.compile(r"[-+−]?[0-9][0-9.,]*%?")
# Digits; more of them are no figure, and are broken like a text.
_LONGEST_NUMBER = 24
_LEAST_SIZE = 0.5
# Characters of which one is as wide as another, or narrower, in every font that has them: the widest.
_COMMON = re.compile(r"[ -~\u4e00-\u9fa5\u3001-\u3011\uff01-\uff5e≥≤]*")
_FIGURE = re.compile(r"[0-9.,]*")
_WIDEST = ("国", "W", "@", "%", "≥")
_ENDLESS = 1_000_000
WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
# How much of the accent colour is mixed into the ground of a selected cell, with and without the keyboard.
SELECTED_SHARE = 0.16
FADED_SHARE = 0.06


def ground_colour(palette: QPalette, kind: CellKind, *, accent: float) -> QColor:
    """Return the colour behind the text of a cell, mixed with a share of the accent colour, 0 to 1."""
    ground = palette.color(QPalette.ColorRole.Base)
    if kind is CellKind.COMPUTED:
        ground = tint(palette, Tint.COMPUTED)
    elif kind is CellKind.LABEL:
        ground = palette.color(QPalette.ColorRole.AlternateBase)
    return _mixed(ground, palette.color(QPalette.ColorRole.Highlight), accent) if accent else ground


def draw_rules(painter: QPainter, rect: QRect, palette: QPalette, *, has_rule_below: bool) -> None:
    """Draw the lines that part a cell from its neighbours at the right and below."""
    painter.setPen(QPen(tint(palette, Tint.RULE), 1))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    if has_rule_below:
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def text_font(font: QFont, kind: CellKind) -> QFont:
    """Return the font a text is drawn and measured in: italics if it is suggested."""
    own = QFont(font)
    own.setItalic(kind is CellKind.SUGGESTED)
    return own


def draw_text(
    painter: QPainter, rect: QRect, palette: QPalette, *, text: str, appearance: CellAppearance
) -> None:
    """Draw the text of a cell."""
    if not text:
        return
    font = text_font(painter.font(), appearance.kind)
    painter.setFont(font)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    inner = rect.adjusted(PADDING_X, PADDING_Y, -PADDING_X - 1, -PADDING_Y)
    alignment = appearance.alignment
    if text_height(text, inner.width(), font.toString()) > inner.height() + 1:
        # Too long to show whole: begin at the beginning.
        alignment = (alignment & Qt.AlignmentFlag.AlignHorizontal_Mask) | Qt.AlignmentFlag.AlignTop
    option = QTextOption(alignment)
    option.setWrapMode(_wrap_mode(text))
    if _is_number(text):
        painter.setFont(_narrowed(font, text, inner.width()))
    painter.drawText(QRectF(inner), _shown_part(text), option)


def draw_override_mark(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """Mark a score that is not what the rule says, in the upper right corner."""
    right, top = rect.right(), rect.top()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(palette, Tint.WARNING))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPolygon(QPolygonF([QPointF(right - 8, top), QPointF(right, top), QPointF(right, top + 8)]))


def draw_cursor(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """Draw the frame around the cell that has the cursor."""
    # A mark may have left its colour: the frame is empty.
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
    painter.drawRect(rect.adjusted(1, 1, -2, -2))


class TextMeasure:
    """Measures texts of cells in a font of the grid; made once for many of them.

    ``known`` are heights of cells, by the text that stands there before it is broken, its kind and the width.
    """

    def __init__(self, font: QFont) -> None:
        self.metrics = QFontMetrics(font)
        self.known: dict[tuple[str, CellKind, int], int] = {}
        self._upright = text_font(font, CellKind.TYPED).toString()
        self._italic = text_font(font, CellKind.SUGGESTED).toString()
        own = (self._upright, self._italic)
        line = max(text_height(text, _ENDLESS, font_text) for text in _WIDEST for font_text in own)
        self._takes_least = line + 2 * PADDING_Y <= LEAST_HEIGHT
        # One more: figures in italics lean over.
        self._widest = 1 + max(map(self.metrics.horizontalAdvance, _WIDEST))
        self._widest_digit = 1 + max(map(self.metrics.horizontalAdvance, "0123456789.,"))

    def is_short(self, text: str, width: int) -> bool:
        """Whether a cell is sure to show ``text`` on one line in the least height; quicker than measuring."""
        room = width - 2 * PADDING_X - 1
        if not self._takes_least or len(text) * self._widest_digit > room:
            return False
        if len(text) * self._widest <= room:
            return _COMMON.fullmatch(text) is not None
        return _FIGURE.fullmatch(text) is not None

    def height(self, text: str, width: int, kind: CellKind) -> int:
        """Return the height of a cell as wide as ``width`` that shows ``text`` whole."""
        font_text = self._italic if kind is CellKind.SUGGESTED else self._upright
        taken = text_height(text, width - 2 * PADDING_X - 1, font_text) + 2 * PADDING_Y
        return max(LEAST_HEIGHT, taken)


@lru_cache(maxsize=8192)
def text_height(text: str, width: int, font_text: str) -> int:
    """Return the height of ``text`` in device-independent pixels when wrapped to ``width``."""
    if not text:
        return 0
    font = QFont()
    font.fromString(font_text)
    option = QTextOption()
    option.setWrapMode(_wrap_mode(text))
    painter = QPainter(_nowhere())
    painter.setFont(font)
    taken = painter.boundingRect(QRectF(0, 0, max(1, width), _ENDLESS), _shown_part(text), option)
    painter.end()
    return ceil(taken.height())


@cache
def _nowhere() -> QImage:
    """Return what nothing is drawn on: texts are measured by the very function that draws them."""
    return QImage(1, 1, QImage.Format.Format_ARGB32)


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def _wrap_mode(text: str) -> QTextOption.WrapMode:
    """Return how a text is broken: a number never, though one that is being typed may outgrow its column."""
    return QTextOption.WrapMode.NoWrap if _is_number(text) else WRAP


def _narrowed(font: QFont, number: str, width: int) -> QFont:
    """Return the font in which a number fits into a width, down to half of its size."""
    advance = QFontMetricsF(font).horizontalAdvance(number)
    if advance <= width:
        return font
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * max(_LEAST_SIZE, width / advance))
    return smaller


def _shown_part(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _mixed(ground: QColor, over: QColor, share: float) -> QColor:
    return QColor(
        round(ground.red() * (1 - share) + over.red() * share),
        round(ground.green() * (1 - share) + over.green() * share),
        round(ground.blue() * (1 - share) + over.blue() * share),
    )

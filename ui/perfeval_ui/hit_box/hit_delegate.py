"""Paints a hit on two lines: icon, name and what stands at the right; more below. What was typed is bold."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from perfeval_desktop.search.marks import marks
from perfeval_ui.hit_box.hits import Hit, HitModel, Role
from perfeval_ui.theme import RHYTHM, Tint, tint
from perfeval_ui.utf16 import in_qt

AnyIndex = QModelIndex | QPersistentModelIndex

_ICON = 2 * RHYTHM
_LESS = 1


class HitDelegate(QStyledItemDelegate):
    """Draws the rows of a :class:`HitModel`; the chosen one is lit although the keyboard is elsewhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons: dict[tuple[int, QIcon.Mode, str, float], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        small = _smaller(option.font)
        lines = QFontMetrics(option.font).height() + QFontMetrics(small).height()
        return QSize(0, lines + 2 * RHYTHM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        hit = model.hit(index) if isinstance(model, HitModel) else None
        if hit is None:
            return
        words = index.data(Role.WORDS)
        painter.save()
        if _is_lit(option):
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        room: QRect = option.rect.adjusted(RHYTHM, RHYTHM, -RHYTHM, -RHYTHM)
        upper = QRect(room.left(), room.top(), room.width(), QFontMetrics(option.font).height())
        self._paint_icon(painter, option, upper, hit)
        self._paint_at_right(painter, option, upper, hit)
        painter.setPen(_strong(option) if hit.is_enabled else _faint(option))
        _draw(painter, option.font, upper, hit.name, words)
        lower = QRect(
            upper.left(), upper.bottom() + 1, room.right() - upper.left(), room.bottom() - upper.bottom()
        )
        painter.setPen(_quiet(option))
        _draw(painter, _smaller(option.font), lower, hit.detail, words)
        painter.restore()

    def _paint_icon(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, hit: Hit) -> None:
        """Paint the icon at the left of ``room`` and take its width off it, also where there is none."""
        place = QRect(room.left(), room.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        room.setLeft(place.right() + RHYTHM)
        icon = hit.icon
        if icon.isNull():
            return
        mode = QIcon.Mode.Selected if _is_lit(option) else QIcon.Mode.Normal
        if not hit.is_enabled and not _is_lit(option):
            mode = QIcon.Mode.Disabled
        ratio = painter.device().devicePixelRatio()
        colour = option.palette.color(QPalette.ColorRole.Text).name()
        key = (icon.cacheKey(), mode, colour, ratio)
        if key not in self._icons:
            self._icons[key] = icon.pixmap(place.size(), ratio, mode)
        painter.drawPixmap(place, self._icons[key])

    @staticmethod
    def _paint_at_right(painter: QPainter, option: QStyleOptionViewItem, room: QRect, hit: Hit) -> None:
        """Paint what stands at the right of ``room`` and take its width off it."""
        painter.setFont(option.font)
        painter.setPen(_quiet(option))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hit.at_right)
        room.setRight(room.right() - QFontMetrics(option.font).horizontalAdvance(hit.at_right) - RHYTHM)


def _is_lit(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _strong(option: QStyleOptionViewItem) -> QColor:
    role = QPalette.ColorRole.HighlightedText if _is_lit(option) else QPalette.ColorRole.Text
    return option.palette.color(role)


def _quiet(option: QStyleOptionViewItem) -> QColor:
    return _strong(option) if _is_lit(option) else tint(option.palette, Tint.QUIET)


def _faint(option: QStyleOptionViewItem) -> QColor:
    """Return the colour of what cannot be chosen; on the accent colour it could not be made out."""
    if _is_lit(option):
        return _strong(option)
    return option.palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)


def _draw(painter: QPainter, font: QFont, room: QRect, text: str, words: Sequence[str]) -> None:
    """Draw a line of text in the painter's colour, the ``words`` in it bold, cut where it is too long."""
    bold = QFont(font)
    bold.setBold(True)
    # Bold letters may be wider: what is shown of the text has to have room for them.
    shown = QFontMetrics(bold).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setFontUnderline(True)
    ranges = []
    for start, end in _marks(shown, tuple(words)):
        stretch = QTextLayout.FormatRange()
        stretch.start = in_qt(shown, start)
        stretch.length = in_qt(shown, end) - stretch.start
        stretch.format = form
        ranges.append(stretch)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))


# The same rows are painted whenever the mouse passes over them.
_marks = lru_cache(maxsize=256)(marks)


def _smaller(font: QFont) -> QFont:
    smaller = QFont(font)
    if font.pointSize() > 0:
        smaller.setPointSize(max(8, font.pointSize() - _LESS))
    return smaller

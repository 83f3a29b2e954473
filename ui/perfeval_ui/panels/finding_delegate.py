"""How a finding is painted in the list of the checks panel, and where its links are."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_ui.panels.findings_model import FINDING_ROLE, REMEDIES_ROLE
from perfeval_ui.theme import RHYTHM, SEVERITY_ICONS, SEVERITY_TINTS, Tint, icon, tint

_ICON_SIDE = 16
_WIDTH_WITHOUT_VIEW = 240
_TEXT_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
_HALF = RHYTHM // 2

OTHER_REMEDIES = "其他改法…"
ASK_AGAIN = "重新提示"


class Link(NamedTuple):
    """Something below a finding that can be clicked: its words, and where they are."""

    words: str
    rect: QRect


class _Parts(NamedTuple):
    """Where the parts of a row are: the sentence, the reason why it was set aside, the links, the end."""

    sentence: QRect
    reason: QRect
    links: tuple[Link, ...]
    bottom: int


class FindingDelegate(QStyledItemDelegate):
    """Paints the icon of the severity, the whole sentence, in as many lines as it needs, and a line below.

    Between them stand links: the likeliest remedy, and that there are others. A finding that was set aside is
    quiet, with the reason below it, and a link to ask for it again.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons: dict[Severity, QIcon] = {
            severity: icon(SEVERITY_ICONS[severity], SEVERITY_TINTS[severity]) for severity in Severity
        }

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        finding: Finding = index.data(FINDING_ROLE)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        parts = _parts(_beside_bar(rect, option.widget), option.fontMetrics, index)
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Midlight))
        elif state & QStyle.StateFlag.State_HasFocus:
            # The list has the keyboard, and nothing is selected yet: here is where an arrow begins.
            painter.setPen(palette.color(QPalette.ColorRole.Accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.setPen(QPen(tint(palette, Tint.RULE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        place = QRect(rect.left() + RHYTHM, rect.top() + RHYTHM, _ICON_SIDE, _ICON_SIDE)
        mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
        self._icons[finding.severity].paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        on_dark = palette.color(QPalette.ColorRole.HighlightedText)
        quiet = on_dark if selected else tint(palette, Tint.QUIET)
        plain = on_dark if selected else palette.color(QPalette.ColorRole.Text)
        painter.setPen(quiet if finding.accepted_for else plain)
        _draw(painter, parts.sentence, finding.message)
        if finding.accepted_for:
            painter.setPen(plain)
            _draw(painter, parts.reason, _reason(finding))
        painter.setPen(on_dark if selected else palette.color(QPalette.ColorRole.Link))
        for link in parts.links:
            _draw(painter, link.rect, link.words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        room = _beside_bar(QRect(0, 0, _WIDTH_WITHOUT_VIEW, 10_000), option.widget)
        return QSize(room.width(), _parts(room, option.fontMetrics, index).bottom)

    def link_at(
        self, view: QListView, index: QModelIndex | QPersistentModelIndex, position: QPoint
    ) -> str | None:
        """Return the words of the link at ``position`` in the viewport, ``None`` beside all links."""
        links = _parts(_beside_bar(view.visualRect(index), view), view.fontMetrics(), index).links
        return next((link.words for link in links if link.rect.contains(position)), None)


def _beside_bar(row: QRect, view: QWidget | None) -> QRect:
    """Return the part of ``row`` that no scroll bar of the view ever takes.

    Sentences that became longer with the bar and shorter without it would come to lie over each other: Qt
    places the rows before it knows whether there is one.
    """
    if not isinstance(view, QListView):
        return row
    bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view)
    return QRect(row.left(), row.top(), view.maximumViewportSize().width() - bar, row.height())


def _parts(rect: QRect, metrics: QFontMetrics, index: QModelIndex | QPersistentModelIndex) -> _Parts:
    finding: Finding = index.data(FINDING_ROLE)
    room = rect.adjusted(2 * RHYTHM + _ICON_SIDE, RHYTHM - 1, -RHYTHM, -RHYTHM + 1)
    sentence = _below(room, room.top(), metrics, finding.message)
    bottom = max(sentence.bottom(), rect.top() + RHYTHM + _ICON_SIDE)
    reason = QRect()
    if finding.accepted_for:
        reason = _below(room, bottom + _HALF, metrics, _reason(finding))
        bottom = reason.bottom()
    links: list[Link] = []
    for words in _links(finding, index.data(REMEDIES_ROLE)):
        place = _below(room, bottom + _HALF, metrics, words)
        if links and (beside := _beside(links[-1].rect, place)).right() <= room.right():
            place = beside
        links.append(Link(words, place))
        bottom = place.bottom()
    return _Parts(sentence, reason, tuple(links), bottom - rect.top() + RHYTHM)


def _beside(link: QRect, place: QRect) -> QRect:
    """Return ``place`` moved to the right of a link, where that has only one line."""
    if link.height() > place.height():
        return place.translated(10_000, 0)
    return QRect(link.right() + 2 * RHYTHM, link.top(), place.width(), place.height())


def _below(room: QRect, top: int, metrics: QFontMetrics, text: str) -> QRect:
    whole = QRect(room.left(), top, room.width(), 10_000)
    return metrics.boundingRect(whole, _flags(metrics, room.width(), text), text)


def _draw(painter: QPainter, place: QRect, text: str) -> None:
    painter.drawText(place, _flags(painter.fontMetrics(), place.width(), text), text)


def _flags(metrics: QFontMetrics, width: int, text: str) -> int:
    """Return how ``text`` is broken: between words, within them only where one is wider than ``width``."""
    broken = metrics.boundingRect(QRect(0, 0, width, 10_000), int(_TEXT_FLAGS), text)
    more = Qt.TextFlag.TextWrapAnywhere if broken.width() > width else Qt.TextFlag(0)
    return int(_TEXT_FLAGS | more)


def _reason(finding: Finding) -> str:
    return f"已说明：{finding.accepted_for}"


def _links(finding: Finding, offers: tuple[str, ...]) -> tuple[str, ...]:
    if finding.accepted_for:
        return (ASK_AGAIN,)
    return (*offers[:1], OTHER_REMEDIES) if len(offers) > 1 else offers

"""How a finding is painted in the list of the checks panel."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_ui.panels.findings_model import FINDING_ROLE
from perfeval_ui.theme import RHYTHM, SEVERITY_ICONS, SEVERITY_TINTS, Tint, icon, tint

_ICON_SIDE = 16
_WIDTH_WITHOUT_VIEW = 240
_TEXT_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class FindingDelegate(QStyledItemDelegate):
    """Paints the icon of the severity, the whole sentence, in as many lines as it needs, and a line below."""

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
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Midlight))
        painter.setPen(QPen(tint(palette, Tint.RULE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        place = QRect(rect.left() + RHYTHM, rect.top() + RHYTHM, _ICON_SIDE, _ICON_SIDE)
        mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
        self._icons[finding.severity].paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(palette.color(role))
        painter.drawText(self._text_rect(rect), int(_TEXT_FLAGS), finding.message)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics: QFontMetrics = option.fontMetrics
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else _WIDTH_WITHOUT_VIEW
        text = self._text_rect(QRect(0, 0, width, 10_000))
        bounds = metrics.boundingRect(text, int(_TEXT_FLAGS), index.data())
        return QSize(width, max(_ICON_SIDE, bounds.height()) + 2 * RHYTHM)

    @staticmethod
    def _text_rect(rect: QRect) -> QRect:
        return rect.adjusted(2 * RHYTHM + _ICON_SIDE, RHYTHM - 1, -RHYTHM, -RHYTHM + 1)

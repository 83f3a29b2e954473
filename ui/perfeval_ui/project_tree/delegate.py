"""Paints the rows of the project tree, and edits a project's name in place."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import total_text
from perfeval_ui import theme
from perfeval_ui.project_tree.grouping import Group
from perfeval_ui.project_tree.row_data import Role
from perfeval_ui.project_tree.row_style import INDENTATION, RowStyle, row_height, row_look
from perfeval_ui.project_tree.row_text import counts_text
from perfeval_ui.theme import RHYTHM, Tint
from perfeval_ui.widgets.composing_input import ComposingLine

AnyIndex = QModelIndex | QPersistentModelIndex

_ICON = 2 * RHYTHM
_MARK = 12
_OPEN_BAR = 3
_GAP = RHYTHM // 2
# The widest score and the usual grade: they set the columns that scores and grades line up in.
_SCORE, _GRADE = "100.00", "优"


class ProjectTreeDelegate(QStyledItemDelegate):
    """Draws a row from edge to edge, branch included, so the whole of it answers to mouse and selection.

    ``name_entered`` is emitted with a project row's form and the new name typed for it.
    """

    name_entered = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixmaps: dict[tuple[str, str, float], QPixmap] = {}

    # -- painting ----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look = row_look(option)
        painter.save()
        self._paint_ground(painter, look)
        summary, group = index.data(Role.SUMMARY), index.data(Role.GROUP)
        if isinstance(summary, FormSummary):
            self._paint_form(painter, look, summary, index)
        elif isinstance(group, Group):
            self._paint_group(painter, look, group)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(0, row_height(option.font))

    @staticmethod
    def _paint_ground(painter: QPainter, look: RowStyle) -> None:
        row = QRect(look.rect)
        row.setLeft(0)
        if look.ground:
            painter.fillRect(row, look.ground)
        if look.is_current and not look.is_selected:
            painter.setPen(look.accent)
            painter.drawRect(row.adjusted(0, 0, -1, -1))

    def _paint_group(self, painter: QPainter, look: RowStyle, group: Group) -> None:
        self._paint_chevron(painter, look)
        room = look.rect.adjusted(_GAP, 0, -RHYTHM, 0)
        counts = counts_text(group)
        figures = look.figures()
        painter.setPen(look.tint(Tint.QUIET))
        _draw(painter, figures, room, counts, right=True)
        room.setRight(room.right() - QFontMetrics(figures).horizontalAdvance(counts) - RHYTHM)
        painter.setPen(look.text if group.is_named else look.tint(Tint.QUIET))
        _draw(painter, look.figures(bold=len(group.path) == 1), room, group.label)

    @staticmethod
    def _paint_chevron(painter: QPainter, look: RowStyle) -> None:
        centre = QPoint(look.rect.left() - INDENTATION // 2 + 2, look.rect.center().y() + 1)
        if look.is_expanded:
            points = [centre + QPoint(-4, -2), centre + QPoint(0, 2), centre + QPoint(4, -2)]
        else:
            points = [centre + QPoint(-2, -4), centre + QPoint(2, 0), centre + QPoint(-2, 4)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.tint(Tint.QUIET), 1.5))
        painter.drawPolyline(points)

    def _paint_form(self, painter: QPainter, look: RowStyle, summary: FormSummary, index: AnyIndex) -> None:
        is_open = bool(index.data(Role.IS_OPEN))
        if is_open:
            painter.fillRect(QRect(0, look.rect.top(), _OPEN_BAR, look.rect.height()), look.accent)
        # It has no branch to fold: its icon stands there, below the name of its group.
        left = look.rect.left() - INDENTATION + _GAP
        icon = QRect(left, look.rect.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        self._draw_icon(painter, icon, theme.STATE_ICONS[summary.state], look.state_tint(summary.state))
        room = self._paint_standing(painter, look, summary)
        room.setLeft(icon.right() + RHYTHM)
        painter.setPen(look.text if summary.project.strip() else look.tint(Tint.QUIET))
        _draw(painter, look.figures(bold=is_open), room, index.data())

    def _paint_standing(self, painter: QPainter, look: RowStyle, summary: FormSummary) -> QRect:
        """Paint grade, score and errors from the right; return the room that is left."""
        standing, figures = summary.standing, look.figures()
        metrics = QFontMetrics(figures)
        room = look.rect.adjusted(0, 0, -RHYTHM, 0)
        grade, score = standing.grade or "", total_text(standing)
        painter.setPen(look.text if standing.is_complete else look.tint(Tint.QUIET))
        _draw(painter, figures, room, grade, right=True)
        room.setRight(room.right() - max(map(metrics.horizontalAdvance, (grade, _GRADE))) - _GAP)
        _draw(painter, figures, room, score, right=True)
        room.setRight(room.right() - max(map(metrics.horizontalAdvance, (score, _SCORE))) - _GAP)
        if standing.errors:
            self._paint_errors(painter, look, room, standing.errors)
        return room

    def _paint_errors(self, painter: QPainter, look: RowStyle, room: QRect, errors: int) -> None:
        """Paint the mark and the number at the right of ``room`` and take their width off it."""
        figures, colour = look.figures(), look.tint(Tint.ERROR)
        painter.setPen(colour)
        _draw(painter, figures, room, str(errors), right=True)
        room.setRight(room.right() - QFontMetrics(figures).horizontalAdvance(str(errors)) - 2)
        mark = QRect(room.right() - _MARK, room.center().y() - _MARK // 2 + 1, _MARK, _MARK)
        self._draw_icon(painter, mark, theme.SEVERITY_ICONS[Severity.ERROR], colour)
        room.setRight(mark.left() - _GAP)

    def _draw_icon(self, painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
        ratio = painter.device().devicePixelRatio()
        key = (f"{name} {rect.width()}", colour.name(), ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _coloured(theme.icon(name).pixmap(rect.size(), ratio), colour)
        painter.drawPixmap(rect, self._pixmaps[key])

    # -- editing the name --------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: AnyIndex) -> QWidget:
        return ComposingLine(parent)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        look = row_look(option)
        editor.setGeometry(look.rect.adjusted(RHYTHM - 2, 0, 0, 0))

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: AnyIndex) -> None:
        """Tell the name typed, where it is one and another; the model follows once it is saved."""
        summary = index.data(Role.SUMMARY)
        if isinstance(editor, QLineEdit) and isinstance(summary, FormSummary):
            name = editor.text()
            if name.strip() and name != summary.project:
                self.name_entered.emit(summary.form_id, name)


def _draw(painter: QPainter, font: QFont, room: QRect, text: str, *, right: bool = False) -> None:
    """Draw a line of text in the middle of ``room``, shortened where it is too long."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shortened = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shortened)


def _coloured(pixmap: QPixmap, colour: QColor) -> QPixmap:
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), colour)
    painter.end()
    return pixmap

"""Paints the cells of a form by their nature, and opens and closes their editors."""

from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
    QStaticText,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from perfeval_desktop.domain.findings import Severity
from perfeval_ui.cell_grid.editors import CellEditor, Leave, LineEditor, Move, TextEditor
from perfeval_ui.cell_grid.model import (
    FACE_ROLE,
    SEVERITY_ROLE,
    AnyIndex,
    CellTableModel,
    Editor,
    Face,
    Nature,
)
from perfeval_ui.theme import Tint, severity_colour, tint

PADDING_X = 6
PADDING_Y = 5
LEAST_HEIGHT = 30
# A cell never grows past this on the screen; the preview and the editor show all of its text.
MOST_HEIGHT = 260

_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class CellDelegate(QStyledItemDelegate):
    """Draws and edits the cells of a :class:`CellTableModel`.

    ``left`` carries an editor that the person leaves, and her :class:`Move` or :class:`Leave`.
    """

    left = Signal(QWidget, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.starts_by_typing = False
        self.editor: CellEditor | None = None

    # -- painting ----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        face = index.data(FACE_ROLE)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._ground(palette, face, option))
        self._rules(painter, rect, palette, index)
        place = self.text_rect(rect, index)
        self._text(painter, place, palette, face, self.display_text(index, place.width()))
        if face.nature is Nature.OVERRIDDEN:
            self._corner(painter, rect, palette)
        severity = index.data(SEVERITY_ROLE)
        if severity is not None:
            self._underline(painter, rect, palette, severity)
        is_edited = self.editor is not None and self.editor.index == index
        if is_edited or option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def display_text(self, index: AnyIndex, width: int) -> str:  # noqa: ARG002
        """Return the text of a cell as it is drawn in ``width`` pixels."""
        face: Face = index.data(FACE_ROLE)
        return face.text

    def text_rect(self, rect: QRect, index: AnyIndex) -> QRect:  # noqa: ARG002
        """Return where the text of a cell stands; a cell merged with its neighbours shares a larger one."""
        return rect

    def ends_group(self, index: AnyIndex) -> bool:  # noqa: ARG002
        """Whether a rule is drawn below the cell; not between cells that read as one."""
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the size the text of a cell takes at the width in ``option.rect``."""
        rect: QRect = option.rect
        font: QFont = option.font
        text = self.display_text(index, rect.width())
        height = text_height(text, rect.width() - 2 * PADDING_X - 1, font.toString())
        return QSize(rect.width(), max(LEAST_HEIGHT, min(MOST_HEIGHT, height + 2 * PADDING_Y)))

    @staticmethod
    def _ground(palette: QPalette, face: Face, option: QStyleOptionViewItem) -> QColor:
        ground = palette.color(QPalette.ColorRole.Base)
        if face.nature is Nature.COMPUTED:
            ground = tint(palette, Tint.COMPUTED)
        elif face.nature is Nature.LABEL:
            ground = palette.color(QPalette.ColorRole.AlternateBase)
        if option.state & QStyle.StateFlag.State_Selected:
            accent = palette.color(QPalette.ColorRole.Highlight)
            return _mixed(ground, accent, 0.16)
        return ground

    def _rules(self, painter: QPainter, rect: QRect, palette: QPalette, index: AnyIndex) -> None:
        painter.setPen(QPen(tint(palette, Tint.RULE), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if self.ends_group(index):
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    @staticmethod
    def _text(painter: QPainter, rect: QRect, palette: QPalette, face: Face, text: str) -> None:
        if not text:
            return
        font = painter.font()
        font.setItalic(face.nature is Nature.SUGGESTED)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        inner = rect.adjusted(PADDING_X, PADDING_Y, -PADDING_X - 1, -PADDING_Y)
        alignment = face.alignment
        if text_height(text, inner.width(), font.toString()) > inner.height() + 1:
            # Too long to show whole: begin at the beginning.
            alignment = (alignment & Qt.AlignmentFlag.AlignHorizontal_Mask) | Qt.AlignmentFlag.AlignTop
        option = QTextOption(alignment)
        option.setWrapMode(_WRAP)
        painter.drawText(QRectF(inner), text, option)

    @staticmethod
    def _corner(painter: QPainter, rect: QRect, palette: QPalette) -> None:
        right, top = rect.right(), rect.top()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(palette, Tint.WARNING))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolygon(
            QPolygonF([QPointF(right - 8, top), QPointF(right, top), QPointF(right, top + 8)])
        )

    @staticmethod
    def _underline(painter: QPainter, rect: QRect, palette: QPalette, severity: Severity) -> None:
        pen = QPen(severity_colour(palette, severity), 2)
        if severity is not Severity.ERROR:
            pen.setStyle(Qt.PenStyle.DashLine if severity is Severity.WARNING else Qt.PenStyle.DotLine)
        painter.setPen(pen)
        y = rect.bottom() - 2
        painter.drawLine(rect.left() + PADDING_X, y, rect.right() - PADDING_X, y)

    # -- editing -----------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        del option
        model = index.model()
        assert isinstance(model, CellTableModel)  # noqa: S101  # a grid shows nothing else
        place = QPersistentModelIndex(index)
        if model.editor(index.column()) is Editor.TEXT:
            text = TextEditor(place, parent)
            text.typed.connect(self._typed)
            text.left.connect(self._left)
            self.editor = text
            return text
        line = LineEditor(place, parent)
        line.setAlignment(index.data(FACE_ROLE).alignment)
        offers = model.offers(index.row(), index.column())
        if offers:
            line.offer(offers)
        line.typed.connect(self._typed)
        line.left.connect(self._left)
        self.editor = line
        return line

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        # Once only: a repaint during typing must not reset the text, the cursor or an input method.
        if isinstance(editor, CellEditor) and not editor.is_seeded:
            editor.seed(str(index.data(Qt.ItemDataRole.EditRole)), replace=self.starts_by_typing)
            if isinstance(editor, LineEditor) and not self.starts_by_typing:
                editor.show_offers()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, CellEditor) and isinstance(model, CellTableModel):
            cell = model.entry_cell(index.row(), index.column())
            if cell is not None:
                editor.refuse(model.writer.commit(cell, editor.plain_text()))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        del index
        rect: QRect = option.rect
        if isinstance(editor, TextEditor):
            parent = editor.parentWidget()
            height = max(rect.height(), min(MOST_HEIGHT, 3 * LEAST_HEIGHT))
            top = max(0, min(rect.top(), parent.height() - height)) if parent else rect.top()
            rect = QRect(rect.left(), top, rect.width(), height)
        editor.setGeometry(rect.adjusted(2, 2, -3, -3))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # The editors say themselves when they are left; Qt's own idea of it would come on top.
        return False if isinstance(editor, CellEditor) else super().eventFilter(editor, event)

    def _left(self, way: Move | Leave) -> None:
        self.left.emit(self.sender(), way)

    def _typed(self, text: str) -> None:
        editor = self.sender()
        if isinstance(editor, CellEditor):
            model = editor.index.model()
            if isinstance(model, CellTableModel):
                cell = model.entry_cell(editor.index.row(), editor.index.column())
                if cell is not None:
                    editor.refuse(model.writer.preview(cell, text))


@lru_cache(maxsize=8192)
def text_height(text: str, width: int, font_text: str) -> int:
    """Return the height of ``text`` in device-independent pixels when wrapped to ``width``."""
    if not text:
        return 0
    font = QFont()
    font.fromString(font_text)
    # Longer than a cell can ever show: its first part is enough to know that it is too tall.
    static = QStaticText(text[:4000])
    option = QTextOption()
    option.setWrapMode(_WRAP)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setTextOption(option)
    static.setTextWidth(max(1, width))
    static.prepare(font=font)
    return round(static.size().height())


def _mixed(ground: QColor, over: QColor, share: float) -> QColor:
    return QColor(
        round(ground.red() * (1 - share) + over.red() * share),
        round(ground.green() * (1 - share) + over.green() * share),
        round(ground.blue() * (1 - share) + over.blue() * share),
    )

"""Paints the cells of a form by their nature, and opens and closes their editors."""

from collections.abc import Callable
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
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_grid.editors import CellEditor, Leave, LineEditor, Move, TextEditor
from perfeval_ui.form_page.cell_grid.model import (
    FACE_ROLE,
    SEVERITY_ROLE,
    AnyIndex,
    CellAppearance,
    CellKind,
    CellTableModel,
    Editor,
)
from perfeval_ui.theme import Tint, severity_colour, tint

PADDING_X = 6
PADDING_Y = 5
LEAST_HEIGHT = 30
# A cell never grows past this on the screen; the preview and the editor show all of its text.
MOST_HEIGHT = 260
# Characters; more than a cell can ever show, so the first part is enough to draw and to measure.
_MOST_SHOWN = 4000

_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class CellDelegate(QStyledItemDelegate):
    """Draws and edits the cells of ``model``.

    ``editor`` is the open one; ``left`` carries the :class:`Move` or :class:`Leave` with which the person
    leaves it.
    """

    left = Signal(object)

    def __init__(self, model: CellTableModel) -> None:
        super().__init__(model)
        self.cells = model
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
        self._text(painter, self.text_rect(option, index), palette, face, self.display_text(option, index))
        if face.nature is CellKind.OVERRIDDEN:
            self._corner(painter, rect, palette)
        underline(painter, rect, palette, index.data(SEVERITY_ROLE))
        is_edited = self.editor is not None and self.editor.index == index
        if is_edited or option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def display_text(self, option: QStyleOptionViewItem, index: AnyIndex) -> str:  # noqa: ARG002
        """Return the text of a cell as it is drawn at the width in ``option.rect``."""
        face: CellAppearance = index.data(FACE_ROLE)
        return face.text

    def text_rect(self, option: QStyleOptionViewItem, index: AnyIndex) -> QRect:  # noqa: ARG002
        """Return where the text of a cell stands; a cell merged with its neighbours shares a larger one."""
        rect: QRect = option.rect
        return rect

    @staticmethod
    def grid(option: QStyleOptionViewItem) -> QTableView:
        """Return the view that draws or edits a cell."""
        assert isinstance(option.widget, QTableView)  # noqa: S101  # nothing else has this delegate
        return option.widget

    def ends_group(self, index: AnyIndex) -> bool:  # noqa: ARG002
        """Whether a rule is drawn below the cell; not between cells that read as one."""
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the size the text of a cell takes at the width in ``option.rect``."""
        rect: QRect = option.rect
        font: QFont = option.font
        text = self.display_text(option, index)
        height = text_height(text, rect.width() - 2 * PADDING_X - 1, font.toString())
        return QSize(rect.width(), max(LEAST_HEIGHT, min(MOST_HEIGHT, height + 2 * PADDING_Y)))

    @staticmethod
    def _ground(palette: QPalette, face: CellAppearance, option: QStyleOptionViewItem) -> QColor:
        ground = palette.color(QPalette.ColorRole.Base)
        if face.nature is CellKind.COMPUTED:
            ground = tint(palette, Tint.COMPUTED)
        elif face.nature is CellKind.LABEL:
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
    def _text(painter: QPainter, rect: QRect, palette: QPalette, face: CellAppearance, text: str) -> None:
        if not text:
            return
        font = painter.font()
        font.setItalic(face.nature is CellKind.SUGGESTED)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        inner = rect.adjusted(PADDING_X, PADDING_Y, -PADDING_X - 1, -PADDING_Y)
        alignment = face.alignment
        if text_height(text, inner.width(), font.toString()) > inner.height() + 1:
            # Too long to show whole: begin at the beginning.
            alignment = (alignment & Qt.AlignmentFlag.AlignHorizontal_Mask) | Qt.AlignmentFlag.AlignTop
        option = QTextOption(alignment)
        option.setWrapMode(_WRAP)
        painter.drawText(QRectF(inner), text[:_MOST_SHOWN], option)

    @staticmethod
    def _corner(painter: QPainter, rect: QRect, palette: QPalette) -> None:
        right, top = rect.right(), rect.top()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(palette, Tint.WARNING))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolygon(
            QPolygonF([QPointF(right - 8, top), QPointF(right, top), QPointF(right, top + 8)])
        )

    # -- editing -----------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        del option
        place = QPersistentModelIndex(index)
        editor: CellEditor
        if self.cells.editor(index.column()) is Editor.TEXT:
            editor = TextEditor(place, parent)
        else:
            editor = LineEditor(place, parent)
            editor.setAlignment(index.data(FACE_ROLE).alignment)
            offers = self.cells.offers(index.row(), index.column())
            if offers:
                editor.offer(offers)
        editor.typed.connect(self._typed)
        editor.left.connect(self._left)
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        # Once only: a repaint during typing must not reset the text, the cursor or an input method.
        if isinstance(editor, CellEditor) and not editor.is_seeded:
            editor.seed(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        del model, index
        if isinstance(editor, CellEditor):
            self._write(editor, self.cells.writer.commit)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        del index
        rect: QRect = option.rect
        if isinstance(editor, TextEditor):
            height = max(rect.height(), 3 * LEAST_HEIGHT)
            top = max(0, min(rect.top(), self.grid(option).viewport().height() - height))
            editor.setGeometry(rect.left(), top, rect.width() - 1, height - 1)
        else:
            editor.setGeometry(rect.adjusted(2, 2, -3, -3))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # The editors say themselves when they are left; Qt's own idea of it would come on top.
        del editor, event
        return False

    def _left(self, way: Move | Leave) -> None:
        # One that is on its way out already loses the focus last of all.
        if self.sender() is self.editor:
            self.left.emit(way)

    def _typed(self) -> None:
        if self.editor is not None:
            self._write(self.editor, self.cells.writer.preview)

    def _write(self, editor: CellEditor, write: Callable[[Place, str], str | None]) -> None:
        place = self.cells.entry_place(editor.index.row(), editor.index.column())
        assert place is not None  # noqa: S101  # no other cell opens an editor
        # Nothing in a grid is refused: what is wrong with a text is a finding at its cell.
        write(place, editor.plain_text())


def underline(painter: QPainter, rect: QRect, palette: QPalette, severity: Severity | None) -> None:
    """Underline what is found fault with; the line's style tells the severity as well as its colour."""
    if severity is None:
        return
    painter.setPen(QPen(severity_colour(palette, severity), 2, _LINES[severity]))
    y = rect.bottom() - 2
    painter.drawLine(rect.left() + PADDING_X, y, rect.right() - PADDING_X, y)


_LINES = {
    Severity.ERROR: Qt.PenStyle.SolidLine,
    Severity.WARNING: Qt.PenStyle.DashLine,
    Severity.HINT: Qt.PenStyle.DotLine,
}


@lru_cache(maxsize=8192)
def text_height(text: str, width: int, font_text: str) -> int:
    """Return the height of ``text`` in device-independent pixels when wrapped to ``width``."""
    if not text:
        return 0
    font = QFont()
    font.fromString(font_text)
    # A plain QStaticText takes a line feed for a space, but not Unicode's line separator.
    static = QStaticText(text[:_MOST_SHOWN].replace("\n", "\u2028"))
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

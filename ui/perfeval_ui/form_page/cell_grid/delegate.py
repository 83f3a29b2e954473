"""The delegate of a grid: paints each cell by what kind it is, and makes the editor over it."""

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_grid.cells import (
    APPEARANCE_ROLE,
    SEVERITY_ROLE,
    AnyIndex,
    CellAppearance,
    CellKind,
    EditorKind,
)
from perfeval_ui.form_page.cell_grid.editors import CellEditor, LineEditor, TextEditor
from perfeval_ui.form_page.cell_grid.end_edit import EndEdit
from perfeval_ui.form_page.cell_grid.found_painting import draw_found
from perfeval_ui.form_page.cell_grid.model import CellTableModel
from perfeval_ui.form_page.cell_grid.painting import (
    FADED_SHARE,
    LEAST_HEIGHT,
    SELECTED_SHARE,
    TextMeasure,
    draw_cursor,
    draw_override_mark,
    draw_rules,
    draw_text,
    ground_colour,
)
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.form_page.finding_marks import underline
from perfeval_ui.form_page.found_marks import FoundMarks
from perfeval_ui.form_page.suggestion_list import Offer, offer_of


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of ``model`` and edits them through ``writer``.

    ``editor`` is the open one, ``found`` what is marked, ``is_faded`` whether what is selected is drawn as
    where the keyboard is not; ``ended`` carries the :class:`EndEdit` with which the user ends its editing.
    """

    ended = Signal(object)

    def __init__(self, model: CellTableModel, writer: CellWriter) -> None:
        super().__init__(model)
        self.cells = model
        self.writer = writer
        self.editor: CellEditor | None = None
        self.is_faded = False
        self.found = FoundMarks()

    # -- painting ----------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        appearance: CellAppearance = index.data(APPEARANCE_ROLE)
        rect: QRect = option.rect
        palette: QPalette = option.palette
        share = 0.0
        if self.is_drawn_selected(option, index):
            share = FADED_SHARE if self.is_faded else SELECTED_SHARE
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, ground_colour(palette, appearance.kind, accent=share))
        draw_rules(painter, rect, palette, has_rule_below=self.ends_group(index))
        text = self.display_text(appearance.text, rect.width(), option.fontMetrics)
        text_rect = self.text_rect(option, index)
        if self.found.places:
            place = self.cells.place_at(index.row(), index.column())
            mark = self.found.at(place, text, palette)
            if mark is not None:
                draw_found(painter, text_rect, mark, text=text, appearance=appearance)
        draw_text(painter, text_rect, palette, text=text, appearance=appearance)
        if appearance.kind is CellKind.OVERRIDDEN:
            draw_override_mark(painter, rect, palette)
        underline(painter, rect, palette, index.data(SEVERITY_ROLE))
        is_edited = self.editor is not None and self.editor.index == index
        if is_edited or option.state & QStyle.StateFlag.State_HasFocus:
            draw_cursor(painter, rect, palette)
        painter.restore()

    def is_drawn_selected(self, option: QStyleOptionViewItem, index: AnyIndex) -> bool:  # noqa: ARG002
        """Whether a cell looks selected; merged cells look so as one."""
        return bool(option.state & QStyle.StateFlag.State_Selected)

    def display_text(self, text: str, width: int, metrics: QFontMetrics) -> str:  # noqa: ARG002
        """Return the text of a cell as it is drawn at a width."""
        return text

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
        """Whether a rule is drawn below the cell; not between merged cells."""
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the size the text of a cell takes at the width in ``option.rect``."""
        rect: QRect = option.rect
        height = self.cell_height(index.row(), index.column(), rect.width(), TextMeasure(option.font))
        return QSize(rect.width(), height)

    def cell_height(self, row: int, column: int, width: int, measure: TextMeasure) -> int:
        """Return the height the text of a cell takes at a width."""
        appearance = self.cells.appearance_at(row, column)
        if measure.is_short(appearance.text, width):
            return LEAST_HEIGHT
        key = appearance.text, appearance.kind, width
        known = measure.known.get(key)
        if known is None:
            text = self.display_text(appearance.text, width, measure.metrics)
            known = measure.known[key] = measure.height(text, width, appearance.kind)
        return known

    # -- editing -----------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        del option
        self.editor = self._made_editor(parent, index)
        self.editor.ended.connect(self._pass_on)
        # Not the index's own: what goes through Qt loses a byte order mark.
        text = str(index.model().data(index, Qt.ItemDataRole.EditRole))
        self.editor.start(QPersistentModelIndex(index), text)
        return self.editor

    def _made_editor(self, parent: QWidget, index: AnyIndex) -> CellEditor:
        place = self.cells.entry_place(index.row(), index.column())
        assert place is not None  # noqa: S101  # no other cell opens an editor
        if self.cells.editor_kind(index.column()) is EditorKind.TEXT:
            text_editor = TextEditor(self.writer, place, parent)
            text_editor.suggest(self._earlier_texts(place))
            return text_editor
        editor = LineEditor(self.writer, place, parent)
        editor.setAlignment(index.data(APPEARANCE_ROLE).alignment)
        suggestions = self.cells.suggestions(index.row(), index.column())
        if suggestions:
            editor.suggest(offer_of(suggestions))
        return editor

    def _earlier_texts(self, place: Place) -> Offer:
        return Offer(partial(self.writer.earlier_texts, place), self.writer.gather_earlier_texts)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Do nothing: each repaint during typing would reset the text, the cursor or an input method."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        del model, index
        if isinstance(editor, CellEditor):
            editor.commit()

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

    def _pass_on(self, end_edit: EndEdit) -> None:
        # An editor that is closing loses the keyboard last of all and would end once more.
        if self.sender() is self.editor:
            self.ended.emit(end_edit)

"""The grid of form cells on the page: cursor and editors as in a spreadsheet, as tall as its rows."""

from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from functools import partial
from math import ceil

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHeaderView, QWidget

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.rounding import Rounding, RoundingMode
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.cell_grid.cell_range import GridCell, blocks_of
from perfeval_ui.form_page.cell_grid.cells import CellKind
from perfeval_ui.form_page.cell_grid.clipboard import CellClipboard
from perfeval_ui.form_page.cell_grid.column_widths import column_widths, drawn_widths
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.editing import EditingTable
from perfeval_ui.form_page.cell_grid.end_edit import EndEdit, end_edit_for
from perfeval_ui.form_page.cell_grid.fill_handle import FillHandle
from perfeval_ui.form_page.cell_grid.header import GridHeader
from perfeval_ui.form_page.cell_grid.painting import LEAST_HEIGHT, PADDING_X, TextMeasure, text_font
from perfeval_ui.form_page.cell_grid.row_header import RowHeader
from perfeval_ui.form_page.cell_grid.selection import ALT, CTRL, NONE, held_modifiers
from perfeval_ui.form_page.found_marks import FoundMarks
from perfeval_ui.session_signals import FormSignals

# No column fits itself to its content beyond this share of the grid.
_MOST_SHARE = 0.5
_TO_HUNDREDTHS = Rounding(RoundingMode.HALF_UP, 2)


class CellGrid(EditingTable):
    """Shows and edits cells of the open form; as tall as its rows, since the page around it scrolls.

    ``refused`` carries why nothing can be typed; ``pasted`` the places of a paste and what to say of texts
    that found no cell, ``""`` where all did; ``selection_described`` how many cells are selected and what
    their figures add up to. ``fitted`` is emitted when columns or rows may have other sizes; ``widths_drawn``
    carries the widths of all columns once the user has drawn one. ``menu_wanted`` and ``remedies_wanted``
    carry the place of a cell and a point on the screen.
    """

    selection_described = Signal(str)
    pasted = Signal(tuple, str)
    fitted = Signal()
    widths_drawn = Signal(tuple)
    menu_wanted = Signal(object, QPoint)
    remedies_wanted = Signal(object, QPoint)

    def __init__(self, signals: FormSignals, delegate: CellDelegate, parent: QWidget | None = None) -> None:
        super().__init__(delegate, parent)
        self.session = signals.session
        self._handle = FillHandle(self, self.filler)
        self.selectionModel().selectionChanged.connect(self._handle.leave)
        self._clipboard = CellClipboard(self, self.filler, self.writer)
        self._cursor_before_reset: GridCell = (0, 0)
        self._own_widths: tuple[int, ...] = ()
        # The font, the titles and the widths of the columns at which the rows were measured.
        self._measured_at: tuple[object, ...] = ()
        self._lay_out()
        self.cells.laid_out.connect(self._follow_layout)
        self.cells.modelAboutToBeReset.connect(self._prepare_reset)
        self.cells.modelReset.connect(self._follow_reset)
        signals.changed.connect(self._follow)

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.Box)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab leads to the next cell to be filled in, and out of the grid behind the last.
        self.setTabKeyNavigation(False)
        titles = GridHeader(Qt.Orientation.Horizontal, self)
        titles.section_drawn.connect(self._keep_widths)
        titles.edge_double_clicked.connect(self._fit_to_content)
        self.setHorizontalHeader(titles)
        self.setVerticalHeader(RowHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(LEAST_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setHighlightSections(False)

    # -- the form ----------------------------------------------------------------------------------------

    def _follow(self, notification: Notification) -> None:
        shown = notification.after
        saved = self.session.base if shown is not None else None
        self.cells.show(shown, saved, is_editable=self.writer.takes_changes)

    def _prepare_reset(self) -> None:
        self._cursor_before_reset = (self.currentIndex().row(), self.currentIndex().column())
        # Qt throws the editor away without closing it.
        self.forget_open_editor()

    def _follow_reset(self) -> None:
        self._follow_layout()
        row, column = self._cursor_before_reset
        if self.cells.rowCount() and row >= 0:
            self.put_cursor(min(row, self.cells.rowCount() - 1), min(column, self.cells.columnCount() - 1))

    def _follow_layout(self, rows: Collection[int] | None = None) -> None:
        self.fit(rows)
        # Qt asks only when the cursor moves whether the cell takes what an input method writes.
        takes_text = self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, bool(takes_text))

    @property
    def block_key(self) -> str:
        """The key of the block whose cells the grid shows."""
        raise NotImplementedError

    def summary(self) -> str:
        """Return what stands in the grid, on one line; ``""`` where there is nothing to say."""
        return ""

    # -- size --------------------------------------------------------------------------------------------

    def column_shares(self) -> list[float]:
        """Return the share of the width each column takes as the template has it."""
        raise NotImplementedError

    def use_widths(self, widths: Sequence[int]) -> None:
        """Share out the width as the user has drawn the columns; none: as the template has it."""
        self._own_widths = tuple(widths)
        if self.cells.columnCount():
            self.fit()

    def _keep_widths(self, column: int, before: int, after: int) -> None:
        """Let the columns at the right give way to one that the user draws wider, or take what it leaves."""
        widths = [self.columnWidth(one) for one in range(self.cells.columnCount())]
        least = [self._least_width(one) for one in range(len(widths))]
        widths[column] = before
        self.use_widths(drawn_widths(widths, least, column, after))
        self.widths_drawn.emit(self._own_widths)

    def _fit_to_content(self, column: int) -> None:
        """Make a column as wide as its longest line, as far as there is room for it."""
        texts = (str(self.cells.index(row, column).data() or "") for row in range(self.cells.rowCount()))
        metrics = QFontMetricsF(self.font())
        longest = max(
            (metrics.horizontalAdvance(line) for text in texts for line in text.split("\n")), default=0
        )
        wanted = min(ceil(longest) + 2 * PADDING_X + 2, round(self.viewport().width() * _MOST_SHARE))
        self._keep_widths(column, self.columnWidth(column), wanted)

    def fit(self, changed: Collection[int] | None = None) -> None:
        """Give every column its share of the width and every row the height of its text.

        Where only the rows ``changed`` hold other texts, no other is measured unless a column is wider or
        narrower now.
        """
        count = self.cells.columnCount()
        titles = [self.cells.headerData(one, Qt.Orientation.Horizontal) for one in range(count)]
        # Where the form prints no headings, none take room.
        self.horizontalHeader().setVisible(any(titles))
        shares = self.column_shares()
        if len(self._own_widths) == len(shares):
            shares = [float(width) for width in self._own_widths]
        least = [self._least_width(column) for column in range(len(shares))]
        # Narrower, the page scrolls: no number is broken, no title cut off.
        self.setMinimumWidth(sum(least) + 2 * self.frameWidth())
        widths = column_widths(self.viewport().width(), shares, least)
        measured_at = (self.font().key(), *titles, *widths)
        if changed is None or measured_at != self._measured_at:
            changed = range(self.cells.rowCount())
            for column, width in enumerate(widths):
                self.setColumnWidth(column, width)
            # How high the titles are follows from the widths, but the header keeps what it once worked out.
            self.horizontalHeader().headerDataChanged(Qt.Orientation.Horizontal, 0, count - 1)
            self.updateGeometries()
        self._measured_at = measured_at
        self._fit_rows(changed)
        heading = self.horizontalHeader().height() if any(titles) else 0
        self.setFixedHeight(heading + self.verticalHeader().length() + 2 * self.frameWidth())
        self.fitted.emit()

    def _least_width(self, column: int) -> int:
        """Return the width at which neither a part of the title nor a number of the column breaks."""
        metrics = QFontMetricsF(self.horizontalHeader().font())
        title = str(self.cells.headerData(column, Qt.Orientation.Horizontal))
        parts = [part for line in title.split("\n") for part in self.cells.parts_of(line)]
        number = self.cells.longest_number(column)
        # A number may be in italics until it is typed, and leaning figures reach beyond their advance.
        italics = QFontMetricsF(text_font(self.font(), CellKind.SUGGESTED))
        widths = (*map(metrics.horizontalAdvance, [*parts, number]), italics.boundingRect(number).width())
        return ceil(max(widths)) + 2 * PADDING_X + 2

    def _fit_rows(self, rows: Iterable[int]) -> None:
        """Give each of ``rows`` the height of its texts."""
        measure = TextMeasure(self.font())
        widths = [self.columnWidth(column) for column in range(self.cells.columnCount())]
        header = self.verticalHeader()
        for row in rows:
            height = self.row_height(row, widths, measure)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)

    def row_height(self, row: int, widths: Sequence[int], measure: TextMeasure) -> int:
        """Return the height the texts of ``row`` take in columns of such ``widths``."""
        heights = (
            self._delegate.cell_height(row, column, width, measure) for column, width in enumerate(widths)
        )
        return max(LEAST_HEIGHT, *heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit everything anew in another size of text, once the titles have it as well."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit_to_font)

    def _fit_to_font(self) -> None:
        if self.cells.columnCount():
            self.fit()

    # -- the cursor --------------------------------------------------------------------------------------

    def go_to(self, place: Place) -> None:
        """Put the cursor on ``place`` and take the keyboard; do nothing where it is not in this grid."""
        found = self.cells.index_of(place)
        if found is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.put_cursor(*found)

    def show_found(self, found: FoundMarks) -> None:
        """Mark from now on in the cells what is ``found``."""
        self._delegate.found = found

    def add_to_selection(self, places: Sequence[Place]) -> None:
        """Select the cells of ``places`` as well, those that are in this grid; the cursor stays."""
        added = QItemSelection()
        # A range for each cell of a large block would keep Qt busy for minutes.
        for block in blocks_of(filter(None, map(self.cells.index_of, places))):
            first = self.cells.index(block.rows[0], block.columns[0])
            added.append(QItemSelectionRange(first, self.cells.index(block.rows[-1], block.columns[-1])))
        self.selectionModel().select(added, QItemSelectionModel.SelectionFlag.Select)

    def paintEvent(self, event: QPaintEvent) -> None:
        # What is selected stays to be seen, but fades where the keyboard is elsewhere.
        self._delegate.is_faded = not (self.hasFocus() or self._delegate.editor is not None)
        super().paintEvent(event)
        self._handle.paint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self._start_at(self.entries.first())
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.TabFocusReason:
            self._start_at(self.entries.first())
        elif event.reason() is Qt.FocusReason.BacktabFocusReason:
            self._start_at(self.entries.last())

    def _start_at(self, cell: GridCell | None) -> None:
        if cell is not None:
            self.put_cursor(*cell)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self.selected_count() < 2:
            self.selection_described.emit("")
            return
        cells = self.selected_cells()
        texts = (self.cells.appearance_at(*cell).text for cell in cells)
        figures = [number for text in texts if (number := read_number(text).value) is not None]
        self.selection_described.emit(f"选中 {len(cells)} 格{_summed_up(figures)}")

    # -- commands ----------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected cells as a table."""
        self._clipboard.copy()

    def cut(self) -> None:
        """Copy the selected cells and clear them."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Clear the selected cells."""
        if self.takes_changes():
            self.filler.clear()

    def paste(self) -> None:
        """Enter the cells on the clipboard, and tell of it."""
        if not self.takes_changes():
            return
        left_over = self._clipboard.paste()
        self.pasted.emit(tuple(place for _, place in self.filler.selected()), left_over or "")

    def fill_down(self) -> None:
        """Fill the selected cells from above."""
        if self.takes_changes():
            self.filler.fill_down()

    def fill_right(self) -> None:
        """Fill the selected cells from the left."""
        if self.takes_changes():
            self.filler.fill_right()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = None if self.is_composing else self._command(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def _ask_for_remedies(self) -> None:
        self.remedies_wanted.emit(self._current_place(), self._below_cursor())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell; one that is not selected is selected alone first."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self._current_place(), self._below_cursor())
            return
        at = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if at.isValid() and not self.selectionModel().isSelected(at):
            self.put_cursor(at.row(), at.column())
        if at.isValid():
            place = self.cells.place_at(at.row(), at.column())
            self.menu_wanted.emit(place, event.globalPos())

    def _current_place(self) -> Place | None:
        index = self.currentIndex()
        return self.cells.place_at(index.row(), index.column()) if index.isValid() else None

    def _below_cursor(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does with the selected cells."""
        key, modifiers, end_edit = event.key(), held_modifiers(event), end_edit_for(event)
        if modifiers == NONE and key == Qt.Key.Key_Delete:
            return self.clear
        if modifiers == NONE and key == Qt.Key.Key_Backspace:
            return self.clear_and_edit
        if modifiers == CTRL and key == Qt.Key.Key_D:
            return self.fill_down
        if modifiers == CTRL and key == Qt.Key.Key_R:
            return self.fill_right
        if modifiers == ALT and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._ask_for_remedies
        if end_edit in (EndEdit.DOWN, EndEdit.UP):
            return partial(self.go, end_edit)
        standard = QKeySequence.StandardKey
        commands = {standard.Cut: self.cut, standard.Copy: self.copy, standard.Paste: self.paste}
        return next((do for meant, do in commands.items() if event.matches(meant)), None)


def _summed_up(figures: Sequence[Decimal]) -> str:
    """Return how many figures are selected, their sum, and their mean to two decimals."""
    if not figures:
        return ""
    total = sum(figures, Decimal(0))
    mean = _TO_HUNDREDTHS(total / len(figures))
    return f"，{len(figures)} 个数，合计 {total.normalize():f}，平均 {mean.normalize():f}"

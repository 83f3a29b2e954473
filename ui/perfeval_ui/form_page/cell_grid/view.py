"""The view of a grid of form cells: keyboard as in a spreadsheet, clipboard, editors that lose nothing."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QWidget,
)

from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.numerals import read_number
from perfeval_ui.form_page.cell_grid.clipboard import to_block, to_text
from perfeval_ui.form_page.cell_grid.delegate import LEAST_HEIGHT, PADDING_X, CellDelegate
from perfeval_ui.form_page.cell_grid.editors import Leave, Move, way_out
from perfeval_ui.form_page.cell_grid.model import AnyIndex, CellTableModel
from perfeval_ui.form_page.cell_grid.reach import GridCell
from perfeval_ui.form_page.cell_grid.selecting import CTRL, NONE, SelectingTable, held
from perfeval_ui.form_page.cell_writer import Block

_BY_HAND = frozenset(
    {
        QAbstractItemView.EditTrigger.AnyKeyPressed,
        QAbstractItemView.EditTrigger.EditKeyPressed,
        QAbstractItemView.EditTrigger.DoubleClicked,
    }
)


class GridHeader(QHeaderView):
    """Breaks a column title that is too wide for its column where the printed form breaks it."""

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803
        super().initStyleOptionForIndex(option, logicalIndex)
        option.text = self._broken(option.text, logicalIndex)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803
        """Return the room a title takes; Qt works it out from the title as it is, not as it is broken."""
        size = super().sectionSizeFromContents(logicalIndex)
        title = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        more = self._broken(title, logicalIndex).count("\n") - title.count("\n")
        return QSize(size.width(), size.height() + more * self.fontMetrics().lineSpacing())

    def _broken(self, title: str, section: int) -> str:
        model = self.model()
        room = self.sectionSize(section) - 2 * PADDING_X
        if isinstance(model, CellTableModel) and self.fontMetrics().horizontalAdvance(title) > room:
            return "\n".join(model.parts_of(title))
        return title


class CellGrid(SelectingTable):
    """A grid of form cells, as tall as its rows: the page around it scrolls.

    ``refused`` carries the sentence that says what of a paste found no place, or why nothing can be typed;
    ``selection_described`` how much is selected.
    """

    refused = Signal(str)
    selection_described = Signal(str)

    def __init__(self, model: CellTableModel, delegate: CellDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = model
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.Box)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab leads to the next cell that can be entered, and out of the grid behind the last.
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalHeader(GridHeader(Qt.Orientation.Horizontal, self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(LEAST_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setHighlightSections(False)
        delegate.left.connect(self._leave_editor)
        model.laid_out.connect(self._follow_layout)
        model.modelAboutToBeReset.connect(self._prepare_reset)
        model.modelReset.connect(self._follow_reset)
        self._cursor = (0, 0)

    # -- size --------------------------------------------------------------------------------------------

    def column_shares(self) -> list[float]:
        """Return the share of the width each column takes."""
        raise NotImplementedError

    def fit(self) -> None:
        """Give every column its share of the width and every row the height of its text."""
        count = self.cells.columnCount()
        titles = [self.cells.headerData(one, Qt.Orientation.Horizontal) for one in range(count)]
        # Where the form prints no headings, none take room.
        self.horizontalHeader().setVisible(any(titles))
        for column, section in enumerate(self._column_widths()):
            self.setColumnWidth(column, section)
        # How high the titles are follows from the widths, but the header keeps what it once worked out.
        self.horizontalHeader().headerDataChanged(Qt.Orientation.Horizontal, 0, count - 1)
        self.updateGeometries()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        header = self.verticalHeader()
        total = 0
        for row in range(self.cells.rowCount()):
            height = self.row_height(row, option)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
            total += height
        heading = self.horizontalHeader().height() if any(titles) else 0
        self.setFixedHeight(heading + total + 2 * self.frameWidth())

    def _column_widths(self) -> list[int]:
        """Share out the width; no column gets less than its title needs while others have more."""
        shares = self.column_shares()
        width = self.viewport().width()
        metrics = self.horizontalHeader().fontMetrics()
        least, wanted = [], []
        for column, share in enumerate(shares):
            title = str(self.cells.headerData(column, Qt.Orientation.Horizontal))
            parts = [part for line in title.split("\n") for part in self.cells.parts_of(line)]
            unbroken = [*parts, self.cells.longest_number(column)]
            least.append(max(map(metrics.horizontalAdvance, unbroken)) + 2 * PADDING_X + 2)
            wanted.append(max(least[-1], int(width * share / sum(shares))))
        missing = sum(wanted) - width
        spare = sum(wanted) - sum(least)
        if missing > 0 and spare > 0:
            taken = min(1.0, missing / spare)
            wanted = [full - int((full - need) * taken) for full, need in zip(wanted, least, strict=True)]
        if wanted:
            wanted[-1] += width - sum(wanted)
        return [max(1, section) for section in wanted]

    def row_height(self, row: int, option: QStyleOptionViewItem) -> int:
        """Return the height the texts of ``row`` take at the present column widths."""
        height = LEAST_HEIGHT
        for column in range(self.cells.columnCount()):
            option.rect = QRect(0, 0, self.columnWidth(column), 0)
            hint = self._delegate.sizeHint(option, self.cells.index(row, column))
            height = max(height, hint.height())
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    # -- cursor ------------------------------------------------------------------------------------------

    def go_to(self, place: Place) -> None:
        """Select ``place`` and take the focus; nothing happens where it is not in this grid."""
        found = self.cells.index_of(place)
        if found is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.put_cursor(*found)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        indexes = self.selectedIndexes()
        if len(indexes) < 2:
            self.selection_described.emit("")
            return
        figures = [number for one in indexes if (number := _figure(one.data())) is not None]
        total = f"，合计 {sum(figures, Decimal(0)).normalize():f}" if figures else ""
        self.selection_described.emit(f"选中 {len(indexes)} 格{total}")

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001
        # Tab walks through the cells that can be entered and then leaves the grid.
        beside = self._beside(1 if forward else -1)
        if beside is None:
            return super().focusNextPrevChild(forward)
        self.put_cursor(*beside)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():
            self._start_at(self._entries()[:1])
        super().focusInEvent(event)
        reason = event.reason()
        if reason is Qt.FocusReason.TabFocusReason:
            self._start_at(self._entries()[:1])
        elif reason is Qt.FocusReason.BacktabFocusReason:
            self._start_at(self._entries()[-1:])

    def _start_at(self, entries: list[GridCell]) -> None:
        if entries:
            self.put_cursor(*entries[0])

    def _entries(self) -> list[GridCell]:
        return [
            (row, column)
            for row in range(self.cells.rowCount())
            for column in range(self.cells.columnCount())
            if self.cells.entry_place(row, column) is not None
        ]

    def _beside(self, step: int) -> GridCell | None:
        """Return the next or previous cell that can be entered."""
        entries = self._entries()
        current = (self.currentIndex().row(), self.currentIndex().column())
        if step > 0:
            return next((place for place in entries if place > current), None)
        return next((place for place in reversed(entries) if place < current), None)

    def _go(self, move: Move) -> None:
        index = self.currentIndex()
        match move:
            case Move.STAY:
                return
            case Move.DOWN | Move.UP:
                row = index.row() + (1 if move is Move.DOWN else -1)
                is_entry = 0 <= row < self.cells.rowCount() and self.cells.entry_place(row, index.column())
                self.put_cursor(row if is_entry else index.row(), index.column())
            case Move.NEXT | Move.PREVIOUS:
                self.focusNextPrevChild(move is Move.NEXT)

    def _prepare_reset(self) -> None:
        self._cursor = (self.currentIndex().row(), self.currentIndex().column())
        # Qt throws the editor away without closing it.
        self._delegate.editor = None

    def _follow_reset(self) -> None:
        self._follow_layout()
        row, column = self._cursor
        if self.cells.rowCount() and row >= 0:
            self.put_cursor(min(row, self.cells.rowCount() - 1), min(column, self.cells.columnCount() - 1))

    def _follow_layout(self) -> None:
        self.fit()
        # Qt asks only when the cursor moves whether the cell takes what an input method writes.
        takes_text = self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, bool(takes_text))

    # -- editors -----------------------------------------------------------------------------------------

    def commit_open_editor(self) -> bool:
        """Commit what is being typed; always ``True``: in a grid nothing is refused."""
        self._leave_editor(Move.STAY)
        return True

    def drop_open_editor(self) -> None:
        """Give up what is being typed."""
        self._leave_editor(Leave.DROP)

    def edit(  # type: ignore[override]  # the slot of the same name is the other overload
        self,
        index: AnyIndex,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Open the editor of a cell; typing replaces what is in it, F2 and a double click go on with it."""
        if self._delegate.editor is not None:
            return False
        opened = super().edit(index, trigger, event)  # type: ignore[arg-type]
        self._object(index, trigger, is_opened=opened)
        editor = self._delegate.editor
        if editor is not None and trigger is not QAbstractItemView.EditTrigger.AnyKeyPressed:
            editor.go_on()
        return opened

    def _object(self, index: AnyIndex, trigger: QAbstractItemView.EditTrigger, *, is_opened: bool) -> None:
        """Say why a cell takes nothing, where somebody tries to write into it."""
        if (
            is_opened
            or trigger not in _BY_HAND
            or self.cells.entry_place(index.row(), index.column()) is None
        ):
            return
        objection = self.cells.writer.objection
        if objection:
            self.refused.emit(objection)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: typing enters a text; where none can be entered, the cursor stays."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self._delegate.editor = None
        super().closeEditor(editor, hint)

    def _leave_editor(self, way: Move | Leave) -> None:
        editor = self._delegate.editor
        if editor is None:
            return
        match way:
            case Move():
                self.commitData(editor)
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self._go(way)
            case Leave.DROP:
                self.cells.writer.cancel()
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
                self.setFocus()
            case Leave.FILL:
                index = self.cells.index(editor.index.row(), editor.index.column())
                self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
                entries = [(cell, editor.plain_text()) for _, cell in self._selected_entries()]
                self._enter_all(entries, "填入")
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    # -- clipboard ---------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected cells as a table."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        rows = range(min(one.row() for one in indexes), max(one.row() for one in indexes) + 1)
        columns = range(min(one.column() for one in indexes), max(one.column() for one in indexes) + 1)
        chosen = {(one.row(), one.column()) for one in indexes}
        texts = [
            [self._shown_text(row, column) if (row, column) in chosen else "" for column in columns]
            for row in rows
        ]
        QGuiApplication.clipboard().setText(to_text(texts))

    def cut(self) -> None:
        """Copy the selected cells and clear them."""
        self.copy()
        self.clear_cells()

    def paste(self) -> None:
        """Enter the cells on the clipboard from the current cell on; one text fills all selected cells."""
        text = QGuiApplication.clipboard().text()
        places = self._selected_entries()
        if not (text and places and self.cells.is_editable):
            return
        block = to_block(text)
        if len(places) > 1 and len(block) == len(block[0]) == 1:
            self._enter_all([(cell, block[0][0]) for _, cell in places], "粘贴到")
        else:
            self.paste_block(block, *min(place for place, _ in places))

    def paste_block(self, block: Block, row: int, column: int) -> None:
        """Enter ``block`` from a place on to the right and down; what has no cell is told."""
        at = self.cells.entry_place(row, column)
        if at is not None:
            told = self.cells.writer.commit_block(at, block)
            if told is not None:
                self.refused.emit(told)

    def clear_cells(self) -> None:
        """Clear the selected cells."""
        self._enter_all([(cell, "") for _, cell in self._selected_entries()], "清除")

    def fill_down(self) -> None:
        """Fill the selected cells from the topmost of their column; those of one row from the row above."""
        above = 1 if len(self.selected_rows()) == 1 else 0
        # Of each column the topmost place stays, as the last to be put in.
        tops = {column: row - above for row, column in reversed(self._selected_places())}
        filled = []
        for (row, column), cell in self._selected_entries():
            top = tops[column]
            source = self.cells.entry_place(top, column) if 0 <= top < row else None
            if source is not None:
                filled.append((cell, self.cells.writer.typed(source)))
        self._enter_all(filled, "向下填充")

    def selected_rows(self) -> list[int]:
        """Return the rows with a selected cell, in order."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            command()

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does with the selected cells."""
        key, keys, way = event.key(), held(event), way_out(event)
        if keys == NONE and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.clear_cells
        if keys == CTRL and key == Qt.Key.Key_D:
            return self.fill_down
        if way in (Move.DOWN, Move.UP):
            return partial(self._go, way)
        standard = QKeySequence.StandardKey
        commands = {standard.Cut: self.cut, standard.Copy: self.copy, standard.Paste: self.paste}
        return next((do for meant, do in commands.items() if event.matches(meant)), None)

    def _shown_text(self, row: int, column: int) -> str:
        return str(self.cells.index(row, column).data(Qt.ItemDataRole.DisplayRole))

    def _selected_entries(self) -> list[tuple[GridCell, Place]]:
        found = ((place, self.cells.entry_place(*place)) for place in self._selected_places())
        return [(place, cell) for place, cell in found if cell is not None]

    def _enter_all(self, entries: list[tuple[Place, str]], verb: str) -> None:
        if entries and self.cells.is_editable:
            self.cells.writer.commit_all(entries, verb)


def _figure(text: object) -> Decimal | None:
    """Return the figure a cell shows, ``None`` for a text."""
    return read_number(str(text)).value

"""What a monkey does to the grids of the page: blocks pasted and filled, rows moved, columns drawn wider."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest

from faults.monkey_blocks import block
from faults.monkey_desk import Desk
from faults.monkey_mouse import drag
from perfeval_ui.form_page.cell_grid.rows_grid import RowsGrid
from perfeval_ui.form_page.cell_grid.view import CellGrid

# A form with more rows than this takes no long blocks any more.
_MANY_ROWS = 40
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYS = (
    (Qt.Key.Key_Delete, _NONE),
    (Qt.Key.Key_D, _CTRL),
    (Qt.Key.Key_R, _CTRL),
    (Qt.Key.Key_X, _CTRL),
    (Qt.Key.Key_C, _CTRL),
    (Qt.Key.Key_V, _CTRL),
    (Qt.Key.Key_Backspace, _NONE),
    (Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier),
)


class GridActions:
    """Things done with cells and rows; each returns how it was done, in words."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self._desk, self._random = desk, random

    @property
    def things(self) -> tuple[tuple[Callable[[], object], int], ...]:
        """What there is to do, each with how often."""
        return (
            (self.paste_block, 7),
            (self.press_on_block, 10),
            (self.draw_handle, 7),
            (self.change_rows, 9),
            (self.draw_rows, 6),
            (self.draw_column, 3),
            (self.use_menu, 5),
            (self.share_points, 4),
        )

    # -- cells -------------------------------------------------------------------------------------------

    def paste_block(self) -> str:
        """Paste a block of up to 20 x 9 cells somewhere."""
        grid = self._chosen()
        if grid is None:
            return "no grid"
        most = 20 if grid.cells.rowCount() < _MANY_ROWS else 2
        copied = block(self._random, most_rows=most)
        words = f"{copied.text()[:30]!r}{' as a table' if copied.hasHtml() else ''}"
        QGuiApplication.clipboard().setMimeData(copied)
        grid.put_cursor(*self._cell(grid))
        self._desk.window.actions_.paste.trigger()
        return words

    def press_on_block(self) -> str:
        """Select a block and press a key that is about all of it."""
        grid = self._selected()
        if grid is None:
            return "no grid"
        key, held = self._random.choice(_KEYS)
        QTest.keyClick(grid, key, held)
        return key.name

    def draw_handle(self) -> str:
        """Fill the cells beside a block by its handle."""
        grid = self._selected()
        if grid is None or grid._handle.rect().isEmpty():
            return "no handle"
        view = grid.viewport()
        handle = grid._handle.rect().center()
        if self._random.random() < 0.2:
            QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=handle)
            return "double click"
        ways = [QPoint(self._random.randrange(view.width()), self._random.randrange(view.height()))]
        drag(view, handle, *ways, QPoint(handle.x(), self._random.randrange(view.height())))
        return f"from {handle.toTuple()} to {ways[0].toTuple()}"

    def use_menu(self) -> str:
        """Take something from the menu of a cell: remedies, its history, commands on rows."""
        grid = self._selected()
        if grid is None:
            return "no grid"
        row, column = grid.current_cell()
        menu = self._desk.window.commands.cell_menu
        menu.open(grid, grid.cells.place_at(row, column), QPoint(0, 0))
        found = [one for one in menu.menu.actions() if _is_command(one)]
        action = self._random.choice(found)
        menu.menu.close()
        action.trigger()
        return action.text()

    # -- rows and columns --------------------------------------------------------------------------------

    def change_rows(self) -> str:
        """Choose some rows whole and insert, remove or move as many."""
        grid = self._with_rows()
        if grid is None:
            return "no rows"
        self._choose_rows(grid)
        actions = self._desk.window.actions_
        ways = [actions.remove_rows, actions.move_up, actions.move_down]
        if grid.cells.rowCount() < _MANY_ROWS:
            ways += [actions.insert_above, actions.insert_below]
        action = self._random.choice(ways)
        action.trigger()
        return f"{action.iconText()} {grid.selected_rows()}"

    def share_points(self) -> str:
        """Choose some rows whole and share points out, among them or by the template."""
        grid = self._with_rows()
        if grid is None:
            return "no rows"
        self._choose_rows(grid)
        actions = [one for one in self._desk.window.actions_.weight_menu.actions() if one.isEnabled()]
        if not actions:
            return "no indicators"
        action = self._random.choice(actions)
        action.trigger()
        return f"{action.iconText()} {grid.selected_rows()}"

    def draw_rows(self) -> str:
        """Draw chosen rows elsewhere by their numbers."""
        grid = self._with_rows()
        if grid is None or not grid.verticalHeader().isVisible():
            return "no numbers"
        self._choose_rows(grid)
        numbers = grid.verticalHeader()
        view, middle = numbers.viewport(), numbers.width() // 2
        rows = grid.selected_rows()
        row = self._random.choice(rows or [0])
        start = numbers.sectionViewportPosition(row) + numbers.sectionSize(row) // 2
        end = self._random.randint(-5, view.height() + 5)
        drag(view, QPoint(middle, start), QPoint(middle, (start + end) // 2), QPoint(middle, end))
        return f"{rows} to {end}"

    def draw_column(self) -> str:
        """Draw the edge of a title, or double-click it."""
        grid = self._chosen()
        if grid is None or not grid.horizontalHeader().isVisible():
            return "no titles"
        titles = grid.horizontalHeader()
        section = self._random.randrange(titles.count())
        edge = titles.sectionViewportPosition(section) + titles.sectionSize(section) - 1
        at = QPoint(edge, titles.height() // 2)
        if self._random.random() < 0.3:
            QTest.mouseDClick(titles.viewport(), Qt.MouseButton.LeftButton, pos=at)
            return f"double click {section}"
        by = self._random.randint(-120, 120)
        drag(titles.viewport(), at, at + QPoint(by // 2, 0), at + QPoint(by, 0))
        return f"{section} by {by}"

    # -- inside ------------------------------------------------------------------------------------------

    def _chosen(self) -> CellGrid | None:
        """Return a grid of the open form that is to be seen, the larger the likelier."""
        window = self._desk.window
        window.tabs.setCurrentWidget(window.editor)
        grids = [one for one in window.editor.grids if one.cells.rowCount() and one.isVisible()]
        if not grids:
            return None
        (grid,) = self._random.choices(grids, [one.cells.rowCount() for one in grids])
        grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return None if self._desk.goes_back() else grid

    def _cell(self, grid: CellGrid) -> tuple[int, int]:
        cells = grid.cells
        return self._random.randrange(cells.rowCount()), self._random.randrange(cells.columnCount())

    def _selected(self) -> CellGrid | None:
        """Return a grid with a block selected."""
        grid = self._chosen()
        if grid is not None:
            grid.select_block(self._cell(grid), self._random.randint(1, 5), self._random.randint(1, 6))
        return grid

    def _with_rows(self) -> RowsGrid | None:
        grid = self._chosen()
        return grid if isinstance(grid, RowsGrid) else None

    def _choose_rows(self, grid: RowsGrid) -> None:
        first, count = self._random.randrange(grid.cells.rowCount()), self._random.choice((1, 1, 2, 3, 5))
        grid.select_block((first, 0), 1, count)
        QTest.keyClick(grid, Qt.Key.Key_Space, _SHIFT)


def _is_command(action: QAction) -> bool:
    return action.isEnabled() and not action.isSeparator() and action.menu() is None

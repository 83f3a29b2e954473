"""Frame and selection of a grid are one by mouse as well, and whenever the keyboard comes to the grid."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.form_page.cell_grid.selected import ARROWS, JUMPS, all_places, block, chosen, frame, put
from ui.keyboard import press
from ui.page_driver import (
    CTRL,
    SHIFT,
    Page,
    actual,
    click,
    level3,
    middle_of,
    weight,
)

# -- the mouse -------------------------------------------------------------------------------------------


def test_shift_and_a_click_select_from_where_the_keys_have_led(grid: IndicatorGrid) -> None:
    put(grid, (0, 3))
    press(Qt.Key.Key_Down, CTRL)
    press(Qt.Key.Key_Up)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, SHIFT, middle_of(grid, actual(6)))
    assert (frame(grid), chosen(grid)) == ((8, 3), block(range(6, 9), range(3, 5)))
    press(Qt.Key.Key_Down, SHIFT)
    assert (frame(grid), chosen(grid)) == ((8, 3), block(range(7, 9), range(3, 5)))


def test_a_drag_selects_what_it_goes_over_and_keys_go_on_from_there(grid: IndicatorGrid) -> None:
    drag(grid, middle_of(grid, actual(2)), middle_of(grid, weight(4)))
    assert (frame(grid), chosen(grid)) == ((2, 4), block(range(2, 5), range(4, 6)))
    press(Qt.Key.Key_Right, SHIFT)
    assert (frame(grid), chosen(grid)) == ((2, 4), block(range(2, 5), range(4, 7)))


def test_a_drag_over_the_total_takes_no_cells_beside_the_column(grid: IndicatorGrid) -> None:
    total = grid.visualRect(grid.cells.index(10, 0))
    end = QPoint(middle_of(grid, actual(9)).x(), total.center().y())
    drag(grid, middle_of(grid, actual(8)), end)
    assert chosen(grid) == {(8, 4), (9, 4), (10, 0)}
    assert frame(grid) == (8, 4)


def drag(grid: CellGrid, start: QPoint, end: QPoint) -> None:
    """Drag the mouse over the cells from one point to another."""
    grid.setFocus()
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid.viewport(), end)
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=end)
    QApplication.processEvents()


def test_ctrl_and_a_click_add_a_cell_and_take_it_away_with_the_frame(grid: IndicatorGrid) -> None:
    click(grid, level3(1))
    for cell in (level3(3), level3(5)):
        ctrl_click(grid, middle_of(grid, cell))
    assert (frame(grid), chosen(grid)) == ((5, 2), {(1, 2), (3, 2), (5, 2)})
    ctrl_click(grid, middle_of(grid, level3(5)))
    assert chosen(grid) == {(1, 2), (3, 2)}
    assert frame(grid) in chosen(grid)
    for cell in (level3(3), level3(1)):
        ctrl_click(grid, middle_of(grid, cell))
    # Something is always selected.
    assert chosen(grid) == {frame(grid)} == {(1, 2)}


def test_a_cell_taken_out_of_a_selection_does_not_come_back_with_the_next_key(grid: IndicatorGrid) -> None:
    click(grid, level3(1))
    for cell in (level3(5), level3(5)):
        ctrl_click(grid, middle_of(grid, cell))
    press(Qt.Key.Key_Down, SHIFT)
    assert (frame(grid), chosen(grid)) == ((1, 2), {(1, 2), (2, 2)})


def ctrl_click(grid: CellGrid, place: QPoint) -> None:
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CTRL, place)
    QApplication.processEvents()


# -- coming into a grid ----------------------------------------------------------------------------------


def test_a_grid_that_gets_the_keyboard_for_the_first_time_selects_what_it_frames(page: Page) -> None:
    for grid in (page.funding, page.indicators):
        assert chosen(grid) == set()
        grid.setFocus(Qt.FocusReason.OtherFocusReason)
        assert chosen(grid) == {frame(grid)}
        assert grid.cells.entry_place(*frame(grid)) is not None


def test_coming_back_to_the_window_leaves_a_selection_alone(grid: IndicatorGrid) -> None:
    put(grid, (2, 3))
    press(Qt.Key.Key_Down, SHIFT)
    selected = chosen(grid)
    QApplication.sendEvent(grid, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    assert (frame(grid), chosen(grid)) == ((2, 3), selected)


def test_after_rows_have_gone_the_frame_is_on_a_cell_one_can_see(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    put(grid, (9, 3))
    session.commit(session.base.removing("indicators", frozenset({level3(9).row})), "删除")
    assert (frame(grid), chosen(grid)) == ((9, 0), {(9, 0)})
    assert grid.columnSpan(9, 0) == 5


def test_nothing_moves_where_no_form_is_open(page: Page, session: EditingSession) -> None:
    session.open(None)
    for grid in (page.funding, page.indicators):
        for key in (*ARROWS, *JUMPS):
            QTest.keyClick(grid, key)
            QTest.keyClick(grid, key, CTRL)
        grid.selectAll()
        assert chosen(grid) == set()


def test_keys_reach_a_grid_without_a_frame(page: Page) -> None:
    QTest.keyClick(page.indicators, Qt.Key.Key_Down)
    assert chosen(page.indicators) == {frame(page.indicators)}


def test_everything_can_be_selected_before_a_frame_is_there(page: Page) -> None:
    page.indicators.selectAll()
    assert chosen(page.indicators) == all_places(page.indicators)
    assert frame(page.indicators) in chosen(page.indicators)

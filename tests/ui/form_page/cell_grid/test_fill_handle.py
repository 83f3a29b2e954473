"""The square in the corner of the selection fills the cells that it is drawn over, as in a spreadsheet."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.cell_range import CellBlock
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.form_page.cell_grid.selected import chosen, frame
from ui.keyboard import press, type_text
from ui.page_driver import (
    EXECUTION_SCORE,
    SHIFT,
    Page,
    actual,
    executed,
    final,
    level3,
    reason,
    saved,
    score,
    select,
    target,
    weight,
)

LEFT = Qt.MouseButton.LeftButton


def handle(grid: CellGrid) -> QPoint:
    """Return where the handle is to be taken hold of."""
    block = grid.selected_block()
    assert block is not None
    return grid.block_rect(block).bottomRight() - QPoint(3, 3)


def is_drawn(grid: CellGrid) -> bool:
    """Whether the handle is seen."""
    QApplication.processEvents()
    picture = grid.viewport().grab().toImage()
    accent = grid.palette().color(QPalette.ColorRole.Highlight)
    at = handle(grid) * picture.devicePixelRatio()
    return QColor(picture.pixel(at)) == accent


def drag(grid: CellGrid, place: Place) -> None:
    """Drag the handle to the cell at ``place``."""
    found = grid.cells.index_of(place)
    assert found is not None
    where = grid.visualRect(grid.cells.index(*found)).center()
    QTest.mousePress(grid.viewport(), LEFT, pos=handle(grid))
    QTest.mouseMove(grid.viewport(), where - QPoint(1, 1))
    QTest.mouseMove(grid.viewport(), where)
    QTest.mouseRelease(grid.viewport(), LEFT, pos=where)


def test_dragging_down_fills_with_the_cell_and_selects_all(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, reason(1))
    type_text("1")
    press(Qt.Key.Key_Return, SHIFT)
    select(grid, reason(1))
    drag(grid, reason(3))
    assert [saved(session, reason(row)) for row in range(5)] == ["", "1", "1", "1", ""]
    assert session.undo_label == "拖动填充 2 个单元格"
    assert {row for row, _ in chosen(grid)} == {1, 2, 3}
    session.undo()
    assert saved(session, reason(3)) == ""


def test_dragging_up_and_sideways_fills_too(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, target(2))
    drag(grid, target(0))
    assert saved(session, target(0)) == saved(session, target(1)) == saved(session, target(2))
    select(grid, actual(4))
    drag(grid, target(4))
    assert saved(session, target(4)) == saved(session, actual(4))


def test_a_block_is_repeated(grid: IndicatorGrid, session: EditingSession) -> None:
    before = [saved(session, target(row)) for row in range(2)]
    select(grid, target(0), target(1))
    drag(grid, target(6))
    assert [saved(session, target(row)) for row in range(7)] == [*before, *before, *before, before[0]]


def test_nothing_is_filled_where_the_mouse_comes_back(grid: IndicatorGrid, session: EditingSession) -> None:
    before = session.base
    select(grid, target(2))
    drag(grid, target(2))
    assert session.base is before
    assert len(chosen(grid)) == 1


def test_a_double_click_fills_as_far_as_the_column_beside_is_filled(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    session.commit(session.base.with_text(level3(4), ""), "清除")
    select(grid, target(1))
    QTest.mouseDClick(grid.viewport(), LEFT, pos=handle(grid))
    assert [saved(session, target(row)) for row in (2, 3)] == [saved(session, target(1))] * 2
    assert saved(session, target(4)) != saved(session, target(1))


def test_a_double_click_in_the_first_column_looks_to_the_right(funding: FundingGrid) -> None:
    assert funding.last_filled_beside(CellBlock(range(1), range(1))) == funding.cells.rowCount() - 1


def test_dragging_passes_over_cells_that_take_no_text(funding: FundingGrid, session: EditingSession) -> None:
    select(funding, executed())
    drag(funding, EXECUTION_SCORE)
    assert session.undo_label == "拖动填充年度资金总额的得分"
    assert saved(session, EXECUTION_SCORE) == saved(session, executed())


def test_the_mouse_shows_where_the_handle_is(grid: IndicatorGrid) -> None:
    select(grid, weight(1))
    QTest.mouseMove(grid.viewport(), handle(grid))
    assert grid.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    QTest.mouseMove(grid.viewport(), QPoint(2, 2))
    assert grid.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_handle_is_there_only_where_it_can_fill(page: Page, session: EditingSession) -> None:
    grid = page.indicators
    select(grid, weight(1))
    assert is_drawn(grid)
    page.outcome.setFocus()
    assert not is_drawn(grid)
    select(grid, weight(1))
    session.commit(final(session.base), "定稿")
    assert not is_drawn(grid)
    before = session.base
    drag(grid, weight(3))
    assert session.base is before


def test_cells_apart_have_no_handle(grid: IndicatorGrid) -> None:
    select(grid, weight(1), score(3))
    assert grid.selected_block() is None
    assert frame(grid)[0] == 1

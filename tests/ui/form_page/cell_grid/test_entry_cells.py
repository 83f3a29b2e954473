"""Where Tab and Enter lead: through the cells that can be filled in, and out of the grid behind the last."""

from PySide6.QtCore import Qt

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    EXECUTION_SCORE,
    SHIFT,
    Page,
    budget,
    current,
    executed,
    level1,
    saved,
    select,
    weight,
    without_rows,
)


def test_enter_walks_up_and_down_without_an_editor(grid: IndicatorGrid) -> None:
    select(grid, weight(1))
    press(Qt.Key.Key_Return)
    assert current(grid) == weight(2)
    press(Qt.Key.Key_Return, SHIFT)
    press(Qt.Key.Key_Return, SHIFT)
    assert current(grid) == weight(0)


def test_enter_stays_in_the_last_row_and_shift_enter_in_the_first(grid: IndicatorGrid) -> None:
    select(grid, weight(9))
    press(Qt.Key.Key_Return)
    assert current(grid) == weight(9)
    select(grid, weight(0))
    press(Qt.Key.Key_Return, SHIFT)
    assert current(grid) == weight(0)


def test_tab_commits_and_goes_right_over_cells_that_can_be_entered(
    funding: FundingGrid, session: EditingSession
) -> None:
    select(funding, executed())
    type_text("8.5")
    press(Qt.Key.Key_Tab)
    assert saved(session, executed()) == "8.5"
    assert current(funding) == EXECUTION_SCORE
    press(Qt.Key.Key_Tab)
    first = funding.cells.entry_place(1, 1)
    assert current(funding) == first
    press(Qt.Key.Key_Backtab, SHIFT)
    assert current(funding) == EXECUTION_SCORE


def test_shift_tab_commits_and_goes_back(funding: FundingGrid, session: EditingSession) -> None:
    select(funding, executed())
    type_text("8.5")
    press(Qt.Key.Key_Backtab, SHIFT)
    assert saved(session, executed()) == "8.5"
    assert current(funding) == budget()


def test_tab_leaves_the_grid_at_its_end_and_enters_the_next_at_its_start(page: Page) -> None:
    select(page.funding, executed("other_funds"))
    type_text("1")
    press(Qt.Key.Key_Tab)
    assert focus() is page.note
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.funding
    assert current(page.funding) == executed("other_funds")
    page.outcome.setFocus()
    press(Qt.Key.Key_Tab)
    assert focus() is page.indicators
    assert current(page.indicators) == level1(0)
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.outcome


def test_tab_enters_a_grid_without_entries_and_leaves_it_again(page: Page, session: EditingSession) -> None:
    session.commit(without_rows(session.base), "清空")
    page.outcome.setFocus()
    press(Qt.Key.Key_Tab)
    assert focus() is page.indicators
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.outcome

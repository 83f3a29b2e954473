"""Where Tab and Enter lead: through the cells that can be filled in, and out of the grid behind the last."""

from PySide6.QtCore import Qt

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.cells import APPEARANCE_ROLE, CellKind
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    SHIFT,
    Page,
    actual,
    budget,
    current,
    executed,
    final,
    level1,
    level2,
    level3,
    reason,
    saved,
    score,
    select,
    target,
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
    # The rule knows the score.
    first = funding.cells.entry_place(1, 1)
    assert current(funding) == first
    press(Qt.Key.Key_Backtab, SHIFT)
    assert current(funding) == executed()


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
    # The levels have their names.
    assert current(page.indicators) == level3(0)
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.outcome


def test_tab_enters_a_grid_without_entries_and_leaves_it_again(page: Page, session: EditingSession) -> None:
    session.commit(without_rows(session.base), "清空")
    page.outcome.setFocus()
    press(Qt.Key.Key_Tab)
    assert focus() is page.indicators
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.outcome


def test_tab_stops_at_a_level_without_a_name_and_at_a_score_that_the_rule_does_not_know(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    session.commit(session.base.with_text(level2(1), "").with_text(score(0), ""), "清除")
    session.commit(session.base.with_text(actual(0), "看不出"), "修改")
    select(grid, weight(0))
    visited: list[Place | None] = [weight(0)]
    for _ in range(4):
        press(Qt.Key.Key_Tab)
        visited.append(current(grid))
    assert visited == [weight(0), score(0), reason(0), level2(1), level3(1)]


def test_tab_passes_over_a_score_that_the_rule_knows(grid: IndicatorGrid, session: EditingSession) -> None:
    session.commit(session.base.with_text(score(4), "").with_text(actual(4), "100%"), "修改")
    session.commit(session.base.with_text(target(4), "≥90%"), "修改")
    at = grid.cells.index_of(score(4))
    assert at is not None
    assert grid.cells.index(*at).data(APPEARANCE_ROLE).kind is CellKind.SUGGESTED
    select(grid, weight(4))
    press(Qt.Key.Key_Tab)
    assert current(grid) == reason(4)


def test_tab_stops_everywhere_where_the_user_wants_it_to(page: Page) -> None:
    page.stop_everywhere(is_on=True)
    select(page.indicators, reason(0))
    press(Qt.Key.Key_Tab)
    assert current(page.indicators) == level1(1)


def test_tab_behind_the_last_cell_adds_a_row_in_the_same_group(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    count = len(session.base.rows("indicators"))
    select(grid, reason(count - 1))
    type_text("无")
    press(Qt.Key.Key_Tab)
    rows = session.base.rows("indicators")
    assert len(rows) == count + 1
    assert rows[-2].text("reason") == "无"
    assert [rows[-1].text(level) for level in ("level1", "level2")] == [
        rows[-2].text(level) for level in ("level1", "level2")
    ]
    assert current(grid) == Place("indicators", rows[-1].id, "level3")
    assert session.undo_label == f"插入第 {count + 1} 行"


def test_tab_leaves_the_grid_behind_a_last_row_without_anything_written(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    count = len(session.base.rows("indicators"))
    select(grid, reason(count - 1))
    press(Qt.Key.Key_Tab)
    for _ in range(10):
        press(Qt.Key.Key_Tab)
    assert len(session.base.rows("indicators")) == count + 1
    assert focus() is not grid


def test_tab_adds_no_row_to_a_final_form(grid: IndicatorGrid, session: EditingSession) -> None:
    session.commit(final(session.base), "定稿")
    count = len(session.base.rows("indicators"))
    select(grid, reason(count - 1))
    press(Qt.Key.Key_Tab)
    assert len(session.base.rows("indicators")) == count
    assert focus() is not grid

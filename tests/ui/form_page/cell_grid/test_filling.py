"""The selected cells are cleared, filled with one text, or filled down from above, each as one change."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.form_page.cell_grid.selected import chosen, put
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    CTRL,
    SHIFT,
    TOTAL,
    Page,
    actual,
    budget,
    executed,
    final,
    reason,
    saved,
    score,
    select,
    target,
    weight,
    written,
)


@pytest.fixture
def revision(store: Store, page: Page) -> int:
    """Return the number of the last change before the test's own."""
    assert page.isVisible()
    return store.latest_revision()


@pytest.fixture
def refusals(page: Page) -> list[str]:
    """Return the sentences told of what cannot be done."""
    told: list[str] = []
    page.refused.connect(told.append)
    return told


# -- one text for all ------------------------------------------------------------------------------------


def test_ctrl_enter_fills_all_selected_cells_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    select(grid, actual(0), actual(1), actual(3))
    type_text("done")
    press(Qt.Key.Key_Return, CTRL)
    assert [saved(session, actual(row)) for row in range(4)] == ["done", "done", "达成指标", "done"]
    assert store.latest_revision() == revision + 1
    assert session.undo_label == "填入 3 个单元格"
    assert focus() is grid
    session.undo()
    assert saved(session, actual(3)) == "达成指标"


def test_ctrl_enter_fills_the_cell_typed_into_even_if_it_is_not_selected(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, actual(1))
    grid.selectionModel().select(grid.currentIndex(), QItemSelectionModel.SelectionFlag.Deselect)
    type_text("done")
    press(Qt.Key.Key_Return, CTRL)
    assert saved(session, actual(1)) == "done"


# -- clearing --------------------------------------------------------------------------------------------


def test_delete_clears_the_selection_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    select(grid, target(0), actual(0), score(0))
    press(Qt.Key.Key_Delete)
    assert [saved(session, cell) for cell in (target(0), actual(0), score(0))] == ["", "", ""]
    assert store.latest_revision() == revision + 1
    assert session.undo_label == "清除 3 个单元格"


def test_delete_on_a_computed_cell_changes_nothing(grid: IndicatorGrid, store: Store, revision: int) -> None:
    select(grid, TOTAL)
    press(Qt.Key.Key_Delete)
    assert store.latest_revision() == revision


# -- filling to the right ------------------------------------------------------------------------------------


def test_ctrl_r_fills_each_row_from_the_leftmost_of_its_cells(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    texts = [saved(session, cell) for cell in (target(0), target(1))]
    select(grid, target(0), actual(0), target(1), actual(1))
    press(Qt.Key.Key_R, CTRL)
    assert [saved(session, cell) for cell in (actual(0), actual(1))] == texts
    assert [saved(session, cell) for cell in (target(0), target(1))] == texts
    assert store.latest_revision() == revision + 1
    assert (session.undo_label or "").startswith("向右填充")


def test_ctrl_r_in_one_column_fills_from_the_one_before(grid: IndicatorGrid, session: EditingSession) -> None:
    text = saved(session, target(2))
    select(grid, actual(2))
    press(Qt.Key.Key_R, CTRL)
    assert saved(session, actual(2)) == text


def test_ctrl_r_at_the_left_edge_changes_nothing(grid: IndicatorGrid, store: Store, revision: int) -> None:
    put(grid, (2, 0))
    press(Qt.Key.Key_R, CTRL)
    assert store.latest_revision() == revision


# -- filling down ----------------------------------------------------------------------------------------


def test_ctrl_d_fills_each_column_from_the_top_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store
) -> None:
    before = session.base
    grid.writer.commit(reason(1), "一行\n两行")
    revision = store.latest_revision()
    select(grid, actual(1), actual(2), actual(3), reason(1), reason(2), reason(3))
    selected = chosen(grid)
    press(Qt.Key.Key_D, CTRL)
    for row in (2, 3):
        assert saved(session, actual(row)) == written(before, actual(1))
        assert saved(session, reason(row)) == "一行\n两行"
    assert saved(session, actual(4)) == written(before, actual(4))
    assert store.latest_revision() == revision + 1
    assert session.undo_label == "向下填充 4 个单元格"
    assert chosen(grid) == selected
    session.undo()
    session.undo()
    assert session.base == before


def test_ctrl_d_on_cells_of_one_row_fills_them_from_the_row_above(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, weight(2), target(2))
    press(Qt.Key.Key_D, CTRL)
    assert saved(session, target(2)) == saved(session, target(1))
    assert saved(session, weight(2)) == saved(session, weight(1))
    assert session.undo_label == "向下填充 2 个单元格"


def test_a_weight_and_the_score_within_it_are_filled_down_together(
    grid: IndicatorGrid, session: EditingSession, refusals: list[str]
) -> None:
    grid.writer.commit_all([(weight(0), "30"), (score(0), "25")], "修改")
    select(grid, weight(0), score(0), weight(1), score(1))
    press(Qt.Key.Key_D, CTRL)
    assert refusals == []
    assert (saved(session, weight(1)), saved(session, score(1))) == ("30", "25")


def test_ctrl_d_fills_amounts(funding: FundingGrid, session: EditingSession) -> None:
    funding.writer.commit(budget(), "7")
    select(funding, budget())
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_D, CTRL)
    assert saved(session, budget("current_appropriation")) == "7"
    assert session.undo_label == "向下填充当年财政拨款的全年预算数"


def test_ctrl_d_changes_nothing_where_there_is_nothing_to_fill_or_to_take(page: Page, store: Store) -> None:
    revision = store.latest_revision()
    # A label, the word for the total, a first row.
    for grid, place in ((page.funding, (2, 0)), (page.indicators, (10, 0)), (page.indicators, (0, 2))):
        put(grid, place)
        press(Qt.Key.Key_D, CTRL)
    select(page.funding, budget(), executed())
    press(Qt.Key.Key_D, CTRL)
    assert store.latest_revision() == revision


@pytest.mark.parametrize("name", ["funding", "indicators"])
def test_a_final_form_is_not_filled(page: Page, session: EditingSession, store: Store, name: str) -> None:
    session.commit(final(session.base), "定稿")
    revision = store.latest_revision()
    put(getattr(page, name), (1, 2))
    press(Qt.Key.Key_D, CTRL)
    assert store.latest_revision() == revision


def test_what_cannot_be_right_is_filled_down_as_well(
    grid: IndicatorGrid, session: EditingSession, refusals: list[str]
) -> None:
    grid.writer.commit_all([(weight(0), "30"), (score(0), "25")], "修改")
    select(grid, actual(0), actual(1), score(0), score(1))
    press(Qt.Key.Key_D, CTRL)
    assert refusals == []
    assert saved(session, score(1)) == "25"
    assert session.shown is not None
    assert score(1) in {one.place for one in session.shown.findings}


def test_the_total_of_a_column_is_not_filled_and_the_cell_above_it_stays(
    grid: IndicatorGrid, store: Store
) -> None:
    grid.writer.commit(weight(8), "7")
    revision = store.latest_revision()
    select(grid, weight(9), TOTAL)
    press(Qt.Key.Key_D, CTRL)
    assert store.latest_revision() == revision


def test_the_name_of_a_single_cell_that_was_filled_stands_in_undo(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    grid.writer.commit(weight(8), "7")
    select(grid, weight(9))
    press(Qt.Key.Key_D, CTRL)
    assert saved(session, weight(9)) == "7"
    assert session.undo_label == "向下填充第 10 行“相关部门满意度”的分值"

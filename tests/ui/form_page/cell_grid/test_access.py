"""What those hear of a grid who do not see it: titles, numbers, where a text comes from, what is wrong."""

from PySide6.QtGui import QAccessible

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.accessible import cell, description, interface, told
from ui.page_driver import GOAL, Page, final, level3, score, weight


def test_titles_and_numbers_are_read_on_one_line(grid: IndicatorGrid) -> None:
    titles = [told(grid, -1, column)[0] for column in range(grid.cells.columnCount())]
    assert titles[:4] == ["一级指标", "二级指标", "三级指标", "年度指标值"]
    assert titles[-1] == "偏差原因分析及改进措施"
    assert told(grid, 2, -1)[0] == "第 3 行"


def test_a_cell_is_read_with_its_row_and_title(grid: IndicatorGrid) -> None:
    assert cell(grid, 0, 2).role() is QAccessible.Role.Cell
    assert told(grid, 0, 2)[0] == grid.cells.index(0, 2).data()
    assert told(grid, 0, 2)[1].startswith("第 1 行；三级指标")


def test_merged_cells_tell_their_rows(grid: IndicatorGrid) -> None:
    first, last = grid.cells.merged_rows(0, 0)
    assert last > first
    assert told(grid, 0, 0)[1].startswith(f"第 1—{last + 1} 行合并；一级指标")


def test_where_a_figure_comes_from_is_told_in_words(
    grid: IndicatorGrid, funding: FundingGrid, session: EditingSession
) -> None:
    at = grid.cells.index_of(score(0))
    assert at is not None
    session.commit(session.base.with_text(score(0), ""), "录入")
    assert "按规则算出，可以改" in told(grid, *at)[1]
    session.commit(session.base.with_text(score(0), "1"), "录入")
    assert "手工填写，与规则算出的不同" in told(grid, *at)[1]
    last = funding.cells.columnCount() - 2
    assert "算出来的，不用填" in told(funding, 0, last)[1]


def test_what_is_wrong_with_a_cell_or_a_field_is_read_with_its_gravity(
    page: Page, grid: IndicatorGrid, session: EditingSession
) -> None:
    session.commit(session.base.with_text(level3(0), "").with_text(GOAL, ""), "录入")
    at = grid.cells.index_of(level3(0))
    assert at is not None
    assert "错误：" in told(grid, *at)[1]
    assert "<p" not in told(grid, *at)[1]
    assert "：" in description(page.goal)
    assert "<" not in description(page.goal)


def test_a_cell_that_cannot_be_changed_says_so(grid: IndicatorGrid, session: EditingSession) -> None:
    assert "现在不能改" not in told(grid, 0, 2)[1]
    session.commit(final(session.base), "定稿")
    assert "现在不能改" in told(grid, 0, 2)[1]


def test_what_is_selected_is_told(grid: IndicatorGrid) -> None:
    at = grid.cells.index_of(weight(1))
    assert at is not None
    grid.put_cursor(*at)
    assert cell(grid, *at).state().selected
    assert not cell(grid, 0, 2).state().selected
    assert interface(grid).childCount() == (grid.cells.rowCount() + 1) * (grid.cells.columnCount() + 1)

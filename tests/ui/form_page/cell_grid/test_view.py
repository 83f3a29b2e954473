"""The grids on the page: as wide as it is and as tall as their rows; the cursor can be sent to any cell."""

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QApplication

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.cells import APPEARANCE_ROLE, CellKind
from perfeval_ui.form_page.cell_grid.painting import (
    LEAST_HEIGHT,
    PADDING_X,
    PADDING_Y,
    text_height,
)
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    EXECUTION_SCORE,
    NOTE,
    Page,
    budget,
    current,
    level3,
    reason,
    row_at,
    saved,
    score,
    select,
    weight,
    with_rows,
)

# -- going to a cell -------------------------------------------------------------------------------------


def test_going_to_a_cell_of_another_grid_does_nothing(page: Page) -> None:
    select(page.indicators, level3(0))
    page.funding.go_to(level3(4))
    page.indicators.go_to(budget())
    page.indicators.go_to(NOTE)
    page.indicators.go_to(level3(99))
    assert focus() is page.indicators
    assert current(page.indicators) == level3(0)


def test_the_selection_is_counted_and_its_figures_added_up(page: Page) -> None:
    described: list[str] = []
    page.selection_described.connect(described.append)
    select(page.indicators, weight(0), weight(1), score(9), level3(0))
    assert described[-1] == "选中 4 格，3 个数，合计 25，平均 8.33"
    select(page.indicators, level3(0), level3(1))
    assert described[-1] == "选中 2 格"
    select(page.indicators, weight(0))
    assert described[-1] == ""
    select(page.funding, budget(), budget("carryover"))
    assert described[-1] == "选中 2 格，2 个数，合计 9，平均 4.5"


# -- sizes -----------------------------------------------------------------------------------------------


def test_the_columns_fill_the_width_and_the_rows_the_height(page: Page) -> None:
    for width in (1400, 700, 1100):
        page.resize(width, 800)
        QApplication.processEvents()
        for grid in (page.funding, page.indicators):
            columns = [grid.columnWidth(column) for column in range(grid.cells.columnCount())]
            rows = [grid.rowHeight(row) for row in range(grid.cells.rowCount())]
            assert sum(columns) == grid.viewport().width()
            assert sum(rows) == grid.viewport().height()
            assert min(rows) >= LEAST_HEIGHT


def test_in_a_narrow_window_every_column_keeps_a_little_width(page: Page) -> None:
    page.resize(120, 800)
    QApplication.processEvents()
    for grid in (page.funding, page.indicators):
        assert all(grid.columnWidth(column) > 0 for column in range(grid.cells.columnCount()))


def test_a_row_grows_with_its_text_once_it_is_committed(grid: IndicatorGrid) -> None:
    before = grid.rowHeight(0)
    select(grid, reason(0))
    type_text("1\n2\n3\n4\n5")
    assert grid.rowHeight(0) == before
    press(Qt.Key.Key_Return)
    assert grid.rowHeight(0) > before
    height = sum(grid.rowHeight(row) for row in range(grid.cells.rowCount()))
    assert grid.viewport().height() == height


def test_three_hundred_indicators_are_laid_out(page: Page, session: EditingSession) -> None:
    many = [
        {
            "level1": "产出指标",
            "level2": f"数量 {row // 7}",
            "level3": f"指标 {row}",
            "target": "≥10",
            "actual": "12",
            "reason": "原因" * row,
        }
        for row in range(300)
    ]
    session.commit(with_rows(session.base, *many), "转入")
    grid = page.indicators
    assert grid.cells.rowCount() == 302
    last = row_at(grid, 299, "score")
    page.go_to(last)
    QApplication.processEvents()
    assert current(grid) == last
    top = grid.viewport().mapTo(page.viewport(), grid.visualRect(grid.currentIndex()).topLeft()).y()
    assert 0 <= top < page.viewport().height()
    type_text("0")
    press(Qt.Key.Key_Return)
    assert saved(session, last) == "0"


# -- no form open ----------------------------------------------------------------------------------------


def test_without_a_form_a_grid_is_empty_and_takes_nothing(page: Page, session: EditingSession) -> None:
    session.open(None)
    for grid in (page.funding, page.indicators):
        model: QAbstractItemModel = grid.cells
        assert (model.rowCount(), model.columnCount()) == (0, 0)
        grid.fit()
        grid.copy()
        grid.cut()
        grid.paste()
        grid.filler.clear()
        grid.go_to(level3(0))
        assert grid.commit_open_editor()
        grid.drop_open_editor()


def test_what_a_grid_shows_is_for_its_kind_to_say(page: Page) -> None:
    class Blank(CellGrid):
        pass

    with pytest.raises(NotImplementedError):
        Blank(page._signals, page.funding._delegate, page).column_shares()


@pytest.mark.unwatched
@pytest.mark.parametrize("width", range(300, 700, 13))
def test_a_score_in_italics_is_never_cut_to_another_number(page: Page, width: int) -> None:
    page.resize(width, 800)
    QApplication.processEvents()
    page.go_to(EXECUTION_SCORE)
    index = page.funding.currentIndex()
    appearance = index.data(APPEARANCE_ROLE)
    assert (appearance.kind, appearance.text) == (CellKind.SUGGESTED, "9.97")
    font = page.funding.font()
    font.setItalic(True)
    rect = page.funding.visualRect(index)
    height = text_height(appearance.text, rect.width() - 2 * PADDING_X - 1, font.toString())
    assert height + 2 * PADDING_Y <= rect.height()

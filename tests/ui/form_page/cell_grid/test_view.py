"""The grids on the page: as wide as it is and as tall as their rows; the cursor can be sent to any cell."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.cells import APPEARANCE_ROLE, CellKind
from perfeval_ui.form_page.cell_grid.painting import (
    LEAST_HEIGHT,
    PADDING_X,
    PADDING_Y,
    TextMeasure,
    text_height,
)
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import FormSignals
from ui.form_page.sample_page import SAMPLES, open_sample
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
    target,
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


def test_a_change_of_one_row_measures_no_other(grid: IndicatorGrid, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    height = CellGrid.row_height

    def counted(one: CellGrid, row: int, widths: Sequence[int], measure: TextMeasure) -> int:
        measured.append(row)
        return height(one, row, widths, measure)

    monkeypatch.setattr(CellGrid, "row_height", counted)
    select(grid, reason(3))
    type_text("补")
    press(Qt.Key.Key_Return)
    assert measured == [3]
    measured.clear()
    grid.use_widths([grid.columnWidth(0) + 9, *map(grid.columnWidth, range(1, grid.cells.columnCount()))])
    assert measured == list(range(12))


def test_a_wider_number_changes_the_columns_and_so_measures_all_rows(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    long = "因部分点位施工条件限制，实际完成量略低于年初目标。" * 3
    session.commit(session.base.with_text(reason(1), long), "改")
    before = grid.rowHeight(1)
    session.commit(session.base.with_text(weight(5), "1234567890123456"), "改")
    fresh = [grid.rowHeight(row) for row in range(grid.cells.rowCount())]
    grid.fit()
    assert [grid.rowHeight(row) for row in range(grid.cells.rowCount())] == fresh
    assert grid.rowHeight(1) >= before


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
        Blank(FormSignals(page._session), page.funding._delegate, page).column_shares()


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


# -- widths of the user's own ----------------------------------------------------------------------------


def draw_edge(grid: CellGrid, column: int, by: int) -> None:
    """Draw the right edge of a column by so many pixels."""
    header = grid.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) - 1, header.height() // 2)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(header.viewport(), left, pos=at)
    QTest.mouseMove(header.viewport(), at + QPoint(by // 2, 0))
    QTest.mouseMove(header.viewport(), at + QPoint(by, 0))
    QTest.mouseRelease(header.viewport(), left, pos=at + QPoint(by, 0))


def double_click_edge(grid: CellGrid, column: int) -> None:
    header = grid.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column), header.height() // 2)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def widths(grid: CellGrid) -> list[int]:
    return [grid.columnWidth(column) for column in range(grid.cells.columnCount())]


def test_a_column_is_drawn_wider_and_stays_so(page: Page, session: EditingSession) -> None:
    grid = page.indicators
    before, kept = widths(grid), list[tuple[str, tuple[int, ...]]]()
    page.widths_drawn.connect(lambda name, some: kept.append((name, some)))
    draw_edge(grid, 2, 40)
    after = widths(grid)
    assert after[2] == before[2] + 40
    assert after[:2] == before[:2]
    assert sum(after) == sum(before)
    assert kept[-1] == ("minhang-2023.indicators", tuple(after))
    session.commit(session.base.with_text(level3(0), "别的"), "修改")
    assert widths(grid) == after
    form_id = session.shown.form_id  # type: ignore[union-attr]
    open_sample(page, session, SAMPLES["hubei-20-80"])
    session.open(form_id)
    again = widths(page.indicators)
    assert [one / sum(again) for one in again] == pytest.approx([one / sum(after) for one in after], abs=0.01)


def test_a_narrower_window_keeps_the_proportions_that_were_drawn(page: Page) -> None:
    grid = page.indicators
    draw_edge(grid, 3, 60)
    wide = widths(grid)
    page.resize(page.width() + 200, page.height())
    QApplication.processEvents()
    assert widths(grid)[3] > wide[3]


def test_a_double_click_on_an_edge_fits_the_column_to_its_texts(page: Page, session: EditingSession) -> None:
    grid = page.indicators
    for row in range(10):
        session.commit(session.base.with_text(target(row), "1"), "修改")
    before = widths(grid)
    double_click_edge(grid, 3)
    assert widths(grid)[3] < before[3]
    session.commit(session.base.with_text(target(0), "很长很长的指标值" * 20), "修改")
    double_click_edge(grid, 3)
    assert before[3] < widths(grid)[3] <= grid.viewport().width() // 2 + 1


def test_the_widths_of_the_template_come_back(page: Page) -> None:
    grid = page.indicators
    before = widths(grid)
    draw_edge(grid, 2, 40)
    page.forget_widths()
    assert widths(grid) == before
    assert page.widths["minhang-2023.indicators"] == ()


def test_widths_kept_for_another_number_of_columns_are_not_used(page: Page) -> None:
    before = widths(page.indicators)
    page.indicators.use_widths((10, 20))
    assert widths(page.indicators) == before

"""The titles of the indicators, and the names of levels, stay in sight while their rows scroll."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.frozen_header import FrozenHeader
from perfeval_ui.form_page.indicator_grid.delegate import IndicatorDelegate
from ui.form_page.sample_page import SAMPLES, open_sample
from ui.keyboard import press
from ui.page_driver import Page, select, target, weight


@pytest.fixture
def low_page(page: Page) -> Page:
    page.resize(page.width(), 300)
    QApplication.processEvents()
    return page


def frozen(page: Page) -> FrozenHeader:
    return page.findChildren(FrozenHeader)[-1]


def top_of(page: Page) -> int:
    return page.indicators.mapTo(page.viewport(), QPoint(0, 0)).y()


def scroll_to(page: Page, row: int) -> None:
    """Scroll until the middle of a row of the indicators is at the top of the page."""
    grid = page.indicators
    inside = grid.rowViewportPosition(row) + grid.rowHeight(row) // 2
    bar = page.verticalScrollBar()
    bar.setValue(bar.value() + grid.viewport().mapTo(page.viewport(), QPoint(0, inside)).y())
    QApplication.processEvents()


def test_the_titles_stay_at_the_top_above_their_columns(low_page: Page) -> None:
    assert not frozen(low_page).isVisible()
    scroll_to(low_page, 2)
    titles, grid = frozen(low_page), low_page.indicators
    assert top_of(low_page) < 0
    assert titles.isVisible()
    assert titles.geometry().top() == 0
    for column in range(grid.cells.columnCount()):
        own = grid.horizontalHeader().sectionViewportPosition(column)
        on_page = grid.horizontalHeader().mapTo(low_page.viewport(), QPoint(own, 0)).x()
        shown = titles.viewport().mapTo(low_page.viewport(), QPoint(titles.sectionPosition(column), 0))
        assert shown.x() == on_page
        assert titles.sectionSize(column) == grid.columnWidth(column)


def test_they_leave_with_the_last_row(low_page: Page) -> None:
    scroll_to(low_page, low_page.indicators.cells.rowCount() - 1)
    last = frozen(low_page)
    grid = low_page.indicators
    end = grid.mapTo(low_page.viewport(), QPoint(0, grid.height())).y()
    assert last.geometry().bottom() <= end
    low_page.verticalScrollBar().setValue(0)
    assert not last.isVisible()


def test_the_cursor_is_never_below_them(low_page: Page) -> None:
    grid = low_page.indicators
    select(grid, weight(9))
    for _ in range(9):
        press(Qt.Key.Key_Up)
        cell = grid.visualRect(grid.currentIndex())
        top = grid.viewport().mapTo(low_page.viewport(), cell.topLeft()).y()
        assert top >= frozen(low_page).covered


def test_a_name_is_drawn_where_its_rows_are_to_be_seen(low_page: Page) -> None:
    grid = low_page.indicators
    delegate = grid.itemDelegate()
    assert isinstance(delegate, IndicatorDelegate)
    first, last = grid.cells.merged_rows(0, 0)
    assert last > first + 1
    scroll_to(low_page, first + 1)
    option = QStyleOptionViewItem()
    grid.initViewItemOption(option)
    option.rect = grid.visualRect(grid.cells.index(first + 1, 0))
    drawn = delegate.text_rect(option, grid.cells.index(first + 1, 0))
    page_top = grid.viewport().mapFrom(low_page.viewport(), QPoint(0, frozen(low_page).covered)).y()
    assert drawn.top() == page_top
    assert drawn.bottom() < grid.rowViewportPosition(last + 1)
    # A cell of one row is drawn where it is.
    option.rect = grid.visualRect(grid.cells.index(first + 1, 3))
    assert delegate.text_rect(option, grid.cells.index(first + 1, 3)) == option.rect


def test_where_nothing_of_the_group_is_to_be_seen_the_name_stays_in_it(low_page: Page) -> None:
    grid = low_page.indicators
    delegate = grid.itemDelegate()
    assert isinstance(delegate, IndicatorDelegate)
    option = QStyleOptionViewItem()
    grid.initViewItemOption(option)
    for far in (QRect(0, 5000, 100, 100), QRect(0, -5000, 100, 100)):
        delegate.visible = far
        option.rect = grid.visualRect(grid.cells.index(0, 0))
        whole = grid.visualRect(grid.cells.index(0, 0))
        assert delegate.text_rect(option, grid.cells.index(0, 0)).intersects(
            whole.united(grid.visualRect(grid.cells.index(grid.cells.merged_rows(0, 0)[1], 0)))
        )


def test_another_template_has_titles_of_its_own(low_page: Page, session: EditingSession) -> None:
    scroll_to(low_page, 2)
    open_sample(low_page, session, SAMPLES["hubei-20-80"])
    QApplication.processEvents()
    assert not frozen(low_page).isVisible()
    select(low_page.indicators, next(iter([low_page.indicators.cells.entry_place(0, 2) or target(0)])))
    assert frozen(low_page).model() is low_page.indicators.cells

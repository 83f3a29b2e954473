"""Level cells of neighbouring rows, painted as the paper form merges them."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.painting import LEAST_HEIGHT
from perfeval_ui.form_page.indicator_grid.delegate import IndicatorDelegate
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.theme import Tint, tint
from ui.keyboard import press, type_text
from ui.page_driver import (
    CTRL,
    colours,
    level1,
    level2,
    level3,
    painted,
    runs,
    saved,
    score,
    select,
    weight,
    with_rows,
)


@pytest.fixture
def delegate(grid: IndicatorGrid) -> IndicatorDelegate:
    made = grid.itemDelegate()
    assert isinstance(made, IndicatorDelegate)
    return made


def option_at(grid: IndicatorGrid, row: int, column: int) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    grid.initViewItemOption(option)
    option.rect = grid.visualRect(grid.cells.index(row, column))
    return option


def has_rule_below(grid: IndicatorGrid, cell: Place) -> bool:
    image = painted(grid, cell)
    rule = runs(image, image.height() - 1, tint(grid.palette(), Tint.RULE))
    return sum(rule) > image.width() // 2


def test_no_rule_is_drawn_between_cells_that_read_as_one(grid: IndicatorGrid) -> None:
    select(grid, level3(9))
    assert [has_rule_below(grid, level1(row)) for row in range(6)] == [False] * 4 + [True, True]
    assert [has_rule_below(grid, level2(row)) for row in range(5)] == [True, False, True, False, True]
    assert has_rule_below(grid, level3(0))


def test_a_merged_text_stands_in_the_middle_of_its_rows(
    grid: IndicatorGrid, delegate: IndicatorDelegate
) -> None:
    top = grid.rowViewportPosition(0)
    bottom = grid.rowViewportPosition(5)
    for row in range(5):
        place = delegate.text_rect(option_at(grid, row, 0), grid.cells.index(row, 0))
        assert (place.top(), place.bottom() + 1) == (top, bottom)
    own = option_at(grid, 3, 2)
    assert delegate.text_rect(own, grid.cells.index(3, 2)) == own.rect


def test_under_the_cursor_a_score_against_the_rule_is_still_to_be_read(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    session.commit(session.base.with_text(score(0), "1"), "改得分")
    select(grid, score(0))
    QApplication.processEvents()
    image = painted(grid, score(0))
    marked = colours(image)[tint(grid.palette(), Tint.WARNING).name()]
    assert 0 < marked < image.width() * image.height() // 10


def test_each_row_of_a_group_paints_its_slice_of_the_text(grid: IndicatorGrid) -> None:
    select(grid, level3(9))
    inked = [row for row in range(5) if len(inner_colours(painted(grid, level1(row)))) > 1]
    assert inked
    assert 2 in inked
    assert 0 not in inked
    assert 4 not in inked


def inner_colours(image: QImage) -> set[str]:
    """Return the colours of a cell within its rules."""
    return {
        image.pixelColor(x, y).name() for x in range(image.width() - 2) for y in range(image.height() - 2)
    }


def test_a_group_lends_each_row_its_share_of_the_height(
    grid: IndicatorGrid, delegate: IndicatorDelegate, session: EditingSession
) -> None:
    name = "很长的一级指标名称" * 4
    whole = 0
    for count in (1, 2, 4):
        session.commit(with_rows(session.base, *[{"level1": name}] * count), "转入")
        option = QStyleOptionViewItem()
        grid.initViewItemOption(option)
        option.rect = QRect(0, 0, 60, 0)
        hints = [delegate.sizeHint(option, grid.cells.index(row, 0)).height() for row in range(count)]
        whole = whole or hints[0]
        assert hints == [max(LEAST_HEIGHT, -(-whole // count))] * count


def test_a_level_name_breaks_only_where_it_is_too_wide(
    grid: IndicatorGrid, delegate: IndicatorDelegate
) -> None:
    metrics = grid.fontMetrics()
    assert delegate.display_text("满意度指标", 300, metrics) == "满意度指标"
    assert delegate.display_text("满意度指标", 60, metrics) == "满意度\n指标"


def group_signals(delegate: IndicatorDelegate) -> list[tuple[object, ...]]:
    heard: list[tuple[object, ...]] = []
    delegate.group_left.connect(lambda *told: heard.append(told))
    return heard


def test_a_row_that_leaves_its_group_is_told_with_the_rows_it_leaves(
    grid: IndicatorGrid, delegate: IndicatorDelegate
) -> None:
    heard = group_signals(delegate)
    select(grid, level1(1))
    type_text("成本指标")
    press(Qt.Key.Key_Return)
    assert heard == [(level1(1), "产出指标", "成本指标", [level1(row).row for row in (0, 2, 3, 4)])]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (level1(5), "产出指标"),
        (level2(5), "经济成本指标"),
        (level1(0), "产出指标"),
        (weight(0), "5"),
        (level3(0), "别的"),
    ],
)
def test_a_row_that_leaves_no_group_is_not_told(
    grid: IndicatorGrid, delegate: IndicatorDelegate, cell: Place, text: str
) -> None:
    heard = group_signals(delegate)
    select(grid, cell)
    type_text(text)
    press(Qt.Key.Key_Tab)
    assert heard == []


def test_a_text_given_up_or_refused_leaves_no_group(
    grid: IndicatorGrid, delegate: IndicatorDelegate, session: EditingSession
) -> None:
    heard = group_signals(delegate)
    select(grid, level1(1))
    type_text("成")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    select(grid, level1(1), level1(2))
    type_text("成本指标")
    press(Qt.Key.Key_Return, CTRL)
    assert heard == []
    assert saved(session, level1(2)) == "成本指标"

"""Cells as they are painted: each kind and each severity looks different, and not by colour alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import Place
from perfeval_ui.form_page.cell_grid.cells import APPEARANCE_ROLE, CellKind
from perfeval_ui.form_page.cell_grid.delegate import CellDelegate
from perfeval_ui.form_page.cell_grid.painting import LEAST_HEIGHT
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.theme import Tint, palette_for, severity_colour, tint
from ui.keyboard import press, type_text
from ui.page_driver import (
    EXECUTION_SCORE,
    TOTAL,
    Page,
    colours,
    level3,
    painted,
    reason,
    runs,
    score,
    select,
    shown,
    strokes,
    target,
    weight,
)

SCHEMES = (Qt.ColorScheme.Light, Qt.ColorScheme.Dark)


@pytest.fixture(params=SCHEMES, ids=lambda scheme: scheme.name)
def palette(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QPalette]:
    before = QGuiApplication.palette()
    made = palette_for(request.param)
    QApplication.setPalette(made)
    yield made
    QApplication.setPalette(before)
    assert qapp is not None


def kind(grid: CellGrid, cell: Place) -> CellKind:
    """Return what kind of cell stands at a place."""
    place = grid.cells.index_of(cell)
    assert place is not None
    found: CellKind = grid.cells.index(*place).data(APPEARANCE_ROLE).kind
    return found


def ground(image: QImage) -> str:
    """Return the colour that most of a cell has."""
    found = colours(image)
    return max(found, key=lambda name: found[name])


def test_cells_tell_their_kind(grid: IndicatorGrid, funding: FundingGrid) -> None:
    grid.writer.commit(score(1), "")
    grid.writer.commit(score(2), "9")
    assert [kind(grid, score(row)) for row in range(3)] == [
        CellKind.TYPED,
        CellKind.SUGGESTED,
        CellKind.OVERRIDDEN,
    ]
    assert kind(grid, TOTAL) is CellKind.COMPUTED
    assert kind(grid, level3(0)) is CellKind.TYPED
    assert funding.cells.index(0, 0).data(APPEARANCE_ROLE).kind is CellKind.LABEL
    assert funding.cells.index(0, 5).data(APPEARANCE_ROLE).kind is CellKind.COMPUTED
    assert kind(funding, EXECUTION_SCORE) is CellKind.SUGGESTED


def test_a_computed_cell_is_shaded(page: Page, palette: QPalette) -> None:
    page.indicators.clearSelection()
    assert ground(painted(page.indicators, TOTAL)) == tint(palette, Tint.COMPUTED).name()
    assert ground(painted(page.indicators, weight(0))) == palette.color(QPalette.ColorRole.Base).name()
    label = page.funding.cells.index(1, 0)
    image = page.funding.viewport().grab(page.funding.visualRect(label)).toImage()
    assert ground(image) == palette.color(QPalette.ColorRole.AlternateBase).name()


def test_a_suggested_score_is_written_in_italics(grid: IndicatorGrid) -> None:
    select(grid, level3(9))
    typed = painted(grid, score(1))
    grid.writer.commit(score(1), "")
    suggested = painted(grid, score(1))
    assert shown(grid, score(1)) == "10.00"
    assert ground(typed) == ground(suggested)
    assert typed != suggested


def test_a_score_typed_against_the_rule_has_a_corner(grid: IndicatorGrid, palette: QPalette) -> None:
    mark = tint(palette, Tint.WARNING).name()
    plain = colours(painted(grid, score(3))).get(mark, 0)
    grid.writer.commit(score(2), "9")
    select(grid, level3(9))
    image = painted(grid, score(2))
    assert colours(image).get(mark, 0) > plain
    assert image.pixelColor(image.width() - 4, 1).name() == mark


def test_selected_cells_are_told_from_others(grid: IndicatorGrid, palette: QPalette) -> None:
    select(grid, level3(9))
    plain, total = ground(painted(grid, weight(0))), ground(painted(grid, TOTAL))
    select(grid, level3(9), weight(0), TOTAL)
    chosen, chosen_total = ground(painted(grid, weight(0))), ground(painted(grid, TOTAL))
    accent = palette.color(QPalette.ColorRole.Highlight)
    assert len({plain, total, chosen, chosen_total}) == 4
    assert distance(QColor(chosen), accent) < distance(QColor(plain), accent)


def distance(one: QColor, other: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]


def test_the_cell_with_the_cursor_has_a_frame(page: Page, palette: QPalette) -> None:
    grid, accent = page.indicators, palette.color(QPalette.ColorRole.Highlight)
    select(grid, weight(4))
    assert sum(runs(painted(grid, weight(4)), 1, accent)) > grid.columnWidth(5) // 2
    assert runs(painted(grid, weight(5)), 1, accent) == []
    # While it is typed into, the editor has the focus and the cell keeps its frame.
    type_text("1")
    assert sum(runs(painted(grid, weight(4)), 1, accent)) > grid.columnWidth(5) // 2
    press(Qt.Key.Key_Escape)
    page.goal.setFocus()
    assert runs(painted(grid, weight(4)), 1, accent) == []


def test_an_error_in_a_cell_is_underlined_in_one_stroke(grid: IndicatorGrid, palette: QPalette) -> None:
    colour = severity_colour(palette, Severity.ERROR)
    select(grid, level3(9))
    assert strokes(painted(grid, target(0)), colour) == []
    grid.writer.commit(target(0), "")
    (stroke,) = strokes(painted(grid, target(0)), colour)
    assert stroke > grid.columnWidth(3) // 2


def test_a_warning_in_a_cell_is_underlined_in_dashes(grid: IndicatorGrid, palette: QPalette) -> None:
    grid.writer.commit(score(9), "4")
    grid.writer.commit(reason(9), "供货晚了两个月，已催促。")
    select(grid, level3(0))
    # The mark of a score typed against the rule has the same colour, in the corner above.
    assert len(strokes(painted(grid, score(9)), severity_colour(palette, Severity.WARNING))) > 1


def test_a_tooltip_gives_the_formula_with_its_numbers(grid: IndicatorGrid, funding: FundingGrid) -> None:
    tip = Qt.ItemDataRole.ToolTipRole
    assert "8.98 ÷ 9.00 = 99.77 %（截断）× 10 = 9.97" in funding.cells.index(0, 5).data(tip)
    assert "8.98 ÷ 9.00 = 99.77 %（截断）× 10 = 9.97" in funding.cells.index(0, 6).data(tip)
    assert "手工填 10，与规则一致：已达到目标，得满分 10" in grid.cells.index(0, 6).data(tip)
    assert "执行率 9.97 + 产出指标 50" in grid.cells.index(10, 6).data(tip)
    assert grid.cells.index(11, 6).data(tip) is None
    assert grid.cells.index(0, 2).data(tip) is None


def option_for(grid: CellGrid, width: int) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    grid.initViewItemOption(option)
    option.rect = QRect(0, 0, width, 0)
    return option


def test_a_cell_is_as_tall_as_its_text(funding: FundingGrid, grid: IndicatorGrid) -> None:
    delegate = CellDelegate(grid.cells, grid.writer)
    heights = []
    for text in ("", "一行", "一\n二\n三", "很长的原因" * 8, "很长的原因" * 80, "很长的原因" * 8000):
        grid.writer.commit(reason(0), text)
        hint = delegate.sizeHint(option_for(grid, 120), grid.cells.index(0, 7))
        assert hint.width() == 120
        heights.append(hint.height())
    assert heights[0] == heights[1] == LEAST_HEIGHT
    assert heights[1:] == sorted(set(heights[1:]))
    # Of the longest only the beginning is drawn.
    grid.writer.commit(reason(0), "很长的原因" * 16000)
    assert delegate.sizeHint(option_for(grid, 120), grid.cells.index(0, 7)).height() == heights[5]
    assert funding.rowHeight(0) == LEAST_HEIGHT


def test_of_a_text_that_is_too_long_to_draw_it_is_seen_that_it_goes_on(grid: IndicatorGrid) -> None:
    select(grid, level3(0))
    grid.writer.commit(reason(0), "中" * 4000)
    whole = painted(grid, reason(0))
    grid.writer.commit(reason(0), "中" * 4001)
    cut = painted(grid, reason(0))
    assert cut.height() >= whole.height()
    grid.writer.commit(reason(0), "中" * 5000)
    assert painted(grid, reason(0)) == cut


def test_markup_is_painted_as_it_was_typed(grid: IndicatorGrid) -> None:
    select(grid, level3(9))
    grid.writer.commit(target(0), "粗")
    plain = painted(grid, target(0))
    grid.writer.commit(target(0), "<b>粗</b>")
    marked_up = painted(grid, target(0))
    assert len(ink(marked_up)) > len(ink(plain))


def ink(image: QImage) -> set[int]:
    """Return the columns of pixels that are not all of one colour, the frame of rules aside."""
    return {
        x
        for x in range(image.width() - 2)
        if len({image.pixelColor(x, y).name() for y in range(image.height() - 2)}) > 1
    }


def test_a_cell_is_painted_in_its_own_place_only(grid: IndicatorGrid) -> None:
    option = option_for(grid, 80)
    option.rect = QRect(10, 10, 80, 30)
    option.state |= QStyle.StateFlag.State_Selected
    image = QImage(100, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    CellDelegate(grid.cells, grid.writer).paint(painter, option, grid.cells.index(0, 2))
    painter.end()
    outside = {image.pixelColor(x, y).name() for x in range(100) for y in (0, 9, 41, 59)}
    assert outside == {"#ff0000"}
    assert image.pixelColor(20, 12) != QColor("red")


def test_a_number_that_outgrows_its_column_while_it_is_typed_is_drawn_smaller_on_one_line(
    grid: IndicatorGrid,
) -> None:
    select(grid, level3(9))
    column = 5
    assert grid.cells.index(0, column).data() == "10.00"
    before = painted(grid, weight(0))
    grid.setColumnWidth(column, 24)
    narrow = painted(grid, weight(0))
    assert narrow.height() == before.height()
    ink = [
        y
        for y in range(2, narrow.height() - 2)
        if any(narrow.pixelColor(x, y).lightness() < 128 for x in range(2, narrow.width() - 2))
    ]
    assert ink
    assert ink[-1] - ink[0] < grid.fontMetrics().height()

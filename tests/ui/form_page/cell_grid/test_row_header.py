"""The numbers before the rows select them by mouse, and selected rows are drawn elsewhere by them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.row_header import RowHeader
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.form_page.cell_grid.selected import frame
from ui.page_driver import SHIFT, final, select, target

LEFT = Qt.MouseButton.LeftButton


def numbers(grid: IndicatorGrid) -> RowHeader:
    found = grid.verticalHeader()
    assert isinstance(found, RowHeader)
    return found


def at(grid: IndicatorGrid, row: int, share: float = 0.5) -> QPoint:
    """Return a point on the number of a row, so far down in it."""
    header = numbers(grid)
    top, height = header.sectionViewportPosition(row), header.sectionSize(row)
    return QPoint(header.width() // 2, top + round(height * share))


def press(grid: IndicatorGrid, row: int, *held: Qt.KeyboardModifier) -> None:
    modifiers = held[0] if held else Qt.KeyboardModifier.NoModifier
    QTest.mousePress(numbers(grid).viewport(), LEFT, modifiers, at(grid, row))


def move(grid: IndicatorGrid, row: int, share: float = 0.5) -> None:
    # Where the window is not seen by a window system, a move tells no button unless it is sent by hand.
    QTest.mouseMove(numbers(grid).viewport(), at(grid, row, share))


def release(grid: IndicatorGrid, row: int, share: float = 0.5) -> None:
    QTest.mouseRelease(numbers(grid).viewport(), LEFT, pos=at(grid, row, share))


def names(session: EditingSession) -> list[str]:
    return [row.text("level3") for row in session.base.rows("indicators")]


def test_rows_are_numbered_as_findings_name_them(grid: IndicatorGrid) -> None:
    assert numbers(grid).isVisible()
    model = grid.cells
    told = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    assert told == [*(str(one) for one in range(1, 11)), "", ""]


def test_a_click_selects_the_row_and_shift_up_to_it(grid: IndicatorGrid) -> None:
    press(grid, 2)
    release(grid, 2)
    assert grid.selected_rows() == [2]
    assert len(grid.selectedIndexes()) == grid.cells.columnCount()
    assert frame(grid) == (2, 0)
    assert grid.hasFocus()
    press(grid, 4, SHIFT)
    release(grid, 4)
    assert grid.selected_rows() == [2, 3, 4]
    assert frame(grid) == (2, 0)


def test_drawing_over_numbers_selects_their_rows(grid: IndicatorGrid) -> None:
    press(grid, 1)
    move(grid, 2)
    move(grid, 3)
    release(grid, 3)
    assert grid.selected_rows() == [1, 2, 3]


def test_selected_rows_are_drawn_elsewhere(grid: IndicatorGrid, session: EditingSession) -> None:
    before = names(session)
    press(grid, 1)
    release(grid, 1)
    press(grid, 2, SHIFT)
    release(grid, 2)
    press(grid, 1)
    move(grid, 4)
    move(grid, 5, 0.8)
    QApplication.processEvents()
    release(grid, 5, 0.8)
    assert names(session) == [before[0], *before[3:6], *before[1:3], *before[6:]]
    assert grid.selected_rows() == [4, 5]
    assert session.undo_label == "移动 2 行指标"
    session.undo()
    assert names(session) == before


def test_a_row_is_drawn_up_and_not_below_the_last(grid: IndicatorGrid, session: EditingSession) -> None:
    before = names(session)
    press(grid, 3)
    release(grid, 3)
    press(grid, 3)
    move(grid, 0, 0.2)
    release(grid, 0, 0.2)
    assert names(session) == [before[3], *before[:3], *before[4:]]
    press(grid, 0)
    move(grid, 11)
    release(grid, 11)
    assert names(session)[-1] == before[3]


def test_dropped_where_they_are_the_rows_stay(grid: IndicatorGrid, session: EditingSession) -> None:
    before = session.base
    for drop, share in ((3, 0.8), (3, 0.2)):
        press(grid, 3)
        release(grid, 3)
        press(grid, 3)
        move(grid, drop, share)
        release(grid, drop, share)
    assert session.base is before


def test_a_click_on_one_of_several_selected_rows_selects_it_alone(grid: IndicatorGrid) -> None:
    press(grid, 1)
    release(grid, 1)
    press(grid, 3, SHIFT)
    release(grid, 3)
    press(grid, 2)
    release(grid, 2)
    assert grid.selected_rows() == [2]


def test_the_place_is_shown_by_a_line(grid: IndicatorGrid) -> None:
    press(grid, 1)
    release(grid, 1)
    press(grid, 1)
    move(grid, 3, 0.2)
    QApplication.processEvents()
    picture = numbers(grid).viewport().grab().toImage()
    accent = grid.palette().color(QPalette.ColorRole.Highlight)
    assert QColor(picture.pixel(4, numbers(grid).sectionViewportPosition(3))) == accent
    release(grid, 3, 0.2)


def test_closing_rows_and_final_forms_stay(grid: IndicatorGrid, session: EditingSession) -> None:
    session.commit(final(session.base), "定稿")
    before = session.base
    for row in (2, 11):
        press(grid, row)
        release(grid, row)
        press(grid, row)
        move(grid, 0)
        release(grid, 0)
    assert session.base is before


def test_the_right_button_and_the_room_below_do_nothing(grid: IndicatorGrid) -> None:
    select(grid, target(0))
    header = numbers(grid).viewport()
    QTest.mouseClick(header, Qt.MouseButton.RightButton, pos=at(grid, 3))
    QTest.mouseMove(header, at(grid, 4))
    assert grid.selected_rows() == [0]

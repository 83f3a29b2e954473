"""Texts are suggested below the editor of a level name; any other can be typed as well."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.form_page.suggestion_list import SuggestionList
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    Page,
    current,
    level1,
    level2,
    saved,
    select,
    suggested,
    sweep,
    text_in_editor,
    weight,
)


def test_going_on_with_a_level_name_suggests_the_whole_list(page: Page, grid: IndicatorGrid) -> None:
    select(grid, level1(0))
    press(Qt.Key.Key_F2)
    assert suggested(page) == ["产出指标", "成本指标", "效益指标", "满意度指标"]


def test_level_2_suggests_the_names_of_its_dimension(page: Page, grid: IndicatorGrid) -> None:
    select(grid, level2(0))
    press(Qt.Key.Key_F2)
    assert suggested(page) == ["数量指标", "质量指标", "时效指标"]


def test_level_2_of_a_name_of_ones_own_suggests_all_names(page: Page, grid: IndicatorGrid) -> None:
    grid.writer.commit(level1(0), "其他")
    select(grid, level2(0))
    press(Qt.Key.Key_F2)
    assert "数量指标" in suggested(page)
    assert "服务对象满意度指标" in suggested(page)


def test_typing_narrows_the_suggestions(page: Page, grid: IndicatorGrid) -> None:
    select(grid, level1(0))
    type_text("益")
    assert suggested(page) == ["效益指标"]
    type_text("处")
    assert suggested(page) == []
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    assert len(suggested(page)) == 4


def test_a_text_typed_whole_is_not_suggested_again(page: Page, grid: IndicatorGrid) -> None:
    select(grid, level1(0))
    type_text("成本指标")
    assert suggested(page) == []


def test_the_arrow_keys_choose_and_enter_takes(
    page: Page, grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, level1(0))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert saved(session, level1(0)) == "成本指标"
    assert current(grid) == level1(1)
    sweep()
    assert suggested(page) == []


def test_the_arrow_keys_go_round(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, level1(0))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Tab)
    assert saved(session, level1(0)) == "满意度指标"
    select(grid, level1(0))
    press(Qt.Key.Key_F2)
    for _ in range(5):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    assert saved(session, level1(0)) == "产出指标"


def test_without_a_choice_enter_takes_what_was_typed(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, level1(0))
    type_text("产")
    press(Qt.Key.Key_Return)
    assert saved(session, level1(0)) == "产"


def test_escape_closes_the_list_first_and_the_editor_then(
    page: Page, grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, level1(0))
    type_text("产")
    press(Qt.Key.Key_Escape)
    assert suggested(page) == []
    assert text_in_editor() == "产"
    press(Qt.Key.Key_Escape)
    assert focus() is grid
    assert saved(session, level1(0)) == "产出指标"


def test_a_click_takes_a_text(page: Page, grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, level1(0))
    press(Qt.Key.Key_F2)
    (suggestions,) = (one for one in page.findChildren(SuggestionList) if one.isVisible())
    place = suggestions.visualRect(suggestions.model().index(2, 0)).center()
    QTest.mouseClick(suggestions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert saved(session, level1(0)) == "效益指标"
    assert current(grid) == level1(0)
    assert focus() is grid


def test_with_the_list_closed_the_arrow_keys_leave_the_cell(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, weight(0))
    type_text("8")
    press(Qt.Key.Key_Down)
    assert saved(session, weight(0)) == "8"
    assert current(grid) == weight(1)

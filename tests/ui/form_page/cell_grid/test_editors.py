"""The editors over cells, typed into as a clerk types."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.editors import (
    Leave,
    LineEditor,
    Move,
    OfferList,
    RefusalBubble,
    TextEditor,
    way_out,
)
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.keyboard import compose, focus, press, type_text
from ui.page_driver import (
    ALT,
    CTRL,
    SHIFT,
    YEAR,
    Page,
    current,
    level1,
    level2,
    level3,
    offered,
    reason,
    refusal,
    saved,
    select,
    sweep,
    target,
    text_in_editor,
    weight,
    written,
)

KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "way"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, Leave.DROP),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, Move.NEXT),
        (Qt.Key.Key_Backtab, SHIFT, Move.PREVIOUS),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, Move.DOWN),
        (Qt.Key.Key_Enter, KEYPAD, Move.DOWN),
        (Qt.Key.Key_Return, SHIFT, Move.UP),
        (Qt.Key.Key_Return, CTRL, Leave.FILL),
        (Qt.Key.Key_Return, ALT, None),
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, None),
    ],
)
def test_keys_lead_out_of_a_cell_as_in_a_spreadsheet(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, way: Move | Leave | None
) -> None:
    assert way_out(QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers)) is way


# -- texts of several lines ------------------------------------------------------------------------------


def test_alt_enter_makes_a_new_line_that_stays_in_sight(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, reason(0))
    type_text("1\n2\n3\n4\n5\n6\n7\n8\n9")
    editor = focus()
    assert isinstance(editor, TextEditor)
    assert editor.viewport().rect().contains(editor.cursorRect())
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == "1\n2\n3\n4\n5\n6\n7\n8\n9"


def test_a_no_break_space_survives_its_editor(grid: IndicatorGrid, session: EditingSession) -> None:
    text = "目标\u00a090%\u3000完成"
    grid.cells.writer.commit(reason(0), text)
    label = session.undo_label
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == text
    assert session.undo_label == label
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    type_text("！")
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == f"{text}！"


def test_tab_leaves_the_editor_and_writes_no_tab(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, target(0))
    type_text("甲")
    press(Qt.Key.Key_Tab)
    assert saved(session, target(0)) == "甲"


# -- input methods ---------------------------------------------------------------------------------------


def test_the_first_letter_of_an_input_method_is_kept_in_a_text(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, level3(0))
    compose("xitong", "系统")
    assert text_in_editor() == "系统"
    compose("wei", "维")
    press(Qt.Key.Key_Return)
    assert saved(session, level3(0)) == "系统维"


def test_the_first_letter_of_an_input_method_is_kept_in_a_line(
    page: Page, grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, level1(0))
    compose("manyi", "满意")
    assert text_in_editor() == "满意"
    assert offered(page) == ["满意度指标"]
    press(Qt.Key.Key_Return)
    assert saved(session, level1(0)) == "满意"


def test_a_composition_is_previewed_when_its_characters_are_chosen(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, level3(0))
    type_text("a")
    compose("xi", "系")
    assert session.shown is not None
    assert written(session.shown.form, level3(0)) == "a系"
    assert saved(session, level3(0)) == "完成系统运行维护"


# -- texts on offer --------------------------------------------------------------------------------------


def test_going_on_with_a_level_name_offers_the_whole_list(page: Page, grid: IndicatorGrid) -> None:
    select(grid, level1(0))
    press(Qt.Key.Key_F2)
    assert offered(page) == ["产出指标", "成本指标", "效益指标", "满意度指标"]


def test_level_2_offers_the_names_of_its_dimension(page: Page, grid: IndicatorGrid) -> None:
    select(grid, level2(0))
    press(Qt.Key.Key_F2)
    assert offered(page) == ["数量指标", "质量指标", "时效指标"]


def test_level_2_of_a_name_of_ones_own_offers_all_names(page: Page, grid: IndicatorGrid) -> None:
    grid.cells.writer.commit(level1(0), "其他")
    select(grid, level2(0))
    press(Qt.Key.Key_F2)
    assert "数量指标" in offered(page)
    assert "服务对象满意度指标" in offered(page)


def test_typing_narrows_the_texts_on_offer(page: Page, grid: IndicatorGrid) -> None:
    select(grid, level1(0))
    type_text("益")
    assert offered(page) == ["效益指标"]
    type_text("处")
    assert offered(page) == []
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    assert len(offered(page)) == 4


def test_a_text_typed_whole_is_not_offered_again(page: Page, grid: IndicatorGrid) -> None:
    select(grid, level1(0))
    type_text("成本指标")
    assert offered(page) == []


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
    assert offered(page) == []


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
    assert offered(page) == []
    assert text_in_editor() == "产"
    press(Qt.Key.Key_Escape)
    assert focus() is grid
    assert saved(session, level1(0)) == "产出指标"


def test_a_click_takes_a_text(page: Page, grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, level1(0))
    press(Qt.Key.Key_F2)
    (offers,) = (one for one in page.findChildren(OfferList) if one.isVisible())
    place = offers.visualRect(offers.model().index(2, 0)).center()
    QTest.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=place)
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


# -- what stands beside an editor ------------------------------------------------------------------------


def test_a_bubble_stands_below_its_editor_and_moves_with_the_page(page: Page) -> None:
    page.resize(1100, 300)
    page.go_to(YEAR)
    type_text("x")
    (bubble,) = (one for one in page.findChildren(RefusalBubble) if one.isVisible())
    editor = focus()
    assert bubble.mapTo(page, QPoint(0, 0)).y() > editor.mapTo(page, QPoint(0, 0)).y() + editor.height()
    before = bubble.mapTo(page, QPoint(0, 0))
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + 40)
    assert bubble.mapTo(page, QPoint(0, 0)) == before - QPoint(0, 40)


def test_a_bubble_goes_out_of_sight_with_its_page(page: Page) -> None:
    page.go_to(YEAR)
    type_text("x")
    assert refusal(page) is not None
    # As another tab in front does.
    page.setVisible(False)
    assert refusal(page) is None


def test_where_there_is_no_room_below_a_bubble_stands_above(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    editor = LineEditor(QPersistentModelIndex(QModelIndex()), window)
    editor.setGeometry(250, 170, 60, 25)
    with qtbot.waitExposed(window):
        window.show()
    bubble = RefusalBubble(editor)
    bubble.say("这里只能填年度。")
    assert bubble.geometry().bottom() < editor.y()
    assert bubble.geometry().right() <= window.width()
    bubble.say(None)
    assert bubble.isHidden()


def test_room_is_what_is_in_sight_of_a_page_that_scrolls(qtbot: QtBot) -> None:
    area, tall = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    area.resize(300, 200)
    tall.resize(280, 1000)
    area.setWidget(tall)
    editor = TextEditor(QPersistentModelIndex(QModelIndex()), tall)
    editor.setGeometry(10, 120, 200, 70)
    with qtbot.waitExposed(area):
        area.show()
    bubble = RefusalBubble(editor)
    bubble.say("太长。")
    assert bubble.geometry().bottom() < editor.y()
    area.verticalScrollBar().setValue(100)
    bubble.say("太长。")
    assert bubble.y() > editor.geometry().bottom()


def test_a_bubble_goes_with_its_editor(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor = LineEditor(QPersistentModelIndex(QModelIndex()), window)
    RefusalBubble(editor).say("这里只能填年度。")
    editor.deleteLater()
    sweep()
    assert window.findChildren(RefusalBubble) == []

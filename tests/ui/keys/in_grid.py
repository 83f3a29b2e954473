"""The keys in a grid: a function for each line of the table, called like its id."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from perfeval_desktop.domain.form import RowId
from perfeval_ui.form_page.large_editor import LargeEditor
from ui.form_page.cell_grid.selected import block, chosen, frame
from ui.keyboard import focus, type_text
from ui.keys.desk import LEFT, Desk
from ui.page_driver import (
    actual,
    clipboard,
    current,
    level1,
    level3,
    put_on_clipboard,
    reason,
    score,
    target,
    text_in_editor,
    weight,
)

# Columns, as they stand on the form; rows of indicators, and all with total and grade below.
LEVEL1, LEVEL3, TARGET, ACTUAL, WEIGHT, REASON = 0, 2, 3, 4, 5, 7
INDICATORS, ALL_ROWS, ALL_COLUMNS = 10, 12, 8


def arrows(desk: Desk) -> None:
    desk.seen_to_lead(target(4), target(3), target(5), level3(4), actual(4))


def ctrl_arrows(desk: Desk) -> None:
    desk.seen_to_lead(target(4), target(0), target(9), level1(4), score(4))


def shift_arrows(desk: Desk) -> None:
    desk.seen_to_select(
        target(4),
        block(range(3, 5), range(TARGET, TARGET + 1)),
        block(range(4, 6), range(TARGET, TARGET + 1)),
        block(range(4, 5), range(LEVEL3, TARGET + 1)),
        block(range(4, 5), range(TARGET, ACTUAL + 1)),
    )


def ctrl_shift_arrows(desk: Desk) -> None:
    desk.seen_to_select(
        target(4),
        block(range(5), range(TARGET, TARGET + 1)),
        block(range(4, INDICATORS), range(TARGET, TARGET + 1)),
        block(range(4, 5), range(LEVEL1, TARGET + 1)),
        block(range(4, 5), range(TARGET, REASON)),
    )


def home(desk: Desk) -> None:
    desk.seen_to_lead(target(4), level1(4))


def ctrl_home(desk: Desk) -> None:
    desk.seen_to_lead(target(4), level1(0))


def end(desk: Desk) -> None:
    desk.seen_to_lead(target(4), reason(4))


def ctrl_end(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    # The words of the grade reach over all columns.
    assert frame(desk.grid) == (ALL_ROWS - 1, 1)


def pages(desk: Desk) -> None:
    up, down = desk.line.keys
    desk.window.resize(1366, 480)
    desk.at(target(0))
    desk.press(down)
    assert frame(desk.grid)[0] > 0
    desk.press(up)
    assert current(desk.grid) == target(0)


def tab(desk: Desk) -> None:
    desk.seen_to_lead(target(4), actual(4))
    _leave_the_score_to_the_rules(desk)
    # That is passed over, and so are the levels of the next row, whose names stand there already.
    desk.seen_to_lead(weight(9), reason(9))
    desk.seen_to_lead(reason(5), level3(6))


def back_tab(desk: Desk) -> None:
    desk.seen_to_lead(actual(4), target(4))
    _leave_the_score_to_the_rules(desk)
    desk.seen_to_lead(reason(9), weight(9))


def tab_at_the_end(desk: Desk) -> None:
    desk.at(reason(9))
    desk.press()
    assert len(desk.form.rows("indicators")) == INDICATORS + 1
    assert frame(desk.grid)[0] == INDICATORS


def enter(desk: Desk) -> None:
    desk.seen_to_lead(target(4), target(5))


def shift_enter(desk: Desk) -> None:
    desk.seen_to_lead(target(4), target(3))


def enter_behind_tabs(desk: Desk) -> None:
    tab_key, enter_key = desk.line.keys
    desk.at(target(4))
    desk.press(tab_key, tab_key)
    assert current(desk.grid) == weight(4)
    desk.press(enter_key)
    assert current(desk.grid) == target(5)


def in_a_block(desk: Desk) -> None:
    enter_key, tab_key = desk.line.keys
    cells = (target(4), target(5), actual(4), actual(5))
    ways = {
        enter_key: [(5, TARGET), (4, ACTUAL), (5, ACTUAL), (4, TARGET)],
        tab_key: [(4, ACTUAL), (5, TARGET), (5, ACTUAL), (4, TARGET)],
    }
    for key, way in ways.items():
        desk.at(*cells)
        visited = []
        for _ in way:
            desk.press(key)
            visited.append(frame(desk.grid))
        assert visited == way, key
        assert len(chosen(desk.grid)) == len(cells)


def edit(desk: Desk) -> None:
    desk.at(actual(4))
    desk.press()
    type_text("1")
    assert text_in_editor() == "达成指标1"


def type_over(desk: Desk) -> None:
    desk.at(actual(4))
    type_text("12")
    assert text_in_editor() == "12"


def backspace(desk: Desk) -> None:
    desk.at(actual(4))
    desk.press()
    assert text_in_editor() == ""
    assert isinstance(focus(), (QLineEdit, QPlainTextEdit))


def delete(desk: Desk) -> None:
    desk.at(target(4), actual(4))
    desk.press()
    assert (desk.saved(target(4)), desk.saved(actual(4))) == ("", "")


def remedies(desk: Desk) -> None:
    desk.session.commit(desk.session.base.with_text(weight(0), "3"), "改分值")
    desk.at(score(0))
    before = desk.session.base
    desk.press()
    menu = desk.window.commands.cell_menu.menu
    assert menu.isVisible()
    assert menu.activeAction() is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.session.base != before


def fill_down(desk: Desk) -> None:
    desk.at(target(4), target(5), target(6))
    desk.press()
    assert desk.saved(target(4)) == desk.saved(target(5)) == desk.saved(target(6))
    desk.at(target(8))
    desk.press()
    assert desk.saved(target(8)) == desk.saved(target(7))


def fill_right(desk: Desk) -> None:
    desk.at(target(4), actual(4))
    desk.press()
    assert desk.saved(actual(4)) == desk.saved(target(4))


def drag_handle(desk: Desk) -> None:
    desk.at(target(4))
    found = desk.grid.cells.index_of(target(6))
    assert found is not None
    to = desk.grid.visualRect(desk.grid.cells.index(*found)).center()
    viewport = desk.grid.viewport()
    QTest.mousePress(viewport, LEFT, pos=_handle(desk))
    QTest.mouseMove(viewport, to - QPoint(1, 1))
    QTest.mouseMove(viewport, to)
    QTest.mouseRelease(viewport, LEFT, pos=to)
    assert desk.saved(target(4)) == desk.saved(target(5)) == desk.saved(target(6))


def double_click_handle(desk: Desk) -> None:
    desk.at(target(4))
    QTest.mouseDClick(desk.grid.viewport(), LEFT, pos=_handle(desk))
    assert {desk.saved(target(row)) for row in range(4, INDICATORS)} == {desk.saved(target(4))}


def select_all(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    assert {row for row, _ in chosen(desk.grid)} == set(range(ALL_ROWS))
    assert block(range(INDICATORS), range(ALL_COLUMNS)) <= chosen(desk.grid)


def select_row(desk: Desk) -> None:
    desk.seen_to_select(target(4), block(range(4, 5), range(ALL_COLUMNS)))


def select_column(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    assert block(range(INDICATORS), range(TARGET, TARGET + 1)) <= chosen(desk.grid)
    assert {column for row, column in chosen(desk.grid) if row < INDICATORS} == {TARGET}


def copy(desk: Desk) -> None:
    for key in desk.line.keys:
        put_on_clipboard("")
        desk.at(target(4), actual(4))
        desk.press(key)
        assert clipboard() == "2 小时内响应\t达成指标", key


def cut(desk: Desk) -> None:
    for key in desk.line.keys:
        put_on_clipboard("")
        desk.at(actual(4))
        desk.press(key)
        assert (clipboard(), desk.saved(actual(4))) == ("达成指标", ""), key
        desk.session.undo()
        assert desk.saved(actual(4)) == "达成指标"


def paste(desk: Desk) -> None:
    for number, key in enumerate(desk.line.keys):
        put_on_clipboard(f"{number}项\t{number}个")
        desk.at(target(4))
        desk.press(key)
        assert (desk.saved(target(4)), desk.saved(actual(4))) == (f"{number}项", f"{number}个"), key


def insert_below(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    assert _ids(desk)[4] == "r5"
    assert _ids(desk)[6] == "r6"
    assert len(_ids(desk)) == INDICATORS + 1


def insert_above(desk: Desk) -> None:
    desk.at(target(4))
    desk.press()
    assert _ids(desk)[3] == "r4"
    assert _ids(desk)[5] == "r5"
    assert len(_ids(desk)) == INDICATORS + 1


def remove_rows(desk: Desk) -> None:
    desk.at(target(4), target(5))
    desk.press()
    assert len(_ids(desk)) == INDICATORS - 2
    assert not {RowId("r5"), RowId("r6")} & set(_ids(desk))


def move_rows(desk: Desk) -> None:
    up, down = desk.line.keys
    desk.at(target(2))
    desk.press(up)
    assert _ids(desk)[:3] == ["r1", "r3", "r2"]
    desk.press(down)
    assert _ids(desk)[:3] == ["r1", "r2", "r3"]


def menu(desk: Desk) -> None:
    _, by_hand = desk.line.keys
    opened = desk.window.commands.cell_menu.menu
    desk.at(target(4))
    # What the system makes out of the menu key.
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(desk.window.windowHandle(), event)
    assert opened.isVisible()
    opened.close()
    desk.press(by_hand)
    assert opened.isVisible()
    opened.close()


def back_to_cursor(desk: Desk) -> None:
    desk.window.resize(1366, 480)
    desk.at(target(9))
    bar = desk.window.editor.verticalScrollBar()
    there = bar.value()
    bar.setValue(0)
    desk.press()
    assert bar.value() == there > 0
    assert current(desk.grid) == target(9)


def only_the_frame(desk: Desk) -> None:
    desk.at(target(4))
    desk.press("Shift+Right", "Shift+Down")
    assert len(chosen(desk.grid)) == 4
    desk.press()
    assert chosen(desk.grid) == {(4, TARGET)}


def edit_large(desk: Desk) -> None:
    desk.at(weight(4))
    before = desk.saved(weight(4))
    desk.press()
    type_text("0")
    desk.press("Return")
    assert desk.saved(weight(4)) == f"{before}0"
    desk.at(reason(4))
    desk.press()
    (editor,) = desk.window.findChildren(LargeEditor)
    desk.qtbot.waitUntil(editor.text.hasFocus)
    type_text("一")
    desk.press("Ctrl+Return")
    assert desk.saved(reason(4)) == "一"


def _leave_the_score_to_the_rules(desk: Desk) -> None:
    desk.session.commit(desk.session.base.with_text(score(9), ""), "清除得分")


def _ids(desk: Desk) -> list[RowId]:
    return [row.id for row in desk.form.rows("indicators")]


def _handle(desk: Desk) -> QPoint:
    selected = desk.grid.selected_block()
    assert selected is not None
    return desk.grid.block_rect(selected).bottomRight() - QPoint(3, 3)

"""The keys while a cell is typed into: a function for each line of the table, called like its id."""

from ui.keyboard import type_text
from ui.keys.desk import Desk
from ui.page_driver import actual, current, level1, level3, reason, suggested, target, text_in_editor, weight

THROUGH_THE_TEXT = "达成1指标"


def arrows_while_typing_over(desk: Desk) -> None:
    ends = (actual(3), actual(5), target(4), weight(4))
    for number, (key, end) in enumerate(zip(desk.line.keys, ends, strict=True)):
        desk.at(actual(4))
        type_text(str(number))
        desk.press(key)
        assert (desk.saved(actual(4)), current(desk.grid)) == (str(number), end), key


def arrows_after_f2(desk: Desk) -> None:
    left, right = desk.line.keys
    desk.at(actual(4))
    desk.press("F2", left, left, left, right)
    type_text("1")
    assert text_in_editor() == THROUGH_THE_TEXT


def edit_mode(desk: Desk) -> None:
    desk.at(actual(4))
    type_text("达成指标")
    desk.press(*desk.line.keys, "Left", "Left")
    type_text("1")
    assert text_in_editor() == THROUGH_THE_TEXT


def escape(desk: Desk) -> None:
    desk.at(actual(4))
    type_text("12")
    desk.press()
    assert desk.grid._delegate.editor is None
    assert (desk.saved(actual(4)), current(desk.grid)) == ("达成指标", actual(4))


def enter(desk: Desk) -> None:
    _ends_at(desk, actual(5))


def shift_enter(desk: Desk) -> None:
    _ends_at(desk, actual(3))


def tab(desk: Desk) -> None:
    _ends_at(desk, weight(4), target(4))


def new_line(desk: Desk) -> None:
    desk.at(target(4))
    type_text("1")
    desk.press()
    type_text("2")
    assert text_in_editor() == "1\n2"


def fill_selection(desk: Desk) -> None:
    desk.at(actual(4), actual(5), reason(6))
    type_text("12")
    desk.press()
    assert [desk.saved(one) for one in (actual(4), actual(5), reason(6))] == ["12"] * 3


def choose_suggestion(desk: Desk) -> None:
    down, take = desk.line.keys
    desk.at(level1(0))
    type_text("效")
    first, *_ = suggested(desk.window)
    assert "效" in first
    desk.press(down, take)
    assert desk.saved(level1(0)) == first
    assert current(desk.grid) == level1(1)


def undo_typing(desk: Desk) -> None:
    desk.at(level3(4))
    before = desk.session.undo_label
    desk.press("F2")
    type_text("1")
    desk.press()
    assert text_in_editor() == desk.saved(level3(4))
    assert desk.session.undo_label == before


def _ends_at(desk: Desk, *ends: object) -> None:
    for number, (key, end) in enumerate(zip(desk.line.keys, ends, strict=True)):
        desk.at(actual(4))
        type_text(f"1{number}")
        desk.press(key)
        assert (desk.saved(actual(4)), current(desk.grid)) == (f"1{number}", end), key

"""Finding and replacing in the open form, with the keys a user presses."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.session import EditingSession
from perfeval_ui.find_replace import find_bar as bar_module
from perfeval_ui.find_replace.find_bar import FindBar
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.form_page.section import SectionKind
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import compose, focus, press, type_text
from ui.page_driver import CTRL, GOAL, OUTCOME, PROJECT, SHIFT, actual, grid_of, level3, line_of, reason
from ui.window_driver import bar, shown

F, H = Qt.Key.Key_F, Qt.Key.Key_H


@pytest.fixture
def edited(full_window: MainWindow) -> EditingSession:
    """Return the session with a form in which “茶” stands in four cells, in one of them twice."""
    session = full_window._session
    form = session.base
    for place, text in {
        PROJECT: "茶叶项目",
        GOAL: "种茶，制茶",
        level3(1): "茶园面积",
        reason(2): "茶价下跌",
    }.items():
        form = form.with_text(place, text)
    session.commit(form, "准备")
    return session


@pytest.fixture
def window(full_window: MainWindow, edited: EditingSession, qtbot: QtBot) -> MainWindow:
    assert edited.shown is not None
    full_window.resize(1300, 800)
    full_window.show()
    qtbot.waitActive(full_window)
    full_window.go_to(actual(0))
    return full_window


def find_bar(window: MainWindow) -> FindBar:
    found = window.commands.finding.bar
    assert found is not None
    assert found.isVisible()
    return found


def cursor(window: MainWindow) -> Place | None:
    """Return the cell the cursor of the indicators is at."""
    grid = grid_of(window.editor)
    return grid.cells.place_at(*grid.current_cell())


def seek(window: MainWindow, text: str) -> FindBar:
    """Press Ctrl+F and type."""
    press(F, CTRL)
    type_text(text)
    return find_bar(window)


def test_the_first_place_from_the_cursor_on_is_gone_to_while_one_types(window: MainWindow) -> None:
    found = seek(window, "茶")
    assert found.count.text() == "4/5 处"
    assert cursor(window) == level3(1)
    assert focus() is found.text


def test_enter_goes_on_and_shift_enter_back(window: MainWindow) -> None:
    found = seek(window, "茶")
    press(Qt.Key.Key_Return)
    assert cursor(window) == reason(2)
    press(Qt.Key.Key_Return)
    assert found.count.text() == "1/5 处"
    press(Qt.Key.Key_Return, SHIFT)
    assert found.count.text() == "5/5 处"
    press(Qt.Key.Key_F3, SHIFT)
    assert (found.count.text(), cursor(window)) == ("4/5 处", level3(1))
    press(Qt.Key.Key_F3)
    assert found.count.text() == "5/5 处"


def test_escape_closes_the_bar_and_gives_the_keyboard_to_the_cell(window: MainWindow) -> None:
    found = seek(window, "茶")
    press(Qt.Key.Key_Escape)
    assert not found.isVisible()
    assert focus() is grid_of(window.editor)
    assert cursor(window) == level3(1)
    assert window.editor._found.places == frozenset()


def test_escape_without_a_hit_goes_back_to_where_one_was(window: MainWindow) -> None:
    found = seek(window, "不在其中")
    assert found.count.text() == "没有找到"
    press(Qt.Key.Key_Escape)
    assert focus() is grid_of(window.editor)
    assert cursor(window) == actual(0)


def test_f3_goes_on_with_the_bar_closed(window: MainWindow) -> None:
    found = seek(window, "茶")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F3)
    assert found.isVisible()
    assert found.count.text().endswith("/5 处")


def test_f3_opens_the_bar_where_nothing_was_looked_for(window: MainWindow) -> None:
    press(Qt.Key.Key_F3)
    assert focus() is find_bar(window).text


def test_what_is_being_typed_in_a_cell_is_saved_first(window: MainWindow) -> None:
    type_text("茶12")
    found = seek(window, "茶1")
    assert shown(window).text(*actual(0)) == "茶12"
    assert (found.count.text(), cursor(window)) == ("1/1 处", actual(0))


def test_a_field_that_is_being_typed_into_is_saved_first_and_found(window: MainWindow) -> None:
    window.go_to(PROJECT)
    type_text("种茶")
    found = seek(window, "种茶")
    assert shown(window).text(*PROJECT) == "种茶"
    assert found.count.text() == "1/2 处"
    press(Qt.Key.Key_Escape)
    assert focus() is line_of(window.editor, PROJECT)


@pytest.mark.parametrize("place", [PROJECT, GOAL, actual(0)])
@pytest.mark.parametrize("typed", ["", "x"])
@pytest.mark.parametrize("key", [F, H])
def test_the_keys_work_wherever_one_types(window: MainWindow, place: Place, typed: str, key: Qt.Key) -> None:
    window.go_to(place)
    type_text(typed)
    press(key, CTRL)
    assert focus() is find_bar(window).text
    assert find_bar(window).is_replacing is (key == H)
    assert typed in shown(window).text(*place)
    press(Qt.Key.Key_Escape)
    assert window.editor.current_place() == place


def test_an_input_method_writes_into_the_bar(window: MainWindow) -> None:
    press(F, CTRL)
    compose("chaye", "茶叶")
    assert find_bar(window).text.text() == "茶叶"
    assert find_bar(window).count.text() == "1/1 处"


def test_a_folded_part_of_the_page_unfolds_for_what_is_found_in_it(window: MainWindow) -> None:
    window.editor.folding.fold(SectionKind.GOALS, is_folded=True)
    seek(window, "制茶")
    field = window.editor.field(GOAL)
    assert field is not None
    assert field.isVisible()


def test_stretches_are_marked_in_paragraphs(window: MainWindow) -> None:
    seek(window, "茶")
    field = window.editor.field(GOAL)
    assert isinstance(field, ParagraphField)
    assert [one.cursor.selectedText() for one in field.extraSelections()] == ["茶", "茶"]


def test_the_tree_keeps_the_key_for_its_filter(window: MainWindow) -> None:
    window.tree.view.setFocus()
    press(F, CTRL)
    assert focus() is window.tree.filter_box
    assert window.commands.finding.bar is None


def test_one_place_after_the_other_is_replaced(window: MainWindow, edited: EditingSession) -> None:
    press(H, CTRL)
    type_text("茶")
    press(Qt.Key.Key_Tab)
    type_text("果茶")
    press(Qt.Key.Key_Return)
    assert shown(window).text(*level3(1)) == "果茶园面积"
    assert (find_bar(window).count.text(), cursor(window)) == ("5/5 处", reason(2))
    press(Qt.Key.Key_Return)
    assert shown(window).text(*reason(2)) == "果茶价下跌"
    assert edited.undo_label == "替换“茶”为“果茶”"
    edited.undo()
    assert shown(window).text(*reason(2)) == "茶价下跌"


def test_all_places_are_replaced_as_one_step(
    window: MainWindow, edited: EditingSession, qtbot: QtBot
) -> None:
    before = edited.base
    press(H, CTRL)
    type_text("茶")
    find_bar(window).to.setText("果")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown(window).text(*GOAL) == "种果，制果")
    assert bar(window) == "已替换 5 处。"
    assert edited.undo_label == "全部替换“茶”为“果”，5 处"
    assert find_bar(window).count.text() == "没有找到"
    window.actions_.undo.trigger()
    assert edited.base == before


def test_what_was_typed_a_moment_ago_is_replaced_as_well(window: MainWindow, edited: EditingSession) -> None:
    press(H, CTRL)
    type_text("茶")
    found = find_bar(window)
    found.to.setText("果")
    form = edited.base
    edited.commit(form.with_text(PROJECT, "果园").with_text(reason(0), "茶农少"), "刚才")
    found.replace_all.click()
    assert bar(window) == "已替换 5 处。"
    assert shown(window).text(*reason(0)) == "果农少"


def test_what_has_changed_a_moment_ago_is_replaced_too(window: MainWindow, edited: EditingSession) -> None:
    press(H, CTRL)
    type_text("茶")
    find_bar(window).to.setText("果")
    edited.commit(edited.base.with_text(GOAL, "卖茶").with_text(OUTCOME, "卖了茶"), "改")
    find_bar(window).replace_all.click()
    assert bar(window) == "已替换 5 处。"
    assert shown(window).text(*GOAL) == "卖果"
    assert shown(window).text(*OUTCOME) == "卖了果"


def test_a_place_that_has_gone_a_moment_ago_is_not_counted_as_replaced(
    window: MainWindow, edited: EditingSession
) -> None:
    press(H, CTRL)
    type_text("茶")
    assert cursor(window) == level3(1)
    edited.commit(edited.base.with_text(level3(1), "果园面积"), "改")
    find_bar(window).replace.click()
    assert edited.undo_label == "改"
    assert shown(window).text(*reason(2)) == "茶价下跌"


def test_figures_are_left_and_told_of(window: MainWindow, edited: EditingSession) -> None:
    form = edited.base
    weights = sum("10" in row.text("weight") for row in form.rows("indicators"))
    assert weights
    press(H, CTRL)
    found = find_bar(window)
    found.text.setText("10")
    found.to.setText("11")
    found.replace_all.click()
    assert "处在金额、分值或选项里，没有替换" in bar(window)
    assert [row.text("weight") for row in edited.base.rows("indicators")] == [
        row.text("weight") for row in form.rows("indicators")
    ]
    found.options.figures.trigger()
    found.replace_all.click()
    assert any("11" in row.text("weight") for row in edited.base.rows("indicators"))


def test_a_figure_alone_is_passed_over_and_told_of(window: MainWindow, edited: EditingSession) -> None:
    weight = Place("indicators", edited.base.rows("indicators")[0].id, "weight")
    edited.commit(edited.base.with_text(weight, "7.77"), "改分值")
    press(H, CTRL)
    find_bar(window).text.setText("7.77")
    find_bar(window).replace.click()
    assert edited.base.text(*weight) == "7.77"
    assert "没有替换" in bar(window)


def test_a_final_form_is_not_replaced_in(window: MainWindow, edited: EditingSession) -> None:
    assert edited.shown is not None
    edited.set_state([edited.shown.form_id], FormState.FINAL, despite_errors=True)
    press(H, CTRL)
    find_bar(window).text.setText("茶")
    find_bar(window).replace_all.click()
    assert "已定稿" in bar(window)
    assert shown(window).text(*PROJECT) == "茶叶项目"


def test_nothing_to_replace_is_told(window: MainWindow) -> None:
    press(H, CTRL)
    find_bar(window).text.setText("不在其中")
    find_bar(window).replace.click()
    find_bar(window).replace_all.click()
    assert bar(window) == "没有可以替换的。"


def test_what_changes_in_the_form_is_counted_anew(
    window: MainWindow, edited: EditingSession, qtbot: QtBot
) -> None:
    found = seek(window, "茶")
    edited.commit(edited.base.with_text(OUTCOME, "茶茶"), "改")
    qtbot.waitUntil(lambda: found.count.text() == "6/7 处")


def test_which_place_it_is_is_said_to_those_who_hear_the_screen(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(bar_module, "announce", lambda _widget, text: heard.append(text))
    seek(window, "茶")
    press(Qt.Key.Key_Return)
    type_text("没有")
    assert heard == ["4/5 处", "5/5 处", "没有找到"]


def test_options_say_what_is_the_same(window: MainWindow, edited: EditingSession) -> None:
    edited.commit(edited.base.with_text(OUTCOME, "ＡＢ ab"), "改")
    found = seek(window, "AB")
    assert found.count.text() == "1/2 处"
    found.options.matches_case.trigger()
    assert found.count.text() == "1/1 处"
    assert found.options.text() == "选项（1）"


def test_the_bar_goes_with_the_page(window: MainWindow, edited: EditingSession) -> None:
    found = seek(window, "茶")
    press(Qt.Key.Key_2, CTRL)
    assert not found.isVisible()
    press(F, CTRL)
    assert found.isVisible()
    press(Qt.Key.Key_2, CTRL)
    press(Qt.Key.Key_F3)
    assert found.isVisible()
    assert window.tabs.currentWidget() is window.editor
    edited.open(None)
    QApplication.processEvents()
    assert not found.isVisible()
    press(F, CTRL)
    assert focus() is window.tree.filter_box


def test_the_buttons_do_what_the_keys_do(window: MainWindow) -> None:
    found = seek(window, "茶")
    found.next.click()
    assert found.count.text() == "5/5 处"
    found.previous.click()
    assert found.count.text() == "4/5 处"
    found.close_button.click()
    assert not found.isVisible()


def test_cells_are_painted_with_their_stretches_marked(window: MainWindow) -> None:
    grid = grid_of(window.editor)
    before = grid.viewport().grab().toImage()
    seek(window, "茶")
    QCoreApplication.processEvents()
    press(Qt.Key.Key_Return)
    assert grid.viewport().grab().toImage() != before

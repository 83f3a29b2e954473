"""A long text is edited in a window of its own, shown on the form at once and saved on leaving."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_writer import FINAL
from perfeval_ui.form_page.large_editor import LargeEditor
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    CTRL,
    GOAL,
    PROJECT,
    SHIFT,
    TOTAL,
    YEAR,
    Page,
    current,
    final,
    level3,
    reason,
    saved,
    select,
    shown,
    weight,
)


def opened(page: Page, qtbot: QtBot) -> LargeEditor:
    """Open the large editor where the keyboard is."""
    page.edit_large()
    (editor,) = page.findChildren(LargeEditor)
    qtbot.waitUntil(editor.text.hasFocus)
    return editor


def refusals(page: Page) -> list[str]:
    told: list[str] = []
    page.refused.connect(told.append)
    return told


def test_ctrl_enter_saves_and_the_cursor_is_back_at_the_cell(
    page: Page, session: EditingSession, qtbot: QtBot
) -> None:
    select(page.indicators, reason(1))
    editor = opened(page, qtbot)
    assert editor.windowTitle().endswith("偏差原因分析及改进措施")
    type_text("一")
    press(Qt.Key.Key_Return)
    type_text("二")
    assert shown(page.indicators, reason(1)) == "一\n二"
    assert saved(session, reason(1)) == ""
    assert editor.counter.text() == "3 / 500 字"
    press(Qt.Key.Key_Return, CTRL)
    assert saved(session, reason(1)) == "一\n二"
    # Only a window system makes the window active again.
    assert page.window().focusWidget() is page.indicators
    assert current(page.indicators) == reason(1)


def test_escape_gives_up(page: Page, session: EditingSession, qtbot: QtBot) -> None:
    select(page.indicators, level3(0))
    before = session.base
    opened(page, qtbot)
    type_text("别的")
    press(Qt.Key.Key_Escape)
    assert session.base is before
    assert shown(page.indicators, level3(0)) == saved(session, level3(0))


def test_the_limit_of_a_field_is_counted_against(page: Page, session: EditingSession, qtbot: QtBot) -> None:
    page.go_to(GOAL)
    before = saved(session, GOAL)
    editor = opened(page, qtbot)
    assert editor.text.written() == before
    assert editor.counter.text().startswith(str(len(before)))
    press(Qt.Key.Key_End, CTRL)
    type_text("。")
    editor.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()  # type: ignore[union-attr]
    assert saved(session, GOAL) == f"{before}。"
    assert page.window().focusWidget() is page.goal


def test_what_is_typed_in_it_is_saved_with_all_that_is_being_typed(
    page: Page, session: EditingSession, qtbot: QtBot
) -> None:
    select(page.indicators, reason(0))
    opened(page, qtbot)
    type_text("写了一半")
    assert page.commit_open_editor()
    assert saved(session, reason(0)) == "写了一半"


def test_cells_of_one_line_results_and_final_forms_say_why_not(page: Page, session: EditingSession) -> None:
    told = refusals(page)
    for place in (weight(0), PROJECT, YEAR, TOTAL):
        page.go_to(place)
        page.edit_large()
    assert told == ["这一格只有一行，请直接填写。"] * 4
    session.commit(final(session.base), "定稿")
    select(page.indicators, reason(0))
    page.edit_large()
    assert told[-1] == FINAL
    assert page.findChildren(LargeEditor) == []


def test_where_no_cell_has_the_keyboard_nothing_opens(bare_page: Page) -> None:
    bare_page.edit_large()
    assert bare_page.findChildren(LargeEditor) == []


def test_tab_leads_to_the_buttons_and_saves_nothing(
    page: Page, session: EditingSession, qtbot: QtBot
) -> None:
    select(page.indicators, reason(0))
    editor = opened(page, qtbot)
    type_text("一")
    press(Qt.Key.Key_Tab)
    assert focus() is not editor.text
    assert saved(session, reason(0)) == ""
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Escape)
    assert saved(session, reason(0)) == ""

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


def test_a_cell_of_one_line_is_edited_in_place_as_with_f2(page: Page, session: EditingSession) -> None:
    told = refusals(page)
    before = saved(session, weight(0))
    select(page.indicators, weight(0))
    page.edit_large()
    type_text("0")
    # Where an arrow would leave the cell while it is typed over, it moves in the text now.
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    type_text("1")
    press(Qt.Key.Key_Return)
    assert saved(session, weight(0)) == f"{before[0]}1{before[1:]}0"
    assert told == []
    assert page.findChildren(LargeEditor) == []


def test_a_cell_that_is_being_typed_over_is_gone_on_with(page: Page, session: EditingSession) -> None:
    select(page.indicators, weight(0))
    type_text("23")
    page.edit_large()
    press(Qt.Key.Key_Left)
    type_text("1")
    press(Qt.Key.Key_Return)
    assert saved(session, weight(0)) == "213"


def test_fields_of_one_line_and_results_stay_as_they_are(page: Page, session: EditingSession) -> None:
    told, before = refusals(page), session.base
    for place in (PROJECT, YEAR, TOTAL):
        page.go_to(place)
        page.edit_large()
        assert page.current_place() == place
    assert told == []
    assert session.base is before
    assert page.findChildren(LargeEditor) == []


def test_a_final_form_says_why_not(page: Page, session: EditingSession) -> None:
    told = refusals(page)
    session.commit(final(session.base), "定稿")
    select(page.indicators, reason(0))
    page.edit_large()
    assert told == [FINAL]
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

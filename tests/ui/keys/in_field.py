"""The keys in a field of the page: a function for each line of the table, called like its id."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from ui.keyboard import focus, type_text
from ui.keys.desk import Desk
from ui.page_driver import GOAL, OUTCOME, PROJECT


def tab(desk: Desk) -> None:
    on, back = desk.line.keys
    goal = _goal(desk)
    type_text("1")
    desk.press(on)
    assert desk.window.editor.current_place() == OUTCOME
    assert desk.saved(GOAL) == goal.written()
    desk.press(back)
    assert desk.window.editor.current_place() == GOAL


def new_line(desk: Desk) -> None:
    goal = _goal(desk)
    before = goal.written()
    desk.press("Ctrl+Home")
    desk.press()
    assert goal.written() == f"\n{before}"


def escape(desk: Desk) -> None:
    goal = _goal(desk)
    before = desk.saved(GOAL)
    type_text("1")
    assert goal.written() != before
    desk.press()
    assert goal.written() == desk.saved(GOAL) == before


def undo_typing(desk: Desk) -> None:
    goal = _goal(desk)
    before = goal.written()
    type_text("1")
    desk.press()
    assert goal.written() == before
    type_text("1")
    desk.press("Tab", "Shift+Tab")
    assert desk.saved(GOAL) != before
    desk.press()
    assert desk.saved(GOAL) == before


def select_all(desk: Desk) -> None:
    desk.window.go_to(PROJECT)
    line = focus()
    assert isinstance(line, QLineEdit)
    line.deselect()
    desk.press()
    assert line.selectedText() == line.text()
    goal = _goal(desk)
    desk.press()
    assert goal.textCursor().selectedText() == goal.document().toRawText()


def _goal(desk: Desk) -> ParagraphField:
    """Go to the field of the goal, and return it."""
    desk.window.go_to(GOAL)
    field = focus()
    assert isinstance(field, QPlainTextEdit)
    assert isinstance(field, ParagraphField)
    return field

"""What all that is typed into has in common, whether a field on the page or an editor over a cell."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession, Notification
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.text_input import TextInput
from ui.keyboard import compose, focus, press, type_text
from ui.page_driver import CTRL, GOAL, PROJECT, Page, level1, level3, saved, weight, written

# A field of one line and one of several, a cell of one line, one of several, one with suggestions.
INPUTS = [PROJECT, GOAL, weight(0), level3(0), level1(0)]


@pytest.fixture
def told(session: EditingSession) -> Iterator[list[Notification]]:
    """Return what the session tells of changes to come."""
    heard: list[Notification] = []
    unsubscribe = session.subscribe(heard.append)
    yield heard
    unsubscribe()


def go_into(page: Page, place: Place) -> TextInput:
    """Go to a place, open the editor over it if it is a cell, and select the text that is there."""
    page.go_to(place)
    if isinstance(focus(), CellGrid):
        press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CTRL)
    found = focus()
    assert isinstance(found, TextInput)
    return found


@pytest.mark.parametrize("place", INPUTS)
def test_each_key_is_told_once_and_leaving_once_more(
    page: Page, session: EditingSession, told: list[Notification], place: Place
) -> None:
    go_into(page, place)
    told.clear()
    for number, key in enumerate("123", 1):
        type_text(key)
        assert len(told) == number
    press(Qt.Key.Key_Tab)
    assert len(told) == 4
    assert saved(session, place) == "123"


@pytest.mark.parametrize("place", INPUTS)
def test_giving_up_is_told_once(
    page: Page, session: EditingSession, told: list[Notification], place: Place
) -> None:
    widget = go_into(page, place)
    type_text("1")
    told.clear()
    widget.cancel()
    widget.cancel()
    assert len(told) == 1
    assert session.shown is not None
    assert session.shown.form == session.base


@pytest.mark.parametrize("place", INPUTS)
def test_what_is_left_as_it_was_is_not_told(page: Page, told: list[Notification], place: Place) -> None:
    go_into(page, place)
    told.clear()
    press(Qt.Key.Key_Tab)
    assert told == []


@pytest.mark.parametrize("place", INPUTS)
def test_letters_under_composition_are_not_told_and_the_characters_chosen_once(
    page: Page, session: EditingSession, told: list[Notification], place: Place
) -> None:
    go_into(page, place)
    type_text("1")
    told.clear()
    compose("xi", "系")
    assert len(told) == 1
    assert session.shown is not None
    assert written(session.shown.form, place) == "1系"


@pytest.mark.parametrize("place", INPUTS)
def test_undo_inside_an_input_takes_back_what_was_typed_there(
    page: Page, session: EditingSession, place: Place
) -> None:
    widget = go_into(page, place)
    before = widget.written()
    label = session.undo_label
    type_text("1")
    press(Qt.Key.Key_Z, CTRL)
    assert widget.written() == before
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == before
    assert session.undo_label == label


@pytest.mark.unwatched
@pytest.mark.parametrize("text", ["\ufeff甲", "\ufffe甲", "甲\0乙", "\0", "\ufeff", "一\xa0二"])
@pytest.mark.parametrize("place", INPUTS)
def test_a_text_is_shown_copied_and_pasted_to_the_letter(
    page: Page, session: EditingSession, place: Place, text: str
) -> None:
    session.commit(session.base.with_text(place, text), "录入")
    widget = go_into(page, place)
    assert widget.written() == text
    press(Qt.Key.Key_C, CTRL)
    type_text("1")
    press(Qt.Key.Key_V, CTRL)
    assert widget.written() == f"1{text}"

"""Whatever one does while an input method composes a text, the letters are neither lost nor doubled.

The tests have no input method: where none answers, what is under composition counts as written.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.text_input import TextInput
from ui.keyboard import compose, compose_on, finish, focus, press
from ui.page_driver import (
    CTRL,
    DEPARTMENT,
    GOAL,
    PROJECT,
    SHIFT,
    Page,
    level1,
    level3,
    saved,
    target,
    weight,
)

FIELDS = [PROJECT, GOAL]
CELLS = [weight(0), level3(0), level1(0)]
PLACES = FIELDS + CELLS


def click_another_cell(page: Page) -> None:
    index = page.indicators.cells.index_of(target(1))
    assert index is not None
    at = page.indicators.visualRect(page.indicators.cells.index(*index)).center()
    QTest.mouseClick(page.indicators.viewport(), Qt.MouseButton.LeftButton, pos=at)


def click_a_field(page: Page) -> None:
    QTest.mouseClick(page.line(DEPARTMENT), Qt.MouseButton.LeftButton)


def go_elsewhere(page: Page) -> None:
    page.go_to(DEPARTMENT)


def press_tab(page: Page) -> None:
    del page
    press(Qt.Key.Key_Tab)


def press_backtab(page: Page) -> None:
    del page
    press(Qt.Key.Key_Backtab)


def save(page: Page) -> None:
    assert page.commit_open_editor()


def hide(page: Page) -> None:
    page.hide()


def lose_the_window(page: Page) -> None:
    other = QFocusEvent(QEvent.Type.FocusAboutToChange, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(focus(), other)
    out = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(focus(), out)
    save(page)


WAYS: list[Callable[[Page], None]] = [
    click_another_cell,
    click_a_field,
    go_elsewhere,
    press_tab,
    press_backtab,
    save,
    hide,
    lose_the_window,
]


def go_into(page: Page, place: Place) -> None:
    """Go to a place, to write something else there."""
    page.go_to(place)
    if not isinstance(focus(), CellGrid):
        press(Qt.Key.Key_A, CTRL)


def text_in_focus() -> str:
    """Return the text of the field or editor that has the keyboard."""
    found = focus()
    assert isinstance(found, TextInput)
    return found.written()


@pytest.mark.parametrize("leave", WAYS)
@pytest.mark.parametrize("place", PLACES)
def test_the_first_letters_are_saved_however_they_are_left(
    page: Page, session: EditingSession, place: Place, leave: Callable[[Page], None]
) -> None:
    go_into(page, place)
    compose_on("xitong")
    leave(page)
    QApplication.processEvents()
    assert saved(session, place) == "xitong"


@pytest.mark.parametrize("leave", WAYS)
@pytest.mark.parametrize("place", PLACES)
def test_letters_behind_a_text_are_saved_however_they_are_left(
    page: Page, session: EditingSession, place: Place, leave: Callable[[Page], None]
) -> None:
    go_into(page, place)
    compose("xi", "系")
    compose_on("tong")
    leave(page)
    QApplication.processEvents()
    assert saved(session, place) == "系tong"


@pytest.mark.parametrize("place", PLACES)
def test_enter_takes_the_letters_and_stays(page: Page, session: EditingSession, place: Place) -> None:
    before = saved(session, place)
    go_into(page, place)
    compose_on("xitong")
    press(Qt.Key.Key_Return)
    assert text_in_focus() == "xitong"
    assert saved(session, place) == before
    compose("wei", "维")
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == "xitong维"


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home])
@pytest.mark.parametrize("place", PLACES)
def test_keys_that_choose_among_candidates_end_nothing(
    page: Page, session: EditingSession, place: Place, key: Qt.Key
) -> None:
    go_into(page, place)
    compose_on("xi")
    press(key)
    finish("系")
    assert text_in_focus() == "系"
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == "系"


@pytest.mark.parametrize("place", PLACES)
def test_escape_drops_the_letters_first_and_what_is_typed_next(
    page: Page, session: EditingSession, place: Place
) -> None:
    before = saved(session, place)
    go_into(page, place)
    compose("xi", "系")
    compose_on("tong")
    press(Qt.Key.Key_Escape)
    assert text_in_focus() == "系"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == before


@pytest.mark.parametrize("place", PLACES)
def test_a_composition_given_up_leaves_what_is_seen_and_what_is_saved_alike(
    page: Page, session: EditingSession, place: Place
) -> None:
    go_into(page, place)
    compose_on("x")
    finish("")
    assert text_in_focus() == ""
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == ""


@pytest.mark.parametrize("place", PLACES)
def test_a_modifier_alone_disturbs_nothing(page: Page, session: EditingSession, place: Place) -> None:
    go_into(page, place)
    compose_on("xi")
    press(Qt.Key.Key_Shift)
    press(Qt.Key.Key_Control)
    finish("系")
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == "系"


@pytest.mark.parametrize("place", PLACES)
def test_undo_takes_the_letters_back_and_redo_brings_them_again(
    page: Page, session: EditingSession, place: Place
) -> None:
    go_into(page, place)
    compose("xi", "系")
    compose_on("tong")
    press(Qt.Key.Key_Z, CTRL)
    assert "tong" not in text_in_focus()
    press(Qt.Key.Key_Z, CTRL, SHIFT)
    press(Qt.Key.Key_Tab)
    assert saved(session, place).endswith("tong")


@pytest.mark.parametrize("place", PLACES)
def test_what_is_pasted_comes_behind_the_letters(page: Page, session: EditingSession, place: Place) -> None:
    QGuiApplication.clipboard().setText("甲")
    go_into(page, place)
    compose_on("xi")
    press(Qt.Key.Key_V, CTRL)
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == "xi甲"


class Dropping(QObject):
    """An input method that drops what is composed when it is told to write, as the pinyin of ibus does."""

    def commit(self) -> None:
        QApplication.sendEvent(focus(), QInputMethodEvent("", []))

    def reset(self) -> None:
        raise AssertionError


@pytest.mark.parametrize("leave", WAYS)
@pytest.mark.parametrize("place", PLACES)
def test_what_the_input_method_drops_instead_of_writing_it_is_kept(
    page: Page,
    session: EditingSession,
    monkeypatch: pytest.MonkeyPatch,
    place: Place,
    leave: Callable[[Page], None],
) -> None:
    go_into(page, place)
    compose_on("xitong")
    monkeypatch.setattr(QGuiApplication, "inputMethod", Dropping)
    leave(page)
    assert saved(session, place) == "xitong"


@pytest.mark.parametrize("place", PLACES)
def test_what_is_dropped_as_the_window_loses_the_keyboard_is_kept(
    page: Page, session: EditingSession, place: Place
) -> None:
    go_into(page, place)
    compose_on("xitong")
    # Qt has the input method write before it tells the widget.
    QApplication.sendEvent(focus(), QInputMethodEvent("", []))
    lose_the_window(page)
    assert saved(session, place) == "xitong"


@pytest.mark.parametrize("place", PLACES)
def test_letters_the_user_deletes_are_gone(page: Page, session: EditingSession, place: Place) -> None:
    go_into(page, place)
    compose("xi", "系")
    compose_on("tong")
    finish("")
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == "系"


class Writing(QObject):
    """An input method that writes what is composed when it is told to, as the one of ibus does."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self._told = told
        self.text = ""

    def commit(self) -> None:
        self._write("commit")

    def reset(self) -> None:
        self._write("reset")

    def _write(self, told: str) -> None:
        if told == self._told and self.text:
            text, self.text = self.text, ""
            finish(text)


@pytest.fixture(params=["commit", "reset"])
def writing_method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Writing:
    """Return the input method that is told to write in one of the two ways."""
    method = Writing(request.param)
    monkeypatch.setattr(QGuiApplication, "inputMethod", lambda: method)
    return method


@pytest.mark.parametrize("leave", [go_elsewhere, press_tab, save, click_another_cell])
@pytest.mark.parametrize("place", PLACES)
def test_what_the_input_method_writes_itself_is_not_doubled(
    page: Page, session: EditingSession, writing_method: Writing, place: Place, leave: Callable[[Page], None]
) -> None:
    go_into(page, place)
    compose_on("xitong")
    writing_method.text = "系统"
    leave(page)
    assert saved(session, place) == "系统"


@pytest.mark.parametrize("place", PLACES)
def test_what_happens_elsewhere_meanwhile_leaves_the_letters(
    page: Page, session: EditingSession, place: Place
) -> None:
    go_into(page, place)
    compose_on("xi")
    session.commit(session.base.with_text(DEPARTMENT, "别处的改动"), "录入")
    finish("系")
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == "系"
    assert saved(session, DEPARTMENT) == "别处的改动"

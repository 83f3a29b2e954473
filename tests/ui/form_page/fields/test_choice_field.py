"""A field with a list: its texts are chosen or typed."""

import pytest
from PySide6.QtCore import Qt

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.store import Store
from perfeval_ui.form_page.fields.choice_field import ChoiceField
from perfeval_ui.theme import severity_colour
from ui.form_page.sample_page import SAMPLES, choice_of, open_sample
from ui.keyboard import compose_on, press, type_text
from ui.page_driver import CTRL, Page, final, saved, strokes


@pytest.fixture
def choice(bare_page: Page, session: EditingSession) -> tuple[Place, ChoiceField]:
    """Return the place and the field of a choice on the page of the form that is open."""
    return choice_of(bare_page, open_sample(bare_page, session, SAMPLES["hubei-20-80"]))


def test_a_choice_is_taken_from_its_list_or_typed(
    bare_page: Page, session: EditingSession, choice: tuple[Place, ChoiceField]
) -> None:
    place, field = choice
    field.setCurrentIndex(2)
    field.activated.emit(2)
    assert saved(session, place) == field.itemText(2)
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    line.setFocus()
    type_text("x")
    press(Qt.Key.Key_Escape)
    assert saved(session, place) == field.itemText(2)
    type_text("自己的类别")
    assert bare_page.commit_open_editor()
    assert "自己的类别" in saved(session, place)


@pytest.mark.parametrize("is_typed_first", [False, True])
def test_what_is_chosen_is_saved_and_told_once(
    bare_page: Page, session: EditingSession, choice: tuple[Place, ChoiceField], *, is_typed_first: bool
) -> None:
    place, field = choice
    bare_page.go_to(place)
    if is_typed_first:
        press(Qt.Key.Key_A, CTRL)
        type_text(field.itemText(2))
    told: list[Notification] = []
    session.subscribe(told.append)
    if is_typed_first:
        press(Qt.Key.Key_Return)
    else:
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Down)
    assert saved(session, place) == field.itemText(2)
    assert len(told) == 1
    press(Qt.Key.Key_Tab)
    assert len(told) == 1


def test_what_is_typed_is_saved_when_the_list_opens(
    bare_page: Page, session: EditingSession, choice: tuple[Place, ChoiceField]
) -> None:
    place, field = choice
    bare_page.go_to(place)
    press(Qt.Key.Key_A, CTRL)
    type_text("x")
    field.showPopup()
    assert saved(session, place) == "x"
    field.hidePopup()


def test_a_choice_can_be_changed_again_after_the_form_was_final(
    bare_page: Page, session: EditingSession, store: Store, choice: tuple[Place, ChoiceField]
) -> None:
    place, field = choice
    session.commit(final(session.base), "定稿")
    revision = store.latest_revision()
    assert not field.isEnabled()
    session.undo()
    assert field.isEnabled()
    bare_page.go_to(place)
    press(Qt.Key.Key_A, CTRL)
    type_text("x")
    press(Qt.Key.Key_Return)
    assert saved(session, place) == "x"
    assert store.latest_revision() == revision + 2


def test_a_choice_with_findings_is_underlined(
    session: EditingSession, choice: tuple[Place, ChoiceField]
) -> None:
    place, field = choice
    colour = severity_colour(field.palette(), Severity.WARNING)
    session.commit(session.base.with_text(place, "别的"), "修改")
    assert field.line.severity is Severity.WARNING
    image = field.grab().toImage()
    assert sum(strokes(image, colour)) > image.width() // 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_what_an_input_method_composes_is_kept(
    bare_page: Page, session: EditingSession, choice: tuple[Place, ChoiceField], key: Qt.Key
) -> None:
    place, _ = choice
    bare_page.go_to(place)
    press(Qt.Key.Key_A, CTRL)
    compose_on("leibie")
    press(key)
    press(Qt.Key.Key_Tab)
    assert saved(session, place) == "leibie"

"""The head of the form: the words of the template, and the state."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel

from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from ui.form_page import (
    ALT,
    Page,
    level3,
    saved,
    select,
)
from ui.keyboard import focus, press, type_text


def choose(page: Page, state: FormState) -> None:
    """Choose a state in the list with the keyboard."""
    page.head.state.setFocus()
    press(Qt.Key.Key_Home)
    while page.head.state.currentData() != state:
        press(Qt.Key.Key_Down)


def test_the_state_can_be_changed_and_taken_back(page: Page, session: EditingSession) -> None:
    state = page.head.state
    assert state.currentText() == "填报中"
    state.setFocus()
    press(Qt.Key.Key_Down)
    assert state.currentText() == "待审核"
    assert session.present is not None
    assert session.present.state is FormState.IN_REVIEW
    assert session.undo_label == "状态改为待审核"
    session.undo()
    assert state.currentText() == "填报中"
    session.redo()
    assert state.currentText() == "待审核"


def test_a_final_form_can_be_set_back(page: Page, session: EditingSession) -> None:
    choose(page, FormState.FINAL)
    assert page.note.isReadOnly()
    assert page.head.state.isEnabled()
    choose(page, FormState.RETURNED)
    assert not page.note.isReadOnly()
    assert session.base.state is FormState.RETURNED


def test_choosing_the_state_the_form_has_saves_nothing(page: Page, store: Store) -> None:
    revision = store.latest_revision()
    page.head.state.activated.emit(0)
    assert store.latest_revision() == revision


def test_what_is_being_typed_is_committed_before_the_state_changes(
    page: Page, session: EditingSession
) -> None:
    select(page.indicators, level3(0))
    type_text("new")
    choose(page, FormState.FINAL)
    assert saved(session, level3(0)) == "new"


def test_the_wheel_is_left_to_the_page_and_changes_no_state(page: Page, session: EditingSession) -> None:
    state = page.head.state
    middle = QPointF(state.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(state.mapToGlobal(state.rect().center())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  # Qt has no name for it
    )
    state.wheelEvent(event)
    assert not event.isAccepted()
    assert session.base.state is FormState.DRAFT


def test_the_labels_name_the_fields(page: Page) -> None:
    labels = [buddy_of(page, field).text() for field in page.head.fields]
    assert labels == ["项目名称", "年度", "主管部门", "实施单位"]


def buddy_of(page: Page, field: Place) -> QLabel:
    (label,) = (one for one in page.head.findChildren(QLabel) if one.buddy() is page.field(field))
    return label


def test_the_state_has_a_key_of_its_own(page: Page) -> None:
    page.note.setFocus()
    press(Qt.Key.Key_S, ALT)
    assert focus() is page.head.state


def test_without_a_form_the_head_is_disabled(bare_page: Page, session: EditingSession) -> None:
    assert not bare_page.head.isEnabled()
    assert not bare_page.head.state.isEnabled()
    session.open(session.summaries()[0].form_id)
    assert bare_page.head.state.isEnabled()
    session.open(None)
    assert not bare_page.head.state.isEnabled()

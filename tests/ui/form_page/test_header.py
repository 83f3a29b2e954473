"""The header of the page: the unit of amounts and the state of the form are chosen there."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from perfeval_desktop.domain.form import FormState, Place
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.theme import RHYTHM
from ui.keyboard import focus, press
from ui.page_driver import (
    ALT,
    DEPARTMENT,
    PROJECT,
    UNIT,
    Page,
)


@pytest.fixture
def chosen(page: Page) -> list[FormState]:
    """Return the states that were chosen; the window sees to them."""
    heard: list[FormState] = []
    page.state_chosen.connect(heard.append)
    return heard


def test_a_state_that_is_chosen_is_told_and_shows_once_the_form_has_it(
    page: Page, session: EditingSession, chosen: list[FormState]
) -> None:
    state = page.head.state
    assert state.currentText() == "填报中"
    state.setFocus()
    press(Qt.Key.Key_Down)
    assert chosen == [FormState.IN_REVIEW]
    assert state.currentText() == "填报中"
    assert session.shown is not None
    session.set_state([session.shown.form_id], FormState.IN_REVIEW)
    assert state.currentText() == "待审核"
    session.undo()
    assert state.currentText() == "填报中"


def test_of_a_final_form_the_state_alone_can_be_changed(page: Page, session: EditingSession) -> None:
    assert session.shown is not None
    session.set_state([session.shown.form_id], FormState.FINAL, despite_errors=True)
    assert page.note.isReadOnly()
    assert not page.head.unit.isEnabled()
    assert page.head.state.isEnabled()
    session.undo()
    assert not page.note.isReadOnly()
    assert page.head.unit.isEnabled()


def test_the_year_is_seen_whole_on_a_narrow_page_and_the_name_of_the_template_gives_way(page: Page) -> None:
    page.resize(page.head.minimumSizeHint().width(), page.height())
    QApplication.processEvents()
    year, template = page.head.year, page.head.template
    assert year.text() == "2023"
    assert year.width() >= year.fontMetrics().horizontalAdvance("2023") + 2 * RHYTHM
    assert template.text() == template.toolTip() == "模板：闵行区 2023"
    assert template.width() < template.fontMetrics().horizontalAdvance(template.text())


def test_choosing_the_state_the_form_has_tells_nothing(page: Page, chosen: list[FormState]) -> None:
    page.head.state.activated.emit(0)
    assert chosen == []


def test_another_unit_changes_the_spelling_of_the_amounts_and_not_the_money(
    page: Page, session: EditingSession
) -> None:
    before = session.shown
    assert before is not None
    page.head.unit.setFocus()
    press(Qt.Key.Key_Up)
    if page.head.unit.currentText() != "元":
        press(Qt.Key.Key_Down)
    after = session.shown
    assert after is not None
    assert after.facts.unit is MoneyUnit.YUAN
    assert after.facts.fund == before.facts.fund
    assert session.undo_label == "金额单位改为元"
    assert page.funding.cells.headerData(0, Qt.Orientation.Horizontal) == "项目资金(元)"
    session.undo()
    assert page.head.unit.currentText() == "万元"


def test_choosing_the_unit_the_form_has_saves_nothing(page: Page, store: Store) -> None:
    revision = store.latest_revision()
    page.head.unit.activated.emit(page.head.unit.currentIndex())
    assert store.latest_revision() == revision


@pytest.mark.parametrize("name", ["state", "unit"])
def test_the_wheel_is_left_to_the_page_and_chooses_nothing(
    page: Page, session: EditingSession, name: str
) -> None:
    box: QComboBox = getattr(page.head, name)
    before = session.base
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(box.rect().center())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  # Qt has no name for it
    )
    box.wheelEvent(event)
    assert not event.isAccepted()
    assert session.base is before


def test_the_labels_name_the_fields(page: Page) -> None:
    assert [buddy_of(page, field).text() for field in (PROJECT, DEPARTMENT, UNIT)] == [
        "项目名称",
        "主管部门",
        "实施单位",
    ]


def buddy_of(page: Page, place: Place) -> QLabel:
    (label,) = (one for one in page.findChildren(QLabel) if one.buddy() is page.field(place))
    return label


def test_the_state_has_a_key_of_its_own(page: Page) -> None:
    page.note.setFocus()
    press(Qt.Key.Key_S, ALT)
    assert focus() is page.head.state


def test_without_a_form_the_head_is_disabled(page: Page, session: EditingSession) -> None:
    assert page.head.state.isEnabled()
    session.open(None)
    assert not page.head.isEnabled()
    assert not page.head.state.isEnabled()


def test_alt_and_a_letter_bring_what_they_lead_to_into_sight(page: Page) -> None:
    bar = page.verticalScrollBar()
    for key, box in (
        (Qt.Key.Key_S, page.head.state),
        (Qt.Key.Key_M, page.head.unit),
        (Qt.Key.Key_Y, page.head.year),
    ):
        page.indicators.setFocus()
        bar.setValue(bar.maximum())
        assert box.visibleRegion().isEmpty()
        press(key, ALT)
        assert focus() is box
        assert box.visibleRegion().boundingRect() == box.rect()

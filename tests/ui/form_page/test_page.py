"""The page as a whole: going to cells, scrolling, what is in sight without a form."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.session_signals import SessionSignals
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    COLUMNS,
    CTRL,
    EXECUTION_SCORE,
    FIELDS,
    GOAL,
    PROJECT,
    SHIFT,
    SOURCES,
    TOTAL,
    Page,
    amount,
    budget,
    current,
    indicator,
    level3,
    named,
    saved,
    select,
    text_in_editor,
    weight,
)

EVERY_KIND: tuple[Place, ...] = (
    *FIELDS,
    *(amount(source, "executed") for source in SOURCES),
    EXECUTION_SCORE,
    *(indicator(row, field) for row in (0, 9) for field in COLUMNS),
    TOTAL,
)


def inner(page: Page) -> QWidget:
    """Return what the page shows."""
    found = page.widget()
    assert found is not None
    return found


def place_of(page: Page, widget: QWidget) -> QRect:
    """Return where what has the cursor stands in the part of the page that is in sight."""
    if isinstance(widget, CellGrid):
        place = widget.visualRect(widget.currentIndex())
        return QRect(widget.viewport().mapTo(page.viewport(), place.topLeft()), place.size())
    return QRect(widget.mapTo(page.viewport(), QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("height", [240, 800])
def test_going_to_a_cell_brings_it_into_sight_with_the_cursor(page: Page, height: int) -> None:
    page.resize(1100, height)
    QApplication.processEvents()
    for cell in (*EVERY_KIND, *reversed(EVERY_KIND)):
        page.go_to(cell)
        widget = focus()
        assert page.viewport().rect().contains(place_of(page, widget)), cell
        if isinstance(widget, CellGrid):
            assert current(widget) == cell
        elif isinstance(widget, LineField):
            assert widget.hasSelectedText()


def test_going_to_the_cell_with_the_cursor_brings_it_back_into_sight(page: Page) -> None:
    page.resize(1100, 240)
    QApplication.processEvents()
    page.go_to(level3(9))
    page.verticalScrollBar().setValue(0)
    page.go_to(level3(9))
    assert page.viewport().rect().contains(place_of(page, page.indicators))


def test_walking_with_the_keyboard_scrolls_the_page(page: Page) -> None:
    page.resize(1100, 240)
    QApplication.processEvents()
    select(page.indicators, level3(0))
    for _ in range(9):
        press(Qt.Key.Key_Down)
        assert page.viewport().rect().contains(place_of(page, page.indicators))
    press(Qt.Key.Key_Home, CTRL)
    assert page.viewport().rect().contains(place_of(page, page.indicators))


def test_a_cell_taller_than_the_window_does_not_hide_the_cursor(page: Page, session: EditingSession) -> None:
    page.resize(1100, 200)
    session.commit(session.base.with_text(level3(5), "高" * 5000), "改")
    page.go_to(level3(5))
    assert page.viewport().rect().intersects(place_of(page, page.indicators))


def test_going_to_a_cell_commits_what_is_being_typed(page: Page, session: EditingSession) -> None:
    page.go_to(PROJECT)
    press(Qt.Key.Key_A, CTRL)
    type_text("新的名称")
    page.go_to(budget())
    assert saved(session, PROJECT) == "新的名称"
    type_text("8")
    page.go_to(GOAL)
    assert saved(session, budget()) == "8"


def test_what_is_typed_anywhere_is_committed(page: Page, session: EditingSession) -> None:
    select(page.funding, budget())
    type_text("8")
    assert page.commit_open_editor()
    assert saved(session, budget()) == "8"
    page.go_to(GOAL)
    press(Qt.Key.Key_A, CTRL)
    type_text("新的目标")
    assert page.commit_open_editor()
    assert saved(session, GOAL) == "新的目标"
    assert focus() is page.goal


def test_tab_leads_through_the_whole_page_and_back(page: Page) -> None:
    page.go_to(PROJECT)
    met: list[QWidget] = []
    for _ in range(40):
        if not met or met[-1] is not focus():
            met.append(focus())
        if focus() is page.indicators:
            break
        press(Qt.Key.Key_Tab)
    assert met[0] is page.field(PROJECT)
    order = [page.funding, page.note, page.goal, page.outcome, page.indicators]
    assert [one for one in met if one in order] == order
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.outcome


def test_the_words_of_the_page_are_those_of_the_template(page: Page, session: EditingSession) -> None:
    words = {label.text() for label in page.findChildren(QLabel)}
    assert {"预期目标", "实际完成情况", "绩效指标"} <= words
    session.open(of_another_template(session))
    assert "预算目标" in {label.text() for label in page.findChildren(QLabel)}


def of_another_template(session: EditingSession) -> FormId:
    return next(one.form_id for one in session.summaries() if one.template == "shanghai-2021")


def test_a_click_that_brings_another_template_outlives_the_page_it_was_on(
    page: Page, session: EditingSession, qtbot: QtBot
) -> None:
    before = inner(page)
    button = QPushButton("换", before)
    form_id = of_another_template(session)
    button.clicked.connect(lambda: session.open(form_id))
    is_there: list[bool] = []
    button.clicked.connect(lambda: is_there.append(isValid(button)))
    with qtbot.waitSignal(before.destroyed):
        button.click()
    assert is_there == [True]
    assert inner(page) is not before
    assert session.shown is not None
    assert session.shown.form_id == form_id


@pytest.mark.parametrize("place", [GOAL, PROJECT, weight(0)])
def test_what_is_half_typed_goes_into_no_form_of_another_template(
    page: Page, session: EditingSession, qtbot: QtBot, place: Place
) -> None:
    before = inner(page)
    page.go_to(place)
    type_text("半句")
    form_id = of_another_template(session)
    untouched = session._store.load(form_id).form
    with qtbot.waitSignal(before.destroyed):
        session.open(form_id)
    assert session.base == untouched


def test_another_form_begins_at_its_top(page: Page, session: EditingSession) -> None:
    page.resize(1100, 300)
    page.go_to(level3(9))
    assert page.verticalScrollBar().value() > 0
    session.open(session.summaries()[-1].form_id)
    QApplication.processEvents()
    assert page.verticalScrollBar().value() == 0


def test_a_change_leaves_the_page_where_it_is(page: Page, session: EditingSession) -> None:
    page.resize(1100, 300)
    page.go_to(level3(9))
    before = page.verticalScrollBar().value()
    session.commit(named(session.base, project="新的名称"), "改名")
    assert page.verticalScrollBar().value() == before


def test_without_a_form_the_page_is_empty(bare_page: Page, session: EditingSession, store: Store) -> None:
    page = bare_page
    revision = store.latest_revision()
    assert page.widget() is None
    for cell in EVERY_KIND:
        page.go_to(cell)
    assert page.commit_open_editor()
    page.drop_open_editor()
    session.open(session.summaries()[0].form_id)
    assert inner(page).isVisible()
    page.go_to(level3(0))
    session.open(None)
    assert not inner(page).isVisible()
    for cell in EVERY_KIND:
        page.go_to(cell)
    assert page.commit_open_editor()
    assert store.latest_revision() == revision


def test_a_deleted_form_leaves_the_page_and_comes_back(page: Page, session: EditingSession) -> None:
    assert session.shown is not None
    form_id = session.shown.form_id
    session.delete([form_id], "删除")
    assert page.indicators.cells.rowCount() == 0
    session.undo()
    session.open(form_id)
    select(page.indicators, weight(0))
    type_text("1")
    assert text_in_editor() == "1"


def test_the_commands_for_rows_stand_above_the_grid_and_their_keys_work_in_it(
    signals: SessionSignals, session: EditingSession, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    insert = QAction("插入行", window)
    page = Page(signals, [insert], window)
    session.open(session.summaries()[0].form_id)
    (bar,) = page.findChildren(QToolBar)
    assert insert in bar.actions()
    assert isinstance(bar.widgetForAction(insert), QToolButton)
    assert insert in page.indicators.actions()

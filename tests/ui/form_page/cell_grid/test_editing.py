"""Editors over cells open, save and give up as in a spreadsheet, and nothing that is typed is lost."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.cell_grid.editors import LineEditor, TextEditor
from perfeval_ui.form_page.cell_grid.painting import LEAST_HEIGHT
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import SessionSignals
from ui.keyboard import focus, press, type_text
from ui.office import Disk
from ui.page_driver import (
    SHIFT,
    TOTAL,
    Page,
    actual,
    budget,
    click,
    current,
    double_click,
    final,
    level1,
    level2,
    level3,
    middle_of,
    named,
    reason,
    runs,
    saved,
    score,
    select,
    shown,
    sweep,
    target,
    text_in_editor,
    weight,
)

KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def revision(store: Store, page: Page) -> int:
    """Return the number of the last change before the test's own."""
    assert page.isVisible()
    return store.latest_revision()


# -- opening ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", [level3(0), weight(0), level1(0)])
def test_typing_replaces_what_is_in_a_cell(grid: IndicatorGrid, session: EditingSession, cell: Place) -> None:
    select(grid, cell)
    type_text("7")
    assert text_in_editor() == "7"
    press(Qt.Key.Key_Return)
    assert saved(session, cell) == "7"


@pytest.mark.parametrize(("cell", "text"), [(target(0), "1 项, 全年5"), (weight(9), "5.005")])
def test_f2_goes_on_with_what_is_there(grid: IndicatorGrid, cell: Place, text: str) -> None:
    select(grid, cell)
    press(Qt.Key.Key_F2)
    type_text("5")
    assert text_in_editor() == text


@pytest.mark.parametrize(("cell", "text"), [(target(0), "1 项, 全年5"), (weight(9), "5.005")])
def test_a_double_click_goes_on_with_what_is_there(grid: IndicatorGrid, cell: Place, text: str) -> None:
    double_click(grid, cell)
    type_text("5")
    assert text_in_editor() == text


def test_f2_in_an_open_editor_leaves_its_cursor_alone(grid: IndicatorGrid) -> None:
    select(grid, weight(0))
    type_text("12")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_F2)
    type_text("3")
    assert text_in_editor() == "132"


@pytest.mark.parametrize(
    ("key", "end"),
    [
        (Qt.Key.Key_Left, actual(3)),
        (Qt.Key.Key_Right, score(3)),
        (Qt.Key.Key_Up, weight(2)),
        (Qt.Key.Key_Down, weight(4)),
    ],
)
def test_an_arrow_ends_what_is_typed_over_and_goes_on(
    grid: IndicatorGrid, session: EditingSession, key: Qt.Key, end: Place
) -> None:
    select(grid, weight(3))
    type_text("12")
    press(key)
    assert saved(session, weight(3)) == "12"
    assert current(grid) == end
    assert focus() is grid


@pytest.mark.parametrize("cell", [weight(3), reason(3)])
def test_an_arrow_stays_in_a_text_that_is_gone_on_with_or_clicked_into(
    grid: IndicatorGrid, cell: Place
) -> None:
    select(grid, cell)
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Left)
    assert focus() is not grid
    press(Qt.Key.Key_Escape)
    select(grid, cell)
    type_text("12")
    editor = focus()
    clicked = editor.viewport() if isinstance(editor, QPlainTextEdit) else editor
    QTest.mouseClick(clicked, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_Left)
    assert focus() is editor


@pytest.mark.parametrize("cell", [weight(0), target(0)])
def test_backspace_clears_the_cell_with_the_frame_and_opens_it(
    grid: IndicatorGrid, session: EditingSession, cell: Place
) -> None:
    was = saved(session, cell)
    assert was
    select(grid, cell, actual(0))
    press(Qt.Key.Key_Backspace)
    assert text_in_editor() == ""
    press(Qt.Key.Key_Escape)
    assert saved(session, cell) == was
    select(grid, cell)
    press(Qt.Key.Key_Backspace)
    type_text("7")
    press(Qt.Key.Key_Return)
    assert saved(session, cell) == "7"


def test_enter_behind_tabs_leads_back_to_the_column_where_they_began(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, target(2))
    for text in ("1", "2", "3"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    type_text("4")
    press(Qt.Key.Key_Return)
    assert current(grid) == target(3)
    assert [saved(session, cell) for cell in (target(2), actual(2), weight(2), score(2))] == [
        "1",
        "2",
        "3",
        "4",
    ]
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert current(grid) == weight(4)


def test_what_is_typed_in_a_block_goes_through_it(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, weight(0))
    press(Qt.Key.Key_Down, SHIFT)
    for text in ("1", "2"):
        type_text(text)
        press(Qt.Key.Key_Return)
    assert [saved(session, cell) for cell in (weight(0), weight(1))] == ["1", "2"]
    assert current(grid) == weight(0)
    assert len(grid.selectedIndexes()) == 2


def test_a_computed_cell_does_not_open(grid: IndicatorGrid) -> None:
    select(grid, TOTAL)
    press(Qt.Key.Key_F2)
    double_click(grid, TOTAL)
    assert focus() is grid


def test_typing_on_a_computed_cell_leaves_the_cursor_where_it_is(grid: IndicatorGrid) -> None:
    select(grid, TOTAL)
    type_text("1")
    type_text("产")
    assert current(grid) == TOTAL
    assert focus() is grid


def test_the_editor_of_a_text_is_tall_enough_to_write_in(grid: IndicatorGrid) -> None:
    for cell in (reason(0), reason(9)):
        select(grid, cell)
        press(Qt.Key.Key_F2)
        editor = focus()
        assert isinstance(editor, TextEditor)
        assert editor.height() > 2 * LEAST_HEIGHT
        assert grid.viewport().rect().contains(editor.geometry())
        image = editor.grab().toImage()
        frame = runs(image, image.height() - 1, grid.palette().color(QPalette.ColorRole.Highlight))
        assert frame == [image.width()]
        press(Qt.Key.Key_Escape)


def test_levels_and_amounts_have_the_alignment_of_paper(page: Page) -> None:
    for grid, cell, alignment in (
        (page.indicators, level2(0), Qt.AlignmentFlag.AlignHCenter),
        (page.indicators, weight(0), Qt.AlignmentFlag.AlignRight),
        (page.funding, budget(), Qt.AlignmentFlag.AlignRight),
    ):
        select(grid, cell)
        press(Qt.Key.Key_F2)
        editor = focus()
        assert isinstance(editor, LineEditor)
        assert editor.alignment() & alignment
        press(Qt.Key.Key_Escape)
        if cell == level2(0):
            press(Qt.Key.Key_Escape)


# -- saving and giving up --------------------------------------------------------------------------------


def test_enter_commits_and_goes_down(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, weight(0))
    type_text("9")
    press(Qt.Key.Key_Return)
    assert saved(session, weight(0)) == "9"
    assert current(grid) == weight(1)
    assert focus() is grid


def test_enter_on_the_keypad_does_the_same(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, weight(0))
    type_text("9")
    press(Qt.Key.Key_Enter, KEYPAD)
    assert saved(session, weight(0)) == "9"
    press(Qt.Key.Key_Enter, KEYPAD)
    assert current(grid) == weight(2)


def test_shift_enter_commits_and_goes_up(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, weight(2))
    type_text("9")
    press(Qt.Key.Key_Return, SHIFT)
    assert saved(session, weight(2)) == "9"
    assert current(grid) == weight(1)


def test_escape_gives_the_old_value_and_the_old_score_back(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    select(grid, score(0))
    type_text("1")
    assert shown(grid, TOTAL) == "90.97"
    assert session.shown is not None
    assert session.shown.sheet.total == Decimal("90.97")
    press(Qt.Key.Key_Escape)
    assert session.shown.sheet.total == Decimal("99.97")
    assert shown(grid, score(0)) == "10.00"
    assert store.latest_revision() == revision
    assert focus() is grid
    assert current(grid) == score(0)


def test_a_click_elsewhere_commits(page: Page, session: EditingSession) -> None:
    select(page.indicators, weight(0))
    type_text("9")
    click(page.indicators, weight(4))
    assert saved(session, weight(0)) == "9"
    assert current(page.indicators) == weight(4)
    type_text("8")
    click(page.funding, budget())
    assert saved(session, weight(4)) == "8"
    assert focus() is page.funding


def test_another_program_in_front_loses_nothing(page: Page, session: EditingSession, qtbot: QtBot) -> None:
    select(page.indicators, level3(0))
    type_text("new")
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert saved(session, level3(0)) == "new"


def test_dragging_over_the_grid_leaves_one_editor_at_most(page: Page, session: EditingSession) -> None:
    grid = page.indicators
    select(grid, weight(0))
    type_text("abc")
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, target(3)))
    QTest.mouseMove(grid.viewport(), middle_of(grid, actual(5)))
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, actual(5)))
    double_click(grid, target(7))
    assert saved(session, weight(0)) == "abc"
    assert len([one for one in grid.findChildren(TextEditor) if one.isVisible()]) == 1


# -- each keystroke --------------------------------------------------------------------------------------


def test_each_keystroke_is_scored_and_only_leaving_is_saved(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    told: list[Notification] = []
    session.subscribe(told.append)
    total = grid.cells.index(10, 6)
    select(grid, score(0))
    totals = []
    for key in "9.5":
        type_text(key)
        totals.append(total.data())
    assert totals == ["98.97", "98.97", "99.47"]
    assert saved(session, score(0)) == "10.00"
    assert store.latest_revision() == revision
    told.clear()
    press(Qt.Key.Key_Return)
    assert store.latest_revision() == revision + 1
    assert [len(one.listed) for one in told] == [1]


def test_a_repaint_resets_neither_the_text_nor_the_cursor(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, weight(0))
    type_text("12")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Left)
    editor = focus()
    assert isinstance(editor, LineEditor)
    type_text("3")
    assert (editor.text(), editor.cursorPosition()) == ("132", 2)
    session.preview(named(session.base, project="别处的改动"))
    assert (editor.text(), editor.cursorPosition()) == ("132", 2)
    assert focus() is editor


def test_a_repaint_keeps_the_cursor_in_the_middle_of_a_text(grid: IndicatorGrid) -> None:
    select(grid, target(0))
    type_text("ac")
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Left)
    type_text("b")
    editor = focus()
    assert isinstance(editor, QPlainTextEdit)
    assert (editor.toPlainText(), editor.textCursor().position()) == ("abc", 2)


def test_opening_and_leaving_a_cell_saves_nothing(
    grid: IndicatorGrid, funding: FundingGrid, store: Store, revision: int
) -> None:
    for one, cell in ((grid, target(0)), (grid, score(0)), (grid, level1(0)), (funding, budget())):
        select(one, cell)
        press(Qt.Key.Key_F2)
        press(Qt.Key.Key_Tab)
    assert store.latest_revision() == revision


def test_what_cannot_be_saved_stays_on_the_screen_and_is_tried_again(
    grid: IndicatorGrid, session: EditingSession, disk: Disk
) -> None:
    disk.fill()
    select(grid, weight(0))
    type_text("9")
    press(Qt.Key.Key_Return)
    assert focus() is grid
    assert shown(grid, weight(0)) == "9.00"
    assert session.shown is not None
    assert session.shown.save_error is not None
    type_text("8")
    press(Qt.Key.Key_Return)
    assert (shown(grid, weight(0)), shown(grid, weight(1))) == ("9.00", "8.00")
    assert saved(session, weight(0)) == "10.00"
    disk.free()
    assert session.retry()
    assert [saved(session, weight(row)) for row in (0, 1)] == ["9", "8"]


# -- saved or given up from outside ----------------------------------------------------------------------


def test_closing_the_window_commits_what_is_being_typed(page: Page, session: EditingSession) -> None:
    select(page.indicators, level3(0))
    type_text("new")
    assert page.commit_open_editor()
    assert saved(session, level3(0)) == "new"
    assert current(page.indicators) == level3(0)


def test_an_inactive_window_commits_and_drops_too(page: Page, session: EditingSession, qtbot: QtBot) -> None:
    grid = page.indicators
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    # As an editor stays open that the system took the keyboard from without a word.
    index = grid.cells.index(0, 2)
    grid.edit(index)
    (editor,) = grid.findChildren(TextEditor)
    editor.insertPlainText("！")
    assert page.commit_open_editor()
    assert saved(session, level3(0)) == "完成系统运行维护！"
    grid.edit(grid.cells.index(0, 5))
    (line,) = (one for one in grid.findChildren(LineEditor) if one.isVisible())
    line.insert("x")
    page.drop_open_editor()
    assert page.commit_open_editor()
    assert saved(session, weight(0)) == "10.00"


def test_with_no_editor_open_nothing_is_committed(page: Page, store: Store, revision: int) -> None:
    assert page.commit_open_editor()
    page.drop_open_editor()
    assert store.latest_revision() == revision


def test_a_form_that_goes_takes_its_open_editor_along(page: Page, session: EditingSession) -> None:
    select(page.indicators, weight(0))
    type_text("abc")
    session.open(None)
    assert page.commit_open_editor()
    sweep()


# -- a form that takes no changes ------------------------------------------------------------------------


def test_the_cells_of_a_final_form_do_not_open(page: Page, session: EditingSession, store: Store) -> None:
    session.commit(final(session.base), "定稿")
    revision = store.latest_revision()
    for grid, cell in ((page.indicators, level3(0)), (page.funding, budget())):
        select(grid, cell)
        press(Qt.Key.Key_F2)
        assert focus() is grid
        type_text("1")
        assert focus() is grid
        double_click(grid, cell)
        assert focus() is grid
        press(Qt.Key.Key_Delete)
        grid.paste()
        grid.cut()
        assert not grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert store.latest_revision() == revision
    assert current(page.indicators) == level3(0)


def test_a_form_set_back_takes_an_input_method_at_once(page: Page, session: EditingSession) -> None:
    select(page.indicators, level3(0))
    session.commit(final(session.base), "定稿")
    assert not page.indicators.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    session.undo()
    assert page.indicators.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    type_text("1")
    assert text_in_editor() == "1"


def test_a_store_that_is_only_read_opens_no_cell(store: Store, session: EditingSession, qtbot: QtBot) -> None:
    form_id = session.summaries()[0].form_id
    with Store.open(store.path, read_only=True) as read_only:
        looking = EditingSession(read_only, TemplateCatalogue())
        signals = SessionSignals(looking)
        page = Page(signals, [])
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        looking.open(form_id)
        select(page.indicators, level3(0))
        type_text("1")
        press(Qt.Key.Key_Delete)
        assert focus() is page.indicators
        signals.close()

"""The grids as a clerk works in them: the cursor, typing, leaving, giving up, clearing, filling."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QStyleOptionHeader, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.cell_grid.delegate import LEAST_HEIGHT, MOST_HEIGHT
from perfeval_ui.form_page.cell_grid.editors import LineEditor, TextEditor
from perfeval_ui.form_page.cell_grid.view import CellGrid, GridHeader
from perfeval_ui.form_page.funding import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import SessionSignals
from ui.keyboard import focus, press, type_text
from ui.office import Disk
from ui.page_driver import (
    CTRL,
    EXECUTION_SCORE,
    NOTE,
    SHIFT,
    TOTAL,
    Page,
    actual,
    budget,
    click,
    current,
    double_click,
    executed,
    final,
    level1,
    level2,
    level3,
    middle_of,
    named,
    reason,
    row_at,
    runs,
    saved,
    score,
    select,
    shown,
    sweep,
    target,
    text_in_editor,
    weight,
    with_rows,
    without_rows,
)

KEYPAD = Qt.KeyboardModifier.KeypadModifier
STRANGE = "<b>&amp;粗</b>\n\t制表\x07铃𠮷🧑‍🌾\u3000完"


@pytest.fixture
def revision(store: Store, page: Page) -> int:
    """Return the number of the last change before the test's own."""
    assert page.isVisible()
    return store.latest_revision()


# -- opening an editor -----------------------------------------------------------------------------------


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
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_F2)
    type_text("3")
    assert text_in_editor() == "132"


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


# -- leaving an editor -----------------------------------------------------------------------------------


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


def test_enter_walks_up_and_down_without_an_editor(grid: IndicatorGrid) -> None:
    select(grid, weight(1))
    press(Qt.Key.Key_Return)
    assert current(grid) == weight(2)
    press(Qt.Key.Key_Return, SHIFT)
    press(Qt.Key.Key_Return, SHIFT)
    assert current(grid) == weight(0)


def test_enter_stays_in_the_last_row_and_shift_enter_in_the_first(grid: IndicatorGrid) -> None:
    select(grid, weight(9))
    press(Qt.Key.Key_Return)
    assert current(grid) == weight(9)
    select(grid, weight(0))
    press(Qt.Key.Key_Return, SHIFT)
    assert current(grid) == weight(0)


def test_tab_commits_and_goes_right_over_cells_that_can_be_entered(
    funding: FundingGrid, session: EditingSession
) -> None:
    select(funding, executed())
    type_text("8.5")
    press(Qt.Key.Key_Tab)
    assert saved(session, executed()) == "8.5"
    assert current(funding) == EXECUTION_SCORE
    press(Qt.Key.Key_Tab)
    first = funding.cells.entry_place(1, 1)
    assert current(funding) == first
    press(Qt.Key.Key_Backtab, SHIFT)
    assert current(funding) == EXECUTION_SCORE


def test_shift_tab_commits_and_goes_back(funding: FundingGrid, session: EditingSession) -> None:
    select(funding, executed())
    type_text("8.5")
    press(Qt.Key.Key_Backtab, SHIFT)
    assert saved(session, executed()) == "8.5"
    assert current(funding) == budget()


def test_tab_leaves_the_grid_at_its_end_and_enters_the_next_at_its_start(page: Page) -> None:
    select(page.funding, executed("other_funds"))
    type_text("1")
    press(Qt.Key.Key_Tab)
    assert focus() is page.note
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.funding
    assert current(page.funding) == executed("other_funds")
    page.outcome.setFocus()
    press(Qt.Key.Key_Tab)
    assert focus() is page.indicators
    assert current(page.indicators) == level1(0)
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.outcome


def test_tab_enters_a_grid_without_entries_and_leaves_it_again(page: Page, session: EditingSession) -> None:
    session.commit(without_rows(session.base), "清空")
    page.outcome.setFocus()
    press(Qt.Key.Key_Tab)
    assert focus() is page.indicators
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.outcome


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
    assert session.shown.trouble is not None
    type_text("8")
    press(Qt.Key.Key_Return)
    assert (shown(grid, weight(0)), shown(grid, weight(1))) == ("9.00", "8.00")
    assert saved(session, weight(0)) == "10.00"
    disk.free()
    assert session.retry()
    assert [saved(session, weight(row)) for row in (0, 1)] == ["9", "8"]


# -- nothing is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (budget(), "abc"),
        (budget(), "1e999"),
        (budget(), "NaN"),
        (budget(), "-3"),
        (budget(), "1,23,4"),
        (budget(), ",,,"),
        (budget(), "9" * 16),
        (EXECUTION_SCORE, "11"),
        (weight(0), "200"),
        (weight(0), "abc"),
        (weight(0), "1.234"),
        (score(0), "10.01"),
        (score(0), "-1"),
    ],
)
def test_what_cannot_be_right_is_kept_as_typed_and_is_an_error_at_its_cell(
    page: Page, session: EditingSession, cell: Place, text: str
) -> None:
    grid = page.funding if cell.block == "funding" else page.indicators
    select(grid, cell)
    type_text(text)
    press(Qt.Key.Key_Tab)
    assert focus() is not grid or current(grid) != cell
    assert saved(session, cell) == text
    assert session.shown is not None
    found = [one for one in session.shown.findings if one.place == cell]
    assert Severity.ERROR in {one.severity for one in found}
    at = grid.cells.index_of(cell)
    assert at is not None
    tip = str(grid.cells.index(*at).data(Qt.ItemDataRole.ToolTipRole))
    assert found[0].message.replace("<", "&lt;") in tip


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


@pytest.mark.parametrize("typed", ["３４８．５", "1,234.50", "—", " 7 "])
def test_amounts_are_kept_as_clerks_write_them(
    funding: FundingGrid, session: EditingSession, typed: str
) -> None:
    select(funding, budget())
    type_text(typed)
    press(Qt.Key.Key_Return)
    assert saved(session, budget()) == typed


# -- strange texts ---------------------------------------------------------------------------------------


def test_strange_texts_are_kept_to_the_letter(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    editor = focus()
    assert isinstance(editor, QPlainTextEdit)
    editor.insertPlainText(STRANGE)
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == STRANGE
    assert shown(grid, reason(0)) == STRANGE
    assert grid.grab().width() > 0


def test_forty_thousand_characters_fit_into_a_cell(grid: IndicatorGrid, session: EditingSession) -> None:
    text = "偏差原因分析：" * 6000
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    editor = focus()
    assert isinstance(editor, QPlainTextEdit)
    editor.insertPlainText(text)
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == text
    assert grid.rowHeight(0) == MOST_HEIGHT
    assert grid.grab().width() > 0
    select(grid, reason(0))
    press(Qt.Key.Key_F2)
    assert text_in_editor() == text


# -- several cells ---------------------------------------------------------------------------------------


def test_ctrl_enter_fills_all_selected_cells_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    select(grid, actual(0), actual(1), actual(3))
    type_text("done")
    press(Qt.Key.Key_Return, CTRL)
    assert [saved(session, actual(row)) for row in range(4)] == ["done", "done", "达成指标", "done"]
    assert store.latest_revision() == revision + 1
    assert session.undo_label == "填入 3 个单元格"
    assert focus() is grid
    session.undo()
    assert saved(session, actual(3)) == "达成指标"


def test_ctrl_enter_fills_the_cell_typed_into_even_if_it_is_not_selected(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, actual(1))
    grid.selectionModel().select(grid.currentIndex(), QItemSelectionModel.SelectionFlag.Deselect)
    type_text("done")
    press(Qt.Key.Key_Return, CTRL)
    assert saved(session, actual(1)) == "done"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_clears_the_selection_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int, key: Qt.Key
) -> None:
    select(grid, target(0), actual(0), score(0))
    press(key)
    assert [saved(session, cell) for cell in (target(0), actual(0), score(0))] == ["", "", ""]
    assert store.latest_revision() == revision + 1
    assert session.undo_label == "清除 3 个单元格"


def test_delete_on_a_computed_cell_changes_nothing(grid: IndicatorGrid, store: Store, revision: int) -> None:
    select(grid, TOTAL)
    press(Qt.Key.Key_Delete)
    assert store.latest_revision() == revision


def test_the_selection_is_counted_and_its_figures_added_up(page: Page) -> None:
    described: list[str] = []
    page.selection_described.connect(described.append)
    select(page.indicators, weight(0), weight(1), score(9), level3(0))
    assert described[-1] == "选中 4 格，合计 25"
    select(page.indicators, level3(0), level3(1))
    assert described[-1] == "选中 2 格"
    select(page.indicators, weight(0))
    assert described[-1] == ""
    select(page.funding, budget(), budget("carryover"))
    assert described[-1] == "选中 2 格，合计 9"


# -- committed or dropped from outside -------------------------------------------------------------------


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


# -- going to a cell -------------------------------------------------------------------------------------


def test_going_to_a_cell_of_another_grid_does_nothing(page: Page) -> None:
    select(page.indicators, level3(0))
    page.funding.go_to(level3(4))
    page.indicators.go_to(budget())
    page.indicators.go_to(NOTE)
    page.indicators.go_to(level3(99))
    assert focus() is page.indicators
    assert current(page.indicators) == level3(0)


# -- sizes -----------------------------------------------------------------------------------------------


def test_the_columns_fill_the_width_and_the_rows_the_height(page: Page) -> None:
    for width in (1400, 700, 1100):
        page.resize(width, 800)
        QApplication.processEvents()
        for grid in (page.funding, page.indicators):
            columns = [grid.columnWidth(column) for column in range(grid.cells.columnCount())]
            rows = [grid.rowHeight(row) for row in range(grid.cells.rowCount())]
            assert sum(columns) == grid.viewport().width()
            assert sum(rows) == grid.viewport().height()
            assert min(rows) >= LEAST_HEIGHT


def test_in_a_narrow_window_every_column_keeps_a_little_width(page: Page) -> None:
    page.resize(120, 800)
    QApplication.processEvents()
    for grid in (page.funding, page.indicators):
        assert all(grid.columnWidth(column) > 0 for column in range(grid.cells.columnCount()))


def test_a_title_too_wide_for_its_column_breaks_where_the_printed_form_breaks_it(grid: IndicatorGrid) -> None:
    header = grid.horizontalHeader()
    assert isinstance(header, GridHeader)
    grid.setColumnWidth(0, 200)
    assert title(header, 0) == "一级指标"
    grid.setColumnWidth(0, 40)
    assert title(header, 0) == "一级\n指标"


def title(header: GridHeader, column: int) -> str:
    option = QStyleOptionHeader()
    header.initStyleOptionForIndex(option, column)
    return option.text


def test_a_row_grows_with_its_text_once_it_is_committed(grid: IndicatorGrid) -> None:
    before = grid.rowHeight(0)
    select(grid, reason(0))
    type_text("1\n2\n3\n4\n5")
    assert grid.rowHeight(0) == before
    press(Qt.Key.Key_Return)
    assert grid.rowHeight(0) > before
    height = sum(grid.rowHeight(row) for row in range(grid.cells.rowCount()))
    assert grid.viewport().height() == height


def test_three_hundred_indicators_are_laid_out(page: Page, session: EditingSession) -> None:
    many = [
        {
            "level1": "产出指标",
            "level2": f"数量 {row // 7}",
            "level3": f"指标 {row}",
            "target": "≥10",
            "actual": "12",
            "reason": "原因" * row,
        }
        for row in range(300)
    ]
    session.commit(with_rows(session.base, *many), "转入")
    grid = page.indicators
    assert grid.cells.rowCount() == 302
    last = row_at(grid, 299, "score")
    page.go_to(last)
    QApplication.processEvents()
    assert current(grid) == last
    top = grid.viewport().mapTo(page.viewport(), grid.visualRect(grid.currentIndex()).topLeft()).y()
    assert 0 <= top < page.viewport().height()
    type_text("0")
    press(Qt.Key.Key_Return)
    assert saved(session, last) == "0"


# -- no form open ----------------------------------------------------------------------------------------


def test_without_a_form_a_grid_is_empty_and_takes_nothing(page: Page, session: EditingSession) -> None:
    session.open(None)
    for grid in (page.funding, page.indicators):
        model: QAbstractItemModel = grid.cells
        assert (model.rowCount(), model.columnCount()) == (0, 0)
        grid.fit()
        grid.copy()
        grid.cut()
        grid.paste()
        grid.clear_cells()
        grid.go_to(level3(0))
        assert grid.commit_open_editor()
        grid.drop_open_editor()


def test_what_a_grid_shows_is_for_its_kind_to_say(page: Page) -> None:
    class Blank(CellGrid):
        pass

    with pytest.raises(NotImplementedError):
        Blank(page.funding.cells, page.funding._delegate, page).column_shares()


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

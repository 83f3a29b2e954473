"""Frame and selection of a grid are one, by whatever keys the user moves, as in a spreadsheet."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.form_page.cell_grid.cell_range import GridCell
from perfeval_ui.form_page.cell_grid.tab_separated import to_block
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.form_page.cell_grid.selected import ARROWS, JUMPS, all_places, block, chosen, frame, put
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    ALT,
    CTRL,
    SHIFT,
    Page,
    actual,
    budget,
    clipboard,
    reason,
    saved,
    select,
    target,
)

META = Qt.KeyboardModifier.MetaModifier


NONE = Qt.KeyboardModifier.NoModifier


ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


# The sheet keys: where nothing is to be moved by them, nothing may part either.
OTHERS = (Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_Backspace)


# -- any keys at all -------------------------------------------------------------------------------------


def strokes() -> st.SearchStrategy[tuple[Qt.Key, Qt.KeyboardModifier]]:
    """Return keys that move or select, with all that can be held down with them; none of them writes."""
    held = st.sampled_from((NONE, SHIFT, CTRL, CTRL | SHIFT))
    rare = st.sampled_from((ALT, META, ALT | SHIFT, CTRL | ALT))
    moving = st.tuples(st.sampled_from((*ARROWS, *JUMPS, *ENTERS, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)), held)
    others = st.tuples(st.sampled_from(OTHERS), st.sampled_from((CTRL, CTRL | SHIFT)))
    blank = st.tuples(st.just(Qt.Key.Key_Space), st.just(SHIFT))
    odd = st.tuples(st.sampled_from((*ARROWS, *JUMPS, *OTHERS, *ENTERS)), rare)
    return st.one_of(moving, moving, moving, others, blank, odd)


@pytest.mark.parametrize("name", ["funding", "indicators"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.tuples(st.integers(0, 3), st.integers(0, 6)),
    keys=st.lists(strokes(), min_size=1, max_size=12),
)
def test_whatever_keys_are_pressed_the_frame_is_selected_and_only_what_is_selected_is_copied_and_cleared(
    page: Page,
    session: EditingSession,
    name: str,
    start: GridCell,
    keys: list[tuple[Qt.Key, Qt.KeyboardModifier]],
) -> None:
    grid: CellGrid = getattr(page, name)
    before = session.base
    put(grid, start)
    for key, held in keys:
        press(key, held)
        # Tab leaves the grid at its ends.
        grid.setFocus()
        assert session.base is before, (key, held)
        assert frame(grid) in chosen(grid), (key, held)
        if key in (*ARROWS, *JUMPS) and held == NONE:
            assert chosen(grid) == {frame(grid)}, key
    places = chosen(grid)
    grid.copy()
    assert copied(grid) == {place: text(grid, place) for place in places if text(grid, place)}
    entries = [place for place in all_places(grid) if grid.cells.entry_place(*place)]
    held_before = {place: typed(grid, place) for place in entries}
    press(Qt.Key.Key_Delete)
    for place in entries:
        assert typed(grid, place) == ("" if place in places else held_before[place]), place
    if session.base is not before:
        session.undo()
    assert session.base == before


def text(grid: CellGrid, place: GridCell) -> str:
    return str(grid.cells.index(*place).data())


def typed(grid: CellGrid, place: GridCell) -> str:
    """Return what a cell holds, as it would be typed."""
    cell = grid.cells.entry_place(*place)
    assert cell is not None
    return grid.writer.typed(cell)


def copied(grid: CellGrid) -> dict[GridCell, str]:
    """Return the texts on the clipboard by the places they are from."""
    top = min(row for row, _ in chosen(grid))
    left = min(column for _, column in chosen(grid))
    return {
        (top + down, left + right): text
        for down, texts in enumerate(to_block(clipboard()))
        for right, text in enumerate(texts)
        if text
    }


# -- keys that move, and Ctrl with them ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        # The reasons are blank but for the last but one: to the next text, then to the edge.
        ((0, 7), Qt.Key.Key_Down, (4, 7)),
        ((4, 7), Qt.Key.Key_Down, (5, 7)),
        ((5, 7), Qt.Key.Key_Down, (11, 1)),
        ((5, 7), Qt.Key.Key_Up, (4, 7)),
        ((3, 7), Qt.Key.Key_Up, (0, 7)),
        # A filled column: to its end, past the cells the word for the total covers, and back.
        ((2, 3), Qt.Key.Key_Down, (9, 3)),
        ((9, 3), Qt.Key.Key_Down, (11, 1)),
        ((9, 3), Qt.Key.Key_Up, (0, 3)),
        ((0, 3), Qt.Key.Key_Up, (0, 3)),
        # A row: to the last of its texts, to the edge, and back to the first.
        ((0, 2), Qt.Key.Key_Right, (0, 6)),
        ((0, 6), Qt.Key.Key_Right, (0, 7)),
        ((0, 7), Qt.Key.Key_Left, (0, 6)),
        ((0, 6), Qt.Key.Key_Left, (0, 0)),
        ((3, 4), Qt.Key.Key_Home, (0, 0)),
        ((3, 4), Qt.Key.Key_End, (11, 1)),
    ],
)
def test_ctrl_jumps_to_the_edge_of_what_is_filled_and_selects_that_cell(
    grid: IndicatorGrid, start: GridCell, key: Qt.Key, end: GridCell
) -> None:
    for row in (4, 5):
        grid.writer.commit(reason(row), "有偏差")
    put(grid, start)
    press(key, CTRL)
    assert frame(grid) == end
    assert chosen(grid) == {end}


def test_what_ctrl_and_an_arrow_lead_to_is_what_delete_clears(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, actual(2))
    kept = saved(session, actual(2))
    press(Qt.Key.Key_Up, CTRL)
    press(Qt.Key.Key_Delete)
    assert (saved(session, actual(0)), saved(session, actual(2))) == ("", kept)


def test_ctrl_and_shift_select_up_to_the_edge_of_what_is_filled(grid: IndicatorGrid) -> None:
    put(grid, (2, 5))
    press(Qt.Key.Key_Up, CTRL, SHIFT)
    assert (frame(grid), chosen(grid)) == ((2, 5), block(range(3), range(5, 6)))
    press(Qt.Key.Key_Right, CTRL, SHIFT)
    assert (frame(grid), chosen(grid)) == ((2, 5), block(range(3), range(5, 7)))
    press(Qt.Key.Key_Home, CTRL, SHIFT)
    assert (frame(grid), chosen(grid)) == ((2, 5), block(range(3), range(6)))


def test_ctrl_shift_end_selects_to_the_last_cell_and_nothing_left_of_where_it_began(
    grid: IndicatorGrid,
) -> None:
    put(grid, (8, 3))
    press(Qt.Key.Key_End, CTRL, SHIFT)
    # The word for the total reaches further to the left, the grade is in the last row.
    assert chosen(grid) == block(range(8, 10), range(3, 8)) | block(range(10, 11), range(5, 8)) | {(11, 1)}
    assert frame(grid) == (8, 3)


def test_shift_shrinks_a_selection_again(funding: FundingGrid) -> None:
    put(funding, (1, 1))
    for _ in range(2):
        press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Right, SHIFT)
    assert chosen(funding) == block(range(1, 4), range(1, 3))
    press(Qt.Key.Key_Up, SHIFT)
    press(Qt.Key.Key_Left, SHIFT)
    assert (frame(funding), chosen(funding)) == ((1, 1), block(range(1, 3), range(1, 2)))


def test_a_plain_move_begins_where_selecting_began_and_lets_go_of_what_was_selected(
    funding: FundingGrid,
) -> None:
    put(funding, (3, 1))
    press(Qt.Key.Key_Up, SHIFT)
    press(Qt.Key.Key_Up, SHIFT)
    press(Qt.Key.Key_Up, SHIFT)
    assert len(chosen(funding)) == 4
    press(Qt.Key.Key_Up)
    assert (frame(funding), chosen(funding)) == ((2, 1), {(2, 1)})


@pytest.mark.parametrize("key", ENTERS)
def test_enter_walks_through_the_columns_of_a_block_and_begins_anew(
    funding: FundingGrid, key: Qt.Key
) -> None:
    put(funding, (2, 1))
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Right, SHIFT)
    selected = chosen(funding)
    walked = []
    for _ in range(4):
        press(key)
        walked.append(frame(funding))
        assert chosen(funding) == selected
    assert walked == [(3, 1), (2, 2), (3, 2), (2, 1)]
    press(key, SHIFT)
    assert frame(funding) == (3, 2)


def test_tab_walks_through_the_rows_of_a_block_and_begins_anew(funding: FundingGrid) -> None:
    put(funding, (2, 1))
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Right, SHIFT)
    walked = []
    for _ in range(4):
        press(Qt.Key.Key_Tab)
        walked.append(frame(funding))
    assert walked == [(2, 2), (3, 1), (3, 2), (2, 1)]
    press(Qt.Key.Key_Backtab, SHIFT)
    assert frame(funding) == (3, 2)
    assert len(chosen(funding)) == 4


def test_a_block_without_any_cell_to_fill_in_is_not_walked_through(funding: FundingGrid) -> None:
    put(funding, (0, 5))
    press(Qt.Key.Key_Down, SHIFT)
    assert funding.filler.selected() == []
    press(Qt.Key.Key_Return)
    assert (frame(funding), chosen(funding)) == ((0, 5), {(0, 5)})


def test_the_cursor_keeps_its_column_on_the_way_over_the_total(grid: IndicatorGrid) -> None:
    put(grid, (9, 3))
    press(Qt.Key.Key_Down)
    assert (frame(grid), chosen(grid)) == ((10, 0), {(10, 0)})
    press(Qt.Key.Key_Down)
    assert frame(grid) == (11, 1)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert frame(grid) == (9, 3)


def test_left_and_right_step_over_a_cell_that_spans_columns(grid: IndicatorGrid) -> None:
    put(grid, (9, 3))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    assert frame(grid) == (10, 5)
    press(Qt.Key.Key_Left)
    assert frame(grid) == (10, 0)
    press(Qt.Key.Key_Left)
    assert frame(grid) == (10, 0)


def test_page_down_goes_as_far_as_one_can_see_and_page_up_back(page: Page) -> None:
    grid = page.indicators
    page.resize(1100, 260)
    select(grid, target(0))
    QApplication.processEvents()
    press(Qt.Key.Key_PageDown)
    row, column = frame(grid)
    assert 0 < row < 9
    assert column == 3
    for _ in range(12):
        press(Qt.Key.Key_PageDown, SHIFT)
    assert chosen(grid) == block(range(row, 10), range(3, 4)) | {(11, 1)}
    for _ in range(12):
        press(Qt.Key.Key_PageUp)
    assert (frame(grid), chosen(grid)) == ((0, 3), {(0, 3)})


@pytest.mark.unwatched
@pytest.mark.parametrize("key", [*ARROWS, *JUMPS])
@pytest.mark.parametrize("held", [ALT, META])
def test_keys_held_for_something_else_move_nothing(
    funding: FundingGrid, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    put(funding, (1, 2))
    press(key, held)
    assert (frame(funding), chosen(funding)) == ((1, 2), {(1, 2)})


def test_at_the_edge_of_a_grid_the_page_scrolls_on(page: Page) -> None:
    page.resize(1100, 260)
    select(page.funding, budget())
    page.verticalScrollBar().setValue(60)
    press(Qt.Key.Key_Up)
    assert page.verticalScrollBar().value() < 60


# -- rows, columns, everything ---------------------------------------------------------------------------


def test_shift_and_the_space_bar_select_the_row(grid: IndicatorGrid, store: Store) -> None:
    put(grid, (4, 3))
    revision = store.latest_revision()
    press(Qt.Key.Key_Space, SHIFT)
    assert (frame(grid), chosen(grid)) == ((4, 3), block(range(4, 5), range(8)))
    press(Qt.Key.Key_Down, SHIFT)
    assert (frame(grid), chosen(grid)) == ((4, 3), block(range(4, 6), range(8)))
    assert focus() is grid
    assert store.latest_revision() == revision


def test_ctrl_and_the_space_bar_select_the_column(grid: IndicatorGrid, store: Store) -> None:
    put(grid, (4, 5))
    revision = store.latest_revision()
    press(Qt.Key.Key_Space, CTRL)
    assert frame(grid) == (4, 5)
    assert chosen(grid) == block(range(11), range(5, 6))
    press(Qt.Key.Key_Right, SHIFT)
    assert (frame(grid), chosen(grid)) == ((4, 5), block(range(11), range(5, 7)))
    assert focus() is grid
    assert store.latest_revision() == revision


def test_the_rows_of_all_cells_selected_are_selected(grid: IndicatorGrid) -> None:
    put(grid, (2, 3))
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Space, SHIFT)
    assert chosen(grid) == block(range(2, 4), range(8))


@pytest.mark.parametrize("keys", [[(Qt.Key.Key_A, CTRL)], [(Qt.Key.Key_Space, CTRL | SHIFT)]])
def test_everything_can_be_selected(
    grid: IndicatorGrid, store: Store, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]]
) -> None:
    put(grid, (4, 3))
    revision = store.latest_revision()
    for key, held in keys:
        press(key, held)
    assert (frame(grid), chosen(grid)) == ((4, 3), all_places(grid))
    assert store.latest_revision() == revision
    press(Qt.Key.Key_Left)
    assert chosen(grid) == {(4, 2)}


@pytest.mark.unwatched
@pytest.mark.parametrize("held", [SHIFT, CTRL, CTRL | SHIFT, ALT, META, CTRL | ALT])
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Tab])
def test_no_key_with_another_writes_into_a_cell_or_opens_it(
    funding: FundingGrid, store: Store, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    select(funding, budget())
    revision = store.latest_revision()
    press(key, held)
    assert not [one for one in funding.viewport().children() if one.inherits("QLineEdit")]
    assert store.latest_revision() == revision


def test_the_space_bar_alone_is_typed(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, reason(0))
    type_text(" x")
    press(Qt.Key.Key_Return)
    assert saved(session, reason(0)) == " x"


def test_shift_and_backspace_keep_only_the_cell_with_the_frame(grid: IndicatorGrid, store: Store) -> None:
    put(grid, (4, 3))
    press(Qt.Key.Key_Down, SHIFT)
    revision = store.latest_revision()
    press(Qt.Key.Key_Backspace, SHIFT)
    assert (frame(grid), chosen(grid)) == ((4, 3), {(4, 3)})
    assert store.latest_revision() == revision


def test_ctrl_and_backspace_bring_the_frame_back_into_sight(page: Page, store: Store) -> None:
    page.resize(1100, 260)
    select(page.indicators, target(9), target(8))
    revision = store.latest_revision()
    page.verticalScrollBar().setValue(0)
    press(Qt.Key.Key_Backspace, CTRL)
    assert page.verticalScrollBar().value() > 0
    assert len(chosen(page.indicators)) == 2
    assert store.latest_revision() == revision

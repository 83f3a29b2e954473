"""Rows of the indicator grid as the user adds, removes and moves them."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.blocks import FiguresBlock
from perfeval_desktop.domain.columns import Column, Role, Stage
from perfeval_desktop.domain.form import Place, RowId, Rows
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import SessionSignals
from ui.keyboard import focus, press, type_text
from ui.page_driver import (
    CTRL,
    SAMPLE,
    SHIFT,
    TOTAL,
    Page,
    cells_of,
    current,
    final,
    level1,
    level2,
    level3,
    row_at,
    saved,
    score,
    select,
    target,
    weight,
    without_rows,
)

Do = Callable[[IndicatorGrid], None]
ROW_COMMANDS: tuple[Do, ...] = (
    IndicatorGrid.insert_above,
    IndicatorGrid.insert_below,
    IndicatorGrid.remove_rows,
    IndicatorGrid.move_up,
    IndicatorGrid.move_down,
)


def names(session: EditingSession) -> list[str]:
    """Return the level-3 names, row by row."""
    return [row.text("level3") for row in rows(session)]


def rows(session: EditingSession) -> Rows:
    return session.base.rows("indicators")


def level1_names(session: EditingSession) -> list[str]:
    return [row.text("level1") for row in rows(session)]


# -- adding ----------------------------------------------------------------------------------------------


def test_a_row_inserted_below_joins_the_group_of_its_neighbour(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, target(1))
    grid.insert_below()
    assert cells_of(session.base, 2) == {"level1": "产出指标", "level2": "质量指标"}
    assert grid.cells.rowCount() == 13
    assert current(grid) == row_at(grid, 2, "target")
    assert session.undo_label == "插入第 3 行"


def test_a_row_inserted_above_joins_the_group_of_its_neighbour(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, target(6))
    grid.insert_above()
    assert cells_of(session.base, 6) == {"level1": "效益指标", "level2": "社会效益指标"}
    assert current(grid) == row_at(grid, 6, "target")


def test_from_the_total_row_a_row_is_added_after_the_last(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    for insert in (grid.insert_above, grid.insert_below):
        select(grid, TOTAL)
        insert()
        assert cells_of(session.base, -1) == {"level1": "满意度指标", "level2": "服务对象满意度指标"}
        assert current(grid) == row_at(grid, len(rows(session)) - 1, "score")


def test_the_first_row_is_added_to_an_empty_grid(grid: IndicatorGrid, session: EditingSession) -> None:
    for insert in (grid.insert_above, grid.insert_below):
        session.commit(without_rows(session.base), "清空")
        insert()
        assert [dict(row.cells) for row in rows(session)] == [{}]


def test_a_new_last_row_is_scrolled_into_sight(page: Page, session: EditingSession) -> None:
    page.resize(1100, 300)
    grid = page.indicators
    select(grid, level3(9))
    QApplication.processEvents()
    grid.insert_below()
    place = grid.visualRect(grid.currentIndex())
    top = grid.viewport().mapTo(page.viewport(), place.topLeft()).y()
    assert 0 <= top <= page.viewport().height() - place.height()
    assert current(grid) == row_at(grid, 10, "level3")
    assert len(rows(session)) == 11


# -- which way is better ---------------------------------------------------------------------------------


def test_which_way_is_better_is_chosen_for_the_rows_with_a_selected_cell(
    page: Page, session: EditingSession
) -> None:
    select(page.indicators, target(1))
    page.choose_direction("越少越好")
    assert [row.text("direction") for row in rows(session)][:3] == ["", "越少越好", ""]
    assert session.undo_label is not None
    assert session.undo_label.startswith("选定“越少越好”：第 2 行")
    assert session.undo_label.endswith("的好坏方向")
    page.choose_direction("")
    assert not any(row.text("direction") for row in rows(session))
    assert session.undo_label.startswith("取消选定的第 2 行")


def test_of_the_total_nothing_is_chosen(grid: IndicatorGrid, session: EditingSession) -> None:
    before = session.base
    select(grid, TOTAL)
    grid.choose_direction("越少越好")
    assert session.base == before


# -- removing --------------------------------------------------------------------------------------------


def test_the_rows_with_a_selected_cell_are_removed_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store
) -> None:
    revision = store.latest_revision()
    select(grid, target(1), weight(3), level1(3))
    grid.remove_rows()
    assert names(session)[:3] == ["完成系统运行维护", "系统稳定性", "运行维护响应及时性"]
    assert len(rows(session)) == 8
    assert session.undo_label == "删除 2 行指标"
    assert store.latest_revision() == revision + 1
    assert current(grid) == row_at(grid, 1, "target")


def test_one_row_is_removed_under_its_name(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, target(1))
    grid.remove_rows()
    assert session.undo_label == "删除第 2 行“系统安全性”"


def test_undo_brings_rows_back_and_the_cursor_stays_near(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, target(4), target(5))
    grid.remove_rows()
    assert current(grid) == row_at(grid, 4, "target")
    session.undo()
    assert len(rows(session)) == 10
    assert current(grid) == target(4)


def test_after_the_last_rows_are_removed_the_cursor_is_on_the_new_last_row(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    select(grid, score(9), score(8))
    grid.remove_rows()
    assert len(rows(session)) == 8
    assert current(grid) == score(7)


def test_all_rows_can_be_removed_and_brought_back(grid: IndicatorGrid, session: EditingSession) -> None:
    grid.setFocus()
    grid.selectAll()
    grid.remove_rows()
    assert rows(session) == ()
    assert grid.cells.rowCount() == 2
    assert grid.currentIndex().isValid()
    session.undo()
    assert len(rows(session)) == 10


def test_the_total_row_cannot_be_removed_or_moved(grid: IndicatorGrid, store: Store) -> None:
    select(grid, TOTAL)
    revision = store.latest_revision()
    for do in (grid.remove_rows, grid.move_up, grid.move_down):
        do()
    assert store.latest_revision() == revision


# -- moving ----------------------------------------------------------------------------------------------


def test_a_row_moves_and_the_cursor_with_it(grid: IndicatorGrid, session: EditingSession) -> None:
    select(grid, target(1))
    grid.move_up()
    assert names(session)[:2] == ["系统安全性", "完成系统运行维护"]
    assert current(grid) == target(1) == row_at(grid, 0, "target")
    assert session.undo_label == "移动第 2 行“系统安全性”"
    grid.move_down()
    assert names(session)[:2] == ["完成系统运行维护", "系统安全性"]
    assert current(grid) == target(1) == row_at(grid, 1, "target")


def test_a_row_does_not_move_past_the_ends(grid: IndicatorGrid, store: Store) -> None:
    revision = store.latest_revision()
    select(grid, target(0))
    grid.move_up()
    select(grid, target(9))
    grid.move_down()
    assert store.latest_revision() == revision


def test_several_rows_move_together(grid: IndicatorGrid, session: EditingSession) -> None:
    before = names(session)
    select(grid, target(1), target(2))
    grid.move_down()
    assert names(session) == [before[0], before[3], before[1], before[2], *before[4:]]
    assert grid.selected_rows() == [2, 3]
    assert session.undo_label == "移动 2 行指标"
    grid.move_up()
    assert names(session) == before
    assert grid.selected_rows() == [1, 2]
    session.undo()
    session.undo()
    assert names(session) == before


def test_rows_apart_do_not_move_by_one(grid: IndicatorGrid, store: Store) -> None:
    revision = store.latest_revision()
    select(grid, target(1), target(3))
    grid.move_up()
    grid.move_down()
    assert store.latest_revision() == revision


def test_as_many_rows_are_inserted_as_whole_ones_are_selected(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    before = names(session)
    select(grid, target(1))
    press(Qt.Key.Key_Space, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    grid.insert_above()
    assert names(session) == [before[0], "", "", *before[1:]]
    assert session.undo_label == "插入 2 行指标"
    assert grid.selected_rows() == [1, 2]
    groups = [row.text("level2") for row in session.base.rows("indicators")]
    assert groups[1] == groups[2] == groups[3]
    grid.insert_below()
    assert names(session) == [before[0], "", "", "", "", *before[1:]]
    assert grid.selected_rows() == [3, 4]


def shortcut(grid: IndicatorGrid, key: str, do: Callable[[], None]) -> None:
    """Put a command of the grid behind a key, as the window does."""
    action = QAction(grid)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(do)
    grid.addAction(action)


def test_a_command_can_be_repeated_with_its_key_held_down(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    shortcut(grid, "Ctrl+-", grid.remove_rows)
    shortcut(grid, "Ctrl+Shift+I", grid.insert_above)
    select(grid, target(1))
    press(Qt.Key.Key_Minus, CTRL)
    press(Qt.Key.Key_Minus, CTRL)
    assert names(session)[:2] == ["完成系统运行维护", "日常巡检及时性"]
    press(Qt.Key.Key_I, CTRL, SHIFT)
    press(Qt.Key.Key_I, CTRL, SHIFT)
    assert len(grid.selectedIndexes()) == 1
    press(Qt.Key.Key_Minus, CTRL)
    assert names(session)[:3] == ["完成系统运行维护", "", "日常巡检及时性"]


# -- with an editor open ---------------------------------------------------------------------------------


@pytest.mark.parametrize("do", ROW_COMMANDS)
def test_what_is_being_typed_is_committed_before_rows_change(
    grid: IndicatorGrid, session: EditingSession, do: Do
) -> None:
    select(grid, level3(1))
    type_text("kept")
    do(grid)
    assert focus() is grid
    session.undo()
    assert names(session)[1] == "kept"


@pytest.mark.parametrize("do", ROW_COMMANDS)
def test_the_rows_of_a_final_form_stay(
    grid: IndicatorGrid, session: EditingSession, store: Store, do: Do
) -> None:
    session.commit(final(session.base), "定稿")
    revision = store.latest_revision()
    select(grid, target(1))
    do(grid)
    assert store.latest_revision() == revision


@pytest.mark.parametrize("do", ROW_COMMANDS)
def test_without_a_form_there_are_no_rows_to_change(
    page: Page, session: EditingSession, store: Store, do: Do
) -> None:
    session.open(None)
    revision = store.latest_revision()
    do(page.indicators)
    page.indicators.rename_group(level1(0), "产出指标", [level1(0).row])
    assert store.latest_revision() == revision


# -- groups ----------------------------------------------------------------------------------------------


def leave_group(grid: IndicatorGrid, cell: Place, text: str) -> tuple[Place, str, list[RowId]]:
    """Type a level name into one row of a group; return what the window is told."""
    told: list[tuple[Place, str, list[RowId]]] = []
    grid.group_left.connect(lambda place, name, rows: told.append((place, name, rows)))
    select(grid, cell)
    type_text(text)
    press(Qt.Key.Key_Return)
    (group,) = told
    return group


def test_the_rest_of_a_group_follows_if_the_user_wants_it(
    grid: IndicatorGrid, session: EditingSession, store: Store
) -> None:
    group = leave_group(grid, level2(1), "安全指标")
    assert group == (level2(1), "安全指标", [level2(2).row])
    revision = store.latest_revision()
    grid.rename_group(*group)
    assert [saved(session, level2(row)) for row in (1, 2)] == ["安全指标", "安全指标"]
    assert session.undo_label == "同组各行改为“安全指标”"
    assert store.latest_revision() == revision + 1


def test_the_rest_of_a_group_can_follow_after_other_cells_were_typed(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    group = leave_group(grid, level1(0), "产出")
    select(grid, level3(0))
    type_text("x")
    grid.rename_group(*group)
    assert level1_names(session)[:6] == ["产出"] * 5 + ["成本指标"]
    assert names(session)[0] == "x"


def test_rows_that_left_the_group_meanwhile_are_left_alone(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    group = leave_group(grid, level1(0), "产出")
    gone = frozenset(level1(row).row for row in range(2, 10))
    session.commit(session.base.removing("indicators", gone), "删除")
    grid.rename_group(*group)
    assert level1_names(session) == ["产出", "产出"]
    session.commit(session.base.with_text(level1(1), "效益指标"), "改名")
    grid.rename_group(*group)
    assert level1_names(session) == ["产出", "效益指标"]


def test_another_form_opened_meanwhile_is_left_alone(
    grid: IndicatorGrid, session: EditingSession, store: Store
) -> None:
    group = leave_group(grid, level1(0), "产出")
    other = next(one for one in session.summaries() if one.project != SAMPLE and one.year == 2023)
    session.open(other.form_id)
    assert level1_names(session)[1] == "产出指标"
    revision = store.latest_revision()
    grid.rename_group(*group)
    assert store.latest_revision() == revision


# -- the foot --------------------------------------------------------------------------------------------


def test_the_labels_of_the_foot_span_the_columns_they_stand_for(grid: IndicatorGrid) -> None:
    assert grid.columnSpan(10, 0) == 5
    assert grid.columnSpan(11, 1) == 7
    select(grid, target(0))
    grid.insert_below()
    assert grid.columnSpan(10, 0) == 1
    assert grid.columnSpan(11, 0) == 5


@pytest.mark.parametrize(
    ("keys", "rows_in_all", "total_span", "grade_span"),
    [
        # Figures without a column have a row of their own, as the grade has.
        (("level1", "level3"), 13, 1, 1),
        (("level1", "weight", "level3"), 13, 1, 2),
        (("level1", "level3", "score"), 13, 2, 2),
        (("level1", "weight", "score"), 12, 1, 2),
    ],
)
def test_a_units_own_template_may_leave_columns_out(  # noqa: PLR0917  # a table of figures
    signals: SessionSignals,
    session: EditingSession,
    keys: tuple[str, ...],
    rows_in_all: int,
    total_span: int,
    grade_span: int,
) -> None:
    template = session.templates["minhang-2023"]
    assert template.grid is not None
    own = replace(template.grid, columns=tuple(template.grid.by_key[key] for key in keys))
    figures = [block for block in template.blocks if isinstance(block, FiguresBlock)]
    grid = IndicatorGrid(signals, own, figures)
    grid.resize(800, 600)
    session.open(next(one.form_id for one in session.summaries() if one.project == SAMPLE))
    assert grid.cells.rowCount() == rows_in_all
    assert grid.columnSpan(10, 0) == total_span
    assert grid.columnSpan(rows_in_all - 1, 1) == grade_span
    grid.go_to(TOTAL)
    assert current(grid) == TOTAL
    assert grid.grab().width() == 800


def test_the_grid_says_what_it_is_to_those_who_hear_it(grid: IndicatorGrid) -> None:
    assert grid.accessibleName() == "绩效指标"


@pytest.mark.parametrize(
    ("keys", "figure_span"),
    [(("number", "level1", "level3", "weight", "score"), 3), (("number", "weight", "score"), 1)],
)
def test_a_label_of_the_foot_has_room_beside_running_numbers(
    signals: SessionSignals, session: EditingSession, keys: tuple[str, ...], figure_span: int
) -> None:
    template = session.templates["minhang-2023"]
    assert template.grid is not None
    number = Column(key="number", label="序号", role=Role.NUMBER, stage=Stage.COMPUTED, width=Decimal(12))
    columns = {"number": number, **template.grid.by_key}
    own = replace(template.grid, columns=tuple(columns[key] for key in keys))
    figures = [block for block in template.blocks if isinstance(block, FiguresBlock)]
    grid = IndicatorGrid(signals, own, figures)
    grid.resize(800, 600)
    session.open(next(one.form_id for one in session.summaries() if one.project == SAMPLE))
    assert [grid.cells.index(row, 0).data() for row in (0, 1, 9, 11)] == ["1", "2", "10", "评分等级"]
    assert (grid.columnSpan(11, 0), grid.columnSpan(11, 2)) == (2, figure_span)
    assert grid.cells.index(11, 2).data() == "优"
    grade = Place("figures", ONLY, "grade")
    grid.go_to(grade)
    assert current(grid) == grade

"""Indicators from and into the library, and points shared out, by the keys and menus of the window."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.domain.library_indicator import LibraryIndicator
from perfeval_desktop.domain.library_rows import InsertionChoices
from perfeval_desktop.indicator_library import library
from perfeval_desktop.session import EditingSession
from perfeval_ui.dialogs.indicator_library import IndicatorLibraryDialog
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.window import indicator_commands
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import press
from ui.office import dialog_of
from ui.page_driver import weight
from ui.window_driver import bar, row_texts, shown

CTRL = Qt.KeyboardModifier.ControlModifier
RATE = LibraryIndicator(
    field="教育", level1="产出指标", level2="质量指标", name="新的合格率", target="≥90%", measure="%"
)
NO_CHOICE = InsertionChoices()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = tmp_path / "indicators"
    monkeypatch.setattr(indicator_commands, "indicators_folder", lambda: own)
    return own


@pytest.fixture
def grid(full_window: MainWindow) -> IndicatorGrid:
    found = full_window.editor.indicators
    assert found is not None
    return found


def select(grid: IndicatorGrid, *rows: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    grid.setFocus()
    grid.selectionModel().setCurrentIndex(grid.cells.index(rows[0], 2), flag.ClearAndSelect)
    for row in rows[1:]:
        grid.selectionModel().select(grid.cells.index(row, 2), flag.Select)


def test_what_is_ticked_in_the_library_comes_into_the_form_as_one_step(
    full_window: MainWindow, grid: IndicatorGrid
) -> None:
    session = full_window._session
    before = session.base
    select(grid, 0)
    press(Qt.Key.Key_L, CTRL)
    dialog = dialog_of(IndicatorLibraryDialog)
    dialog.wanted.emit([RATE, replace(RATE, name="另一个合格率")], NO_CHOICE)
    dialog.reject()
    names = row_texts(full_window, "level3")
    assert {"新的合格率", "另一个合格率"} <= set(names)
    assert bar(full_window) == "已从指标库插入 2 行指标。指标值是例子，请改成本项目的。"
    at = grid.currentIndex()
    assert (at.row(), grid.cells.place_at(at.row(), at.column())) == (
        names.index("新的合格率"),
        weight(0)._replace(row=shown(full_window).rows("indicators")[at.row()].id, column="target"),
    )
    full_window.actions_.undo.trigger()
    assert session.base == before


def test_chosen_rows_are_added_to_the_library(
    full_window: MainWindow, grid: IndicatorGrid, folder: Path
) -> None:
    names = row_texts(full_window, "level3")
    select(grid, 0)
    full_window.actions_.add_to_library.trigger()
    assert bar(full_window) == f"已把“{names[0]}”加入指标库的“本单位”。"
    select(grid, 0, 1)
    full_window.actions_.add_to_library.trigger()
    assert bar(full_window) == "已把2 项指标加入指标库的“本单位”。"
    assert {one.name for one in library(folder).own} == set(names[:2])


def test_rows_without_a_name_and_a_broken_file_are_told(
    full_window: MainWindow, grid: IndicatorGrid, folder: Path
) -> None:
    folder.mkdir()
    (folder / "own.toml").write_text("x =", encoding="utf-8")
    select(grid, 0)
    full_window.actions_.add_to_library.trigger()
    assert bar(full_window).startswith("没有加入指标库：指标库文件“own.toml”")
    session = full_window._session
    session.commit(session.base.with_text(weight(0)._replace(column="level3"), ""), "清空")
    full_window.actions_.add_to_library.trigger()
    assert bar(full_window) == "请先选中填写了名称的指标行，再加入指标库。"


def test_a_final_form_gives_to_the_library_and_takes_nothing(
    full_window: MainWindow, grid: IndicatorGrid, folder: Path
) -> None:
    actions, session = full_window.actions_, full_window._session
    assert session.shown is not None
    session.set_state([session.shown.form_id], FormState.FINAL, despite_errors=True)
    assert not actions.insert_library.isEnabled()
    assert not actions.share_equally.isEnabled()
    select(grid, 0)
    actions.add_to_library.trigger()
    assert len(library(folder).own) == 1


def test_points_are_shared_equally_among_the_chosen_rows_and_can_be_undone(
    full_window: MainWindow, grid: IndicatorGrid
) -> None:
    session = full_window._session
    before = session.base
    select(grid, 0, 1)
    full_window.actions_.share_equally.trigger()
    assert bar(full_window).startswith("分值已改：平均分配 2 行，每行 ")
    texts = row_texts(full_window, "weight")
    assert texts[0] == texts[1]
    full_window.actions_.undo.trigger()
    assert session.base == before


def test_what_is_missing_goes_to_the_row_with_the_cursor(
    full_window: MainWindow, grid: IndicatorGrid
) -> None:
    session = full_window._session
    before = [Decimal(text) for text in row_texts(full_window, "weight")]
    session.commit(session.base.with_text(weight(0), "1"), "改分值")
    select(grid, 0)
    full_window.actions_.give_missing.trigger()
    assert [Decimal(text) for text in row_texts(full_window, "weight")] == before
    assert "加到第 1 行" in bar(full_window)


def test_why_points_cannot_be_shared_is_told(full_window: MainWindow, grid: IndicatorGrid) -> None:
    select(grid, 0)
    full_window.actions_.share_equally.trigger()
    assert bar(full_window).startswith("请先选中几行")


def test_points_are_given_as_the_template_has_them(full_window: MainWindow, grid: IndicatorGrid) -> None:
    session = full_window._session
    for row in range(len(session.base.rows("indicators"))):
        session.commit(session.base.with_text(weight(row), ""), "清空")
    select(grid, 0)
    full_window.actions_.share_by_template.trigger()
    assert bar(full_window).startswith("分值已改：按模板分配：")


def test_without_an_open_form_nothing_happens(full_window: MainWindow) -> None:
    session: EditingSession = full_window._session
    session.open(None)
    commands = full_window.commands.indicators
    for do in (
        commands.ask_library,
        commands.add_to_library,
        commands.share_equally,
        commands.give_missing,
    ):
        do()
    commands.insert([RATE], NO_CHOICE)
    assert bar(full_window) == ""

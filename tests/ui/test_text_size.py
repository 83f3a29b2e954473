"""How large the text is, on a whole window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.store import FormId
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.header import FormHeader
from perfeval_ui.text_size import choose_text_size
from perfeval_ui.window.main_window import MainWindow
from perfeval_ui.window.window_settings import WindowSettings
from ui.keyboard import type_text
from ui.office import OpenWindow
from ui.page_driver import level3


@pytest.fixture(autouse=True)
def _usual_again(restored_app: QApplication) -> Iterator[None]:
    yield
    choose_text_size(100)
    restored_app.setProperty("usual_text_size", None)


def grid_of(window: MainWindow) -> CellGrid:
    grid = window.editor.indicators
    assert grid is not None
    return grid


def row_heights(window: MainWindow) -> list[int]:
    grid = grid_of(window)
    return [grid.rowHeight(row) for row in range(grid.cells.rowCount())]


def test_text_grows_and_becomes_as_it_was(restored_app: QApplication) -> None:
    usual = restored_app.font().pointSizeF()
    choose_text_size(150)
    assert restored_app.font().pointSizeF() == pytest.approx(usual * 1.5)
    choose_text_size(500)
    assert restored_app.font().pointSizeF() == pytest.approx(usual * 2)
    choose_text_size(20)
    assert restored_app.font().pointSizeF() == pytest.approx(usual)


def test_a_font_in_pixels_grows_as_well(restored_app: QApplication) -> None:
    pixels = QFont(restored_app.font())
    pixels.setPixelSize(20)
    restored_app.setFont(pixels)
    choose_text_size(200)
    assert restored_app.font().pointSizeF() > 20


def test_rows_titles_numbers_and_editors_of_an_open_window_grow_at_once(full_window: MainWindow) -> None:
    grid = grid_of(full_window)
    before, title = row_heights(full_window), grid.horizontalHeader().height()
    numbers, tree_row = grid.verticalHeader().width(), full_window.tree.view.sizeHintForRow(0)
    figures = full_window.scores.total.font().pointSizeF()
    choose_text_size(200)
    QApplication.processEvents()
    QApplication.processEvents()
    after = row_heights(full_window)
    assert all(small < large for small, large in zip(before, after, strict=True))
    assert grid.height() >= sum(after)
    assert grid.horizontalHeader().height() > title
    assert grid.verticalHeader().width() > numbers
    assert full_window.tree.view.sizeHintForRow(0) > tree_row
    assert full_window.scores.total.font().pointSizeF() == pytest.approx(figures * 2)
    full_window.go_to(level3(0))
    type_text("字")
    editor = grid._delegate.editor
    assert editor is not None
    assert editor.font().pointSizeF() == pytest.approx(grid.font().pointSizeF())


def test_what_is_chosen_in_the_header_is_never_cut_off(full_window: MainWindow) -> None:
    full_window.resize(1000, 700)
    choose_text_size(200)
    QApplication.processEvents()
    QApplication.processEvents()
    header = full_window.editor.findChild(FormHeader)
    assert header is not None
    for box in (header.unit, header.state):
        assert box.width() >= box.sizeHint().width()
    assert header.year.width() > header.year.fontMetrics().horizontalAdvance("0000")


def test_the_box_with_the_commands_stays_in_the_window(full_window: MainWindow) -> None:
    full_window.resize(1366, 768)
    choose_text_size(200)
    QApplication.processEvents()
    full_window.actions_.palette.trigger()
    QApplication.processEvents()
    box = full_window.commands.palette.box
    assert full_window.rect().contains(box.geometry())
    assert box.foot.height() >= box.foot.heightForWidth(box.foot.width())


def test_the_page_without_projects_grows_as_well(window: MainWindow) -> None:
    before = window.welcome._title.font().pointSizeF()
    choose_text_size(150)
    QApplication.processEvents()
    assert window.welcome._title.font().pointSizeF() == pytest.approx(before * 1.5)


def test_the_size_is_kept(
    full_window: MainWindow, open_window: OpenWindow, settings: QSettings, restored_app: QApplication
) -> None:
    usual = restored_app.font().pointSizeF()
    full_window.commands.view.text_size = 150
    full_window.close()
    choose_text_size(100)
    assert open_window().commands.view.text_size == 150
    assert restored_app.font().pointSizeF() == pytest.approx(usual * 1.5)
    for spoilt, size in (("abc", 100), (700, 200), (10, 100)):
        settings.setValue("text_size", spoilt)
        assert WindowSettings(settings).text_size == size


def test_the_words_above_a_remark_are_not_cut_where_the_text_is_large(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    choose_text_size(200)
    full_window.commands.projects.set_state(form_ids[:2], FormState.IN_REVIEW)
    QApplication.processEvents()
    told = full_window.commands.states.box.told
    assert told.isVisible()
    assert told.width() >= told.sizeHint().width()

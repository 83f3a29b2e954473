"""Closing the window and logging off with something typed, and not yet left or not yet saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.form_page.cell_grid.editors import CellEditor
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import compose_on, focus, press, type_text
from ui.office import Asked, Disk, log_off
from ui.page_driver import NOTE, PROJECT, YEAR, grid_of, level3, weight, written
from ui.window_driver import shown

LEVEL3 = level3(0)
WEIGHT = weight(0)


@pytest.fixture
def window(full_window: MainWindow) -> MainWindow:
    return full_window


@pytest.fixture
def saved(store: Store, form_ids: tuple[FormId, ...]) -> "Saved":
    return Saved(store, form_ids[0])


class Saved:
    """The open form as it is on the disk."""

    def __init__(self, store: Store, form_id: FormId) -> None:
        self._store = store
        self._form_id = form_id

    @property
    def form(self) -> Form:
        return self._store.load(self._form_id).form


def type_into(window: MainWindow, cell: Place, text: str) -> None:
    window.go_to(cell)
    type_text(text)


@pytest.mark.parametrize("cell", [LEVEL3, NOTE, PROJECT])
def test_what_is_typed_and_not_yet_left_is_saved_on_closing(
    window: MainWindow, saved: Saved, cell: Place
) -> None:
    type_into(window, cell, "abc")
    assert window.close()
    assert "abc" in repr(saved.form)


def test_it_is_saved_while_another_window_is_in_front(window: MainWindow, saved: Saved, qtbot: QtBot) -> None:
    window.go_to(LEVEL3)
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    grid = grid_of(window.editor)
    grid.edit(grid.currentIndex())
    editor = next(one for one in grid.viewport().children() if isinstance(one, CellEditor))
    QTest.keyClicks(editor, "abc")
    assert not window.isActiveWindow()
    assert "abc" not in written(saved.form, level3(0))
    assert window.close()
    assert "abc" in written(saved.form, level3(0))


@pytest.mark.parametrize("cell", [LEVEL3, NOTE, PROJECT])
def test_it_is_saved_when_the_system_ends_the_session(
    window: MainWindow, saved: Saved, qapp: QApplication, cell: Place
) -> None:
    type_into(window, cell, "abc")
    log_off(qapp)
    assert "abc" in repr(saved.form)
    assert window.isVisible()


def test_what_was_refused_is_saved_at_the_end_of_the_session_if_it_can_be(
    window: MainWindow, saved: Saved, disk: Disk, qapp: QApplication
) -> None:
    disk.fill()
    type_into(window, LEVEL3, "abc")
    press(Qt.Key.Key_Tab)
    log_off(qapp)
    assert written(saved.form, level3(0)) == "运维报告"
    disk.free()
    log_off(qapp)
    assert written(saved.form, level3(0)) == "abc"


def test_the_form_that_is_open_is_remembered_at_the_end_of_the_session(
    window: MainWindow, qapp: QApplication, form_ids: tuple[FormId, ...]
) -> None:
    window.open_form(form_ids[3])
    log_off(qapp)
    assert window._window_settings.last_form == form_ids[3]


def test_nothing_is_asked_where_all_is_saved(window: MainWindow, asked: Asked) -> None:
    type_into(window, WEIGHT, "9")
    press(Qt.Key.Key_Tab)
    assert window.close()
    assert asked.questions == []


def test_a_year_that_is_none_keeps_the_window_where_the_user_wants_to_mend_it(
    window: MainWindow, asked: Asked, saved: Saved
) -> None:
    type_into(window, YEAR, "abc")
    asked.answers = ["返回修改"]
    assert not window.close()
    assert window.isVisible()
    assert asked.questions == ["正在编辑的内容不能保存。"]
    assert focus().property("text") == "abc"
    focus().selectAll()  # type: ignore[attr-defined]  # a line editor
    type_text("2024")
    assert window.close()
    assert saved.form.year == 2024


def test_a_year_that_is_none_is_given_up_where_the_user_says_so(
    window: MainWindow, asked: Asked, saved: Saved, session: EditingSession
) -> None:
    before = saved.form
    type_into(window, YEAR, "abc")
    asked.answers = ["放弃这一格"]
    assert window.close()
    assert saved.form == before
    assert len(session.summaries()) == 7


def test_a_text_that_is_no_number_is_saved_on_closing_as_any_other(
    window: MainWindow, asked: Asked, saved: Saved
) -> None:
    type_into(window, WEIGHT, "abc")
    assert window.close()
    assert asked.questions == []
    assert written(saved.form, WEIGHT) == "abc"


def test_what_is_not_saved_keeps_the_window_where_the_user_wants_to_go_back(
    window: MainWindow, asked: Asked, saved: Saved, disk: Disk
) -> None:
    disk.fill()
    type_into(window, LEVEL3, "abc")
    asked.answers = ["返回修改"]
    assert not window.close()
    assert window.isVisible()
    (question,) = asked.questions
    assert question == "最近的改动没有保存。\n磁盘已满。请清理磁盘空间后再试。"
    disk.free()
    assert window.close()
    assert written(saved.form, level3(0)) == "abc"
    assert len(asked.questions) == 1


def test_what_is_not_saved_is_given_up_where_the_user_says_so(
    window: MainWindow, asked: Asked, saved: Saved, disk: Disk
) -> None:
    disk.fill()
    type_into(window, LEVEL3, "abc")
    asked.answers = ["不保存"]
    assert window.close()
    assert written(saved.form, level3(0)) == "运维报告"


@pytest.mark.parametrize("cell", [LEVEL3, NOTE, PROJECT])
def test_what_an_input_method_composes_is_saved_on_closing(
    window: MainWindow, saved: Saved, cell: Place
) -> None:
    window.go_to(cell)
    compose_on("xitong")
    assert window.close()
    assert "xitong" in repr(saved.form)


@pytest.mark.parametrize("cell", [LEVEL3, NOTE, PROJECT])
def test_what_an_input_method_composes_is_saved_when_the_system_ends_the_session(
    window: MainWindow, saved: Saved, qapp: QApplication, cell: Place
) -> None:
    window.go_to(cell)
    compose_on("xitong")
    log_off(qapp)
    assert "xitong" in repr(saved.form)


@pytest.mark.parametrize("cell", [LEVEL3, NOTE, PROJECT])
@pytest.mark.parametrize("tab", [1, 2])
def test_what_an_input_method_composes_is_saved_when_another_page_is_shown(
    window: MainWindow, saved: Saved, cell: Place, tab: int
) -> None:
    window.go_to(cell)
    compose_on("xitong")
    window.tabs.setCurrentIndex(tab)
    assert "xitong" in repr(saved.form)


@pytest.mark.parametrize("cell", [LEVEL3, NOTE, PROJECT])
def test_what_an_input_method_composes_stays_in_its_form_when_another_is_opened(
    window: MainWindow, saved: Saved, form_ids: tuple[FormId, ...], cell: Place
) -> None:
    window.go_to(cell)
    compose_on("xitong")
    window.go_to_form(form_ids[1])
    assert "xitong" in repr(saved.form)
    assert "xitong" not in repr(shown(window))


@pytest.mark.parametrize("cell", [LEVEL3, NOTE, PROJECT])
def test_what_an_input_method_composes_is_saved_before_quick_open(
    window: MainWindow, saved: Saved, cell: Place
) -> None:
    window.go_to(cell)
    compose_on("xitong")
    window.actions_.quick_open.trigger()
    assert "xitong" in repr(saved.form)

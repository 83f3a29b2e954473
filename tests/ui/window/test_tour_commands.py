"""The guided tour comes by itself once, leads through the window by keyboard, and again from the menu."""

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from perfeval_ui.widgets.tour_bubble import TourBubble
from perfeval_ui.window import tour_commands
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press
from ui.office import OpenWindow
from ui.page_driver import current, grid_of, select, target


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tour_commands, "_DELAY_MS", 0)


def bubble(window: MainWindow) -> TourBubble | None:
    found = [one for one in window.findChildren(TourBubble) if one.isVisible()]
    assert len(found) < 2
    return found[0] if found else None


def title(window: MainWindow) -> str:
    shown = bubble(window)
    return shown.title.text() if shown else ""


def titles(window: MainWindow) -> list[str]:
    """Go through the whole tour with Enter; return what its steps are called."""
    found = []
    while title(window):
        found.append(title(window))
        press(Qt.Key.Key_Return)
    return found


@pytest.fixture
def wide_window(full_window: MainWindow) -> MainWindow:
    full_window.resize(1366, 768)
    full_window.results_dock.show()
    QApplication.processEvents()
    return full_window


def test_a_new_user_is_led_through_the_window_once(
    wide_window: MainWindow, settings: QSettings, qtbot: QtBot
) -> None:
    tour = wide_window.commands.tour
    tour.offer_soon()
    qtbot.waitUntil(lambda: bubble(wide_window) is not None)
    assert titles(wide_window) == ["项目都在这里", "在这里填", "得分自己会算", "哪里会被退回"]
    assert settings.value("tour", type=bool) is True
    tour.offer_soon()
    assert not tour._timer.isActive()


def test_nothing_comes_by_itself_unless_it_is_asked_for(full_window: MainWindow) -> None:
    QApplication.processEvents()
    assert bubble(full_window) is None
    assert not full_window.commands.tour._timer.isActive()


def test_who_had_the_program_before_is_not_led(full_window: MainWindow, settings: QSettings) -> None:
    settings.setValue("geometry", QByteArray(b"x"))
    full_window.commands.tour.offer_soon()
    assert not full_window.commands.tour._timer.isActive()


def test_a_tour_that_is_passed_over_does_not_come_again(wide_window: MainWindow, settings: QSettings) -> None:
    grid = grid_of(wide_window.editor)
    select(grid, target(4))
    wide_window.actions_.tour.trigger()
    shown = bubble(wide_window)
    assert shown is not None
    assert focus() is shown.next_button
    press(Qt.Key.Key_Escape)
    assert bubble(wide_window) is None
    assert settings.value("tour", type=bool) is True
    assert focus() is grid
    assert current(grid) == target(4)


def test_the_buttons_do_the_same(wide_window: MainWindow) -> None:
    wide_window.actions_.tour.trigger()
    shown = bubble(wide_window)
    assert shown is not None
    assert (shown.place.text(), shown.next_button.text()) == ("1 / 4", "下一步(&N)")
    for _ in range(3):
        shown.next_button.click()
    assert (shown.place.text(), shown.next_button.text()) == ("4 / 4", "完成(&N)")
    assert not shown.end_button.isVisible()
    shown.next_button.click()
    assert bubble(wide_window) is None
    wide_window.actions_.tour.trigger()
    again = bubble(wide_window)
    assert again is not None
    again.end_button.click()
    assert bubble(wide_window) is None


def test_one_can_work_on_meanwhile_and_keeps_the_keyboard(wide_window: MainWindow) -> None:
    wide_window.actions_.tour.trigger()
    wide_window.tree.setFocus()
    wide_window.commands.tour.end()
    assert focus() is wide_window.tree.view


def test_a_tour_begun_anew_begins_at_its_first_step(wide_window: MainWindow) -> None:
    wide_window.actions_.tour.trigger()
    press(Qt.Key.Key_Return)
    wide_window.actions_.tour.trigger()
    assert title(wide_window) == "项目都在这里"


def test_what_cannot_be_seen_is_left_out(full_window: MainWindow) -> None:
    full_window.results_dock.hide()
    full_window.actions_.tour.trigger()
    assert titles(full_window) == ["项目都在这里", "在这里填"]


def test_on_an_empty_store_the_form_is_told_of_where_it_will_be(window: MainWindow) -> None:
    window.results_dock.hide()
    window.actions_.tour.trigger()
    assert titles(window) == ["项目都在这里", "在这里填"]


def test_a_dialog_that_is_open_is_waited_for(wide_window: MainWindow, qtbot: QtBot) -> None:
    dialog = QDialog(wide_window)
    dialog.setModal(True)
    dialog.show()
    wide_window.commands.tour.offer_soon()
    QApplication.processEvents()
    assert bubble(wide_window) is None
    dialog.reject()
    wide_window.activateWindow()
    qtbot.waitUntil(lambda: bubble(wide_window) is not None)


def test_the_bubble_stays_beside_its_place_when_the_window_changes(open_window: OpenWindow) -> None:
    window = open_window()
    window.resize(1366, 768)
    window.actions_.tour.trigger()
    for width in (1366, 900):
        window.resize(width, 700)
        QApplication.processEvents()
        shown = bubble(window)
        assert shown is not None
        assert window.rect().contains(shown.geometry())
        assert shown.geometry().left() > window.tree.width() - 10

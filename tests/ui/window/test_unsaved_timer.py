"""What is being typed is on the disk after a pause, and gone from there once it is saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.errors import OutputError
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.storage.unsaved.work_json import read_work
from perfeval_desktop.unsaved_work import UnsavedWork
from perfeval_ui.window import unsaved_timer
from perfeval_ui.window.main_window import MainWindow
from perfeval_ui.window.unsaved_timer import UnsavedTimer
from ui.keyboard import compose, focus, press, type_text
from ui.office import Disk, OpenWindow
from ui.page_driver import actual, grid_of, line_of, shown
from ui.window_driver import bar


def timer_of(window: MainWindow) -> UnsavedTimer:
    return window.commands.unsaved_timer


def kept(folder: Path) -> list[str]:
    """Return the texts that are on the disk."""
    works = [read_work(file.read_bytes())[0] for file in folder.glob("*.json")]
    return [one.text for work in works for one in work.texts]


def type_into_a_cell(window: MainWindow, text: str) -> None:
    grid = grid_of(window.editor)
    grid.go_to(actual(0))
    grid.setFocus()
    type_text(text)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: UnsavedFolder, work: UnsavedWork) -> None:
        del work
        raise OutputError("磁盘空间不足。")

    monkeypatch.setattr(UnsavedFolder, "keep", refuse)


@pytest.mark.parametrize("which", ["_PAUSE_MS", "_LONGEST_MS"])
def test_after_a_pause_or_some_time_what_is_typed_is_on_the_disk(
    which: str,
    *,
    form_ids: object,
    open_window: OpenWindow,
    unsaved_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    assert form_ids
    monkeypatch.setattr(unsaved_timer, which, 0)
    window = open_window()
    type_into_a_cell(window, "15场")
    qtbot.waitUntil(lambda: kept(unsaved_folder) == ["15场"])
    assert not timer_of(window)._longest.isActive()


def test_each_key_begins_the_pause_anew_but_not_the_longest_time(full_window: MainWindow) -> None:
    type_into_a_cell(full_window, "1")
    timer = timer_of(full_window)
    assert timer._pause.isActive()
    first = timer._longest.timerId()
    type_text("5")
    assert timer._longest.timerId() == first
    assert timer._pause.isActive()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_what_is_saved_or_given_up_is_kept_no_more(
    full_window: MainWindow, unsaved_folder: Path, key: Qt.Key
) -> None:
    type_into_a_cell(full_window, "15场")
    timer_of(full_window).keep()
    assert kept(unsaved_folder) == ["15场"]
    press(key)
    assert kept(unsaved_folder) == []
    assert not timer_of(full_window)._pause.isActive()


def test_who_never_pauses_has_nothing_made(full_window: MainWindow, unsaved_folder: Path) -> None:
    type_into_a_cell(full_window, "15场")
    press(Qt.Key.Key_Return)
    assert "keeper" not in vars(timer_of(full_window))
    full_window.close()
    assert not unsaved_folder.exists()


def test_a_year_that_is_none_is_kept_as_well(full_window: MainWindow, unsaved_folder: Path) -> None:
    line_of(full_window.editor, YEAR).setFocus()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("20x")
    timer_of(full_window).keep()
    assert kept(unsaved_folder) == ["20x"]


def test_what_an_input_method_composes_is_neither_kept_nor_disturbed(
    full_window: MainWindow, unsaved_folder: Path
) -> None:
    type_into_a_cell(full_window, "甲")
    QCoreApplication.sendEvent(focus(), QInputMethodEvent("ceng", []))
    timer_of(full_window).keep()
    assert kept(unsaved_folder) == ["甲"]
    compose("cengyong", "层用")
    timer_of(full_window).keep()
    assert kept(unsaved_folder) == ["甲层用"]


def test_what_a_full_disk_refuses_is_kept_until_it_is_given_up(
    full_window: MainWindow, disk: Disk, unsaved_folder: Path
) -> None:
    disk.fill()
    type_into_a_cell(full_window, "15场")
    press(Qt.Key.Key_Return)
    timer_of(full_window).keep()
    assert kept(unsaved_folder) == ["15场"]
    full_window._session.discard_pending()
    assert kept(unsaved_folder) == []


@pytest.mark.usefixtures("full_disk")
def test_what_cannot_be_kept_is_told_once_and_typing_goes_on(full_window: MainWindow) -> None:
    type_into_a_cell(full_window, "15场")
    timer_of(full_window).keep()
    # Perhaps it is over in a moment.
    assert bar(full_window) == ""
    assert timer_of(full_window)._pause.isActive()
    timer_of(full_window).keep()
    assert bar(full_window) == (
        "没保存的内容没能另存一份以防断电：磁盘空间不足。输入不受影响，请尽早离开这一格，让它保存。"
    )
    full_window.message_bar.hide()
    type_text("次")
    timer_of(full_window).keep()
    assert bar(full_window) == ""
    press(Qt.Key.Key_Return)
    assert shown(grid_of(full_window.editor), actual(0)) == "15场次"


@pytest.mark.usefixtures("full_disk")
def test_what_is_said_already_stays(full_window: MainWindow) -> None:
    full_window.message_bar.show_error("改动还没有保存")
    type_into_a_cell(full_window, "15场")
    timer_of(full_window).keep()
    timer_of(full_window).keep()
    assert bar(full_window) == "改动还没有保存"
    assert "磁盘空间不足" in full_window.status_bar.currentMessage()


def test_once_it_can_be_kept_again_the_next_trouble_is_told_again(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    timer_of(full_window).failed.connect(told.append)
    type_into_a_cell(full_window, "1")
    for text, is_full in (("5", True), ("6", False), ("7", True)):
        type_text(text)
        with monkeypatch.context() as full:
            if is_full:
                full.setattr(UnsavedFolder, "keep", _refuse)
            timer_of(full_window).keep()
            timer_of(full_window).keep()
    assert len(told) == 2


def _refuse(_: UnsavedFolder, work: UnsavedWork) -> None:
    del work
    raise OutputError("磁盘空间不足。")


def test_a_window_that_is_closed_leaves_nothing(full_window: MainWindow, unsaved_folder: Path) -> None:
    type_into_a_cell(full_window, "15场")
    timer_of(full_window).keep()
    full_window.close()
    assert list(unsaved_folder.iterdir()) == []


def test_at_the_end_of_the_session_what_cannot_be_saved_is_kept(
    full_window: MainWindow, disk: Disk, unsaved_folder: Path, store: Store
) -> None:
    disk.fill()
    type_into_a_cell(full_window, "15场")
    full_window._close_guard._log_off()
    assert kept(unsaved_folder) == ["15场"]
    assert store.count() == 7

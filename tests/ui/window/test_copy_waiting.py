from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.backup import Backup
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups import second_place
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.stores.second_place import SecondPlaceSettings
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier
from perfeval_ui.window import copy_waiting
from perfeval_ui.window.copy_waiting import wait_for_copy


@pytest.fixture
def copier(store: Store, session: EditingSession, settings: QSettings, parent: QWidget) -> SecondPlaceCopier:
    assert session.summaries()
    backups_of(store).take()
    return SecondPlaceCopier(store.path, backups_of(store), SecondPlaceSettings(settings), parent)


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Let copying wait for this event, and the dialog appear at once."""
    event, copy_backup = Event(), second_place.copy_backup

    def copy_late(backup: Path, folder: Path) -> Backup | None:
        event.wait()
        return copy_backup(backup, folder)

    monkeypatch.setattr(second_place, "copy_backup", copy_late)
    monkeypatch.setattr(copy_waiting, "_DELAY_MS", 0)
    yield event
    event.set()


def test_where_nothing_is_copied_there_is_nothing_to_wait_for(
    copier: SecondPlaceCopier, parent: QWidget
) -> None:
    wait_for_copy(copier, parent)
    assert parent.findChildren(QProgressDialog) == []


def test_a_copy_that_is_soon_done_is_waited_for_without_a_dialog(
    copier: SecondPlaceCopier, parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_waiting, "_DELAY_MS", 60_000)
    copier.choose(tmp_path)
    wait_for_copy(copier, parent)
    assert not copier.is_copying
    assert len(backups(tmp_path)) == 1
    assert parent.findChildren(QProgressDialog) == []


def test_a_slow_copy_is_waited_for_with_a_dialog(
    copier: SecondPlaceCopier, parent: QWidget, tmp_path: Path, go_on: Event
) -> None:
    shown: list[str] = []

    def look() -> None:
        dialogs = parent.findChildren(QProgressDialog)
        if dialogs and dialogs[0].isVisible():
            shown.append(dialogs[0].labelText())
            timer.stop()
            go_on.set()

    timer = QTimer(parent)
    timer.timeout.connect(look)
    timer.start(1)
    copier.choose(tmp_path)
    wait_for_copy(copier, parent)
    assert len(backups(tmp_path)) == 1
    assert "不要拔下" in shown[0]


def test_who_does_not_want_to_wait_need_not(
    copier: SecondPlaceCopier, parent: QWidget, tmp_path: Path, go_on: Event, qtbot: QtBot
) -> None:
    def press() -> None:
        dialogs = parent.findChildren(QProgressDialog)
        if dialogs and dialogs[0].isVisible():
            timer.stop()
            dialogs[0].findChildren(QPushButton)[0].click()

    timer = QTimer(parent)
    timer.timeout.connect(press)
    timer.start(1)
    copier.choose(tmp_path)
    wait_for_copy(copier, parent)
    assert copier.is_copying
    assert backups(tmp_path) == []
    go_on.set()
    qtbot.waitUntil(lambda: not copier.is_copying)

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.backup import Backup
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups import second_place
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.backups import backups_of
from perfeval_ui.stores.second_place import SecondPlaceSettings
from perfeval_ui.stores.second_place_copier import SecondPlaceCopier

TakeAnother = Callable[[], Backup]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "U盘"
    made.mkdir()
    return made


@pytest.fixture
def backup(store: Store, session: EditingSession) -> Backup:
    """Return a backup of the store of seven samples, in the first place."""
    assert session.summaries()
    return backups_of(store).take()


@pytest.fixture
def take_another(store: Store, session: EditingSession) -> TakeAnother:
    """Return what makes another backup after a form less."""

    def take() -> Backup:
        session.delete([session.summaries()[0].form_id], "删除")
        return backups_of(store).take()

    return take


@pytest.fixture
def copier(store: Store, settings: QSettings, parent: QWidget) -> SecondPlaceCopier:
    return SecondPlaceCopier(store.path, backups_of(store), SecondPlaceSettings(settings), parent)


def wait(copier: SecondPlaceCopier, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not copier.is_copying)


def test_where_no_place_was_chosen_nothing_happens(copier: SecondPlaceCopier, backup: Backup) -> None:
    assert backup.forms == 7
    copier.copy()
    assert not copier.is_copying
    assert copier.place is None


def test_a_chosen_place_gets_the_newest_backup_at_once(
    copier: SecondPlaceCopier, backup: Backup, stick: Path, qtbot: QtBot
) -> None:
    copier.choose(stick)
    assert copier.is_copying
    wait(copier, qtbot)
    assert [one.path.name for one in backups(stick)] == [backup.path.name]
    assert copier.place is not None
    assert copier.place.copied_at is not None
    assert not copier.place.is_failing


def test_what_is_there_is_not_copied_again_and_what_is_new_is(
    copier: SecondPlaceCopier, backup: Backup, take_another: TakeAnother, stick: Path, qtbot: QtBot
) -> None:
    copier.choose(stick)
    wait(copier, qtbot)
    copier.copy()
    assert not copier.is_copying
    newer = take_another()
    copier.copy()
    wait(copier, qtbot)
    assert [one.path.name for one in backups(stick)] == [newer.path.name, backup.path.name]


def test_a_store_without_backups_has_none_to_copy(
    copier: SecondPlaceCopier, store: Store, stick: Path
) -> None:
    copier.choose(stick)
    assert not copier.is_copying
    backups_of(store).folder.write_bytes(b"in the way")
    copier.copy()
    assert not copier.is_copying


def test_a_place_that_is_missing_is_tried_again_later_and_then_caught_up(
    copier: SecondPlaceCopier, backup: Backup, stick: Path, qtbot: QtBot
) -> None:
    stick.rmdir()
    copier.choose(stick)
    wait(copier, qtbot)
    place = copier.place
    assert place is not None
    assert "找不到" in place.why
    assert (place.failing_since, place.copied_at) == (place.failed_at, None)
    assert copier._retry.isActive()
    stick.mkdir()
    copier._retry.timeout.emit()
    wait(copier, qtbot)
    assert [one.forms for one in backups(stick)] == [backup.forms]
    assert not copier._retry.isActive()


@pytest.mark.usefixtures("backup")
def test_after_a_week_of_failing_it_is_told_once(
    store: Store, settings: QSettings, stick: Path, parent: QWidget, qtbot: QtBot
) -> None:
    days = iter((0, 6, 7, 8))
    stick.rmdir()

    def clock() -> datetime:
        return now() + timedelta(days=next(days), minutes=1)

    places = SecondPlaceSettings(settings)
    copier = SecondPlaceCopier(store.path, backups_of(store), places, parent, clock=clock)
    told: list[str] = []
    copier.missed.connect(told.append)
    copier.choose(stick)
    wait(copier, qtbot)
    for expected in (0, 1, 1):
        copier.copy()
        wait(copier, qtbot)
        assert len(told) == expected
    assert told[0].startswith("备份已有 7 天没有另存到第二处。找不到")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, backup: Backup) -> Event:
    """Let copying of the backup wait for this event."""
    assert backup.forms == 7
    go_on, copy_backup = Event(), second_place.copy_backup

    def copy_late(backup: Path, folder: Path) -> Backup | None:
        go_on.wait()
        return copy_backup(backup, folder)

    monkeypatch.setattr(second_place, "copy_backup", copy_late)
    return go_on


def test_what_is_wanted_while_it_copies_is_done_afterwards(
    copier: SecondPlaceCopier, take_another: TakeAnother, stick: Path, slow: Event, qtbot: QtBot
) -> None:
    copier.choose(stick)
    take_another()
    copier.copy()
    slow.set()
    wait(copier, qtbot)
    assert [one.forms for one in backups(stick)] == [6, 7]


def test_of_a_place_given_up_while_it_copies_nothing_is_told(
    copier: SecondPlaceCopier, stick: Path, slow: Event, qtbot: QtBot
) -> None:
    copier.choose(stick)
    copier.choose(None)
    slow.set()
    wait(copier, qtbot)
    assert copier.place is None
    assert [one.forms for one in backups(stick)] == [7]


def test_a_bug_is_shown_as_one_and_copying_goes_on(
    copier: SecondPlaceCopier, backup: Backup, stick: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_backup: Path, _folder: Path) -> None:
        raise LookupError

    with monkeypatch.context() as patched:
        patched.setattr(second_place, "copy_backup", fail)
        with qtbot.captureExceptions() as raised:
            copier.choose(stick)
            wait(copier, qtbot)
    assert [kind for kind, *_ in raised] == [LookupError]
    copier.copy()
    wait(copier, qtbot)
    assert [one.forms for one in backups(stick)] == [backup.forms]
